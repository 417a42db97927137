import { fromBase64Url, toBase64Url } from '../base64url.js';
import type { Database } from './database.js';

/**
 * The server's own key, made at the first start and shared by every process on the same database. Used for keyed
 * hashes and, through `derive`, for sealing.
 */
export async function loadSecret(db: Database): Promise<CryptoKey> {
  const fresh = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  await db.query('INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    'server',
    fresh,
  ]);
  const [row] = await db.query<{ value: string }>('SELECT value FROM secrets WHERE name = $1', ['server']);
  if (!row) throw new Error('The server has no key.');
  return crypto.subtle.importKey('raw', fromBase64Url(row.value), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
}

/** 32 bytes that only this server can know, for one `purpose` and `text`. */
export async function keyedHash(
  secret: CryptoKey,
  purpose: string,
  text: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const input = new TextEncoder().encode(JSON.stringify([purpose, text]));
  return new Uint8Array(await crypto.subtle.sign('HMAC', secret, input));
}
