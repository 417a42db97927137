import { fromBase64Url, toBase64Url } from '../base64url.js';
import { keyedHash } from '../database/secret.js';

/** A picture of another server, and the feed that showed it. */
export interface RemotePicture {
  feedId: string;
  url: string;
}

/**
 * The path that this server gives out a picture at. Only what it has signed itself is ever fetched, so nobody can
 * make it fetch for them. The same picture has the same path for as long as the server keeps its key.
 */
export async function picturePath(secret: CryptoKey, { feedId, url }: RemotePicture): Promise<string> {
  const payload = toBase64Url(new TextEncoder().encode(JSON.stringify([feedId, url])));
  return `/api/pictures/${payload}.${await signature(secret, payload)}`;
}

/** What a path's last part leads to; nothing where it was not signed here, as it stands. */
export async function readPicturePath(secret: CryptoKey, token: string): Promise<RemotePicture | undefined> {
  const [payload = ''] = token.split('.');
  if (!isSame(token, `${payload}.${await signature(secret, payload)}`)) return undefined;
  const [feedId, url] = JSON.parse(new TextDecoder().decode(fromBase64Url(payload))) as [string, string];
  return { feedId, url };
}

async function signature(secret: CryptoKey, payload: string): Promise<string> {
  return toBase64Url(await keyedHash(secret, 'picture', payload));
}

/** Takes as long for a guess that is nearly right as for any other. */
function isSame(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let index = 0; index < one.length; index += 1) {
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index % other.length);
  }
  return difference === 0;
}
