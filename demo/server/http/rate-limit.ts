import { Problem } from '../problem.js';

export interface Rate {
  /** How many may come at once. */
  burst: number;
  perMinute: number;
}

/** More addresses than this share one machine's memory badly; the one not seen for longest is forgotten. */
const maxAddresses = 20_000;

/** A bucket for each address, in memory. It holds time: each request takes out the time that one may take. */
export class RateLimit {
  readonly #now: () => Date;
  /** Milliseconds. */
  readonly #cost: number;
  readonly #capacity: number;
  readonly #buckets = new Map<string, { credit: number; at: number }>();

  constructor(rate: Rate, now: () => Date) {
    this.#now = now;
    this.#cost = 60_000 / rate.perMinute;
    this.#capacity = this.#cost * rate.burst;
  }

  /** Throws a `429` problem when the address has nothing left. */
  take(address: string): void {
    const key = network(address);
    const at = this.#now().getTime();
    const bucket = this.#buckets.get(key) ?? { credit: this.#capacity, at };
    const credit = Math.min(this.#capacity, bucket.credit + Math.max(0, at - bucket.at));
    const isEnough = credit >= this.#cost;
    this.#buckets.delete(key);
    this.#buckets.set(key, { credit: isEnough ? credit - this.#cost : credit, at });
    if (this.#buckets.size > maxAddresses) this.#forgetOldest();
    if (!isEnough) {
      const seconds = Math.ceil((this.#cost - credit) / 1000);
      throw new Problem(429, 'tooMany', { headers: { 'Retry-After': String(seconds) } });
    }
  }

  /** Undoes part of what `take` took: 1 is all of it. */
  giveBack(address: string, part: number): void {
    const bucket = this.#buckets.get(network(address));
    if (bucket) bucket.credit += this.#cost * part;
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
