import { Hono, type Context } from 'hono';
import type { Case } from '../../../src/contracts/submission.js';
import type { Database } from '../database/database.js';
import { languageOf, prefersHtml } from '../http/accept.js';
import { readForm, textOf } from '../http/body.js';
import { uuidOf } from '../http/uuid.js';
import { withPlainBreaks } from '../forms/text-value.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { casePage, casePath, findCasePage } from './pages.js';
import { lookUpCase } from './look-up-case.js';
import { addMessage, findCase, hasMessage } from './store.js';

const bodyLimits = { maxBytes: 64_000 };
const longestMessage = 5000;

/** A resident's way back to their own case. Whoever has the reference has it; no log ever does. */
export function caseRoutes(server: Server): Hono {
  const routes = new Hono();

  routes.post('/', async (c) => {
    const form = await readForm(c, bodyLimits);
    const typed = textOf(form, 'reference');
    if (typed === undefined && !prefersHtml(c)) {
      throw Problem.invalid({ name: 'reference', message: (m) => m.field.required });
    }
    const found = await lookUpCase(c, server, typed);
    if (prefersHtml(c))
      return found ? toCasePage(server, found) : findCasePage(server, 404, typed ?? '', languageOf(c));
    return answer(c, found);
  });

  routes.get('/:reference', async (c) => answer(c, await lookUpCase(c, server, c.req.param('reference'))));

  routes.post('/:reference', async (c) => {
    server.countSend(c);
    const db = await server.database();
    const found = await lookUpCase(c, server, c.req.param('reference'));
    if (!found) throw unknownReference();
    const form = await readForm(c, bodyLimits);
    try {
      await receiveMessage(db, found.reference, form, server.now());
    } catch (error) {
      if (prefersHtml(c) && error instanceof Problem && error.status === 422) {
        return casePage(server, found, { form, errors: error.errors }, languageOf(c));
      }
      throw error;
    }
    if (prefersHtml(c)) return toCasePage(server, found);
    return answer(c, await findCase(db, found.reference));
  });

  return routes;
}

async function receiveMessage(db: Database, reference: string, form: FormData, now: Date): Promise<void> {
  const id = uuidOf(form, 'submission') ?? crypto.randomUUID();
  if (await hasMessage(db, reference, id)) return;
  const text = withPlainBreaks(textOf(form, 'message') ?? '').trim();
  if (text === '') throw Problem.invalid({ name: 'message', message: (m) => m.field.required });
  if (text.length > longestMessage) {
    throw Problem.invalid({ name: 'message', message: (m) => m.field.tooLong(longestMessage) });
  }
  await addMessage(db, { id, reference, text }, now);
}

function answer(c: Context, found: Case | undefined): Response {
  if (!found) throw unknownReference();
  return c.json(found, 200, { 'Cache-Control': 'no-store' });
}

async function toCasePage(server: Server, found: Case): Promise<Response> {
  const location = await casePath(server, found.reference);
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } });
}

function unknownReference(): Problem {
  return new Problem(404, 'unknownReference', { kind: 'unknown-reference' });
}
