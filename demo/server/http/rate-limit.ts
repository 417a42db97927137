import { Problem } from '../problem.js';

export interface Rate {
  /** How many may come at once. */
  burst: number;
  perMinute: number;
}

/** More addresses than this share one machine's memory badly; the one not seen for longest is forgotten. */
const maxAddresses = 20_000;

/** A bucket of tokens for each address, in memory. */
export class RateLimit {
  readonly #rate: Rate;
  readonly #now: () => Date;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(rate: Rate, now: () => Date) {
    this.#rate = rate;
    this.#now = now;
  }

  /** Throws a `429` problem when the address has nothing left. */
  take(address: string): void {
    const { burst, perMinute } = this.#rate;
    const key = network(address);
    const at = this.#now().getTime();
    const bucket = this.#buckets.get(key) ?? { tokens: burst, at };
    const refilled = bucket.tokens + (Math.max(0, at - bucket.at) / 60_000) * perMinute;
    const tokens = Math.min(burst, refilled);
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
    if (this.#buckets.size > maxAddresses) this.#forgetOldest();
    if (tokens < 1) {
      const seconds = Math.max(1, Math.ceil(((1 - tokens) / perMinute) * 60));
      throw new Problem(429, 'tooMany', { headers: { 'Retry-After': String(seconds) } });
    }
  }

  #forgetOldest(): void {
    const oldest = this.#buckets.keys().next();
    if (!oldest.done) this.#buckets.delete(oldest.value);
  }
}

/** One subscriber has a whole IPv6 /64, so it counts as one address. */
export function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::');
  const groups = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const all = [...groups, ...Array<string>(zeros).fill('0'), ...after];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
