import { Problem } from '../problem.js';
import { KeyedHash } from './keyed-hash.js';

export interface Rate {
  /** How many may come at once. */
  burst: number;
  perMinute: number;
}

/** More addresses than this share one machine's memory badly; the one not seen for longest is forgotten. */
const maxAddresses = 20_000;
const keyLife = 60 * 60_000;

interface Bucket {
  credit: number;
  at: number;
}

/** The buckets of the addresses under one key. */
class Era {
  readonly hash = new KeyedHash();
  readonly buckets = new Map<string, Bucket>();
  readonly since: number;

  constructor(since: number) {
    this.since = since;
  }
}

/**
 * A bucket for each address, in memory. It holds time: each request takes out the time that one may take. No address
 * is kept, only a number made of it with a key that nobody has and that changes: a bucket moves to the new key when
 * its address comes again.
 */
export class RateLimit {
  readonly #now: () => Date;
  /** Milliseconds. */
  readonly #cost: number;
  readonly #capacity: number;
  #current: Era;
  #previous: Era | undefined;

  constructor(rate: Rate, now: () => Date) {
    this.#now = now;
    this.#cost = 60_000 / rate.perMinute;
    this.#capacity = this.#cost * rate.burst;
    this.#current = new Era(now().getTime());
  }

  /** Throws a `429` problem when the address has nothing left. */
  take(address: string): void {
    const bucket = this.#takeFrom(address);
    if (bucket === undefined) return;
    const seconds = Math.ceil((this.#cost - bucket.credit) / 1000);
    throw new Problem(429, 'tooMany', { headers: { 'Retry-After': String(seconds) } });
  }

  /** The same, told rather than thrown. */
  takes(address: string): boolean {
    return this.#takeFrom(address) === undefined;
  }

  /** Undoes part of what `take` took: 1 is all of it. */
  giveBack(address: string, part: number): void {
    const bucket = this.#current.buckets.get(this.#current.hash.of(network(address)));
    if (bucket) bucket.credit += this.#cost * part;
  }

  /** The bucket that has not enough; nothing when it had. */
  #takeFrom(address: string): Bucket | undefined {
    const at = this.#now().getTime();
    const { buckets, key, found } = this.#find(network(address), at);
    const bucket = found ?? { credit: this.#capacity, at };
    const credit = Math.min(this.#capacity, bucket.credit + Math.max(0, at - bucket.at));
    const isEnough = credit >= this.#cost;
    const left = { credit: isEnough ? credit - this.#cost : credit, at };
    buckets.delete(key);
    buckets.set(key, left);
    if (buckets.size > maxAddresses) forgetOldest(buckets);
    return isEnough ? undefined : left;
  }

  #find(subscriber: string, at: number): { buckets: Map<string, Bucket>; key: string; found?: Bucket } {
    const age = at - this.#current.since;
    if (age >= keyLife) {
      this.#previous = this.#current;
      this.#current = new Era(at);
    }
    // By then every bucket that has not been moved is full again.
    if (age >= this.#capacity && (age < keyLife || age >= keyLife + this.#capacity))
      this.#previous = undefined;
    const { buckets, hash } = this.#current;
    const key = hash.of(subscriber);
    const found = buckets.get(key) ?? this.#previous?.buckets.get(this.#previous.hash.of(subscriber));
    return { buckets, key, ...(found && { found }) };
  }
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  const oldest = buckets.keys().next();
  if (!oldest.done) buckets.delete(oldest.value);
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
