const mask = (1n << 64n) - 1n;

/**
 * SipHash-2-4 with a random key of its own (Aumasson and Bernstein, 2012): what it makes of a text says nothing about
 * the text to those who have not the key. Here because the platform's own keyed hash can only be waited for.
 */
export class KeyedHash {
  readonly #k0: bigint;
  readonly #k1: bigint;

  constructor(key: Uint8Array = crypto.getRandomValues(new Uint8Array(16))) {
    this.#k0 = word(key, 0);
    this.#k1 = word(key, 8);
  }

  of(text: string): string {
    const bytes = new TextEncoder().encode(text);
    const padded = new Uint8Array((Math.floor(bytes.length / 8) + 1) * 8);
    padded.set(bytes);
    padded[padded.length - 1] = bytes.length & 0xff;
    const v: State = [
      this.#k0 ^ 0x736f6d6570736575n,
      this.#k1 ^ 0x646f72616e646f6dn,
      this.#k0 ^ 0x6c7967656e657261n,
      this.#k1 ^ 0x7465646279746573n,
    ];
    for (let at = 0; at < padded.length; at += 8) {
      const m = word(padded, at);
      v[3] ^= m;
      rounds(v, 2);
      v[0] ^= m;
    }
    v[2] ^= 0xffn;
    rounds(v, 4);
    return (v[0] ^ v[1] ^ v[2] ^ v[3]).toString(36);
  }
}

type State = [bigint, bigint, bigint, bigint];

function word(bytes: Uint8Array, at: number): bigint {
  let value = 0n;
  for (let index = 7; index >= 0; index -= 1) value = (value << 8n) | BigInt(bytes[at + index] ?? 0);
  return value;
}

function rotated(value: bigint, by: bigint): bigint {
  return ((value << by) | (value >> (64n - by))) & mask;
}

function rounds(v: State, count: number): void {
  for (let round = 0; round < count; round += 1) {
    v[0] = (v[0] + v[1]) & mask;
    v[1] = rotated(v[1], 13n) ^ v[0];
    v[0] = rotated(v[0], 32n);
    v[2] = (v[2] + v[3]) & mask;
    v[3] = rotated(v[3], 16n) ^ v[2];
    v[0] = (v[0] + v[3]) & mask;
    v[3] = rotated(v[3], 21n) ^ v[0];
    v[2] = (v[2] + v[1]) & mask;
    v[1] = rotated(v[1], 17n) ^ v[2];
    v[2] = rotated(v[2], 32n);
  }
}
