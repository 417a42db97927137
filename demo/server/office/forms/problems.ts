import { check } from '../../../../src/contracts/check.js';
import { Form, type FormField } from '../../../../src/contracts/form.js';
import type { BookEntry } from '../../forms/form-book.js';
import { filled, type OfficeLanguage } from '../language.js';
import { formWords } from './words.js';

/** Fields of these names are the submission's own. */
const reserved = new Set(['submission', 'page', 'altcha', 'csrf', 'stamp']);
const taken =
  /^\/(admin|api|widgets|builder|open311|embed|media|fraga|arende|tack|formular|healthz|oembed)(\/|$)/;

/** What keeps a form from being published, in words. */
export function formProblems(
  candidate: unknown,
  book: ReadonlyMap<string, BookEntry>,
  language: OfficeLanguage,
): string[] {
  const words = formWords(language);
  const { data: form, problems } = check(Form, candidate);
  if (!form) {
    return problems.map(({ path, expected, found }) => {
      // "too small" of a list, in zod's words.
      if (path === 'fields' && found === '[]') return words.noFields;
      return filled(words.expected, { path: path || 'JSON', expected, found });
    });
  }
  const at = (text: string, path: string): string => filled(text, { path });
  const written = (candidate as { fields: { unreadable?: string }[] }).fields;
  const found: string[] = written.flatMap(({ unreadable }, index) =>
    unreadable === undefined
      ? []
      : [`fields[${index}]: ${filled(words.noJson, { message: unreadable.slice(0, 60) })}`],
  );
  found.push(
    ...form.fields.flatMap((field, index) => {
      const path = `fields[${index}] ${field.label || field.name}`;
      return fieldProblems(field, form.fields.slice(0, index), words).map((text) => at(text, path));
    }),
  );
  if (form.url && !isFree(form, book)) found.push(at(words.badUrl, 'url'));
  if (form.privacyUrl && !isLink(form.privacyUrl)) found.push(at(words.badLink, 'privacyUrl'));
  return found;
}

function fieldProblems(
  field: FormField,
  earlier: readonly FormField[],
  words: ReturnType<typeof formWords>,
): string[] {
  const { name, type, options, pattern, showIf } = field;
  const found: string[] = [];
  if (!/^[A-Za-z][\w-]{0,59}$/.test(name)) found.push(words.badName);
  if (reserved.has(name)) found.push(words.reserved);
  if (earlier.some((other) => other.name === name)) found.push(words.doubleName);
  if (/^(select|radio|checkboxes)$/.test(type) && !options?.length) found.push(words.noOptions);
  const values = options?.map(({ value }) => value) ?? [];
  if (new Set(values).size < values.length) found.push(words.doubleOption);
  if (showIf && !earlier.some((other) => other.name === showIf.name)) found.push(words.badShowIf);
  if (pattern && !isPattern(pattern)) found.push(words.badPattern);
  return found;
}

function isFree({ id, url }: Form, book: ReadonlyMap<string, BookEntry>): boolean {
  if (!/^\/[\w/-]*\w$/.test(url ?? '') || url?.includes('//')) return false;
  if (url === `/formular/${id}`) return true;
  const others = [...book.values()].filter((entry) => entry.id !== id && entry.isPublished);
  return !taken.test(url ?? '') && others.every((entry) => entry.form?.url !== url);
}

function isLink(text: string): boolean {
  return /^\/(?!\/)/.test(text) || (/^https:\/\//i.test(text) && URL.canParse(text));
}

function isPattern(pattern: string): boolean {
  try {
    return Boolean(new RegExp(`^(?:${pattern})$`, 'v'));
  } catch {
    return false;
  }
}
