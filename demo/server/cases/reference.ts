/** Crockford's base 32: no I, L, O or U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 60 random bits that can be read out over the telephone: `7K3M-Q9XD-2HFA`. */
export function newReference(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return grouped([...bytes].map((byte) => alphabet[byte % 32]).join(''));
}

/** A reference as somebody typed it, the way it was given out; nothing if it cannot be one. */
export function readReference(typed: string | undefined): string | undefined {
  const letters = (typed ?? '')
    .slice(0, 100)
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(letters) ? grouped(letters) : undefined;
}

function grouped(letters: string): string {
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}
