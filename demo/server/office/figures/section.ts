import { Hono } from 'hono';
import { areaField } from '../../cases/office-case.js';
import { formTitle } from '../../forms/definition.js';
import { formBook } from '../../forms/form-book.js';
import { markup, type Html } from '../../markup.js';
import { conditionOf, readFilter } from '../cases/filter.js';
import { filled } from '../language.js';
import { isCaseworker } from '../member.js';
import { officePage } from '../page.js';
import type { OfficeContext, OfficeEnv, OfficeSection } from '../section.js';
import { figuresOf, grouped, type Counted } from './figures.js';
import { figureWords } from './words.js';

interface Row {
  form_id: string;
  area: string | null;
  status: string;
  received: Date;
  answered: Date | null;
}

const minute = 60_000;

/** How many, and how fast they were answered, of the cases that somebody may see. */
export const figureSection: OfficeSection = {
  path: 'figures',
  title: (language) => figureWords(language).title,
  allowed: isCaseworker,
  routes: () => {
    const routes = new Hono<OfficeEnv>();
    routes.get('/', figuresPage);
    return routes;
  },
};

async function figuresPage(c: OfficeContext): Promise<Response> {
  const server = c.get('server');
  const words = figureWords(c.get('language'));
  const db = await server.database();
  const filter = readFilter(() => undefined);
  const { sql, params } = await conditionOf(db, c.get('member'), filter, server.now());
  const rows = await db.query<Row>(
    `SELECT o.form_id, o.area, s.status, o.received, o.answered FROM office_cases o
     JOIN submissions s ON s.reference = o.reference WHERE ${sql} ORDER BY o.received DESC`,
    params,
  );
  const cases = rows.map(({ form_id: formId, area, status, received, answered }) => {
    return { formId, area, isClosed: status === 'closed', received, answered };
  });
  const book = await formBook(server, db);
  const titleOf = (id: string): string => {
    const form = book.get(id)?.form;
    return form ? formTitle(form) : id;
  };
  const areaOf = ({ formId, area }: Counted): string => {
    const form = book.get(formId)?.form;
    const options = form && areaField(form)?.options;
    const label = options?.find(({ value }) => value === area)?.label ?? area ?? words.noArea;
    return `${titleOf(formId)}: ${label}`;
  };
  const months = new Intl.DateTimeFormat(c.get('language'), {
    year: 'numeric',
    month: 'long',
    timeZone: server.timeZone,
  });
  return officePage(c, {
    title: words.title,
    main: markup`<h1>${words.title}</h1>
      <p>${words.lead}</p>
      ${
        cases.length === 0
          ? markup`<p class="notice">${words.none}</p>`
          : markup`${table(
              c,
              words.byForm,
              words.form,
              grouped(cases, ({ formId }) => titleOf(formId)),
              cases,
            )}
            ${table(c, words.byArea, words.area, grouped(cases, areaOf))}
            ${table(
              c,
              words.byMonth,
              words.month,
              grouped(cases, ({ received }) => months.format(received)),
            )}`
      }`,
  });
}

function table(
  c: OfficeContext,
  title: string,
  first: string,
  groups: ReadonlyMap<string, readonly Counted[]>,
  total?: readonly Counted[],
): Html {
  const words = figureWords(c.get('language'));
  const row = (name: string, cases: readonly Counted[]): Html => {
    const { received, open, answered, median, ninety } = figuresOf(cases);
    return markup`<tr>
      <th scope="row"><bdi>${name}</bdi></th>
      <td class="number">${received}</td>
      <td class="number">${open}</td>
      <td class="number">${answered}</td>
      <td class="number nowrap">${duration(c, median)}</td>
      <td class="number nowrap">${duration(c, ninety)}</td>
    </tr>`;
  };
  return markup`<h2>${title}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${title}">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">${first}</th>
            ${(['received', 'open', 'answered', 'median', 'ninety'] as const).map(
              (column) => markup`<th scope="col" class="number">${words[column]}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${[...groups].map(([name, cases]) => row(name, cases))} ${total && row(words.total, total)}
        </tbody>
      </table>
    </div>`;
}

function duration(c: OfficeContext, milliseconds: number | undefined): string {
  const words = figureWords(c.get('language'));
  if (milliseconds === undefined) return words.never;
  const minutes = milliseconds / minute;
  const number = new Intl.NumberFormat(c.get('language'), { maximumFractionDigits: 1 });
  if (minutes < 60) return filled(words.minutes, { n: number.format(Math.max(1, Math.round(minutes))) });
  const hours = minutes / 60;
  return hours < 48
    ? filled(words.hours, { n: number.format(hours) })
    : filled(words.days, { n: number.format(hours / 24) });
}
