import type { Database } from '../database/database.js';
import { storedPoll, type KeptDefinition, type StoredPoll } from './definition.js';

interface Row {
  id: string;
  definition: string;
  created: Date;
}

/** Those that are published, in the town's order. */
export async function allPolls(db: Database): Promise<StoredPoll[]> {
  return (await everyPoll(db)).filter(({ isDraft }) => !isDraft);
}

/** Drafts too. */
export async function everyPoll(db: Database): Promise<StoredPoll[]> {
  const rows = await db.query<Row>('SELECT id, definition, created FROM polls ORDER BY position, id');
  return rows.map(({ definition, created }) => storedPoll(parsed(definition), created));
}

/** A draft too. */
export async function findPoll(db: Database, id: string): Promise<StoredPoll | undefined> {
  const row = await findRow(db, id);
  return row && storedPoll(parsed(row.definition), row.created);
}

export async function findDefinition(db: Database, id: string): Promise<KeptDefinition | undefined> {
  const row = await findRow(db, id);
  return row && parsed(row.definition);
}

/** False when there is a poll with this id already. */
export async function insertPoll(
  db: Database,
  kept: KeptDefinition,
  position: number,
  created: Date,
): Promise<boolean> {
  const rows = await db.query(
    `INSERT INTO polls (id, position, definition, created) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING id`,
    [kept.poll.id, position, JSON.stringify(kept), created.toISOString()],
  );
  return rows.length > 0;
}

/**
 * Changes what was decided about a poll, unless somebody else changed it in the meantime.
 * @param change gives the new definition, or nothing when there is nothing to change
 */
export async function changePoll(
  db: Database,
  id: string,
  change: (kept: KeptDefinition) => KeptDefinition | undefined,
): Promise<boolean> {
  for (;;) {
    const row = await findRow(db, id);
    const changed = row && change(parsed(row.definition));
    if (!row || !changed) return false;
    const rows = await db.query(
      'UPDATE polls SET definition = $3 WHERE id = $1 AND definition = $2 RETURNING id',
      [id, row.definition, JSON.stringify(changed)],
    );
    if (rows.length > 0) return true;
  }
}

/** False when it is published, or not there. Nobody can have voted in a draft. */
export async function removeDraft(db: Database, id: string): Promise<boolean> {
  const row = await findRow(db, id);
  if (!row || !parsed(row.definition).isDraft) return false;
  const rows = await db.query('DELETE FROM polls WHERE id = $1 AND definition = $2 RETURNING id', [
    id,
    row.definition,
  ]);
  return rows.length > 0;
}

async function findRow(db: Database, id: string): Promise<Row | undefined> {
  const [row] = await db.query<Row>('SELECT id, definition, created FROM polls WHERE id = $1', [id]);
  return row;
}

function parsed(definition: string): KeptDefinition {
  return JSON.parse(definition) as KeptDefinition;
}
