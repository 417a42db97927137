import type { FormField } from '../../../src/contracts/form.js';
import type { Sentence } from '../messages.js';

/** Longer than anyone writes, for fields that set no length of their own. */
const longest = 10_000;

/** HTML's own pattern for `<input type="email">`. */
const email =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;

/** What is wrong with a value that is not empty. */
export function mistakeIn(field: FormField, value: string): Sentence | undefined {
  return lengthMistake(field, value) ?? syntaxMistake(field, value) ?? patternMistake(field, value);
}

/** A browser sends line breaks as CRLF and counts them as one. */
export function withPlainBreaks(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function lengthMistake(field: FormField, value: string): Sentence | undefined {
  const max = Math.min(field.maxLength ?? longest, longest);
  if (value.length > max) return (m) => m.field.tooLong(max);
  const min = field.minLength ?? 0;
  return value.length < min ? (m) => m.field.tooShort(min) : undefined;
}

function syntaxMistake(field: FormField, value: string): Sentence | undefined {
  switch (field.type) {
    case 'email':
      return email.test(value) ? undefined : (m) => m.field.email;
    case 'url':
      return isWebAddress(value) ? undefined : (m) => m.field.url;
    case 'number':
      return numberMistake(field, value);
    case 'date':
      return dateMistake(field, value);
    case 'rating':
      return /^\d{1,2}$/.test(value)
        ? numberMistake({ ...field, min: field.min ?? 1, max: field.max ?? 5 }, value)
        : (m) => m.field.number;
    case 'select':
    case 'radio':
      return field.options?.some((option) => option.value === value) ? undefined : (m) => m.field.option;
    default:
      return undefined;
  }
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:\/\//i.test(value);
}

function numberMistake(field: FormField, value: string): Sentence | undefined {
  const number = Number(value);
  if (!/^-?\d*\.?\d+(e[-+]?\d+)?$/i.test(value) || !Number.isFinite(number)) return (m) => m.field.number;
  const min = bound(field.min);
  const max = bound(field.max);
  if (min !== undefined && number < min) return (m) => m.field.min(String(min));
  if (max !== undefined && number > max) return (m) => m.field.max(String(max));
  if (!field.step) return undefined;
  const steps = (number - (min ?? 0)) / field.step;
  return Math.abs(steps - Math.round(steps)) < 1e-6 ? undefined : (m) => m.field.step;
}

function bound(value: number | string | null | undefined): number | undefined {
  return value === null || value === undefined || value === '' ? undefined : Number(value);
}

function dateMistake(field: FormField, value: string): Sentence | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  // `new Date` takes 31 February for 3 March.
  const isDay = time && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value);
  if (!isDay) return (m) => m.field.date;
  const { min, max } = field;
  if (typeof min === 'string' && value < min) return (m) => m.field.min(min);
  if (typeof max === 'string' && value > max) return (m) => m.field.max(max);
  return undefined;
}

function patternMistake(field: FormField, value: string): Sentence | undefined {
  if (!field.pattern) return undefined;
  let pattern: RegExp;
  try {
    pattern = new RegExp(`^(?:${field.pattern})$`, 'v');
  } catch {
    return undefined;
  }
  return pattern.test(value) ? undefined : (m) => m.field.pattern;
}
