import { Hono } from 'hono';
import { languageOf } from '../http/accept.js';
import { markup, type Html } from '../markup.js';
import { messagesIn, type Messages } from '../messages.js';
import type { Server } from '../server.js';
import { privateHeaders } from '../site/headers.js';
import { pageResponse } from '../site/pages.js';

/** Where every form without JavaScript ends; after a submission its address shows the reference for half an hour. */
export function thanksPage(server: Server): Hono {
  const routes = new Hono();

  routes.get('/', async (c) => {
    const language = languageOf(c);
    const messages = messagesIn(language);
    const token = c.req.query('kvitto');
    const reference = token && (await server.unseal('receipt', token));
    return pageResponse(server, {
      title: messages.page.thanks,
      lang: language,
      headers: privateHeaders,
      main: markup`<div class="page">
        <h1>${messages.page.thanks}</h1>
        ${reference && receipt(reference, messages)}
        ${token && !reference && markup`<p class="notice">${messages.page.receiptGone}</p>`}
        ${token && !reference && markup`<p><a href="/arende">${messages.page.followCase}</a></p>`}
        <p><a href="/">${messages.page.backToStart}</a></p>
      </div>`,
    });
  });

  return routes;
}

function receipt(reference: string, messages: Messages): Html {
  const { page } = messages;
  return markup`<p class="lead">${messages.receipt}</p>
    <p class="notice">${page.referenceIs} <strong>${reference}</strong>. ${page.keepReference}</p>
    <form method="post" action="/api/submissions">
      <input type="hidden" name="reference" value="${reference}">
      <p><button type="submit">${page.followCase}</button></p>
    </form>`;
}
