import type { Context } from 'hono';
import { checkHoneypot } from '../challenge/honeypot.js';
import { languageOf, prefersHtml } from '../http/accept.js';
import { readForm, textOf } from '../http/body.js';
import { uuidOf } from '../http/uuid.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { createRequest } from './create-request.js';
import { relayed } from './relayed.js';
import { requestBodyLimits } from './routes.js';
import { findService } from './service.js';
import { requestBy, type RequestRow } from './store.js';

/** A request from a page to the town's own services: no key is needed for what a form takes from anybody too. */
export async function relayToOwn(c: Context, server: Server): Promise<Response> {
  server.countSend(c);
  const sent = await readForm(c, requestBodyLimits);
  const submission = uuidOf(sent, 'submission');
  const first = submission && (await requestBy(await server.database(), 'submission', submission));
  const row = first || (await take(c, server, sent, submission));
  if (prefersHtml(c)) {
    const location = `/tack?kvitto=${await server.seal('receipt', row.reference, 30)}`;
    return new Response(null, { status: 303, headers: { Location: location } });
  }
  const service = await findService(server, row.service_code);
  return relayed(c, row.language, {
    service_request_id: row.token === null ? row.id : null,
    token: row.token,
    service_notice: service?.member.notice ?? null,
    reference: row.reference,
    statusUrl: `/api/submissions/${row.reference}`,
  });
}

async function take(
  c: Context,
  server: Server,
  sent: FormData,
  submission: string = crypto.randomUUID(),
): Promise<RequestRow> {
  const code = textOf(sent, 'service_code');
  if (code === undefined)
    throw Problem.invalid({ name: 'service_code', message: (m) => m.field.requiredChoice });
  const service = await findService(server, code);
  if (!service) throw Problem.notFound();
  checkHoneypot(service.form, sent);
  return createRequest(server, service, sent, { submission, language: languageOf(c) });
}
