import type { Form } from '../../../src/contracts/form.js';
import { toBase64Url } from '../base64url.js';
import type { Database } from '../database/database.js';

/** Keeps what a form looked like, so that an old case still has the labels that its sender saw. */
export async function keepDefinition(db: Database, form: Form, now: Date): Promise<string> {
  // Where it is sent to changes nothing about what it asks.
  const { url: _, submitUrl: _s, caseUrl: _c, challengeUrl: _h, ...asked } = form;
  const definition = JSON.stringify(asked);
  const bytes = new TextEncoder().encode(definition);
  const hash = toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  await db.query(
    'INSERT INTO form_definitions (hash, definition, made) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [hash, definition, now.toISOString()],
  );
  return hash;
}

export async function findDefinition(db: Database, hash: string | null): Promise<Form | undefined> {
  if (hash === null) return undefined;
  const [row] = await db.query<{ definition: string }>(
    'SELECT definition FROM form_definitions WHERE hash = $1',
    [hash],
  );
  return row && (JSON.parse(row.definition) as Form);
}
