import type { Database } from '../database/database.js';

/** Every table that holds something of a case, those first that point at others. A test finds what is missing. */
export const caseTables = [
  'outbox',
  'open311_requests',
  'case_notes',
  'case_messages',
  'files',
  'office_cases',
] as const;

/** Deletes a case with all that belongs to it, for good. */
export async function deleteCase(db: Database, reference: string): Promise<void> {
  await db.transaction(async (transaction) => {
    for (const table of caseTables) {
      await transaction.query(`DELETE FROM ${table} WHERE reference = $1`, [reference]);
    }
    await transaction.query('DELETE FROM submissions WHERE reference = $1', [reference]);
  });
}
