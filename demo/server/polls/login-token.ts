import { toBase64Url } from '../base64url.js';
import { keyedHash } from '../database/secret.js';
import type { Server } from '../server.js';

/** Minutes in which somebody who has signed in can vote. Whoever takes longer signs in again. */
const valid = 30;

/** All that is kept of a person: worth nothing without the server's key, and another one in each poll. */
export async function subjectHash(
  server: Server,
  pollId: string,
  person: { issuer: string; subject: string },
): Promise<string> {
  const { secret } = await server.store();
  const text = JSON.stringify([person.issuer, person.subject]);
  return toBase64Url(await keyedHash(secret, `login:${pollId}`, text));
}

/** What a vote carries to prove that its voter has signed in. Used up with the right on the roll that it names. */
export function makeToken(server: Server, pollId: string, hash: string): Promise<string> {
  return server.seal(`vote:${pollId}`, hash, valid);
}

export function readToken(
  server: Server,
  pollId: string,
  token: string | undefined,
): Promise<string | undefined> {
  return server.unseal(`vote:${pollId}`, token);
}
