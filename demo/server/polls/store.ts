import type { Database } from '../database/database.js';
import { storedPoll, type StoredPoll } from './definition.js';
import type { PollDefinition } from '../seed/town.js';

interface Row {
  definition: string;
  created: Date;
}

/** How `definition` is kept: what the town wrote, and what the contract has no member for. */
export interface KeptDefinition {
  poll: PollDefinition;
  allowBlank: boolean;
}

export async function allPolls(db: Database): Promise<StoredPoll[]> {
  const rows = await db.query<Row>('SELECT definition, created FROM polls ORDER BY position, id');
  return rows.map(read);
}

export async function findPoll(db: Database, id: string): Promise<StoredPoll | undefined> {
  const [row] = await db.query<Row>('SELECT definition, created FROM polls WHERE id = $1', [id]);
  return row && read(row);
}

export async function insertPoll(
  db: Database,
  kept: KeptDefinition,
  position: number,
  created: Date,
): Promise<void> {
  await db.query('INSERT INTO polls (id, position, definition, created) VALUES ($1, $2, $3, $4)', [
    kept.poll.id,
    position,
    JSON.stringify(kept),
    created.toISOString(),
  ]);
}

function read({ definition, created }: Row): StoredPoll {
  const { poll, allowBlank } = JSON.parse(definition) as KeptDefinition;
  return storedPoll(poll, allowBlank, created);
}
