import { Hono, type Context } from 'hono';
import type { Form } from '../../../src/contracts/form.js';
import type { Receipt } from '../../../src/contracts/submission.js';
import { newChallenge } from '../challenge/challenge.js';
import { passGate, spendAtGate, type Gate } from '../challenge/gate.js';
import { checkHoneypot } from '../challenge/honeypot.js';
import { languageOf, pageLanguage, prefersHtml } from '../http/accept.js';
import { readForm, textOf } from '../http/body.js';
import { cachedJson } from '../http/cached.js';
import { pageAddress } from '../http/page-address.js';
import { uuidOf } from '../http/uuid.js';
import { messagesIn, type Language } from '../messages.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { formTitle } from './definition.js';
import { publishedForm, publishedForms } from './form-book.js';
import { formPage } from './form-page.js';
import { readAnswers } from './read-answers.js';
import { findSubmission, keepSubmission, type Kept } from './submissions.js';

const cacheControl = 'public, max-age=60, stale-if-error=86400';

export function formRoutes(server: Server): Hono {
  const routes = new Hono();

  const formOf = async (id: string): Promise<Form> => {
    const form = await publishedForm(server, id);
    if (!form) throw Problem.notFound();
    return form;
  };

  routes.get('/', async (c) => {
    const list = (await publishedForms(server)).map((form) => ({
      id: form.id,
      title: formTitle(form),
      src: `/api/forms/${form.id}`,
    }));
    return cachedJson(c, { forms: list }, cacheControl);
  });

  routes.get('/:id', async (c) => {
    const form = await formOf(c.req.param('id'));
    return cachedJson(c, server.challenge ? form : { ...form, challengeUrl: undefined }, cacheControl);
  });

  routes.get('/:id/challenge', async (c) => {
    const form = await formOf(c.req.param('id'));
    if (!server.challenge || !form.challengeUrl) throw Problem.notFound();
    return c.json(await newChallenge(server, form.id), 200, { 'Cache-Control': 'no-store' });
  });

  routes.post('/:id/submissions', async (c) => {
    server.countSend(c);
    const form = await formOf(c.req.param('id'));
    const sent = await readForm(c, { maxBytes: 20_000_000 });
    const forPage = prefersHtml(c);
    const language = forPage ? pageLanguage(form.language) : languageOf(c);
    let kept: Kept;
    try {
      kept = await submit(c, server, form, sent, language);
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
async function submit(
  c: Context,
  server: Server,
  form: Form,
  sent: FormData,
  language: Language,
): Promise<Kept> {
  const db = await server.database();
  const id = uuidOf(sent, 'submission') ?? crypto.randomUUID();
  const first = await findSubmission(db, form.id, id);
  if (first) return first;
  checkHoneypot(form, sent);
  const answers = await readAnswers(form, sent);
  const page = pageAddress(textOf(sent, 'page'));
  const gate: Gate | undefined = form.challengeUrl
    ? { purpose: form.id, challengeUrl: form.challengeUrl, forPage: prefersHtml(c) }
    : undefined;
  const proof = gate && (await passGate(c, server, gate, sent));
  const kept = await keepSubmission(
    db,
    {
      id,
      formId: form.id,
      form,
      page,
      language,
      answers,
      scan: server.scan ? 'pending' : 'unscanned',
      ...(gate && { also: (transaction) => spendAtGate(transaction, gate, proof) }),
    },
    server.now(),
  );
  if (answers.files.length > 0) server.scanSoon();
  return kept;
}

function receipt({ reference, language }: Kept): Receipt {
  return {
    reference,
    message: messagesIn(language).receipt,
    statusUrl: `/api/submissions/${reference}`,
    language,
  };
}
