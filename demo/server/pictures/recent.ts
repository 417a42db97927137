interface Entry<T> {
  value: T;
  bytes: number;
  until: number;
}

/** What was used last, for a time and within a number of bytes. */
export class Recent<T> {
  readonly #maxBytes: number;
  readonly #now: () => Date;
  readonly #entries = new Map<string, Entry<T>>();
  #bytes = 0;

  constructor(maxBytes: number, now: () => Date) {
    this.#maxBytes = maxBytes;
    this.#now = now;
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#delete(key, entry);
    if (entry.until <= this.#now().getTime()) return undefined;
    this.#add(key, entry);
    return entry.value;
  }

  /** @param bytes what it weighs */
  set(key: string, value: T, { bytes, milliseconds }: { bytes: number; milliseconds: number }): void {
    const old = this.#entries.get(key);
    if (old) this.#delete(key, old);
    // The key is kept too, and an entry that weighs nothing would never be the one too many.
    this.#add(key, { value, bytes: bytes + key.length + 200, until: this.#now().getTime() + milliseconds });
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#delete(oldest, entry);
    }
  }

  #add(key: string, entry: Entry<T>): void {
    this.#entries.set(key, entry);
    this.#bytes += entry.bytes;
  }

  #delete(key: string, entry: Entry<T>): void {
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }
}
