import { Hono } from 'hono';
import { markup } from '../../markup.js';
import { timeElement } from '../format.js';
import { isAdministrator } from '../member.js';
import { officePage, paging } from '../page.js';
import type { OfficeContext, OfficeEnv, OfficeSection } from '../section.js';
import { auditWords } from './words.js';

interface AuditRow {
  at: Date;
  actor: string;
  action: string;
  form_id: string | null;
  subject: string | null;
  detail: string | null;
}

const pageSize = 50;

/** There is only a `GET`: nobody changes what is noted. */
export const auditSection: OfficeSection = {
  path: 'audit',
  title: (language) => auditWords(language).title,
  allowed: isAdministrator,
  routes: () => {
    const routes = new Hono<OfficeEnv>();
    routes.get('/', auditPage);
    return routes;
  },
};

async function auditPage(c: OfficeContext): Promise<Response> {
  const language = c.get('language');
  const words = auditWords(language);
  const db = await c.get('server').database();
  const who = (c.req.query('who') ?? '').replaceAll('\0', '').slice(0, 200);
  const where = who ? 'WHERE actor = $1' : '';
  const params = who ? [who] : [];
  const [counted] = await db.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM audit ${where}`,
    params,
  );
  const pages = Math.max(1, Math.ceil((counted?.count ?? 0) / pageSize));
  const asked = Number(c.req.query('page') ?? 1);
  const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
  const rows = await db.query<AuditRow>(
    `SELECT at, actor, action, form_id, subject, detail FROM audit ${where} ORDER BY at DESC, id
     LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    params,
  );
  const names = await db.query<{ actor: string }>('SELECT DISTINCT actor FROM audit ORDER BY actor');
  const nameOf = (actor: string): string =>
    actor === 'system' || actor === 'command' ? `(${words[actor]})` : actor;
  return officePage(c, {
    title: words.title,
    main: markup`<h1>${words.title}</h1>
      <p>${words.lead}</p>
      <form class="row" method="get" action="/admin/audit/">
        <div class="field">
          <label for="who">${words.who}</label>
          <input type="search" id="who" name="who" value="${who}" list="accounts" autocomplete="off">
          <datalist id="accounts">${names.map(({ actor }) => markup`<option value="${actor}"></option>`)}</datalist>
        </div>
        <button>${words.filter}</button>
      </form>
      ${
        rows.length === 0
          ? markup`<p class="notice">${words.none}</p>`
          : markup`<div class="scroll" tabindex="0" role="region" aria-label="${words.title}">
              <table class="table">
                <thead>
                  <tr>
                    <th scope="col">${words.when}</th>
                    <th scope="col">${words.who}</th>
                    <th scope="col">${words.what}</th>
                    <th scope="col">${words.about}</th>
                  </tr>
                </thead>
                <tbody>
                  ${rows.map(
                    ({ at, actor, action, form_id: form, subject, detail }) =>
                      markup`<tr>
                        <td class="nowrap">${timeElement(c, at)}</td>
                        <td><bdi>${nameOf(actor)}</bdi></td>
                        <td><bdi lang="en">${action}</bdi></td>
                        <td><bdi>${[form, subject, detail].filter(Boolean).join(' · ')}</bdi></td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
      ${paging(language, page, pages, (to) => `/admin/audit/?${new URLSearchParams({ who, page: String(to) })}`)}`,
  });
}
