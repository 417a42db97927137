import { attributes, markup, type Html } from '../../markup.js';
import { formTitle } from '../../forms/definition.js';
import { formBook, type BookEntry } from '../../forms/form-book.js';
import { allSettings } from '../../forms/form-settings.js';
import { timeElement } from '../format.js';
import { filled } from '../language.js';
import { officePage, paging } from '../page.js';
import type { OfficeContext } from '../section.js';
import { excerptOf } from './answers.js';
import { ages, conditionOf, filterQuery, isFiltered, readFilter, type Filter } from './filter.js';
import { countCases, listCases, type OfficeCase } from './store.js';
import { visibleForms } from './visible-forms.js';
import { caseWords, statuses } from './words.js';

const pageSize = 25;

export async function listPage(c: OfficeContext): Promise<Response> {
  const server = c.get('server');
  const member = c.get('member');
  const language = c.get('language');
  const words = caseWords(language);
  const db = await server.database();
  const filter = readFilter((name) => c.req.query(name));
  const condition = await conditionOf(db, member, filter, server.now());
  const count = await countCases(db, condition);
  const pages = Math.max(1, Math.ceil(count / pageSize));
  const asked = Number(c.req.query('page') ?? 1);
  const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
  const cases = await listCases(db, condition, { offset: (page - 1) * pageSize, limit: pageSize });
  const book = await formBook(server, db);
  const query = filterQuery(filter);
  return officePage(c, {
    title: words.title,
    main: markup`<h1>${words.title}</h1>
      ${await filterForm(c, filter, book)}
      <p>${filled(words.found, { n: count })}</p>
      ${
        count === 0
          ? markup`<p class="notice">${isFiltered(filter) ? words.noneFiltered : words.none}</p>`
          : table(c, cases, book)
      }
      ${paging(language, page, pages, (to) => `/admin/cases/?${query ? `${query}&` : ''}page=${to}`)}
      <p>${words.exportNote}</p>
      <p class="actions">
        <a class="button quiet" href="/admin/export.csv${query && `?${query}`}">${words.exportCsv}</a>
        <a class="button quiet" href="/admin/export.json${query && `?${query}`}">${words.exportJson}</a>
      </p>`,
  });
}

function table(c: OfficeContext, cases: readonly OfficeCase[], book: ReadonlyMap<string, BookEntry>): Html {
  const words = caseWords(c.get('language'));
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${words.title}">
    <table class="table stacks">
      <thead>
        <tr>
          <th scope="col">${words.subject}</th>
          <th scope="col">${words.form}</th>
          <th scope="col">${words.status}</th>
          <th scope="col">${words.received}</th>
        </tr>
      </thead>
      <tbody>
        ${cases.map(({ id, formId, answers, status, received, last }) => {
          const form = book.get(formId)?.form;
          return markup`<tr>
            <td><a href="/admin/cases/${id}"><bdi>${excerptOf(form, answers) || filled(words.case, { id })}</bdi></a></td>
            <td><bdi>${form ? formTitle(form) : formId}</bdi></td>
            <td><span class="tag ${status}">${words.states[status]}</span>
              ${last === 'resident' && markup`<span class="tag received">${words.wrote}</span>`}</td>
            <td class="nowrap">${timeElement(c, received)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

async function filterForm(
  c: OfficeContext,
  filter: Filter,
  book: ReadonlyMap<string, BookEntry>,
): Promise<Html> {
  const words = caseWords(c.get('language'));
  const db = await c.get('server').database();
  const visible = await visibleForms(db, c.get('member'));
  const forms = [...book.values()].filter(({ id }) => visible === 'all' || visible.includes(id));
  const departments = new Set<string>();
  for (const [id, { department }] of await allSettings(db)) {
    if (department !== null && (visible === 'all' || visible.includes(id))) departments.add(department);
  }
  const select = (name: string, label: string, value: string, options: [string, string][]): Html =>
    markup`<div class="field">
      <label for="filter-${name}">${label}</label>
      <select id="filter-${name}" name="${name}">
        ${[['', words.all] as [string, string], ...options].map(
          ([option, text]) =>
            markup`<option${attributes({ value: option, selected: option === value })}>${text}</option>`,
        )}
      </select>
    </div>`;
  return markup`<form class="card" role="search" method="get" action="/admin/cases/">
    <div class="row">
      <div class="field wide">
        <label for="filter-q">${words.search}</label>
        <input type="search" id="filter-q" name="q" value="${filter.text}" maxlength="200" autocomplete="off">
      </div>
      ${select(
        'form',
        words.form,
        filter.form,
        forms.map(({ id, form }) => [id, form ? formTitle(form) : id]),
      )}
      ${select('status', words.status, filter.status, [
        ['open', words.open],
        ...statuses.map((status): [string, string] => [status, words.states[status]]),
      ])}
      ${
        departments.size > 1 &&
        select(
          'department',
          words.department,
          filter.department,
          [...departments].sort().map((name) => [name, name]),
        )
      }
      ${select(
        'age',
        words.age,
        filter.age,
        ages.map((age) => [age, words[age]]),
      )}
    </div>
    <div class="actions">
      <button>${words.filter}</button>
      ${isFiltered(filter) && markup`<a href="/admin/cases/">${words.reset}</a>`}
    </div>
  </form>`;
}
