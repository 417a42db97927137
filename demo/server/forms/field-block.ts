import type { FormField } from '../../../src/contracts/form.js';
import { textsOf } from '../http/body.js';
import { attributes, markup, type Html } from '../markup.js';
import type { Messages } from '../messages.js';
import type { FieldError } from '../problem.js';

/** A form that somebody filled in and that has mistakes. */
export interface Filled {
  values: FormData;
  errors: readonly FieldError[];
}

interface Shown {
  field: FormField;
  id: string;
  name: string;
  values: string[];
  messages: Messages;
  /** Attributes of the control: what describes it, whether it is wrong, whether it must be filled in. */
  state: Record<string, string | boolean | undefined>;
}

export function fieldId(name: string): string {
  return `f-${name}`;
}

/** One field with its label, help and mistake. Without JavaScript nothing hides, so `showIf` becomes a sentence. */
export function fieldBlock(
  field: FormField,
  fields: readonly FormField[],
  messages: Messages,
  filled: Filled | undefined,
): Html {
  if (field.type === 'page') return markup`${field.label && markup`<h3>${field.label}</h3>`}`;
  const name = field.type === 'location' ? `${field.name}.text` : field.name;
  const values = filled ? textsOf(filled.values, name) : startingValues(field);
  const id = fieldId(field.name);
  if (field.type === 'hidden') {
    return markup`<input${attributes({ type: 'hidden', name, value: values[0] ?? '' })}>`;
  }
  const mistake = filled?.errors.find((error) => error.name === field.name)?.message(messages);
  const help = [field.help, conditionText(field, fields, messages)].filter(Boolean).join(' ');
  const describedBy = [help && `${id}-help`, mistake && `${id}-error`].filter(Boolean).join(' ');
  const shown: Shown = {
    field,
    id,
    name,
    values,
    messages,
    state: {
      'aria-describedby': describedBy || undefined,
      'aria-invalid': mistake ? 'true' : undefined,
      required: Boolean(field.required) && !field.showIf,
    },
  };
  const notes = markup`${help && markup`<p class="help" id="${id}-help">${help}</p>`}
  ${mistake && markup`<p class="error" id="${id}-error">${mistake}</p>`}`;
  const label = markup`${field.label ?? field.name}${!field.required && ` ${messages.page.optional}`}`;
  return isGroup(field) ? group(shown, label, notes) : single(shown, label, notes);
}

/** Nothing is ever ticked for somebody: a box's value is what it sends. */
function startingValues(field: FormField): string[] {
  return field.value && field.type !== 'checkbox' ? [field.value] : [];
}

function isGroup({ type }: FormField): boolean {
  return type === 'radio' || type === 'checkboxes' || type === 'rating';
}

function group(shown: Shown, label: Html, notes: Html): Html {
  const { field, id, name, values, state } = shown;
  const type = field.type === 'checkboxes' ? 'checkbox' : 'radio';
  const required = type === 'radio' && state.required;
  return markup`<fieldset${attributes({ class: 'field', id, 'aria-describedby': state['aria-describedby'] })}>
    <legend>${label}</legend>
    ${notes}
    ${optionsOf(field).map(({ value, label: text }, index) => {
      const checked = values.includes(value);
      return markup`<div class="choice">
        <input${attributes({ type, name, value, id: `${id}-${index}`, checked, required })}>
        <label for="${id}-${index}">${text}</label>
      </div>`;
    })}
  </fieldset>`;
}

function optionsOf(field: FormField): { value: string; label: string }[] {
  if (field.type !== 'rating') return field.options ?? [];
  const min = Number(field.min ?? 1);
  const count = Number(field.max ?? 5) - min + 1;
  return Array.from({ length: count }, (_, index) => String(min + index)).map((value) => ({
    value,
    label: field.options?.find((option) => option.value === value)?.label ?? value,
  }));
}

function single(shown: Shown, label: Html, notes: Html): Html {
  const { field, id, name, values, state } = shown;
  if (field.type === 'checkbox') {
    const box = {
      type: 'checkbox',
      id,
      name,
      value: field.value || 'on',
      checked: values.length > 0,
      ...state,
    };
    return markup`<div class="field">
      <div class="choice"><input${attributes(box)}><label for="${id}">${label}</label></div>
      ${notes}
    </div>`;
  }
  return markup`<div class="field">
    <label for="${id}">${label}</label>
    ${notes} ${control(shown)}
  </div>`;
}

function control({ field, id, name, values, messages, state }: Shown): Html {
  const value = values[0] ?? '';
  const { minLength, maxLength, autocomplete } = field;
  const text = { id, name, minlength: minLength, maxlength: maxLength, autocomplete, ...state };
  switch (field.type) {
    case 'textarea':
      return markup`<textarea${attributes({ rows: 6, ...text })}>${'\n' + value}</textarea>`;
    case 'select':
      return markup`<select${attributes({ id, name, autocomplete, ...state })}>
        <option value="">${messages.page.choose}</option>
        ${(field.options ?? []).map((option) => {
          const selected = option.value === value;
          return markup`<option${attributes({ value: option.value, selected })}>${option.label}</option>`;
        })}
      </select>`;
    case 'file': {
      const accept = field.accept?.join(',');
      const multiple = (field.maxFiles ?? 1) > 1;
      return markup`<input${attributes({ type: 'file', id, name, accept, multiple, ...state })}>`;
    }
    case 'location':
      return markup`<input${attributes({ type: 'text', value, placeholder: messages.page.place, ...text })}>`;
    default: {
      const { min, max, step, pattern, type } = field;
      return markup`<input${attributes({ type, value, min, max, step, pattern, ...text })}>`;
    }
  }
}

function conditionText(field: FormField, fields: readonly FormField[], messages: Messages): string {
  const condition = fields.find(({ name }) => name === field.showIf?.name);
  if (!field.showIf || !condition) return '';
  const { value } = field.showIf;
  const answer = condition.options?.find((option) => option.value === value)?.label ?? value;
  return messages.page.onlyIf(condition.label ?? condition.name, answer);
}
