import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FieldType, FormField } from '../../contracts/form.js';
import type { LocaleController } from '../../locale/locale-controller.js';
import type { MessageKey } from '../../locale/messages.js';
import { fileControls, fileRules } from './files.js';
import type { Filling } from './filling.js';
import { placeControls } from './place.js';
import type { Finding } from './validate.js';
import { labelOf, textOf, tickOf, valueOf } from './values.js';

/** What a field is shown with. */
export interface FieldContext {
  locale: LocaleController;
  filling: Filling;
  /** A text of the form's own, in the form's language. */
  own: (text: string) => unknown;
  /** Address of a picture that the page may show, or undefined. */
  picture: (url: string) => string | undefined;
  /** Fills in a field, by the names under which it is sent. */
  edit: (field: FormField, changes: Iterable<readonly [name: string, value: (string | File)[]]>) => void;
  /** Moves the focus to a field, on whichever page it is. */
  show: (name: string) => void;
  /** Says what became of finding a place. */
  note: (field: FormField, key: MessageKey) => void;
}

/** Ids are made of the field's place in the form: a name may hold anything. */
export const fieldId = (index: number): string => `field-${index}`;

export const isCounted = ({ type, maxLength }: FormField): boolean => !!maxLength && /^text/.test(type);

/** How many characters are left, or too many. */
export function countOf(locale: LocaleController, text: string, maxLength: number): string {
  const left = maxLength - text.length;
  return locale.t(left < 0 ? 'formOver' : 'formLeft', { n: Math.abs(left) });
}

/** A finding in the resident's language; its limit may be a day, its size is in bytes. */
function sentence(locale: LocaleController, [key, details]: Finding): string {
  const { limit, size } = details ?? {};
  return locale.t(key, {
    ...details,
    ...(typeof limit === 'string' && {
      limit: locale.date(limit.slice(0, 10), { dateStyle: 'long', timeZone: 'UTC' }),
    }),
    ...(size && { size: locale.bytes(Number(size)) }),
  });
}

/** What is wrong with a field, as a sentence. */
export function errorOf(
  { errors }: Filling,
  { name }: FormField,
  locale: LocaleController,
): string | undefined {
  const error = errors.get(name);
  return typeof error === 'object' ? sentence(locale, error) : error;
}

/** Written from left to right in every language. */
const LATIN: readonly FieldType[] = ['email', 'tel', 'url'];

