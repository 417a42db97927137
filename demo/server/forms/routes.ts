import { Hono } from 'hono';
import type { Form } from '../../../src/contracts/form.js';
import type { Receipt } from '../../../src/contracts/submission.js';
import { languageOf, pageLanguage, prefersHtml } from '../http/accept.js';
import { readForm, textOf } from '../http/body.js';
import { cachedJson } from '../http/cached.js';
import { pageAddress } from '../http/page-address.js';
import { uuidOf } from '../http/uuid.js';
import { messagesIn, type Language } from '../messages.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { formTitle, withDefaults } from './definition.js';
import { formPage } from './form-page.js';
import { readAnswers } from './read-answers.js';
import { findSubmission, keepSubmission, type Kept } from './submissions.js';

const cacheControl = 'public, max-age=60, stale-if-error=86400';

export function formRoutes(server: Server): Hono {
  const forms = new Map(server.town.forms.map((form) => [form.id, withDefaults(form)]));
  const routes = new Hono();

  const formOf = (id: string): Form => {
    const form = forms.get(id);
    if (!form) throw Problem.notFound();
    return form;
  };

  routes.get('/', (c) => {
    const list = [...forms.values()].map((form) => ({
      id: form.id,
      title: formTitle(form),
      src: `/api/forms/${form.id}`,
    }));
    return cachedJson(c, { forms: list }, cacheControl);
  });

  routes.get('/:id', (c) => cachedJson(c, formOf(c.req.param('id')), cacheControl));

  routes.post('/:id/submissions', async (c) => {
    server.countSend(c);
    const form = formOf(c.req.param('id'));
    const sent = await readForm(c, { maxBytes: 20_000_000 });
    const forPage = prefersHtml(c);
    const language = forPage ? pageLanguage(form.language) : languageOf(c);
    let kept: Kept;
    try {
      kept = await submit(server, form, sent, language);
    } catch (error) {
      if (forPage && error instanceof Problem && error.status === 422) {
        return formPage(server, form, { values: sent, errors: error.errors });
      }
      throw error;
    }
    if (forPage) {
      const token = await server.seal('receipt', kept.reference, 30);
      return new Response(null, { status: 303, headers: { Location: `/tack?kvitto=${token}` } });
    }
    return c.json(receipt(kept), 201, { 'Cache-Control': 'no-store', 'Content-Language': kept.language });
  });

  return routes;
}

/** A number that was sent before gives its first answer again, whatever else is sent with it now. */
async function submit(server: Server, form: Form, sent: FormData, language: Language): Promise<Kept> {
  const db = await server.database();
  const id = uuidOf(sent, 'submission') ?? crypto.randomUUID();
  const first = await findSubmission(db, form.id, id);
  if (first) return first;
  const answers = await readAnswers(form, sent);
  const page = pageAddress(textOf(sent, 'page'));
  return keepSubmission(db, { id, formId: form.id, page, language, answers }, server.now());
}

function receipt({ reference, language }: Kept): Receipt {
  return {
    reference,
    message: messagesIn(language).receipt,
    statusUrl: `/api/submissions/${reference}`,
    language,
  };
}
