import type { Database, Value } from '../database/database.js';
import { cellsOf, type Tally } from './cells.js';
import type { StoredPoll } from './definition.js';

/**
 * How votes are kept and counted.
 *
 * A vote is a row of `poll_votes` that is never changed or removed. A changed vote is another row of its ballot, and the
 * one with the highest revision counts. What they add up to stands in `poll_tallies` and is brought up to date in the
 * transaction of the vote, so the two never differ, not even after a crash.
 *
 * One row for each count would be a hot row: every vote would wait for the commit of the one before it. So each count is
 * the sum of 32 rows, and a transaction adds to one of them that it picks at random. A process puts the votes that come
 * in while it commits into one transaction (`ballot-box.ts`), so it waits for a few commits at a time and not for one a
 * vote. Reading adds up 32 rows for each option (for each order of preference that somebody chose, in a ranked question),
 * however many votes there are.
 *
 * `bucket` comes first in the keys, so that distributed engines can spread one poll over machines.
 */
const buckets = 32;
/** Rows of one statement. */
const rowsAtOnce = 500;

export interface Vote {
  ballot: string;
  revision: number;
  /** In the order of preference or of the poll; none is a blank vote. */
  choices: string[];
}

/** A vote with its place among those of its ballot: 0 is the first. */
export interface CastVote extends Vote {
  change: number;
}

/** A vote about to be kept. */
export interface Casting {
  poll: StoredPoll;
  vote: Vote;
  /** The vote of the same ballot that it replaces. */
  before: CastVote | undefined;
}

/** The same number as in the migration `polls`: the first digits of a ballot are random. */
export function bucketOf(ballot: string): number {
  return parseInt(ballot.slice(0, 2), 16) % buckets;
}

/** The vote of a ballot that counts, or nothing when the ballot was never cast. */
export async function findVote(db: Database, pollId: string, ballot: string): Promise<CastVote | undefined> {
  const [row] = await db.query<{ change: number; revision: number; choices: string }>(
    `SELECT change, revision, choices FROM poll_votes
     WHERE bucket = $1 AND poll_id = $2 AND ballot = $3 ORDER BY change DESC LIMIT 1`,
    [bucketOf(ballot), pollId, ballot],
  );
  return row && { ...row, ballot, choices: JSON.parse(row.choices) as string[] };
}

/**
 * Keeps votes and counts them, in a transaction of the caller's.
 * @returns of each whether it was kept; it wasn't when another vote of its ballot was faster, and then nothing changed
 */
export async function keepVotes(transaction: Database, castings: readonly Casting[]): Promise<boolean[]> {
  const first = new Map<string, Casting>();
  for (const casting of castings) {
    const key = keyOf(casting.poll.id, casting.vote.ballot, changeOf(casting));
    if (!first.has(key)) first.set(key, casting);
  }
  const kept = new Set<Casting>();
  const all = [...first.values()];
  for (let start = 0; start < all.length; start += rowsAtOnce) {
    for (const key of await insert(transaction, all.slice(start, start + rowsAtOnce)))
      kept.add(first.get(key)!);
  }
  // Last, because others may wait for these rows until the commit.
  await addToTallies(transaction, [...kept]);
  return castings.map((casting) => kept.has(casting));
}

/** @returns the keys of those that were not there */
async function insert(transaction: Database, castings: readonly Casting[]): Promise<string[]> {
  const params: Value[] = [];
  const rows = castings.map((casting) => {
    const { poll, vote } = casting;
    const { ballot, revision, choices } = vote;
    params.push(bucketOf(ballot), poll.id, ballot, changeOf(casting), revision, JSON.stringify(choices));
    const last = params.length;
    return `($${last - 5}::integer, $${last - 4}, $${last - 3}, $${last - 2}::integer, $${last - 1}::integer, $${last})`;
  });
  const inserted = await transaction.query<{ poll_id: string; ballot: string; change: number }>(
    `INSERT INTO poll_votes (bucket, poll_id, ballot, change, revision, choices) VALUES ${rows.join(', ')}
     ON CONFLICT DO NOTHING RETURNING poll_id, ballot, change`,
    params,
  );
  return inserted.map(({ poll_id, ballot, change }) => keyOf(poll_id, ballot, change));
}

