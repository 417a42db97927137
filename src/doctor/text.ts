import { decode } from '../internal/decode.js';
import { disguise } from './disguise.js';
import type { Answer, Finding } from './report.js';
import { isLogin } from './transport.js';
import { finding } from './words.js';

const EXPECTED = { json: 'application/json; charset=utf-8', xml: 'application/xml; charset=utf-8' };

export interface Text {
  text: string;
  /** The document, where it is JSON. */
  json?: unknown;
  kind: 'json' | 'xml' | 'html' | 'other';
  findings: Finding[];
}

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** What is wrong with how letters are written, in words. */
function encodingFault({ bytes, headers }: Answer, text: string): string | undefined {
  const header = /charset\s*=\s*["']?([^\s"';]+)/i.exec(headers.get('content-type') ?? '')?.[1];
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)/i.exec(text)?.[1];
  const utf8 = isUtf8(bytes);
  const says = (label: string | undefined) => /^utf-?8$/i.test(label ?? '');
  const isWide = bytes[0] === 0xff || bytes[0] === 0xfe || bytes[1] === 0;
  if (!utf8 && !isWide && (says(header) || says(declared)))
    return `the answer says ${header ?? declared ?? ''} but is not`;
  if (!utf8 && !header && !declared) return 'the answer does not say its encoding, and it is not UTF-8';
  if (header && declared && header.toLowerCase() !== declared.toLowerCase())
    return `the header says ${header}, the document says ${declared}`;
  // "å" in UTF-8, taken for Latin-1 and encoded once more.
  if (/Ã[¤¥¶¼©¸\u00a4\u00a5\u00b6]|Ð[\u00a0-\u00bf]|â€[œ™“”]/.test(text))
    return 'letters are encoded twice (“Ã¥” for “å”)';
  if (text.includes('\ufffd')) return 'some letters are lost already (�)';
  return undefined;
}

/** Where an HTML page says that its feed is. */
function advertisedFeed(html: string, base: string): string | undefined {
  for (const [link] of html.matchAll(/<link\b[^>]*>/gi)) {
    if (!/type\s*=\s*["']?application\/(?:rss\+xml|atom\+xml|feed\+json)/i.test(link)) continue;
    const href = /href\s*=\s*["']?([^"'\s>]+)/i.exec(link)?.[1]?.replaceAll('&amp;', '&');
    if (href && URL.canParse(href, base)) return new URL(href, base).href;
  }
  return undefined;
}

const isHtml = (text: string): boolean =>
  /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(text);

/** From bytes to something to read: encoding, announced type, whole or damaged. */
export function textOf(answer: Answer): Text {
  const type = answer.headers.get('content-type') ?? '';
  const text = decode(answer.bytes, type);
  const findings: Finding[] = [];
  const done = (kind: Text['kind'], json?: unknown): Text => ({ text, kind, findings, json });
  if (!text.trim()) {
    findings.push(finding('no-content'));
    return done('other');
  }
  const disguised = disguise(answer, text);
  if (disguised) {
    findings.push(disguised);
    return done('other');
  }
  const fault = encodingFault(answer, text);
  if (fault) findings.push(finding('encoding', { detail: fault }));
  if (isHtml(text)) {
    // Services may stand in a page as JSON-LD.
    if (/<script[^>]+application\/ld\+json/i.test(text) && !isLogin(answer.url, text)) return done('html');
    const feed = advertisedFeed(text, answer.url);
    findings.push(
      isLogin(answer.url, text)
        ? finding('login', { detail: `it answers with the page ${answer.url}` })
        : finding('html', {
            hint: feed
              ? `Its feed is at ${feed}: use that address.`
              : 'Ask for the address of the data itself.',
            ...(feed && { feed }),
          }),
    );
    return done('html');
  }
  if (/^[\s\ufeff]*[[{]/.test(text)) {
    const announced = /json/i.test(type);
    if (!announced)
      findings.push(finding('content-type', { found: type || 'nothing', expected: EXPECTED.json }));
    try {
      return done('json', JSON.parse(text.replace(/^[\s\ufeff]+/, '')));
    } catch (error) {
      findings.push(finding('json', { detail: error instanceof Error ? error.message : String(error) }));
      return done('json');
    }
  }
  if (/^[\s\ufeff]*<|<(?:rss|feed|rdf:RDF)\b/i.test(text)) {
    if (!/xml/i.test(type))
      findings.push(finding('content-type', { found: type || 'nothing', expected: EXPECTED.xml }));
    return done('xml');
  }
  return done('other');
}
