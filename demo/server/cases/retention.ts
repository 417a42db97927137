import { forgetOldProofs } from '../challenge/proof.js';
import type { Database } from '../database/database.js';
import { allSettings, usualSettings, type FormSettings } from '../forms/form-settings.js';
import { keepAudit } from '../office/audit/store.js';
import { tidyAttempts } from '../office/sign-in/attempts.js';
import { tidySessions } from '../office/sign-in/session.js';
import { deleteCase } from './delete-case.js';

/** The audit trail, ratings, and what could not be delivered are kept so long. */
const otherMonths = 24;

export interface Deleted {
  cases: number;
  ratings: number;
  entries: number;
}

/** Deletes what has been kept as long as it may be, files and all. It may break off anywhere and be run again. */
export async function deleteExpired(db: Database, now: Date): Promise<Deleted> {
  const settings = await allSettings(db);
  const forms = await db.query<{ form_id: string }>('SELECT DISTINCT form_id FROM office_cases');
  let cases = 0;
  for (const { form_id: formId } of forms) {
    const expired = await expiredCases(db, formId, settings.get(formId) ?? usualSettings, now);
    for (const { reference } of expired) await deleteCase(db, reference);
    if (expired.length > 0) {
      const entry = { actor: 'system', action: 'cases-expired', formId, detail: String(expired.length) };
      await keepAudit(db, entry, now);
    }
    cases += expired.length;
  }
  const before = monthsBefore(now, otherMonths).toISOString();
  const ratings = await db.query('DELETE FROM ratings WHERE at < $1 RETURNING id', [before]);
  const entries = await db.query('DELETE FROM audit WHERE at < $1 RETURNING id', [before]);
  await db.query('DELETE FROM outbox WHERE made < $1', [before]);
  await forgetOldProofs(db, now);
  await tidySessions(db, now);
  await tidyAttempts(db, now);
  return { cases, ratings: ratings.length, entries: entries.length };
}

function expiredCases(
  db: Database,
  formId: string,
  settings: FormSettings,
  now: Date,
): Promise<{ reference: string }[]> {
  const column = settings.retentionFrom === 'closed' ? 'closed' : 'received';
  return db.query(`SELECT reference FROM office_cases WHERE form_id = $1 AND ${column} < $2`, [
    formId,
    monthsBefore(now, settings.retentionMonths).toISOString(),
  ]);
}

/** The same day so many months ago, or the last of its month where that has none. */
export function monthsBefore(now: Date, months: number): Date {
  const before = new Date(now);
  before.setUTCMonth(before.getUTCMonth() - months);
  if (before.getUTCDate() !== now.getUTCDate()) before.setUTCDate(0);
  return before;
}
