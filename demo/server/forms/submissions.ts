import type { Form } from '../../../src/contracts/form.js';
import { openCase } from '../cases/office-case.js';
import { newReference } from '../cases/reference.js';
import type { Database } from '../database/database.js';
import type { Language } from '../messages.js';
import type { Answers } from './read-answers.js';

export interface Submission {
  /** The sender's number for this filled form. */
  id: string;
  formId: string;
  /** As it was filled in: the office shows its labels. */
  form?: Form;
  page: string | null;
  language: Language;
  answers: Answers;
  /** What its files begin as. Default `unscanned`: there is no scanner. */
  scan?: 'pending' | 'unscanned';
  /** What else is to be kept with it or not at all; throws to keep nothing. */
  also?: (db: Database, reference: string) => Promise<void>;
}

/** What is needed to give the first answer again. */
export interface Kept {
  reference: string;
  language: Language;
}

export async function findSubmission(db: Database, formId: string, id: string): Promise<Kept | undefined> {
  const [row] = await db.query<Kept>(
    'SELECT reference, language FROM submissions WHERE form_id = $1 AND id = $2',
    [formId, id],
  );
  return row;
}

/** Keeps the submission with its files, unless another request with its number was faster. */
export async function keepSubmission(db: Database, submission: Submission, now: Date): Promise<Kept> {
  for (;;) {
    const reference = newReference();
    const kept = await db.transaction((transaction) => insert(transaction, submission, reference, now));
    if (kept) return { reference, language: submission.language };
    const first = await findSubmission(db, submission.formId, submission.id);
    if (first) return first;
    // Neither: somebody else's case has this reference already, which happens once in many million years.
  }
}

async function insert(db: Database, submission: Submission, reference: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    `INSERT INTO submissions (form_id, id, reference, status, page, language, answers, received, updated)
     VALUES ($1, $2, $3, 'received', $4, $5, $6, $7, $7)
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      submission.formId,
      submission.id,
      reference,
      submission.page,
      submission.language,
      JSON.stringify(Object.fromEntries(submission.answers.values)),
      now.toISOString(),
    ],
  );
  if (rows.length === 0) return false;
  for (const [position, file] of submission.answers.files.entries()) {
    await db.query(
      `INSERT INTO files (reference, position, field, name, type, bytes, content, scan)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        reference,
        position,
        file.field,
        file.name,
        file.type,
        file.content.length,
        file.content,
        submission.scan ?? 'unscanned',
      ],
    );
  }
  const { formId, form, answers } = submission;
  await openCase(db, { reference, formId, form, values: answers.values }, now);
  await submission.also?.(db, reference);
  return true;
}
