import type { Form } from '../../../src/contracts/form.js';
import type { Database } from '../database/database.js';
import { keepDefinition } from './definition-hash.js';

export interface FormVersion {
  version: number;
  author: string;
  at: Date;
}

/** Keeps a draft, whatever it looks like so far; `form` as it was last seen is still what everybody sees. */
export async function saveDraft(
  db: Database,
  draft: { id: string; form: Form; isPublished: boolean; author: string },
  now: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO office_forms (id, definition, published, draft, revision, changed, author) VALUES ($1, NULL, $2, $3, $6, $4, $5)
     ON CONFLICT (id) DO UPDATE SET draft = $3, changed = $4, author = $5, revision = $6`,
    [
      draft.id,
      draft.isPublished,
      JSON.stringify(draft.form),
      now.toISOString(),
      draft.author,
      crypto.randomUUID(),
    ],
  );
}

/** Which state of a form somebody edits, so that two who do so at once notice. */
export async function revisionOf(db: Database, id: string): Promise<string> {
  const [row] = await db.query<{ revision: string }>('SELECT revision FROM office_forms WHERE id = $1', [id]);
  return row?.revision ?? '';
}

export async function discardDraft(db: Database, id: string): Promise<void> {
  await db.query('UPDATE office_forms SET draft = NULL, revision = $2 WHERE id = $1', [
    id,
    crypto.randomUUID(),
  ]);
}

/** Everybody sees it from now on. Every version is kept. */
export function publishForm(
  db: Database,
  published: { id: string; form: Form; author: string },
  now: Date,
): Promise<void> {
  const { id, form, author } = published;
  const time = now.toISOString();
  return db.transaction(async (transaction) => {
    await transaction.query(
      `INSERT INTO office_forms (id, definition, published, draft, revision, changed, author) VALUES ($1, $2, true, NULL, $5, $3, $4)
       ON CONFLICT (id) DO UPDATE SET definition = $2, published = true, draft = NULL, changed = $3, author = $4,
         revision = $5`,
      [id, JSON.stringify(form), time, author, crypto.randomUUID()],
    );
    const hash = await keepDefinition(transaction, form, now);
    await transaction.query(
      `INSERT INTO form_versions (form_id, version, hash, author, at)
       SELECT $1::text, COALESCE(max(version), 0) + 1, $2::text, $3::text, $4::timestamptz FROM form_versions WHERE form_id = $1`,
      [id, hash, author, time],
    );
  });
}

/** Nobody finds it or can send it any more; its cases stay. */
export async function unpublishForm(
  db: Database,
  hidden: { id: string; author: string },
  now: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO office_forms (id, definition, published, draft, revision, changed, author) VALUES ($1, NULL, false, NULL, $4, $2, $3)
     ON CONFLICT (id) DO UPDATE SET published = false, changed = $2, author = $3, revision = $4`,
    [hidden.id, now.toISOString(), hidden.author, crypto.randomUUID()],
  );
}

export function versionsOf(db: Database, id: string): Promise<FormVersion[]> {
  return db.query('SELECT version, author, at FROM form_versions WHERE form_id = $1 ORDER BY version DESC', [
    id,
  ]);
}
