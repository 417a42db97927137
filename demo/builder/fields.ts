import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

type Choice<Value extends string = string> = readonly [value: Value, name: string];

interface Shared {
  label: string;
  id: string;
  value: string;
  help?: string | undefined;
  /** What is wrong with the value. */
  error?: string | undefined;
  /** Of label and help, where it is not the builder's. */
  lang?: string | undefined;
}

type Hint = Pick<Shared, 'id' | 'help' | 'error' | 'lang'>;

const describedBy = ({ id, help, error }: Hint) => (help || error ? `${id}-help` : nothing);
const labelOf = ({ id, label, lang }: Shared) =>
  html`<label for=${id} lang=${lang ?? nothing}>${label}</label>`;
const hint = ({ id, help, error, lang }: Hint) =>
  help || error
    ? html`<p class=${error ? 'error' : 'hint'} id="${id}-help" lang=${lang ?? nothing}>${error ?? help}</p>`
    : nothing;

/** A line of text with its label. Saved with every letter; an address when it is whole. */
export function textField(
  field: Shared & { type?: 'text' | 'number' | 'address' },
  save: (value: string) => void,
): TemplateResult {
  const { id, value, type = 'text', error } = field;
  const isAddress = type === 'address';
  const read = (event: Event): void => save((event.target as HTMLInputElement).value);
  return html`<div class="field">
    ${labelOf(field)}
    <input
      id=${id}
      type=${isAddress ? 'text' : type}
      dir=${isAddress ? 'ltr' : nothing}
      inputmode=${isAddress ? 'url' : nothing}
      autocapitalize=${isAddress ? 'off' : nothing}
      spellcheck=${isAddress ? 'false' : nothing}
      aria-describedby=${describedBy(field)}
      aria-invalid=${error ? 'true' : nothing}
      autocomplete="off"
      .value=${value}
      @input=${isAddress ? nothing : read}
      @change=${isAddress ? read : nothing}
    />
    ${hint(field)}
  </div>`;
}

/** Addresses, one on each line. */
export const linesField = (field: Shared, save: (value: string) => void): TemplateResult =>
  html`<div class="field">
    ${labelOf(field)}
    <textarea
      id=${field.id}
      rows="3"
      dir="ltr"
      autocapitalize="off"
      spellcheck="false"
      .value=${field.value}
      @change=${(event: Event) => save((event.target as HTMLTextAreaElement).value)}
    ></textarea>
  </div>`;

/** One of many. */
export function selectField(
  field: Shared & { choices: readonly Choice[] },
  save: (value: string) => void,
): TemplateResult {
  const { id, value, choices } = field;
  return html`<div class="field">
    ${labelOf(field)}
    <select
      id=${id}
      aria-describedby=${describedBy(field)}
      @change=${(event: Event) => save((event.target as HTMLSelectElement).value)}
    >
      ${choices.map(([each, name]) => html`<option value=${each} .selected=${live(each === value)}>${name}</option>`)}
    </select>
    ${hint(field)}
  </div>`;
}

/** One of a few. */
export function radioFields<Value extends string>(
  {
    legend,
    name,
    value,
    choices,
  }: { legend: string; name: string; value: Value; choices: readonly Choice<Value>[] },
  save: (value: Value) => void,
): TemplateResult {
  return html`<fieldset class="radios">
    <legend>${legend}</legend>
    ${choices.map(
      ([each, text]) =>
        html`<label>
          <input type="radio" name=${name} .checked=${live(each === value)} @change=${() => save(each)} />
          ${text}
        </label>`,
    )}
  </fieldset>`;
}

/** On or off. */
export function switchField(
  field: Omit<Shared, 'value'> & { isOn: boolean },
  save: (isOn: boolean) => void,
): TemplateResult {
  const { label, id, lang, isOn } = field;
  return html`<label class="switch">
      <input
        id=${id}
        type="checkbox"
        aria-describedby=${describedBy(field)}
        .checked=${live(isOn)}
        @change=${(event: Event) => save((event.target as HTMLInputElement).checked)}
      />
      <span lang=${lang ?? nothing}>${label}</span>
    </label>
    ${hint(field)}`;
}
