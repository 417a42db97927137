import type { FormField } from '../../contracts/form.js';

/** What was filled in, by the name it is sent under. Several for `checkboxes` and `file`. */
export type Values = ReadonlyMap<string, readonly (string | File)[]>;

/** The label, or the name of a field that has none. */
export const labelOf = ({ label, name }: FormField): string => label || name;

/** What a ticked box sends. */
export const tickOf = ({ value }: FormField): string => value || 'on';

export function valueOf(field: FormField, values: Values): readonly (string | File)[] {
  const { name, type, value } = field;
  const filled = type === 'hidden' ? undefined : values.get(name);
  // Nothing is ever ticked for somebody: a box's value is what it sends.
  return filled ?? (value && type !== 'checkbox' ? [value] : []);
}

/** The first text. */
export const textIn = ([text = '']: readonly (string | File)[] = []): string =>
  typeof text === 'string' ? text : '';

export const textOf = (field: FormField, values: Values): string => textIn(valueOf(field, values));

export const filesOf = (field: FormField, values: Values): File[] =>
  valueOf(field, values).filter((value) => value instanceof File);

/** What a place is sent as: its name with each of these. */
export const PLACE_PARTS = ['text', 'lat', 'long'] as const;
export type PlacePart = (typeof PLACE_PARTS)[number];

/** The name under which a part is sent; a place without a name of its own is Open311's. */
export const partName = ({ name }: FormField, part: PlacePart): string =>
  name ? `${name}.${part}` : part === 'text' ? 'address_string' : part;

export const isPartOf = (field: FormField, name: string): boolean =>
  field.type === 'location' && PLACE_PARTS.some((part) => name === partName(field, part));

export const partOf = (field: FormField, part: PlacePart, values: Values): string =>
  textIn(values.get(partName(field, part)));

/** Whether a field takes part. What decides about it has to take part itself. */
export function isShown(
  field: FormField,
  fields: readonly FormField[],
  values: Values,
  seen: readonly FormField[] = [],
): boolean {
  const { showIf } = field;
  const decider = showIf && fields.find(({ name }) => name === showIf.name);
  // Without one, and where fields decide about each other in a ring, the field is better there than not.
  if (!decider || seen.includes(decider)) return true;
  const value = valueOf(decider, values);
  const ticked = decider.type === 'checkbox' && value.length > 0 && /^(?:on|yes|true|1)$/.test(showIf.value);
  return (ticked || value.includes(showIf.value)) && isShown(decider, fields, values, [...seen, field]);
}

/**
 * A number as people write it: decimal comma, spaces between thousands, Arabic digits. NaN where it is none, or
 * where `1,000` could be one or a thousand.
 * @param step as the field has it; with a fraction, three decimals are what they look like
 */
export function numberOf(text: string, step?: number | null): number {
  const plain = text
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/[\s\u066c]/g, '')
    .replace('\u2212', '-')
    .replace(/[,\u066b]/, '.');
  if (!/^[-+]?(?:\d+\.?|\d*\.\d+)$/.test(plain)) return NaN;
  return /\.\d{3}$/.test(plain) && (step ?? 1) % 1 === 0 ? NaN : +plain;
}
