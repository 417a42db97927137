import { Hono } from 'hono';
import { markup, type Html } from '../../markup.js';
import { listOutbox, retryNow, settle, type KeptDelivery } from '../../queue/outbox.js';
import { audit } from '../audit/store.js';
import { csrfField } from '../csrf.js';
import { timeElement } from '../format.js';
import { isAdministrator } from '../member.js';
import { done, officePage } from '../page.js';
import type { OfficeContext, OfficeEnv, OfficeSection } from '../section.js';
import { deliveryWords } from './words.js';

const most = 200;

export const deliverySection: OfficeSection = {
  path: 'deliveries',
  title: (language) => deliveryWords(language).title,
  allowed: isAdministrator,
  routes: () => {
    const routes = new Hono<OfficeEnv>();

    routes.get('/', listPage);

    routes.post('/:id/retry', async (c) => {
      const server = c.get('server');
      await retryNow(await server.database(), c.req.param('id'), server.now());
      await audit(c, 'delivery-retried', { subject: c.req.param('id') });
      return done(c, '/admin/deliveries/', 'again');
    });

    routes.post('/:id/drop', async (c) => {
      await settle(await c.get('server').database(), c.req.param('id'));
      await audit(c, 'delivery-dropped', { subject: c.req.param('id') });
      return done(c, '/admin/deliveries/', 'deleted');
    });

    return routes;
  },
};

async function listPage(c: OfficeContext): Promise<Response> {
  const words = deliveryWords(c.get('language'));
  const deliveries = await listOutbox(await c.get('server').database(), most);
  return officePage(c, {
    title: words.title,
    main: markup`<h1>${words.title}</h1>
      <p>${words.lead}</p>
      ${!c.get('server').office.mail && markup`<p class="notice">${words.noMail}</p>`}
      ${
        deliveries.length === 0
          ? markup`<p class="notice good">${words.none}</p>`
          : markup`<div class="scroll" tabindex="0" role="region" aria-label="${words.title}">
              <table class="table">
                <thead>
                  <tr>
                    <th scope="col">${words.what}</th>
                    <th scope="col">${words.about}</th>
                    <th scope="col">${words.attempts}</th>
                    <th scope="col">${words.next}</th>
                    <th scope="col">${words.failure}</th>
                    <th scope="col">${words.actions}</th>
                  </tr>
                </thead>
                <tbody>
                  ${deliveries.map((delivery) => deliveryRow(c, delivery))}
                </tbody>
              </table>
            </div>`
      }`,
  });
}

/** Without the address that a mail goes to: the office need not know who left one. */
function deliveryRow(c: OfficeContext, delivery: KeptDelivery): Html {
  const words = deliveryWords(c.get('language'));
  const { id, payload, formId, attempts, due, dead, failure } = delivery;
  const name = `${words[payload.kind]}: ${words.occasions[payload.occasion]}`;
  const form = (action: string, text: string, look: string): Html =>
    markup`<form method="post" action="/admin/deliveries/${id}/${action}">
      ${csrfField(c)}
      <button class="${look} small">${text}<span class="visually-hidden">: ${name}</span></button>
    </form>`;
  return markup`<tr>
    <td>${name}</td>
    <td><bdi>${formId}</bdi></td>
    <td class="number">${attempts}</td>
    <td class="nowrap">${dead ? markup`<span class="tag bad">${words.dead}</span>` : timeElement(c, due)}</td>
    <td><bdi lang="en">${failure ?? words.waiting}</bdi></td>
    <td><div class="actions">${dead && form('retry', words.retry, 'quiet')} ${form('drop', words.drop, 'danger')}</div></td>
  </tr>`;
}
