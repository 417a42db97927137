import { toBase64Url } from '../base64url.js';
import type { Store } from '../database/prepare.js';
import { keyedHash } from '../database/secret.js';
import { grantRights } from './roll.js';

/** Crockford's: nothing that looks like something else. 32 of them, so every random byte makes one fairly. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new code with 60 random bits, such as `7K3M-Q9XD-2HFA`. */
export function newCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  const characters = [...bytes].map((byte) => alphabet[byte % 32]);
  return [0, 4, 8].map((start) => characters.slice(start, start + 4).join('')).join('-');
}

/** A one-time code as it is compared: people leave out hyphens, write small letters and mistake O for 0. */
export function normalizedCode(code: string): string {
  return code
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** All that is kept of a code. Without the server's key nobody can try codes against it. */
export async function codeHash(secret: CryptoKey, pollId: string, code: string): Promise<string> {
  return toBase64Url(await keyedHash(secret, `code:${pollId}`, normalizedCode(code)));
}

/** Makes so many new codes for a poll. They are nowhere but in the answer. */
export async function makeCodes({ db, secret }: Store, pollId: string, count: number): Promise<string[]> {
  const codes = new Set<string>();
  while (codes.size < count) codes.add(newCode());
  const hashes = await Promise.all([...codes].map((code) => codeHash(secret, pollId, code)));
  await db.transaction((transaction) => grantRights(transaction, pollId, hashes));
  return [...codes];
}
