import type { Database } from '../database/database.js';
import { insertRows } from '../database/insert-rows.js';
import { type Problem } from '../problem.js';

/** A right to vote once in a poll, as a keyed hash of the code or the person that has it. */
export interface Right {
  hash: string;
  /** Where there is no such right, and where it is used. */
  unknown: Problem;
  used: Problem;
}

/**
 * Puts new rights on the roll. Sorted, so that the rows say nothing of the order in which codes were
 * made and printed.
 */
export async function grantRights(db: Database, pollId: string, hashes: readonly string[]): Promise<void> {
  const rows = [...hashes].sort().map((hash) => [hash, pollId]);
  await insertRows(db, 'poll_roll (hash, poll_id)', ['text', 'text'], rows);
  await insertRows(db, 'poll_unused (hash, poll_id)', ['text', 'text'], rows);
}

/** Puts one on the roll, unless it is there: then it is not given again, whether used or not. */
export async function grantOnce(db: Database, pollId: string, hash: string): Promise<void> {
  await db.transaction(
    async (transaction) => {
      const fresh = await transaction.query(
        'INSERT INTO poll_roll (hash, poll_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING hash',
        [hash, pollId],
      );
      if (fresh.length === 0) return;
      await transaction.query('INSERT INTO poll_unused (hash, poll_id) VALUES ($1, $2)', [hash, pollId]);
    },
    { isRepeatable: true },
  );
}

/**
 * Uses a right up, in the transaction of its vote. Its row goes, rather than being marked: a changed row would bear the
 * number of the transaction that changed it, which is the vote's own.
 */
export async function useRight(db: Database, pollId: string, right: Right): Promise<void> {
  const used = await db.query('DELETE FROM poll_unused WHERE hash = $1 AND poll_id = $2 RETURNING hash', [
    right.hash,
    pollId,
  ]);
  if (used.length > 0) return;
  throw (await isOnRoll(db, pollId, right.hash)) ? right.used : right.unknown;
}

export async function isOnRoll(db: Database, pollId: string, hash: string): Promise<boolean> {
  const rows = await db.query('SELECT hash FROM poll_roll WHERE hash = $1 AND poll_id = $2', [hash, pollId]);
  return rows.length > 0;
}

export interface RollCount {
  given: number;
  used: number;
}

export async function countRoll(db: Database, pollId: string): Promise<RollCount> {
  const count = async (table: 'poll_roll' | 'poll_unused'): Promise<number> => {
    const [row] = await db.query<{ count: number }>(
      `SELECT CAST(count(*) AS integer) AS count FROM ${table} WHERE poll_id = $1`,
      [pollId],
    );
    return row!.count;
  };
  const given = await count('poll_roll');
  return { given, used: given - (await count('poll_unused')) };
}
