import { undoLatin1 } from './text.js';

/** The most common letters of what is written in an encoding: where few of them come out, it is another one. */
const COMMON: readonly (readonly [encoding: string, letters: string, twoBytes?: true])[] = [
  ['shift_jis', 'のにはをたがでとしい', true],
  ['euc-jp', 'のにはをたがでとしい', true],
  ['euc-kr', '이다는을의에가고하지', true],
  ['gb18030', '的一是不在有了人中国市日年月上为', true],
  ['big5', '的一是不在有了人中國市日年月上為', true],
  ['windows-1251', 'оеаинтсрвл'],
  ['koi8-r', 'оеаинтсрвл'],
  ['windows-1253', 'αοτειςνρστ'],
  ['windows-1255', 'יולהמאתרבש'],
  ['windows-874', 'านรกอเงมลว'],
  ['windows-1256', 'المنتوبريه'],
];

const LATIN = 'windows-1252';

function decoder(label: string | undefined): TextDecoder | undefined {
  try {
    return label ? new TextDecoder(label) : undefined;
  } catch {
    return undefined;
  }
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The encoding of bytes that nobody has said anything about and that are no UTF-8. */
function guess(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 100_000);
  const letters = new TextDecoder(LATIN).decode(sample).replace(/[\0-\x7f]+/g, ' ');
  const count = letters.replace(/ /g, '').length;
  // In Latin script the letters beyond ASCII stand alone, in others they make whole words.
  const isDense = (letters.match(/\S{4,}/g) ?? []).join('').length > count / 2;
  let best = LATIN;
  let most = 0;
  for (const [encoding, common, twoBytes] of COMMON) {
    const candidate = (twoBytes ?? isDense) ? decoder(encoding) : undefined;
    const text = candidate?.decode(sample) ?? '';
    const hits = text.split(new RegExp(`[${common}]`)).length - 1;
    const share = (hits * (twoBytes ? 2 : 1)) / count - (text.split('\ufffd').length - 1) / count;
    if (candidate && share > most && share > (twoBytes ? 0.15 : 0.3)) [best, most] = [encoding, share];
  }
  return best;
}

/** By its encoding. Some versions of Node take windows-1252 for Latin-1. */
const decodeAs = (encoding: string, bytes: Uint8Array): string => {
  const text = new TextDecoder(encoding).decode(bytes);
  return encoding === LATIN ? undoLatin1(text) : text;
};

/** Whoever can read a declaration byte by byte knows that it is not UTF-16. */
const encodingOf = (label: string | undefined): string | undefined =>
  decoder(label?.replace(/^utf-?16.*/i, 'utf-8'))?.encoding;

/**
 * Bytes into text. A byte-order mark and bytes that can only be UTF-8 beat the header, the header beats the document's
 * own declaration, but for UTF-8 and Latin-1, which servers and templates say of everything. Where nothing that was
 * said can be true, what comes out decides.
 */
export function decode(bytes: Uint8Array, contentType = ''): string {
  const [a = 1, b = 1, c] = bytes;
  const wide =
    (a === 0xff && b === 0xfe) || (a && !b) ? 'utf-16le' : a && (a !== 0xfe || b !== 0xff) ? '' : 'utf-16be';
  // Of UTF-32, this leaves the letters and twice as many zeros.
  if (wide) return decodeAs(wide, bytes).replaceAll('\0', '');
  if (a === 0xef && b === 0xbb && c === 0xbf) return decodeAs('utf-8', bytes);
  const head = String.fromCharCode(...bytes.subarray(0, 512));
  const header = encodingOf(/charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType)?.[1]);
  const declared = encodingOf(/^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)/i.exec(head)?.[1]);
  const said = [header, declared].filter((each) => each !== undefined && each !== 'utf-8');
  const chosen = said.find((each) => each !== LATIN) ?? said[0];
  const text = utf8(bytes);
  // Letters of several bytes that are UTF-8 throughout are nothing else, whatever was said.
  if (text !== undefined && (!chosen || text.length < bytes.length)) return text;
  if (chosen) return decodeAs(chosen, bytes);
  const loose = decodeAs('utf-8', bytes);
  const broken = loose.split('\ufffd').length - 1;
  const high = bytes.reduce((n, byte) => n + +(byte > 127), 0);
  return broken * 4 < high ? loose : decodeAs(guess(bytes), bytes);
}
