import { Hono } from 'hono';
import type { Form } from '../../../../src/contracts/form.js';
import type { Database } from '../../database/database.js';
import { findDefinition } from '../../forms/definition-hash.js';
import { formBook } from '../../forms/form-book.js';
import { Problem } from '../../problem.js';
import { audit } from '../audit/store.js';
import { isCaseworker } from '../member.js';
import { download } from '../page.js';
import type { OfficeContext, OfficeEnv } from '../section.js';
import { answeredFields, type Answered } from './answers.js';
import { conditionOf, filterQuery, readFilter } from './filter.js';
import { filesOfCase, listCases, threadOf, type OfficeCase } from './store.js';
import { caseWords } from './words.js';

/** What a spreadsheet would take for a formula. A tab or a carriage return in front does not stop it. */
const formula = /^[=+\-@\t\r]/;
const batch = 200;

interface Exported {
  found: OfficeCase;
  answers: Answered[];
  files: { name: string; type: string; bytes: number }[];
  messages: { from: string; at: string; text: string }[];
}

/** `export.csv` and `export.json`: the cases that the list finds with the same filters, without their references. */
export function exportRoutes(): Hono<OfficeEnv> {
  const routes = new Hono<OfficeEnv>();

  for (const [path, render, type] of [
    ['export.csv', csv, 'text/csv; charset=utf-8'],
    ['export.json', json, 'application/json'],
  ] as const) {
    routes.get(`/${path}`, async (c) => {
      if (!isCaseworker(c.get('member'))) throw new Problem(403, 'forbidden');
      const cases = await exportedCases(c);
      const query = filterQuery(readFilter((name) => c.req.query(name)));
      // The search may be somebody's name or reference.
      const detail = `${path}, ${cases.length}${query ? ', filtered' : ''}`;
      await audit(c, 'cases-exported', { detail });
      return download(path, type, render(cases));
    });
  }

  return routes;
}

async function exportedCases(c: OfficeContext): Promise<Exported[]> {
  const server = c.get('server');
  const db = await server.database();
  const filter = readFilter((name) => c.req.query(name));
  const condition = await conditionOf(db, c.get('member'), filter, server.now());
  const book = await formBook(server, db);
  const definitions = new Map<string, Form | undefined>();
  const exported: Exported[] = [];
  for (let offset = 0; ; offset += batch) {
    const cases = await listCases(db, condition, { offset, limit: batch });
    for (const found of cases) {
      const form = (await definitionOf(db, found, definitions)) ?? book.get(found.formId)?.form;
      exported.push({
        found,
        answers: answeredFields(form, found.answers, caseWords(c.get('language')).yes),
        files: (await filesOfCase(db, found.reference)).map(({ name, type, bytes }) => ({
          name,
          type,
          bytes,
        })),
        messages: (await threadOf(db, found.reference)).map(({ sender, at, body }) => ({
          from: sender,
          at: at.toISOString(),
          text: body,
        })),
      });
    }
    if (cases.length < batch) return exported;
  }
}

async function definitionOf(
  db: Database,
  { definition }: OfficeCase,
  known: Map<string, Form | undefined>,
): Promise<Form | undefined> {
  if (definition === null) return undefined;
  if (!known.has(definition)) known.set(definition, await findDefinition(db, definition));
  return known.get(definition);
}

/** RFC 4180, with the byte order mark that makes spreadsheets read UTF-8. One column for each field of any form. */
function csv(cases: readonly Exported[]): string {
  const names = [...new Set(cases.flatMap(({ answers }) => answers.map(({ name }) => name)))];
  const head = [
    'case',
    'form',
    'status',
    'received',
    'answered',
    'closed',
    'page',
    'language',
    'files',
    'messages',
  ];
  const rows = cases.map(({ found, answers, files, messages }) => {
    const texts = new Map(answers.map(({ name, text }) => [name, text]));
    return [
      found.id,
      found.formId,
      found.status,
      found.received.toISOString(),
      found.answered?.toISOString() ?? '',
      found.closed?.toISOString() ?? '',
      found.page ?? '',
      found.language,
      files.map(({ name }) => name).join('\n'),
      messages.map(({ from, at, text }) => `${from} ${at}: ${text}`).join('\n\n'),
      ...names.map((name) => texts.get(name) ?? ''),
    ];
  });
  return `\ufeff${[[...head, ...names], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function json(cases: readonly Exported[]): string {
  const list = cases.map(({ found, answers, files, messages }) => ({
    case: found.id,
    form: found.formId,
    status: found.status,
    received: found.received.toISOString(),
    answered: found.answered?.toISOString() ?? null,
    closed: found.closed?.toISOString() ?? null,
    page: found.page,
    language: found.language,
    answers: answers.map(({ name, label, text }) => ({ name, label, text, value: found.answers[name] })),
    files,
    messages,
  }));
  return JSON.stringify({ cases: list }, null, 2);
}