function changeOf({ before }: Casting): number {
  return before === undefined ? 0 : before.change + 1;
}

function keyOf(pollId: string, ballot: string, change: number): string {
  return `${change} ${ballot} ${pollId}`;
}

async function addToTallies(transaction: Database, castings: readonly Casting[]): Promise<void> {
  const tallies = new Map<string, Tally>();
  for (const { poll, vote, before } of castings) {
    const tally: Tally = tallies.get(poll.id) ?? new Map<string, number>();
    tallies.set(poll.id, tally);
    addTo(tally, poll, vote.choices, 1);
    if (before) addTo(tally, poll, before.choices, -1);
  }
  for (const pollId of [...tallies.keys()].sort()) await keepTally(transaction, pollId, tallies.get(pollId)!);
}

function addTo(tally: Tally, poll: StoredPoll, choices: readonly string[], count: number): void {
  for (const cell of cellsOf(poll, choices)) tally.set(cell, (tally.get(cell) ?? 0) + count);
}

/** Rows always in the same order, so that of two transactions one waits for the other and never each for the other. */
async function keepTally(transaction: Database, pollId: string, tally: Tally): Promise<void> {
  const bucket = Math.floor(Math.random() * buckets);
  const cells = [...tally].filter(([, count]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  for (let start = 0; start < cells.length; start += rowsAtOnce) {
    const params: Value[] = [bucket, pollId];
    const rows = cells.slice(start, start + rowsAtOnce).map(([cell, count]) => {
      params.push(cell, count);
      return `($1::integer, $2, $${params.length - 1}, $${params.length}::integer)`;
    });
    await transaction.query(
      `INSERT INTO poll_tallies (bucket, poll_id, cell, count) VALUES ${rows.join(', ')}
       ON CONFLICT (bucket, poll_id, cell) DO UPDATE SET count = poll_tallies.count + excluded.count`,
      params,
    );
  }
}

/** What the votes add up to, from the tallies. */
export async function readTally(db: Database, pollId: string): Promise<Tally> {
  const rows = await db.query<{ cell: string; count: number }>(
    'SELECT cell, CAST(sum(count) AS integer) AS count FROM poll_tallies WHERE poll_id = $1 GROUP BY cell',
    [pollId],
  );
  return new Map(rows.map(({ cell, count }) => [cell, count]));
}

/** How many people voted alike. */
export interface BallotGroup {
  choices: string[];
  count: number;
}

/** How often each combination of choices was cast, from the votes themselves; last revisions only. */
export async function readBallots(db: Database, pollId: string): Promise<BallotGroup[]> {
  const rows = await db.query<{ choices: string; count: number }>(
    `SELECT vote.choices, CAST(count(*) AS integer) AS count
     FROM poll_votes AS vote
     WHERE vote.poll_id = $1 AND NOT EXISTS (
       SELECT 1 FROM poll_votes AS later
       WHERE later.bucket = vote.bucket AND later.poll_id = vote.poll_id AND later.ballot = vote.ballot
         AND later.revision > vote.revision
     )
     GROUP BY vote.choices`,
    [pollId],
  );
  return rows.map(({ choices, count }) => ({ choices: JSON.parse(choices) as string[], count }));
}

/** Makes the tallies of a poll anew from its votes. */
export async function rebuildTally(db: Database, poll: StoredPoll): Promise<void> {
  await db.transaction(
    async (transaction) => {
      const groups = await readBallots(transaction, poll.id);
      await transaction.query('DELETE FROM poll_tallies WHERE poll_id = $1', [poll.id]);
      const tally: Tally = new Map();
      for (const { choices, count } of groups) addTo(tally, poll, choices, count);
      await keepTally(transaction, poll.id, tally);
    },
    { isSnapshot: true, isRepeatable: true },
  );
}
