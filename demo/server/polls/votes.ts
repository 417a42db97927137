import type { Database } from '../database/database.js';

export interface Vote {
  pollId: string;
  ballot: string;
  revision: number;
  /** In the order of preference or of the poll; none is a blank vote. */
  choices: string[];
}

/** The revision of a ballot that counts, or nothing when the ballot was never cast. */
export async function castRevision(
  db: Database,
  pollId: string,
  ballot: string,
): Promise<number | undefined> {
  const [row] = await db.query<{ revision: number | null }>(
    'SELECT max(revision) AS revision FROM votes WHERE poll_id = $1 AND ballot = $2',
    [pollId, ballot],
  );
  return row?.revision ?? undefined;
}

/** False when that revision of the ballot is there already; then nothing changed. */
export async function insertVote(db: Database, vote: Vote, now: Date): Promise<boolean> {
  const rows = await db.query(
    `INSERT INTO votes (poll_id, ballot, revision, choices, at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING ballot`,
    [vote.pollId, vote.ballot, vote.revision, JSON.stringify(vote.choices), now.toISOString()],
  );
  return rows.length > 0;
}

/** How many people voted alike. */
export interface BallotGroup {
  choices: string[];
  count: number;
}

export interface Counted {
  groups: BallotGroup[];
  /** When the last vote came in. */
  updated: Date | undefined;
}

/** The one place where votes are counted: how often each combination of choices was cast, last revisions only. */
export async function countVotes(db: Database, pollId: string): Promise<Counted> {
  const rows = await db.query<{ choices: string; count: number; updated: Date }>(
    `SELECT vote.choices, count(*)::integer AS count, max(vote.at) AS updated
     FROM votes AS vote
     WHERE vote.poll_id = $1 AND NOT EXISTS (
       SELECT 1 FROM votes AS later
       WHERE later.poll_id = vote.poll_id AND later.ballot = vote.ballot AND later.revision > vote.revision
     )
     GROUP BY vote.choices`,
    [pollId],
  );
  const groups = rows.map(({ choices, count }) => ({ choices: JSON.parse(choices) as string[], count }));
  const times = rows.map((row) => row.updated.getTime());
  return { groups, updated: times.length > 0 ? new Date(Math.max(...times)) : undefined };
}
