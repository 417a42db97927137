import type { FormField } from '../../contracts/form.js';
import { cleanFile } from './clean-image.js';
import { PLACE_PARTS, type Values, numberOf, partName, partOf, valueOf } from './values.js';

/**
 * What a plain HTML form would send, multipart only where there are files. What was left empty is left out.
 * @param fields those that are shown
 * @param ours what is not the form's: it can't be overwritten by a field
 */
export async function submissionBody(
  fields: readonly FormField[],
  values: Values,
  ours: Record<string, string | null | undefined>,
): Promise<URLSearchParams | FormData> {
  const entries: (readonly [string, string | File])[] = [];
  for (const field of fields) {
    const { name, type } = field;
    if (type === 'location') {
      for (const part of PLACE_PARTS) {
        const text = partOf(field, part, values).trim();
        if (text) entries.push([partName(field, part), part === 'text' ? text : String(numberOf(text, 0.1))]);
      }
    } else if (type !== 'page') {
      for (const value of valueOf(field, values)) {
        const sent =
          typeof value === 'string'
            ? textSent(field, value)
            : field.keepLocation
              ? value
              : await cleanFile(value);
        if (sent) entries.push([name, sent]);
      }
    }
  }
  const body = bodyOf(entries);
  for (const [name, value] of Object.entries(ours)) if (value) body.set(name, value);
  return body;
}

export function bodyOf(entries: readonly (readonly [string, string | File])[]): URLSearchParams | FormData {
  const hasFiles = entries.some(([, value]) => value instanceof File);
  const body = hasFiles ? new FormData() : new URLSearchParams();
  for (const [name, value] of entries) body.append(name, value as string);
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

/**
 * What personal numbers look like from Iceland to Serbia: ten digits or more, however they are parted, or six, a sign
 * and what Finland has after it.
 */
const PERSONAL = /\d{6}[-+a-fu-y]\d{3}[a-z]\b|(?:\d(?:[-+._ ]|%20)?){10,}/gi;

/** A rated page's address, without the e-mail addresses and personal numbers that some systems put into a path. */
export const ratedPage = (): string =>
  withOrigin(location.pathname.replace(/[^/]+(?:@|%(?:25)*40)[^/]+/gi, '*').replace(PERSONAL, '*'));
