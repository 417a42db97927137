import { FieldType, type Form, type FormField } from '../../../../src/contracts/form.js';
import { textsOf } from '../../http/body.js';

/** Members of a form that the editor has an input for. */
export const formTexts = [
  'title',
  'introHtml',
  'purpose',
  'retention',
  'privacyUrl',
  'url',
  'submitLabel',
  'language',
] as const;

/** A button of one field, such as `up:2`. */
export type EditorAction =
  { do: 'save' | 'preview' | 'publish' | 'add' } | { do: 'up' | 'down' | 'remove'; field: number };

export function readAction(form: FormData): EditorAction {
  const [what = '', field = ''] = (textsOf(form, 'do')[0] ?? '').split(':');
  if (what === 'preview' || what === 'publish' || what === 'add') return { do: what };
  if ((what === 'up' || what === 'down' || what === 'remove') && /^\d{1,3}$/.test(field)) {
    return { do: what, field: Number(field) };
  }
  return { do: 'save' };
}

/** The form as the editor's inputs say; what they have no input for stays as it was. */
export function readEditor(sent: FormData, before: Form): Form {
  const form: Record<string, unknown> = { ...before };
  for (const name of formTexts) setText(form, name, text(sent, name));
  const challengeUrl = `/api/forms/${before.id}/challenge`;
  form.challengeUrl = sent.has('challenge') ? challengeUrl : undefined;
  const count = Math.min(Number(text(sent, 'count')) || 0, 200);
  form.fields = Array.from({ length: count }, (_, index) => readField(sent, `f${index}.`));
  return form as Form;
}

/** Adds, moves or takes away a field. Gives the number of the field to look at next. */
export function changeFields(form: Form, action: EditorAction): number | undefined {
  const { fields } = form;
  if (action.do === 'add') {
    const taken = new Set(fields.map(({ name }) => name));
    let number = fields.length + 1;
    while (taken.has(`field${number}`)) number += 1;
    fields.push({ name: `field${number}`, type: 'text' });
    return fields.length - 1;
  }
  if (!('field' in action)) return undefined;
  const [moved] = fields.splice(action.field, 1);
  if (!moved || action.do === 'remove') return Math.min(action.field, fields.length - 1);
  const to = Math.max(0, action.field + (action.do === 'up' ? -1 : 1));
  fields.splice(to, 0, moved);
  return to;
}

/** Each option on a line of its own, as `value = label`. */
export function optionLines(options: FormField['options']): string {
  return (options ?? [])
    .map(({ value, label }) => (value === label ? value : `${value} = ${label}`))
    .join('\n');
}

/** What a field has beside the members with inputs of their own. */
export function restOf(field: FormField): Record<string, unknown> {
  const { name: _n, type: _t, label: _l, help: _h, required: _r, options: _o, showIf: _s, ...rest } = field;
  return Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined && value !== null),
  );
}

function readField(sent: FormData, prefix: string): FormField {
  const type = FieldType.safeParse(text(sent, `${prefix}type`));
  const field: Record<string, unknown> = {
    ...readRest(text(sent, `${prefix}more`)),
    name: text(sent, `${prefix}name`),
    type: type.success ? type.data : 'text',
    required: sent.has(`${prefix}required`) || undefined,
  };
  setText(field, 'label', text(sent, `${prefix}label`));
  setText(field, 'help', text(sent, `${prefix}help`));
  const options = readOptions(text(sent, `${prefix}options`));
  if (options.length > 0) field.options = options;
  const [name = '', ...value] = text(sent, `${prefix}showIf`).split('=');
  if (name.trim()) field.showIf = { name: name.trim(), value: value.join('=').trim() };
  return field as FormField;
}

/** What is no JSON is kept as it was typed, under a name that no field has: publishing says so. */
function readRest(json: string): Record<string, unknown> {
  if (json === '') return {};
  try {
    const rest: unknown = JSON.parse(json);
    if (typeof rest === 'object' && rest !== null && !Array.isArray(rest)) return { ...rest };
  } catch {
    // Said when it is published.
  }
  return { unreadable: json };
}

function readOptions(lines: string): { value: string; label: string }[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const at = line.indexOf('=');
      if (at === -1) return { value: line, label: line };
      return { value: line.slice(0, at).trim(), label: line.slice(at + 1).trim() };
    });
}

function text(sent: FormData, name: string): string {
  return (textsOf(sent, name)[0] ?? '').replaceAll('\r\n', '\n').trim();
}

function setText(target: Record<string, unknown>, name: string, value: string): void {
  target[name] = value === '' ? undefined : value;
}
