const NAMED =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
const OTHERS =
  'amp& lt< gt> quot" apos\' ndash– mdash— lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” bdquo„ hellip… bull• euro€ trade™ lsaquo‹ rsaquo› prime′ Prime″ minus− oeligœ OEligŒ scaronš ScaronŠ YumlŸ circˆ tilde˜ ensp\u2002 emsp\u2003 thinsp\u2009 zwnj\u200c zwj\u200d lrm\u200e rlm\u200f dagger† Dagger‡ permil‰ larr← uarr↑ rarr→ darr↓ hearts♥';

let entities: Map<string, string> | undefined;

function named(name: string): string | undefined {
  entities ??= new Map([
    ...NAMED.split(' ').map((n, i) => [n, String.fromCharCode(160 + i)] as const),
    ...OTHERS.split(/ (?=\w)/).map((n) => [n.slice(0, -1), n.slice(-1)] as const),
  ]);
  return entities.get(name);
}

/** What windows-1252 has in the places of Latin-1's control characters. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function numeric(code: number): string {
  // HTML reads 128–159 as windows-1252, and so does everybody who writes them.
  if (code > 127 && code < 160) return WINDOWS_1252[code - 128]!;
  return code > 0 && code < 0x110000 && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : '\ufffd';
}

/** Control characters that nobody means: bytes of windows-1252 that were taken for Latin-1 on their way. */
export const undoLatin1 = (text: string): string =>
  text.replace(/[\x80-\x9f]/g, (letter) => numeric(letter.charCodeAt(0)));

/** Character references into characters, once. Unknown names stay as written. */
export function decodeEntities(text: string, own?: { get(name: string): string | undefined }): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([\da-f]+)|#(\d+)|([\w.-]{1,40}));/gi,
    (all: string, hex?: string, decimal?: string, name = '') =>
      hex
        ? numeric(parseInt(hex, 16))
        : decimal
          ? numeric(+decimal)
          : (named(name as string) ?? own?.get(name as string) ?? all),
  );
}

/**
 * The text of a piece of HTML, for places that show plain text (names, quotes, summaries). Not a sanitizer:
 * what it gives back must be shown as text.
 */
export function htmlToText(html: string): string {
  // Each pattern ends at the end of the text if nowhere before, so that none is tried twice on the same stretch.
  const lines = html
    .replace(/<!--[^]*?(?:-->|$)/g, '')
    .replace(/<(script|style|template|iframe)\b[^]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h\d)\b[^>]*(?:>|$)/gi, '\n')
    .replace(/<\/?[a-z][^>]*(?:>|$)/gi, '');
  return decodeEntities(lines)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
}

/** The text of a piece of HTML on one line, for titles. */
export const htmlToLine = (html: string): string => htmlToText(html).replace(/\s+/g, ' ');

export const escapeHtml = (text: string): string =>
  !/[&<>"]/.test(text)
    ? text
    : text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

export const linkHtml = (url: string, text: string): string =>
  `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;

const paragraph = (lines: string): string => `<p>${lines.replace(/\r?\n/g, '<br>')}</p>`;

/** Lines and empty lines of markup without any of its own as line breaks and paragraphs. */
export const paragraphs = (html: string): string =>
  /\S/.test(html)
    ? html
        .trim()
        .split(/\r?\n\s*\n/)
        .map(paragraph)
        .join('')
    : '';

/** Text as HTML: paragraphs and line breaks kept, addresses made links. */
export const textToHtml = (text: string): string =>
  paragraphs(
    text
      .split(/(\bhttps?:\/\/[^\s<>"]*[^\s<>".,:;!?'’”…)\]}])/)
      .map((part, i) => (i % 2 ? linkHtml(part, part) : escapeHtml(part)))
      .join(''),
  );

/** Bidirectional overrides and embeddings that could make a text reorder what stands around it. */
export const plain = (text: string) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
