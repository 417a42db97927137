import type { FormField } from '../../contracts/form.js';
import { PLACE_PARTS, type Values, numberOf, partOf, valueOf } from './values.js';

/**
 * What a plain HTML form would send, multipart only where there are files. What was left empty is left out.
 * @param fields those that are shown
 * @param submission the number that makes sending it again harmless
 */
export function submissionBody(
  fields: readonly FormField[],
  values: Values,
  submission: string,
  page: string,
): URLSearchParams | FormData {
  const entries: (readonly [string, string | File])[] = [];
  for (const field of fields) {
    const { name, type } = field;
    if (type === 'location') {
      for (const part of PLACE_PARTS) {
        const text = partOf(field, part, values).trim();
        if (text) entries.push([`${name}.${part}`, part === 'text' ? text : String(numberOf(text, 0.1))]);
      }
    } else if (type !== 'page') {
      for (const value of valueOf(field, values)) {
        const sent = typeof value === 'string' ? textSent(field, value) : value;
        if (sent) entries.push([name, sent]);
      }
    }
  }
  const hasFiles = entries.some(([, value]) => value instanceof File);
  const body = hasFiles ? new FormData() : new URLSearchParams();
  for (const [name, value] of entries) body.append(name, value as string);
  body.set('submission', submission);
  body.set('page', page);
  return body;
}

/** As programs write it. Line breaks and spaces in a longer text are somebody's own. */
function textSent({ type, step }: FormField, text: string): string {
  if (/^(?:textarea|hidden)$/.test(type)) return text;
  return type === 'number' && text.trim() ? String(numberOf(text, step)) : text.trim();
}

const withOrigin = (path: string): string => (/^http/.test(location.protocol) ? location.origin + path : '');

/** Address of the page without query and fragment, which may hold personal data; '' where it has none. */
export const pageAddress = (): string => withOrigin(location.pathname);

/** A rated page's address, without the e-mail addresses and personal numbers that some systems put into a path. */
export const ratedPage = (): string =>
  withOrigin(location.pathname.replace(/[^/]+(?:@|%40)[^/]+/gi, '*').replace(/\d{6,}(?:[-+]\d{4})?/g, '*'));
