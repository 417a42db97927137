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

function numeric(code: number): string {
  // HTML reads 128–159 as windows-1252, and so does everybody who writes them.
  if (code > 127 && code < 160) return new TextDecoder('windows-1252').decode(Uint8Array.of(code));
  return code > 0 && code < 0x110000 && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : '\ufffd';
}

/** Character references into characters, once. Unknown names stay as written. */
export function decodeEntities(text: string, own?: ReadonlyMap<string, string>): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (all, hex?: string, dec?: string, name = '') =>
    hex ? numeric(parseInt(hex, 16)) : dec ? numeric(+dec) : (own?.get(name) ?? named(name) ?? all),
  );
}

/**
 * The text of a piece of HTML, for places that show plain text (titles, names, summaries). Not a sanitizer:
 * what it gives back must be shown as text.
 */
export function htmlToText(html: string): string {
  return decodeEntities(
    html
      .replace(/<!--[^]*?(?:-->|$)/g, '')
      .replace(/<(script|style|template|iframe|object)\b[^]*?(?:<\/\1\s*>|$)/gi, '')
      .replace(/<(?:br|\/p|\/div|\/li|\/h\d)\b[^>]*>/gi, '\n')
      .replace(/<\/?[a-z][^>]*>/gi, ''),
  )
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
}

/** Text as HTML, paragraphs and line breaks kept. */
export function textToHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replace(/\n/g, '<br>')}</p>`)
    .join('');
}

/** Bidirectional overrides and embeddings that could make a text reorder what stands around it. */
export const plain = (text: string) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
