import type { Database } from '../database/database.js';
import { keepVotes, type Casting } from './votes.js';

interface Waiting {
  casting: Casting;
  resolve: (isKept: boolean) => void;
  reject: (error: unknown) => void;
}

/** Votes of one transaction. More make it slower than what it saves. */
const most = 200;
/** Transactions at the same time: one fills while the other is written down. */
const atOnce = 2;

/**
 * Takes the votes of one process, and keeps those that come in at the same time together. A vote is answered when the
 * transaction that it is in has been committed; one that fails is failed for all that are in it, and each may come again.
 */
export class BallotBox {
  readonly #database: () => Promise<Database>;
  readonly #waiting: Waiting[] = [];
  #running = 0;

  constructor(database: () => Promise<Database>) {
    this.#database = database;
  }

  /** False when another vote of the ballot was faster. */
  cast(casting: Casting): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ casting, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#running >= atOnce || this.#waiting.length === 0) return;
    this.#running += 1;
    const batch = this.#waiting.splice(0, most);
    this.#keep(batch.map(({ casting }) => casting))
      .then(
        (kept) => batch.forEach(({ resolve }, index) => resolve(kept[index]!)),
        (error: unknown) => batch.forEach(({ reject }) => reject(error)),
      )
      .finally(() => {
        this.#running -= 1;
        this.#next();
      });
  }

  async #keep(castings: readonly Casting[]): Promise<boolean[]> {
    const db = await this.#database();
    // Once a vote is in, it is in the way of itself.
    return db.transaction((transaction) => keepVotes(transaction, castings), { isRepeatable: true });
  }
}
