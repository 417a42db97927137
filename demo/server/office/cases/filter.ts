import { readReference } from '../../cases/reference.js';
import type { Database, Value } from '../../database/database.js';
import { allSettings } from '../../forms/form-settings.js';
import type { Member } from '../member.js';
import { visibleForms } from './visible-forms.js';
import { statuses, type Status } from './words.js';

export const ages = ['week', 'month', 'overWeek', 'overMonth'] as const;

/** What a list or an export is narrowed to; every member comes from an address, so from anybody. */
export interface Filter {
  text: string;
  form: string;
  status: Status | 'open' | '';
  department: string;
  age: (typeof ages)[number] | '';
}

export function readFilter(query: (name: string) => string | undefined): Filter {
  const plain = (name: string): string => (query(name) ?? '').replaceAll('\0', '').trim().slice(0, 200);
  const status = plain('status');
  const age = plain('age');
  return {
    text: plain('q'),
    form: plain('form'),
    status: status === 'open' ? status : (statuses.find((known) => known === status) ?? ''),
    department: plain('department'),
    age: ages.find((known) => known === age) ?? '',
  };
}

/** The same filter as an address has it. */
export function filterQuery(filter: Filter): string {
  const { text: q, ...rest } = filter;
  const given = Object.entries({ q, ...rest }).filter(([, value]) => value !== '');
  return new URLSearchParams(given).toString();
}

export function isFiltered(filter: Filter): boolean {
  return filterQuery(filter) !== '';
}

export interface Condition {
  /** After `WHERE`, of `office_cases o JOIN submissions s`. */
  sql: string;
  params: Value[];
}

/** What the filter finds among the cases that somebody may see. */
export async function conditionOf(
  db: Database,
  member: Member,
  filter: Filter,
  now: Date,
): Promise<Condition> {
  const params: Value[] = [];
  const param = (value: Value): string => `$${params.push(value)}`;
  const parts: string[] = [];
  const oneOf = (forms: readonly string[]): string =>
    forms.length > 0 ? `o.form_id IN (${forms.map(param).join(', ')})` : 'false';

  const visible = await visibleForms(db, member);
  if (visible !== 'all') parts.push(oneOf(visible));
  if (filter.form) parts.push(`o.form_id = ${param(filter.form)}`);
  if (filter.department) {
    const settings = [...(await allSettings(db))];
    parts.push(
      oneOf(settings.flatMap(([id, { department }]) => (department === filter.department ? [id] : []))),
    );
  }
  if (filter.status === 'open') parts.push(`s.status <> 'closed'`);
  else if (filter.status) parts.push(`s.status = ${param(filter.status)}`);
  if (filter.age) {
    const days = filter.age === 'week' || filter.age === 'overWeek' ? 7 : 30;
    const since = new Date(now.getTime() - days * 86_400_000).toISOString();
    parts.push(`o.received ${filter.age.startsWith('over') ? '<' : '>='} ${param(since)}`);
  }
  if (filter.text) parts.push(textCondition(filter.text, param));
  return { sql: parts.length > 0 ? parts.join(' AND ') : 'true', params };
}

function textCondition(text: string, param: (value: Value) => string): string {
  const contains = (written: string): string => `%${written.replace(/[\\%_]/g, '\\$&')}%`;
  // Answers are kept as JSON, where quotes, backslashes and line breaks are written otherwise.
  const inJson = param(contains(JSON.stringify(text).slice(1, -1)));
  const plain = param(contains(text));
  const parts = [
    `s.answers ILIKE ${inJson}`,
    `o.id = ${param(text.toLowerCase())}`,
    `EXISTS (SELECT 1 FROM case_messages m WHERE m.reference = o.reference AND m.body ILIKE ${plain})`,
    `EXISTS (SELECT 1 FROM case_notes n WHERE n.reference = o.reference AND n.body ILIKE ${plain})`,
  ];
  const reference = readReference(text);
  if (reference !== undefined) parts.push(`o.reference = ${param(reference)}`);
  return `(${parts.join(' OR ')})`;
}
