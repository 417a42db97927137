import type { Database } from '../../database/database.js';
import type { OfficeContext } from '../section.js';

/** Who did what, when. Never what a resident wrote, and never a reference. */
export interface AuditEntry {
  /** An account; `system` for what happens by itself, `command` for what is done on the machine. */
  actor: string;
  /** `case-opened`, `form-published` …: a noun and what became of it. */
  action: string;
  formId?: string | null;
  /** What it was done to: a case's id, a poll's. */
  subject?: string;
  detail?: string;
}

/** Notes what somebody does in the office. */
export async function audit(
  c: OfficeContext,
  action: string,
  about: Omit<AuditEntry, 'actor' | 'action'> = {},
): Promise<void> {
  const server = c.get('server');
  const entry = { actor: c.get('member').name, action, ...about };
  await keepAudit(await server.database(), entry, server.now());
}

/** There is nothing here that changes an entry; `retention` alone deletes them, when they are old. */
export async function keepAudit(db: Database, entry: AuditEntry, now: Date): Promise<void> {
  await db.query(
    'INSERT INTO audit (id, at, actor, action, form_id, subject, detail) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [
      crypto.randomUUID(),
      now.toISOString(),
      entry.actor,
      entry.action,
      entry.formId ?? null,
      entry.subject ?? null,
      entry.detail ?? null,
    ],
  );
}
