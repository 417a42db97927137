import { Hono } from 'hono';
import { type Report, examine } from '../../../../src/doctor.js';
import { markup } from '../../markup.js';
import { Problem } from '../../problem.js';
import { isEditor } from '../member.js';
import { officePage } from '../page.js';
import type { OfficeContext, OfficeEnv, OfficeSection } from '../section.js';
import { askUpstream } from './ask.js';
import { checkWords } from './words.js';

/**
 * The check of an endpoint from where everything can be seen: the snippet builder asks here with `Accept:
 * application/json`, people with the form. For members only, because it makes the server ask addresses of somebody's
 * choice; `upstream` lets none of them lead into its own network.
 */
export const checkSection: OfficeSection = {
  path: 'check',
  title: (language) => checkWords(language).title,
  allowed: isEditor,
  routes: (server) => {
    const routes = new Hono<OfficeEnv>();
    routes.get('/', async (c) => {
      const { url = '', page = '' } = c.req.query();
      const home = page || `${server.origin(c)}/`;
      const { upstream } = server;
      if (!upstream) throw new Problem(503, 'unexpected');
      const { origin } = URL.canParse(home) ? new URL(home) : new URL(server.origin(c));
      const report = url
        ? await examine(url, (address) => askUpstream(upstream, address, origin), { page: home })
        : undefined;
      if (report && (c.req.header('Accept') ?? '').includes('application/json')) return c.json(report);
      return checkPage(c, url, page, report);
    });
    return routes;
  },
};

function checkPage(c: OfficeContext, url: string, page: string, report: Report | undefined): Response {
  const words = checkWords(c.get('language'));
  return officePage(c, {
    title: words.title,
    main: markup`<h1>${words.title}</h1>
      <p>${words.lead}</p>
      <form method="get" action="/admin/check/">
        <p class="field">
          <label for="url">${words.url}</label>
          <input id="url" name="url" type="url" required value="${url}">
        </p>
        <p class="field">
          <label for="page">${words.page}</label>
          <input id="page" name="page" type="url" value="${page}">
        </p>
        <p><button>${words.check}</button></p>
      </form>
      ${report && resultOf(report, words)}`,
  });
}

function resultOf(report: Report, words: ReturnType<typeof checkWords>) {
  const { ok, format, items, problems } = report;
  return markup`<h2>${words.result}</h2>
    <p class="notice">${ok ? `${words.usable} ${format ?? ''}, ${items}.` : words.unusable}</p>
    ${
      problems.length > 0
        ? markup`<ul>
            ${problems.map(
              ({ level, message, tell }) => markup`<li>
                <b>${level === 'error' ? words.error : words.warning}</b>
                <span lang="en" dir="ltr">${message}</span>
                ${tell && markup`<br><span class="quiet">${words.tell} <span lang="en" dir="ltr">${tell}</span></span>`}
              </li>`,
            )}
          </ul>`
        : markup`<p>${words.nothing}</p>`
    }`;
}
