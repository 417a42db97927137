import { hexOf } from '../../internal/uuid.js';

/** A challenge of ALTCHA: of version 2 with `parameters`, of version 1 without. */
interface Challenge {
  parameters?: {
    algorithm: string;
    nonce: string;
    salt: string;
    cost: number;
    keyLength?: number;
    keyPrefix: string;
    expiresAt?: number;
  };
  signature?: string;
  algorithm: string;
  challenge: string;
  salt: string;
  maxnumber?: number;
}

export interface Proof {
  /** What the server verifies, as it is sent. */
  altcha: string;
  /** Milliseconds of the epoch. */
  expires: number;
}

/** Seconds after which nobody wants to wait any longer. */
const PATIENCE = 60;
/** Derivations at a time: the browser makes them beside the page, in threads of its own. */
const BATCH = 32;
/** Milliseconds after which the page has its turn: timers wait for what the browser derives. */
const SLICE = 12;
/** Rounds that one derivation may take; more would be somebody's way to burn batteries. */
const MAX_COST = 1e6;

const hex = (bytes: ArrayBuffer): string => hexOf(new Uint8Array(bytes));
const bytesOf = (text: string): number[] => (text.match(/../g) ?? []).map((pair) => parseInt(pair, 16));

/**
 * Solves a proof of work, as altcha-lib 2 makes them with PBKDF2 or SHA, or those of version 1.
 * @returns undefined where it can't be solved in time, or not by this browser (a page that came over plain http)
 */
export async function solve(json: unknown): Promise<Proof | undefined> {
  const { parameters, signature, ...v1 } = json as Challenge;
  const { algorithm, salt, nonce, cost, keyLength, keyPrefix, expiresAt } = {
    nonce: '',
    cost: 0,
    keyLength: 32,
    keyPrefix: '',
    expiresAt: 0,
    ...v1,
    ...parameters,
  };
  const start = performance.now();
  const { subtle } = crypto;
  const [, hash] = algorithm.split('/');
  const salted = new Uint8Array(bytesOf(salt));

  const derive = async (n: number): Promise<string> => {
    if (!parameters) return hex(await subtle.digest(algorithm, new TextEncoder().encode(`${salt}${n}`)));
    const password = Uint8Array.from([...bytesOf(nonce), n >>> 24, n >>> 16, n >>> 8, n]);
    if (hash) {
      const key = await subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
      return hex(
        await subtle.deriveBits({ name: 'PBKDF2', hash, salt: salted, iterations: cost }, key, keyLength * 8),
      );
    }
    let digest = await subtle.digest(algorithm, Uint8Array.from([...salted, ...password]));
    for (let i = 1; i < cost; i++) digest = await subtle.digest(algorithm, digest);
    return hex(digest.slice(0, keyLength));
  };

  const wanted = parameters ? keyPrefix.toLowerCase() : v1.challenge;
  const last = parameters ? 2 ** 32 : (v1.maxnumber ?? 1e6) + 1;
  if (!wanted || cost > MAX_COST) return undefined;
  for (
    let from = 0, turn = start;
    from < last && performance.now() - start < PATIENCE * 1000;
    from += BATCH
  ) {
    const keys = await Promise.all([...Array(BATCH).keys()].map((i) => derive(from + i)));
    const i = keys.findIndex((key) => key.startsWith(wanted));
    if (i < 0) {
      if (performance.now() - turn > SLICE) {
        await new Promise((resolve) => setTimeout(resolve));
        turn = performance.now();
      }
      continue;
    }
    const counter = from + i;
    const solved = parameters
      ? { challenge: { parameters, signature }, solution: { counter, derivedKey: keys[i] } }
      : { ...v1, signature, number: counter };
    const until = expiresAt || Number(/[?&]expires?=(\d+)/.exec(salt)?.[1]);
    return { altcha: btoa(JSON.stringify(solved)), expires: until * 1000 || Infinity };
  }
  return undefined;
}
