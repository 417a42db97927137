import type { Answer, Finding } from './report.js';
import { finding } from './words.js';

const short = (text: string): string =>
  text
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a program said beside its data: before it, after it, or instead of it. */
function noise(text: string): string | undefined {
  const isComplaint =
    /^\s*(?:<br ?\/?>\s*)?(?:<b>)?(?:PHP )?(?:warning|notice|deprecated|(?:fatal|parse) error)\b/i.test(text);
  const start = text.search(/[[{]/);
  if (start < 0) return isComplaint ? text : undefined;
  if (start > 0 && (isComplaint || parsed(text.slice(start)) !== undefined)) return text.slice(0, start);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
  return end < text.length && parsed(text.slice(0, end)) !== undefined ? text.slice(end) : undefined;
}

/** Why data that is there cannot be read, where a person who looks at it sees data. */
export function disguise({ bytes }: Answer, text: string): Finding | undefined {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return finding('packed', { detail: 'the body is gzip' });
  const body = text.replace(/^[\s\ufeff]+/, '').trimEnd();
  const whole = parsed(body);
  if (typeof whole === 'string' && /^\s*[[{]/.test(whole)) return finding('double');
  if (whole !== undefined) return undefined;
  const call = /^(?:\/\*[\s\S]*?\*\/\s*)?([\w$.]+)\s*\(\s*[[{"][\s\S]*\)\s*;?$/.exec(body)?.[1];
  if (call) return finding('jsonp', { found: call });
  const lines = body.split(/\r?\n/).filter((line) => line.trim());
  if (lines.length > 1 && lines.every((line) => /^\s*[[{]/.test(line) && parsed(line) !== undefined))
    return finding('lines', { count: lines.length });
  // A feed is found wherever it begins.
  if (/<(?:rss|feed|rdf:RDF)\b/i.test(body)) return undefined;
  const beside = noise(body);
  return beside === undefined ? undefined : finding('noise', { found: short(beside) });
}
