import type { Case } from '../../../src/contracts/submission.js';
import type { Database } from '../database/database.js';
import { tellOfMessage } from './office-case.js';

interface MessageRow {
  sender: 'resident' | 'office';
  at: Date;
  body: string;
}

export async function findCase(db: Database, reference: string): Promise<Case | undefined> {
  const [row] = await db.query<{ status: Case['status']; updated: Date }>(
    'SELECT status, updated FROM submissions WHERE reference = $1',
    [reference],
  );
  if (!row) return undefined;
  const messages = await db.query<MessageRow>(
    'SELECT sender, at, body FROM case_messages WHERE reference = $1 ORDER BY at, id',
    [reference],
  );
  return {
    reference,
    status: row.status,
    updated: row.updated.toISOString(),
    messages: messages.map(({ sender, at, body }) => ({ from: sender, at: at.toISOString(), text: body })),
  };
}

export interface ResidentMessage {
  /** The sender's number for this message. */
  id: string;
  reference: string;
  text: string;
}

export async function hasMessage(db: Database, reference: string, id: string): Promise<boolean> {
  const rows = await db.query('SELECT id FROM case_messages WHERE reference = $1 AND id = $2', [
    reference,
    id,
  ]);
  return rows.length > 0;
}

/** Adds the message once, however often its number comes. */
export function addMessage(db: Database, message: ResidentMessage, now: Date): Promise<void> {
  return db.transaction(async (transaction) => {
    const added = await transaction.query(
      `INSERT INTO case_messages (reference, id, sender, body, at) VALUES ($1, $2, 'resident', $3, $4)
       ON CONFLICT DO NOTHING RETURNING id`,
      [message.reference, message.id, message.text, now.toISOString()],
    );
    if (added.length === 0) return;
    await tellOfMessage(transaction, message.reference, now);
    await transaction.query('UPDATE submissions SET updated = $2 WHERE reference = $1', [
      message.reference,
      now.toISOString(),
    ]);
  });
}
