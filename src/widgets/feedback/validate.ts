import type { FormField } from '../../contracts/form.js';
import type { MessageKey, Values as Details } from '../../locale/messages.js';
import { PLACE_PARTS, type Values, filesOf, numberOf, partOf, textOf, valueOf } from './values.js';

/** What is wrong with a field: a sentence, and what stands in it. */
export type Finding = readonly [key: MessageKey, details?: Details];

const CHOICES: readonly string[] = ['select', 'radio', 'checkboxes', 'rating'];

/** What a resident has to change, or undefined. The server has the last word; this saves the way there. */
export function validate(field: FormField, values: Values): Finding | undefined {
  const { type, required } = field;
  if (type === 'hidden' || type === 'page') return undefined;
  if (type === 'file') return checkFiles(field, filesOf(field, values));
  if (type === 'location') return checkPlace(field, values);
  const text = textOf(field, values);
  if (text.trim())
    return type === 'checkboxes' ? checkCount(field, valueOf(field, values).length) : checkText(field, text);
  if (!required) return undefined;
  return [type === 'checkbox' ? 'formConfirm' : CHOICES.includes(type) ? 'formChooseOne' : 'formRequired'];
}

function checkText(field: FormField, text: string): Finding | undefined {
  const { type, minLength, maxLength } = field;
  if (maxLength && text.length > maxLength) return ['formOver', { n: text.length - maxLength }];
  if (minLength && text.length < minLength) return ['formTooShort', { n: minLength }];
  const trimmed = text.trim();
  if (type === 'email' && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(trimmed)) return ['formEmail'];
  if (type === 'url' && !/^https?:\/\/[^\s/]+\S*$/i.test(trimmed)) return ['formUrl'];
  if (type === 'date') return checkDate(field, trimmed);
  if (type === 'number') return checkNumber(field, trimmed);
  return matches(trimmed, field.pattern) ? undefined : ['formPattern'];
}

function checkCount({ min, max }: FormField, n: number): Finding | undefined {
  if (n < Number(min ?? 0)) return ['formLeast', { n: Number(min) }];
  return n > Number(max ?? n) ? ['formMost', { n: Number(max) }] : undefined;
}

function checkDate({ min, max }: FormField, date: string): Finding | undefined {
  if (!/^\d{4,}-\d\d-\d\d$/.test(date)) return ['formDate'];
  if (min && date < String(min).slice(0, 10)) return ['formNotBefore', { limit: String(min) }];
  if (max && date > String(max).slice(0, 10)) return ['formNotAfter', { limit: String(max) }];
  return undefined;
}

function checkNumber({ min, max, step }: FormField, text: string): Finding | undefined {
  const number = numberOf(text, step);
  if (Number.isNaN(number)) return ['formNumber'];
  if (number < Number(min ?? -Infinity)) return ['formMin', { limit: Number(min) }];
  if (number > Number(max ?? Infinity)) return ['formMax', { limit: Number(max) }];
  const steps = step ? (number - (Number(min) || 0)) / step : 0;
  return step && Math.abs(steps - Math.round(steps)) > 1e-6 ? ['formStep', { limit: step }] : undefined;
}

function checkFiles(
  { required, accept, maxBytes, maxFiles }: FormField,
  files: readonly File[],
): Finding | undefined {
  if (!files.length) return required ? ['formChooseFile'] : undefined;
  const most = maxFiles ?? 1;
  if (files.length > most) return ['formMost', { n: most }];
  const other = files.find(
    (file) => accept?.length && !accept.some((type) => isOf(file, type.trim().toLowerCase())),
  );
  if (other) return ['formFileType', { name: other.name }];
  const large = maxBytes ? files.find(({ size }) => size > maxBytes) : undefined;
  return large && ['formFileSize', { name: large.name, size: maxBytes! }];
}

/** As in HTML's `accept`. A file whose type the device does not know is for the server to judge. */
function isOf({ name, type }: File, accepted: string): boolean {
  if (accepted.startsWith('.')) return name.toLowerCase().endsWith(accepted);
  return !type || type === accepted || (accepted.endsWith('/*') && type.startsWith(accepted.slice(0, -1)));
}

function checkPlace(field: FormField, values: Values): Finding | undefined {
  const [text, lat, long] = PLACE_PARTS.map((part) => partOf(field, part, values).trim());
  const fits = (degrees: string, most: number) => Math.abs(numberOf(degrees, 0.1)) <= most;
  if ((lat || long) && !(fits(lat!, 90) && fits(long!, 180))) return ['formCoordinatesRange'];
  return field.required && !text && !lat ? ['formRequired'] : undefined;
}

/** HTML's `pattern`. One that is no regular expression asks for nothing. */
function matches(text: string, pattern: string | null | undefined): boolean {
  try {
    return !pattern || new RegExp(`^(?:${pattern})$`, 'u').test(text);
  } catch {
    return true;
  }
}
