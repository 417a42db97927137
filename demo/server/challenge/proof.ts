import type { Database } from '../database/database.js';

/** That somebody took the time: good for one submission. */
export interface Proof {
  id: string;
  issued: Date;
  expires: Date;
}

/** Uses the proof up; false when it was used before. In the transaction of what it is used for, so both or neither. */
export async function spend(db: Database, proof: Proof): Promise<boolean> {
  const rows = await db.query(
    'INSERT INTO spent_challenges (id, expires) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id',
    [proof.id, proof.expires.toISOString()],
  );
  return rows.length > 0;
}

/** How long a page may repeat what was passed on to another server. */
const repeatDays = 90;

/** Forgets what nobody can use any more. */
export async function forgetOldProofs(db: Database, now: Date): Promise<void> {
  await db.query('DELETE FROM spent_challenges WHERE expires < $1', [now.toISOString()]);
  const before = new Date(now.getTime() - repeatDays * 24 * 60 * 60_000);
  await db.query('DELETE FROM open311_relayed WHERE at < $1', [before.toISOString()]);
}
