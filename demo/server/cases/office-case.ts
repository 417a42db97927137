import type { Form } from '../../../src/contracts/form.js';
import type { Database } from '../database/database.js';
import { keepDefinition } from '../forms/definition-hash.js';
import { findSettings } from '../forms/form-settings.js';
import type { Answer } from '../forms/read-answers.js';
import { enqueue, type Occasion } from '../queue/outbox.js';

export interface NewCase {
  reference: string;
  formId: string;
  /** As it was filled in, for its labels. */
  form: Form | undefined;
  values: ReadonlyMap<string, Answer>;
}

/** Opens the office's side of a submission, in its transaction, and has those told who are to know. */
export async function openCase(db: Database, opened: NewCase, now: Date): Promise<void> {
  const { reference, formId, form, values } = opened;
  await db.query(
    `INSERT INTO office_cases (reference, id, form_id, definition, area, received) VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      reference,
      newCaseId(),
      formId,
      form ? await keepDefinition(db, form, now) : null,
      form ? areaOf(form, values) : null,
      now.toISOString(),
    ],
  );
  await tellOffice(db, { reference, formId }, 'case-received', now);
}

/** Mail to the addresses of the form, and its webhook. */
export async function tellOffice(
  db: Database,
  about: { reference: string; formId: string },
  occasion: Occasion,
  now: Date,
): Promise<void> {
  const settings = await findSettings(db, about.formId);
  const isFromResident = occasion === 'case-received' || occasion === 'message-received';
  for (const to of isFromResident ? settings.notify : []) {
    await enqueue(db, about, { kind: 'mail', to, occasion, isForOffice: true }, now);
  }
  if (settings.webhookUrl !== null) {
    await enqueue(db, about, { kind: 'webhook', occasion, at: now.toISOString() }, now);
  }
}

/** A resident wrote more. */
export async function tellOfMessage(db: Database, reference: string, now: Date): Promise<void> {
  const [row] = await db.query<{ form_id: string }>('SELECT form_id FROM office_cases WHERE reference = $1', [
    reference,
  ]);
  if (row) await tellOffice(db, { reference, formId: row.form_id }, 'message-received', now);
}

/** What a form's figures are told apart by: its field `area` or `kind`, else the first question with options. */
export function areaField(form: Form): Form['fields'][number] | undefined {
  const choices = form.fields.filter(({ type }) => type === 'select' || type === 'radio');
  return (
    choices.find(({ name }) => name === 'area') ?? choices.find(({ name }) => name === 'kind') ?? choices[0]
  );
}

function areaOf(form: Form, values: ReadonlyMap<string, Answer>): string | null {
  const field = areaField(form);
  const value = field && values.get(field.name);
  return typeof value === 'string' ? value : null;
}

/** A case's name in the office's addresses, which says nothing. */
function newCaseId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
