import { type TemplateResult, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { heading } from '../../base/heading.js';
import type { FieldType, FormField } from '../../contracts/form.js';
import type { LocaleController } from '../../locale/locale-controller.js';
import type { Finding } from './validate.js';
import { type PlacePart, type Values, filesOf, partOf, textOf, tickOf, valueOf } from './values.js';

/** What a field is shown with. */
export interface FieldContext {
  locale: LocaleController;
  values: Values;
  /** Level of a section's heading. */
  level: number;
  /** A text of the form's own, in the form's language. */
  own: (text: string | null | undefined) => unknown;
  /** What is wrong with the field, as a sentence. */
  error: (field: FormField) => string | undefined;
  removeFile: (field: FormField, file: File) => void;
}

/** Ids are made of the field's place in the form: a name may hold anything. */
export const fieldId = (index: number): string => `field-${index}`;

/** The label, or the name of a field that has none. */
export const labelOf = ({ label, name }: FormField): string => label || name;

/** How many characters are left, or too many. */
export function countOf(locale: LocaleController, text: string, maxLength: number): string {
  const left = maxLength - text.length;
  return locale.t(left < 0 ? 'formOver' : 'formLeft', { n: Math.abs(left) });
}

export const isCounted = ({ type, maxLength }: FormField): boolean =>
  !!maxLength && (type === 'text' || type === 'textarea');

/** A finding in the resident's language; its limit may be a day, its size is in bytes. */
export function sentence(locale: LocaleController, [key, details]: Finding): string {
  const { limit, size } = details ?? {};
  return locale.t(key, {
    ...details,
    ...(typeof limit === 'string' && {
      limit: locale.date(limit.slice(0, 10), { dateStyle: 'long', timeZone: 'UTC' }),
    }),
    ...(size && { size: locale.bytes(Number(size)) }),
  });
}

/** A field with its label, help and error; nothing for what people don't see. */
export function renderField(field: FormField, index: number, context: FieldContext): unknown {
  const { type, help } = field;
  if (type === 'hidden') return nothing;
  const { own, level } = context;
  if (type === 'page') {
    return html`<div class="section">
      ${heading(level, field.label && own(field.label), 'section')}${help ? html`<p>${own(help)}</p>` : nothing}
    </div>`;
  }
  return new FieldView(field, fieldId(index), context).render();
}

const INPUT_TYPES: Partial<Record<FieldType, string>> = {
  email: 'email',
  tel: 'tel',
  url: 'url',
  date: 'date',
};

class FieldView {
  readonly #field: FormField;
  readonly #id: string;
  readonly #context: FieldContext;
  readonly #error: string | undefined;

  constructor(field: FormField, id: string, context: FieldContext) {
    this.#field = field;
    this.#id = id;
    this.#context = context;
    this.#error = context.error(field);
  }

  render(): TemplateResult {
    const content = this.#renderContent();
    return html`<div class="field ${this.#error ? 'wrong' : ''}" part="field" id=${this.#id}>
      ${content}
    </div>`;
  }

  get #invalid() {
    return this.#error ? 'true' : nothing;
  }

  get #required() {
    return this.#field.required ? 'true' : nothing;
  }

  /** Ids of what is said about the field beside its label. */
  #describedBy(...more: (string | false)[]): string | typeof nothing {
    const parts = [this.#field.help && 'help', ...more, this.#error && 'error'].filter(Boolean);
    return parts.map((part) => `${this.#id}-${part}`).join(' ') || nothing;
  }

  #renderContent(): unknown {
    switch (this.#field.type) {
      case 'radio':
      case 'checkboxes':
        return this.#renderGroup(
          this.#field.options?.map(({ value, label }) => this.#renderChoice(value, this.#context.own(label))),
        );
      case 'rating':
        return this.#renderGroup(html`<div class="scale">${this.#renderScale()}</div>`);
      case 'checkbox':
        return html`${this.#renderAbout()}${this.#renderChoice(tickOf(this.#field), this.#renderLabel())}`;
      case 'location':
        return this.#renderGroup(this.#renderPlace());
      case 'file':
        return this.#renderFile();
      default:
        return html`<label class="label" part="label" for="${this.#id}-input">${this.#renderLabel()}</label>
          ${this.#renderAbout()}${this.#renderInput()}`;
    }
  }

  #renderLabel(): unknown {
    const { locale, own } = this.#context;
    const optional = this.#field.required
      ? nothing
      : html` <span class="optional">(${locale.t('formOptional')})</span>`;
    return html`${own(labelOf(this.#field))}${optional}`;
  }

  #renderAbout(): unknown {
    const { help } = this.#field;
    return html`${help ? html`<p class="help" part="help" id="${this.#id}-help">${this.#context.own(help)}</p>` : nothing}
    ${this.#error ? html`<p class="error" part="error" id="${this.#id}-error">${this.#error}</p>` : nothing}`;
  }

  #renderInput(): unknown {
    const { type } = this.#field;
    if (type === 'select') return this.#renderSelect();
    const { name, autocomplete, min, max, maxLength } = this.#field;
    const text = textOf(this.#field, this.#context.values);
    const counted = isCounted(this.#field);
    const describedBy = this.#describedBy(counted && 'count');
    const control =
      type === 'textarea'
        ? html`<textarea
            class="input"
            part="input"
            id="${this.#id}-input"
            name=${name}
            rows="5"
            autocomplete=${autocomplete || nothing}
            aria-required=${this.#required}
            aria-invalid=${this.#invalid}
            aria-describedby=${describedBy}
            .value=${live(text)}
          ></textarea>`
        : html`<input
            class="input"
            part="input"
            id="${this.#id}-input"
            name=${name}
            type=${INPUT_TYPES[type] ?? 'text'}
            dir=${/^(?:email|tel|url)$/.test(type) ? 'ltr' : nothing}
            inputmode=${type === 'number' && Number(min ?? -1) >= 0 ? 'decimal' : nothing}
            min=${type === 'date' && min ? min : nothing}
            max=${type === 'date' && max ? max : nothing}
            autocomplete=${autocomplete || nothing}
            aria-required=${this.#required}
            aria-invalid=${this.#invalid}
            aria-describedby=${describedBy}
            .value=${live(text)}
          />`;
    if (!counted) return control;
    const over = text.length > maxLength!;
    return html`${control}
      <p class="count ${over ? 'error' : 'muted'}" id="${this.#id}-count">
        ${countOf(this.#context.locale, text, maxLength!)}
      </p>`;
  }

  #renderSelect(): TemplateResult {
    const { name, options, autocomplete } = this.#field;
    const text = textOf(this.#field, this.#context.values);
    return html`<select
      class="input"
      part="input"
      id="${this.#id}-input"
      name=${name}
      autocomplete=${autocomplete || nothing}
      aria-required=${this.#required}
      aria-invalid=${this.#invalid}
      aria-describedby=${this.#describedBy()}
    >
      <option value="" .selected=${live(!text)}>${this.#context.locale.t('formChoose')}</option>
      ${options?.map(({ value, label }) => html`<option value=${value} .selected=${live(value === text)}>${label}</option>`)}
    </select>`;
  }

  #renderGroup(controls: unknown): TemplateResult {
    const isRadio = /^ra/.test(this.#field.type);
    return html`<fieldset
      role=${isRadio ? 'radiogroup' : nothing}
      aria-required=${isRadio ? this.#required : nothing}
      aria-invalid=${isRadio ? this.#invalid : nothing}
      aria-describedby=${this.#describedBy()}
    >
      <legend class="label" part="label">${this.#renderLabel()}</legend>
      ${this.#renderAbout()}${controls}
    </fieldset>`;
  }

  #renderChoice(value: string, label: unknown): TemplateResult {
    const { name, type } = this.#field;
    const alone = type === 'checkbox';
    return html`<label class="choice" part="choice">
      <input
        type=${type === 'radio' ? 'radio' : 'checkbox'}
        name=${name}
        value=${value}
        aria-required=${alone ? this.#required : nothing}
        aria-invalid=${type === 'radio' ? nothing : this.#invalid}
        aria-describedby=${alone ? this.#describedBy() : nothing}
        .checked=${live(valueOf(this.#field, this.#context.values).includes(value))}
      /><span>${label}</span>
    </label>`;
  }

  #renderScale(): TemplateResult[] {
    const { name, min, max, options } = this.#field;
    const { locale, values, own } = this.#context;
    const first = Number(min ?? 1);
    const last = Number(max ?? 5);
    const chosen = textOf(this.#field, values);
    return Array.from({ length: Math.min(last - first + 1, 11) }, (_, i) => {
      const n = first + i;
      const label = options?.find(({ value }) => value === String(n))?.label;
      return html`<label class="pill" part="choice">
        <input
          type="radio"
          name=${name}
          value=${n}
          aria-label=${label ?? locale.t('formRating', { n, max: last })}
          .checked=${live(chosen === String(n))}
        />
        <span class="face" aria-hidden="true">${label ? own(label) : locale.number(n)}</span>
      </label>`;
    });
  }

  #renderFile(): TemplateResult {
    const { name, accept, maxBytes, maxFiles } = this.#field;
    const { locale, values, removeFile } = this.#context;
    const files = filesOf(this.#field, values);
    const most = maxFiles ?? 1;
    const types = accept
      ?.map((type) => type.replace(/^.*[./]/, '').toUpperCase())
      .filter((type) => type !== '*');
    const rules = [
      types?.join(', '),
      maxBytes && locale.t('formFileMax', { size: locale.bytes(maxBytes) }),
      most > 1 && locale.t('formFileMany', { n: most }),
    ].filter(Boolean);
    return html`<label class="label" part="label" id="${this.#id}-label" for="${this.#id}-input"
        >${this.#renderLabel()}</label
      >
      ${this.#renderAbout()}
      <p class="help" id="${this.#id}-rules">${rules.join(' · ')}</p>
      <span class="pick">
        <input
          type="file"
          id="${this.#id}-input"
          name=${name}
          accept=${accept?.join() || nothing}
          ?multiple=${most > 1}
          aria-labelledby="${this.#id}-label ${this.#id}-pick"
          aria-invalid=${this.#invalid}
          aria-describedby=${this.#describedBy('rules', files.length > 0 && 'files')}
        />
        <span class="face button" part="button" id="${this.#id}-pick"
          >${locale.t('formFilePick', { n: most })}</span
        >
      </span>
      <ul class="files" id="${this.#id}-files" ?hidden=${!files.length}>
        ${files.map(
          (file) =>
            html`<li>
              <span><bdi>${file.name}</bdi> <span class="muted">${locale.bytes(file.size)}</span></span>
              <button type="button" class="link-button" @click=${() => removeFile(this.#field, file)}>
                ${locale.t('formFileRemove', { name: file.name })}
              </button>
            </li>`,
        )}
      </ul>`;
  }

  #renderPlace(): TemplateResult {
    const { name } = this.#field;
    const { locale, values } = this.#context;
    const input = (part: PlacePart, label: string) =>
      html`<label class="sub">
        <span>${label}</span>
        <input
          class="input"
          part="input"
          name="${name}.${part}"
          autocomplete="off"
          aria-required=${part === 'text' ? this.#required : nothing}
          aria-invalid=${this.#invalid}
          .value=${live(partOf(this.#field, part, values))}
        />
      </label>`;
    return html`${input('text', locale.t('formAddress'))}
      <details>
        <summary>${locale.t('formCoordinates')}</summary>
        <div class="coordinates">
          ${input('lat', locale.t('formLatitude'))}${input('long', locale.t('formLongitude'))}
        </div>
      </details>`;
  }
}
