import { Hono } from 'hono';
import type { Case } from '../../../src/contracts/submission.js';
import { languageOf } from '../http/accept.js';
import { textsOf } from '../http/body.js';
import { attributes, markup, type Html } from '../markup.js';
import { messagesIn, type Language, type Messages } from '../messages.js';
import type { FieldError } from '../problem.js';
import type { Server } from '../server.js';
import { privateHeaders } from '../site/headers.js';
import { pageResponse } from '../site/pages.js';
import { lookUpCase } from './look-up-case.js';
import { findCase } from './store.js';

/** Pages carry no language of content, so they are Swedish like the town; see `languageOf` for who asks otherwise. */
export function casePages(server: Server): Hono {
  const routes = new Hono();

  routes.get('/', async (c) => {
    const reference = await server.unseal('case', c.req.query('nyckel'));
    const found = reference === undefined ? undefined : await findCase(await server.database(), reference);
    return found
      ? casePage(server, found, undefined, languageOf(c))
      : findCasePage(server, 200, '', languageOf(c));
  });

  routes.get('/:reference', async (c) => {
    const typed = c.req.param('reference');
    const found = await lookUpCase(c, server, typed);
    return found
      ? casePage(server, found, undefined, languageOf(c))
      : findCasePage(server, 404, typed, languageOf(c));
  });

  return routes;
}

/** Where a case is shown to somebody who proved to have its reference, without the reference in the address. */
export async function casePath(server: Server, reference: string): Promise<string> {
  return `/arende?nyckel=${await server.seal('case', reference, 30)}`;
}

export function findCasePage(
  server: Server,
  status: 200 | 404,
  typed: string,
  language: Language = 'sv',
): Promise<Response> {
  const messages = messagesIn(language);
  const { page, detail } = messages;
  const mistake = status === 404 ? detail.unknownReference : undefined;
  const described = mistake ? 'reference-help reference-error' : 'reference-help';
  return pageResponse(server, {
    title: page.findCase,
    lang: language,
    status,
    headers: privateHeaders,
    main: markup`<div class="page">
      <h1>${page.findCase}</h1>
      <form method="post" action="/api/submissions">
        <div class="field">
          <label for="reference">${page.reference}</label>
          <p class="help" id="reference-help">${page.referenceHelp}</p>
          ${mistake && markup`<p class="error" id="reference-error" role="alert">${mistake}</p>`}
          <input${attributes({
            id: 'reference',
            name: 'reference',
            value: typed,
            required: true,
            autocomplete: 'off',
            autocapitalize: 'characters',
            spellcheck: 'false',
            'aria-describedby': described,
            'aria-invalid': mistake ? 'true' : undefined,
          })}>
        </div>
        <p><button type="submit">${page.find}</button></p>
      </form>
    </div>`,
  });
}

/** The case; `sent` is a message that could not be taken. */
export function casePage(
  server: Server,
  found: Case,
  sent?: { form: FormData; errors: readonly FieldError[] },
  language: Language = 'sv',
): Promise<Response> {
  const messages = messagesIn(language);
  const { page } = messages;
  return pageResponse(server, {
    title: page.caseHeading,
    lang: language,
    status: sent ? 422 : 200,
    headers: privateHeaders,
    main: markup`<div class="page">
      <h1>${page.caseHeading} <span class="status">${page.status[found.status]}</span></h1>
      <p>${page.reference}: <strong>${found.reference}</strong></p>
      ${messageList(found, server, language)} ${messageForm(found, messages, sent)}
    </div>`,
  });
}

function messageList(found: Case, server: Server, language: Language): Html {
  const { page } = messagesIn(language);
  if (found.messages.length === 0) return markup`<p>${page.noMessages}</p>`;
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: server.timeZone,
  });
  return markup`<ol class="case">
    ${found.messages.map(
      ({ from, at, text }) =>
        markup`<li class="${from}">
          <p>
            <strong>${from === 'office' ? page.fromOffice : page.fromResident}</strong>
            <time datetime="${at}">${format.format(new Date(at))}</time>
          </p>
          ${text.split(/\n{2,}/).map((paragraph) => markup`<p>${paragraph}</p>`)}
        </li>`,
    )}
  </ol>`;
}

function messageForm(
  found: Case,
  messages: Messages,
  sent: { form: FormData; errors: readonly FieldError[] } | undefined,
): Html {
  const mistake = sent?.errors.find(({ name }) => name === 'message')?.message(messages);
  const text = sent ? (textsOf(sent.form, 'message')[0] ?? '') : '';
  const submission = (sent && textsOf(sent.form, 'submission')[0]) || crypto.randomUUID();
  return markup`<form method="post" action="/api/submissions/${found.reference}">
    <input type="hidden" name="submission" value="${submission}">
    <div class="field">
      <label for="message">${messages.page.writeMore}</label>
      ${mistake && markup`<p class="error" id="message-error" role="alert">${mistake}</p>`}
      <textarea${attributes({
        id: 'message',
        name: 'message',
        rows: 5,
        maxlength: 5000,
        required: true,
        'aria-describedby': mistake && 'message-error',
        'aria-invalid': mistake ? 'true' : undefined,
      })}>${'\n' + text}</textarea>
    </div>
    <p><button type="submit">${messages.page.send}</button></p>
  </form>`;
}
