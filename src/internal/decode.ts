import { undoLatin1 } from './text.js';

/** The most common letters of what is written in an encoding: where few of them come out, it is another one. */
const COMMON: readonly (readonly [encoding: string, letters: string, twoBytes?: true])[] = [
  ['shift_jis', 'のにはをたがでとしい', true],
  ['euc-jp', 'のにはをたがでとしい', true],
  ['euc-kr', '이다는을의에가고하지', true],
  ['gb18030', '的一是不在有了人中国', true],
  ['big5', '的一是不在有了人中國', true],
  ['windows-1251', 'оеаинтсрвл'],
  ['windows-1253', 'αοτειςνρστ'],
  ['windows-1255', 'יולהמאתרבש'],
  ['windows-1256', 'المنتوبريه'],
];

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

/** Bytes that nobody has said anything about and that are no UTF-8. What is Latin after all is windows-1252. */
function guess(bytes: Uint8Array): string {
  const latin = new TextDecoder('windows-1252');
  const sample = bytes.subarray(0, 100_000);
  const letters = latin.decode(sample).replace(/[\0-\x7f]+/g, ' ');
  const count = letters.replace(/ /g, '').length;
  // In Latin script the letters beyond ASCII stand alone, in others they make whole words.
  const isDense = (letters.match(/\S{3,}/g) ?? []).join('').length > count / 2;
  let best = latin;
  let most = 0.15;
  for (const [encoding, common, twoBytes] of COMMON) {
    const candidate = (twoBytes ?? isDense) ? decoder(encoding) : undefined;
    const text = candidate?.decode(sample) ?? '';
    const hits = text.split(new RegExp(`[${common}]`)).length - 1;
    const share = (hits * (twoBytes ? 2 : 1)) / count - (text.split('\ufffd').length - 1) / count;
    if (candidate && share > most) [best, most] = [candidate, share];
  }
  return best.decode(bytes);
}

/**
 * Bytes into text. A byte-order mark beats the header, the header beats the document's own declaration. UTF-8 and
 * Latin-1 are what servers and templates say of everything: there the bytes decide, and where nothing that was said
 * can be true, what comes out.
 */
export const decode = (bytes: Uint8Array, contentType = ''): string => undoLatin1(read(bytes, contentType));

function read(bytes: Uint8Array, contentType: string): string {
  const [a = 1, b = 1, c] = bytes;
  if ((a === 0xff && b === 0xfe) || (a && !b)) return new TextDecoder('utf-16le').decode(bytes);
  if ((a === 0xfe && b === 0xff) || (!a && b)) return new TextDecoder('utf-16be').decode(bytes);
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder().decode(bytes);
  const head = String.fromCharCode(...bytes.subarray(0, 512));
  const header = encodingOf(/charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType)?.[1]);
  const declared = encodingOf(/^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)/i.exec(head)?.[1]);
  const said = [header, declared].filter((each) => each && each !== 'utf-8');
  const [certain] = header === 'utf-8' ? [] : said.filter((each) => each !== 'windows-1252');
  if (certain) return new TextDecoder(certain).decode(bytes);
  const text = utf8(bytes);
  if (text !== undefined) return text;
  if (said[0]) return new TextDecoder(said[0]).decode(bytes);
  const loose = new TextDecoder().decode(bytes);
  const broken = loose.split('\ufffd').length - 1;
  const high = bytes.reduce((n, byte) => n + +(byte > 127), 0);
  return broken * 4 < high ? loose : guess(bytes);
}

/** Whoever can read a declaration byte by byte knows that it is not UTF-16. */
const encodingOf = (label: string | undefined): string | undefined =>
  decoder(label?.replace(/^utf-?16.*/i, 'utf-8'))?.encoding;
