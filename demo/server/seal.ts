import { fromBase64Url, toBase64Url } from './base64url.js';
import { keyedHash } from './database/secret.js';

/**
 * Text for an address that must not show it: encrypted, for one purpose, and worth nothing after `seconds`. So a page
 * after a redirect can show what is secret without a cookie, and a browser's history keeps nothing that works later.
 */
export async function seal(secret: CryptoKey, purpose: string, text: string, until: Date): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const content = new TextEncoder().encode(JSON.stringify([until.getTime(), text]));
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await sealingKey(secret, purpose), content),
  );
  const token = new Uint8Array(iv.length + sealed.length);
  token.set(iv);
  token.set(sealed, iv.length);
  return toBase64Url(token);
}

/** The text, or nothing when the token is not ours, for something else, or too old. */
export async function unseal(
  secret: CryptoKey,
  purpose: string,
  token: string | undefined,
  now: Date,
): Promise<string | undefined> {
  if (!token) return undefined;
  try {
    const bytes = fromBase64Url(token);
    const algorithm = { name: 'AES-GCM', iv: bytes.subarray(0, 12) };
    const key = await sealingKey(secret, purpose);
    const content = await crypto.subtle.decrypt(algorithm, key, bytes.subarray(12));
    const [until, text] = JSON.parse(new TextDecoder().decode(content)) as [number, string];
    return now.getTime() < until ? text : undefined;
  } catch {
    return undefined;
  }
}

async function sealingKey(secret: CryptoKey, purpose: string): Promise<CryptoKey> {
  const raw = await keyedHash(secret, 'seal', purpose);
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
