import type { Server } from '../server.js';
import type { StoredPoll } from './definition.js';
import { resultOf, type PollResult } from './results.js';
import { findPoll } from './store.js';
import { readTally } from './votes.js';

/** A poll and what its votes add up to. */
export interface CountedPoll {
  poll: StoredPoll;
  result: PollResult;
  /** When it was counted. */
  counted: Date;
}

interface Entry {
  latest: CountedPoll | undefined;
  /** Milliseconds of `performance.now()`. */
  goodUntil: number;
  /** Counting now; what is decided after it began may be missing in it. */
  running: Promise<CountedPoll | undefined> | undefined;
  /** Begins when the one that is running ends. */
  next: Promise<CountedPoll | undefined> | undefined;
}

/** Milliseconds for which a process shows what it counted, unless it took a vote itself. */
const shortest = 1000;
/** Counting may take one tenth of the time at most. */
const rest = 10;
const mostPolls = 500;

/**
 * What readers see of the polls, counted at most about once a second and never twice at the same time, however many
 * ask. A process sees its own votes at once, those that others took a second later.
 */
export class PollCounts {
  readonly #server: Server;
  readonly #entries = new Map<string, Entry>();
  readonly #finding = new Map<string, Promise<StoredPoll | undefined>>();

  constructor(server: Server) {
    this.#server = server;
  }

  /** Nothing where there is no such poll. */
  async read(id: string): Promise<CountedPoll | undefined> {
    const entry = this.#entry(id);
    if (entry.latest && performance.now() < entry.goodUntil) return entry.latest;
    return entry.next ?? entry.running ?? this.#begin(id, entry);
  }

  /** Counted after the call, for somebody whose vote has to be in it. */
  async readAnew(id: string): Promise<CountedPoll | undefined> {
    const entry = this.#entry(id);
    if (!entry.running && !entry.next) return this.#begin(id, entry);
    entry.next ??= entry.running!.then(
      () => this.#begin(id, entry),
      () => this.#begin(id, entry),
    );
    return entry.next;
  }

  /** The poll as it is decided now: asked of the database once for all who ask at the same time. */
  find(id: string): Promise<StoredPoll | undefined> {
    let finding = this.#finding.get(id);
    if (!finding) {
      finding = this.#server
        .database()
        .then((db) => findPoll(db, id))
        .finally(() => this.#finding.delete(id));
      this.#finding.set(id, finding);
    }
    return finding;
  }

  /** Something about the poll has changed. */
  forget(id: string): void {
    this.#entries.delete(id);
  }

  #entry(id: string): Entry {
    let entry = this.#entries.get(id);
    if (!entry) {
      entry = { latest: undefined, goodUntil: 0, running: undefined, next: undefined };
      this.#entries.set(id, entry);
      const [oldest] = this.#entries.keys();
      if (this.#entries.size > mostPolls && oldest !== undefined) this.#entries.delete(oldest);
    }
    return entry;
  }

  #begin(id: string, entry: Entry): Promise<CountedPoll | undefined> {
    entry.next = undefined;
    const started = performance.now();
    const running = this.#count(id)
      .then((latest) => {
        const now = performance.now();
        entry.latest = latest;
        entry.goodUntil = now + Math.max(shortest, rest * (now - started));
        if (!latest) this.forget(id);
        return latest;
      })
      .finally(() => (entry.running = undefined));
    entry.running = running;
    return running;
  }

  async #count(id: string): Promise<CountedPoll | undefined> {
    const db = await this.#server.database();
    const counted = this.#server.now();
    const [poll, tally] = await Promise.all([this.find(id), readTally(db, id)]);
    return poll && { poll, result: resultOf(poll, tally), counted };
  }
}
