import { answeredFields } from '../office/cases/answers.js';
import { findDefinition } from '../forms/definition-hash.js';
import { findSettings, webhookSecret } from '../forms/form-settings.js';
import type { Answer } from '../forms/read-answers.js';
import { DeliveryError } from '../queue/delivery-error.js';
import type { Delivery, Payload } from '../queue/outbox.js';
import type { Server } from '../server.js';

interface CaseRow {
  id: string;
  definition: string | null;
  received: Date;
  status: string;
  language: string;
  page: string | null;
  answers: string;
}

/**
 * Posts a case to a form's webhook, as it is now. The receiver checks `Civic-Signature: t=SECONDS,v1=HEX`, which is
 * HMAC-SHA256 under the secret that the office showed once, over `SECONDS.BODY`, refuses what is older than five
 * minutes, and takes a `Civic-Delivery` that it has seen for the same one again. Any 2xx is an answer.
 */
export async function deliverWebhook(
  server: Server,
  { id, reference, formId, attempts }: Delivery,
  { occasion, at }: Extract<Payload, { kind: 'webhook' }>,
  signal: AbortSignal,
): Promise<void> {
  const { webhook } = server.office;
  if (!webhook) throw new DeliveryError('Webhooks are not possible here.', true);
  const { db, secret } = await server.store();
  const { webhookUrl, webhookKey } = await findSettings(db, formId ?? '');
  // Taken away since: there is nobody to tell.
  if (webhookUrl === null || webhookKey === null || formId === null) return;
  const content = await caseContent(server, reference ?? '');
  if (!content) return;
  const body = JSON.stringify({ event: occasion, delivery: id, at, form: formId, case: content });
  const seconds = Math.floor(server.now().getTime() / 1000);
  const status = await webhook(
    {
      url: webhookUrl,
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'civic-widgets',
        'Civic-Delivery': id,
        'Civic-Attempt': String(attempts),
        'Civic-Signature': `t=${seconds},v1=${await signed(await webhookSecret(secret, formId, webhookKey), `${seconds}.${body}`)}`,
      },
      body,
    },
    signal,
  );
  if (status < 200 || status > 299) throw new DeliveryError(`It answered ${status}.`, status === 410);
}

/** Without the reference: that is the resident's own. */
async function caseContent(server: Server, reference: string): Promise<object | undefined> {
  const db = await server.database();
  const [row] = await db.query<CaseRow>(
    `SELECT o.id, o.definition, o.received, s.status, s.language, s.page, s.answers FROM office_cases o
     JOIN submissions s ON s.reference = o.reference WHERE o.reference = $1`,
    [reference],
  );
  if (!row) return undefined;
  const values = JSON.parse(row.answers) as Record<string, Answer>;
  const answers = answeredFields(await findDefinition(db, row.definition), values, 'yes');
  const messages = await db.query<{ sender: string; at: Date; body: string }>(
    'SELECT sender, at, body FROM case_messages WHERE reference = $1 ORDER BY at, id',
    [reference],
  );
  const files = await db.query(
    'SELECT field, name, type, bytes FROM files WHERE reference = $1 ORDER BY position',
    [reference],
  );
  return {
    id: row.id,
    status: row.status,
    received: row.received.toISOString(),
    language: row.language,
    page: row.page,
    url: `${server.publicOrigin ?? ''}/admin/cases/${row.id}`,
    answers: answers.map((answer) => ({ ...answer, value: values[answer.name] })),
    messages: messages.map(({ sender, at, body }) => ({ from: sender, at: at.toISOString(), text: body })),
    files,
  };
}

async function signed(secret: string, text: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign']);
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
