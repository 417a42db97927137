import { toBase64Url } from '../base64url.js';
import type { Database } from '../database/database.js';
import { keyedHash } from '../database/secret.js';

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

export async function insertCodes(db: Database, pollId: string, hashes: readonly string[]): Promise<void> {
  for (const hash of hashes) {
    await db.query('INSERT INTO poll_codes (poll_id, hash) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      pollId,
      hash,
    ]);
  }
}

/** Uses the code up, unless it is used or was never given out. */
export async function useCode(
  db: Database,
  pollId: string,
  hash: string,
): Promise<'taken' | 'used' | 'unknown'> {
  const taken = await db.query(
    'UPDATE poll_codes SET used = true WHERE poll_id = $1 AND hash = $2 AND NOT used RETURNING hash',
    [pollId, hash],
  );
  if (taken.length > 0) return 'taken';
  const known = await db.query('SELECT hash FROM poll_codes WHERE poll_id = $1 AND hash = $2', [
    pollId,
    hash,
  ]);
  return known.length > 0 ? 'used' : 'unknown';
}
