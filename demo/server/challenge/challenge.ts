import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { Challenge, Payload } from 'altcha-lib/types';
import { toBase64Url } from '../base64url.js';
import { keyedHash } from '../database/secret.js';
import type { Server } from '../server.js';
import { defaultChallenge } from './options.js';
import type { Proof } from './proof.js';

const validMinutes = 60;
const longestPayload = 4000;

/** A proof of work for `purpose`, as altcha-lib 2 makes it by default: find a key that begins with a zero byte. */
export async function newChallenge(server: Server, purpose: string): Promise<Challenge> {
  const now = server.now().getTime();
  return createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: (server.challenge || defaultChallenge).cost,
    deriveKey,
    expiresAt: new Date(now + validMinutes * 60_000),
    hmacSignatureSecret: await signingSecret(server),
    data: { purpose, issued: now },
  });
}

/** What a solution is worth; `wrong` when it is none or for something else, `old` when its time is over. */
export async function checkSolution(
  server: Server,
  purpose: string,
  altcha: string,
): Promise<Proof | 'wrong' | 'old'> {
  const payload = parsed(altcha);
  if (!payload) return 'wrong';
  const { parameters } = payload.challenge;
  const expires = new Date(Number(parameters.expiresAt) * 1000);
  const issued = new Date(Number(parameters.data?.issued));
  if (parameters.data?.purpose !== purpose || Number.isNaN(expires.getTime() + issued.getTime()))
    return 'wrong';
  const hmacSignatureSecret = await signingSecret(server);
  try {
    const { verified, expired } = await verifySolution({ ...payload, deriveKey, hmacSignatureSecret });
    if (expired || server.now() >= expires) return 'old';
    return verified ? { id: parameters.nonce, issued, expires } : 'wrong';
  } catch {
    // The library's own answer to numbers and texts that can't be.
    return 'wrong';
  }
}

async function signingSecret(server: Server): Promise<string> {
  const { secret } = await server.store();
  return toBase64Url(await keyedHash(secret, 'challenge', 'altcha'));
}

/** What the parts have that are read here; what they say is under the signature. */
function parsed(altcha: string): Payload | undefined {
  if (altcha.length > longestPayload) return undefined;
  try {
    const { challenge, solution } = JSON.parse(atob(altcha)) as Partial<Payload>;
    const { parameters, signature } = challenge ?? {};
    const isWhole =
      typeof parameters?.nonce === 'string' &&
      typeof signature === 'string' &&
      typeof solution?.counter === 'number' &&
      typeof solution.derivedKey === 'string';
    return isWhole ? { challenge: challenge!, solution } : undefined;
  } catch {
    return undefined;
  }
}
