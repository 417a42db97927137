import type { FormField } from '../../../src/contracts/form.js';
import { textsOf } from '../http/body.js';

/** The fields that were to be seen with these answers: what hangs on a hidden field is hidden too. */
export function shownFields(fields: readonly FormField[], sent: FormData): FormField[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const isShown = (field: FormField, seen: readonly FormField[]): boolean => {
    if (!field.showIf) return true;
    const condition = byName.get(field.showIf.name);
    if (!condition || seen.includes(condition)) return true;
    return isShown(condition, [...seen, field]) && hasValue(condition, field.showIf.value, sent);
  };
  return fields.filter((field) => isShown(field, []));
}

function hasValue(field: FormField, value: string, sent: FormData): boolean {
  const texts = textsOf(sent, field.name).filter(Boolean);
  // A ticked box sends whatever value it was given; each of these words means that it is ticked.
  const ticked = field.type === 'checkbox' && texts.length > 0 && /^(on|yes|true|1)$/.test(value);
  return ticked || texts.includes(value);
}