/** A field with its label, help and error; nothing for what people don't see. */
export function renderField(field: FormField, index: number, context: FieldContext): unknown {
  const { name, type, options, required, min, max, autocomplete } = field;
  const { locale, filling, own } = context;
  const { values } = filling;
  const error = errorOf(filling, field, locale);
  const help = field.help ? own(field.help) : type === 'file' && fileRules(field, locale);
  const id = fieldId(index);
  const isRadio = type === 'radio' || type === 'rating';
  const flag = (on: unknown) => (on ? 'true' : nothing);
  const must = flag(required);
  const wrong = flag(error);
  /** Ids of what is said about the field beside its label. */
  const about = (...more: unknown[]) =>
    [help && 'help', ...more, error && 'error']
      .filter(Boolean)
      .map((part) => `${id}-${String(part)}`)
      .join(' ') || nothing;

  const label = () =>
    html`${own(labelOf(field))}${required ? '' : html` <span class="optional">(${locale.t('formOptional')})</span>`}`;

  const notes = () =>
    html`${help ? html`<p class="help" part="help" id="${id}-help">${help}</p>` : ''}
    ${error ? html`<p class="error" part="error" id="${id}-error">${error}</p>` : ''}`;

  const labelled = (control: unknown) =>
    html`<label class="label" part="label" id="${id}-label" for="${id}-input">${label()}</label>
      ${notes()}${control}`;

  const group = (controls: unknown) =>
    html`<fieldset
      role=${isRadio ? 'radiogroup' : nothing}
      aria-required=${isRadio ? must : nothing}
      aria-invalid=${isRadio ? wrong : nothing}
      aria-describedby=${about()}
    >
      <legend class="label" part="label">${label()}</legend>
      ${notes()}${controls}
    </fieldset>`;

  const choice = (value: string, text: unknown) =>
    html`<label class="choice" part="choice">
      <input
        type=${isRadio ? 'radio' : 'checkbox'}
        name=${name}
        value=${value}
        aria-required=${type === 'checkbox' ? must : nothing}
        aria-invalid=${isRadio ? nothing : wrong}
        aria-describedby=${type === 'checkbox' ? about() : nothing}
        .checked=${live(valueOf(field, values).includes(value))}
      /><span>${text}</span>
    </label>`;

  const scale = () => {
    const first = Number(min ?? 1);
    const last = Number(max ?? 5);
    const steps = [...Array(11).keys()].map((i) => first + i).filter((n) => n <= last);
    return steps.map((n) => {
      const said = options?.find(({ value }) => value === String(n))?.label;
      return html`<label class="pill" part="choice">
        <input
          type="radio"
          name=${name}
          value=${n}
          aria-label=${said ?? locale.t('formRating', { n, max: last })}
          .checked=${live(textOf(field, values) === String(n))}
        />
        <span class="face" aria-hidden="true">${said ? own(said) : locale.number(n)}</span>
      </label>`;
    });
  };

  const select = () =>
    html`<select
      class="input"
      part="input"
      id="${id}-input"
      name=${name}
      autocomplete=${autocomplete || nothing}
      aria-required=${must}
      aria-invalid=${wrong}
      aria-describedby=${about()}
    >
      <option value="">${locale.t('formChoose')}</option>
      ${options?.map(
        ({ value, label: text }) =>
          html`<option value=${value} .selected=${live(value === textOf(field, values))}>${text}</option>`,
      )}
    </select>`;

  const input = () => {
    const text = textOf(field, values);
    const counted = isCounted(field);
    const described = about(counted && 'count');
    const isDate = type === 'date';
    return html`${
      type === 'textarea'
        ? html`<textarea
            class="input"
            part="input"
            id="${id}-input"
            name=${name}
            rows="5"
            autocomplete=${autocomplete || nothing}
            aria-required=${must}
            aria-invalid=${wrong}
            aria-describedby=${described}
            .value=${live(text)}
          ></textarea>`
        : html`<input
            class="input"
            part="input"
            id="${id}-input"
            name=${name}
            type=${isDate || LATIN.includes(type) ? type : 'text'}
            dir=${LATIN.includes(type) ? 'ltr' : nothing}
            inputmode=${type === 'number' && Number(min ?? -1) >= 0 ? 'decimal' : nothing}
            min=${isDate && min ? min : nothing}
            max=${isDate && max ? max : nothing}
            autocomplete=${autocomplete || nothing}
            aria-required=${must}
            aria-invalid=${wrong}
            aria-describedby=${described}
            .value=${live(text)}
          />`
    }
    ${
      counted
        ? html`<p class="count ${text.length > field.maxLength! ? 'error' : 'muted'}" id="${id}-count">
            ${countOf(locale, text, field.maxLength!)}
          </p>`
        : ''
    }`;
  };

  const content = () => {
    switch (type) {
      case 'radio':
      case 'checkboxes':
        return group(options?.map((option) => choice(option.value, own(option.label))));
      case 'rating':
        return group(html`<div class="scale">${scale()}</div>`);
      case 'checkbox':
        return html`${notes()}${choice(tickOf(field), label())}`;
      case 'location':
        return group(placeControls(field, id, wrong, context));
      case 'file':
        return labelled(fileControls(field, id, wrong, about, context));
      case 'select':
        return labelled(select());
      default:
        return labelled(input());
    }
  };

  if (/^(?:hidden|page)$/.test(type)) return nothing;
  return html`<div class="field ${error ? 'wrong' : ''}" part="field" id=${id}>${content()}</div>`;
}
