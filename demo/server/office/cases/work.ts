import { tellOffice } from '../../cases/office-case.js';
import type { Database } from '../../database/database.js';
import { findDefinition } from '../../forms/definition-hash.js';
import { findSettings } from '../../forms/form-settings.js';
import { enqueue } from '../../queue/outbox.js';
import type { OfficeCase } from './store.js';
import type { Status } from './words.js';

export interface OfficeAnswer {
  /** The page's number for it: the same one again changes nothing. */
  id: string;
  text: string;
  /** What the case then is. */
  status: Status;
}

/** Answers a resident, and tells those who left an address that there is an answer. False when it was sent before. */
export function answerCase(
  db: Database,
  found: OfficeCase,
  answer: OfficeAnswer,
  now: Date,
): Promise<boolean> {
  const time = now.toISOString();
  const { reference, formId } = found;
  return db.transaction(async (transaction) => {
    const added = await transaction.query(
      `INSERT INTO case_messages (reference, id, sender, body, at) VALUES ($1, $2, 'office', $3, $4)
       ON CONFLICT DO NOTHING RETURNING id`,
      [reference, answer.id, answer.text, time],
    );
    if (added.length === 0) return false;
    await transaction.query(
      'UPDATE office_cases SET answered = COALESCE(answered, $2) WHERE reference = $1',
      [reference, time],
    );
    const to = await addressOf(transaction, found);
    if (to !== undefined) {
      const payload = { kind: 'mail', to, occasion: 'case-answered', isForOffice: false } as const;
      await enqueue(transaction, { reference, formId }, payload, now);
    }
    await tellOffice(transaction, { reference, formId }, 'case-answered', now);
    await put(transaction, found, answer.status, now);
    return true;
  });
}

export function changeStatus(db: Database, found: OfficeCase, status: Status, now: Date): Promise<void> {
  if (status === found.status) return Promise.resolve();
  return db.transaction(async (transaction) => {
    await put(transaction, found, status, now);
    const { reference, formId } = found;
    await tellOffice(transaction, { reference, formId }, 'status-changed', now);
  });
}

export async function addNote(
  db: Database,
  reference: string,
  note: { id: string; author: string; text: string },
  now: Date,
): Promise<void> {
  await db.query(
    'INSERT INTO case_notes (id, reference, author, body, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    [note.id, reference, note.author, note.text, now.toISOString()],
  );
}

/** The address that a resident left for answers: the first that a field of type `email` holds. */
export async function addressOf(db: Database, found: OfficeCase): Promise<string | undefined> {
  const definition = await findDefinition(db, found.definition);
  for (const { name, type } of definition?.fields ?? []) {
    const value = found.answers[name];
    if (type === 'email' && typeof value === 'string') return value;
  }
  return undefined;
}

async function put(db: Database, found: OfficeCase, status: Status, now: Date): Promise<void> {
  const { reference, formId } = found;
  const time = now.toISOString();
  await db.query('UPDATE submissions SET status = $2, updated = $3 WHERE reference = $1', [
    reference,
    status,
    time,
  ]);
  await db.query('UPDATE office_cases SET closed = $2 WHERE reference = $1', [
    reference,
    status === 'closed' ? (found.closed?.toISOString() ?? time) : null,
  ]);
  const { forgetsContacts } = await findSettings(db, formId);
  if (status === 'closed' && forgetsContacts) await forgetContacts(db, found);
}

/** What a form promises to its senders: addresses and numbers go when nobody needs them any more. */
async function forgetContacts(db: Database, found: OfficeCase): Promise<void> {
  const definition = await findDefinition(db, found.definition);
  const contacts = (definition?.fields ?? []).filter(({ type }) => type === 'email' || type === 'tel');
  if (!contacts.some(({ name }) => Object.hasOwn(found.answers, name))) return;
  const names = new Set(contacts.map(({ name }) => name));
  const kept = Object.entries(found.answers).filter(([name]) => !names.has(name));
  await db.query('UPDATE submissions SET answers = $2 WHERE reference = $1', [
    found.reference,
    JSON.stringify(Object.fromEntries(kept)),
  ]);
}
