import { type TemplateResult, html, nothing } from 'lit';
import { heading } from '../../base/heading.js';
import { languageOf } from '../../base/words.js';
import type { Form } from '../../contracts/form.js';
import { safeLink } from '../../internal/safe-url.js';
import type { LocaleController } from '../../locale/locale-controller.js';
import type { MessageKey } from '../../locale/messages.js';
import { type FieldContext, errorOf, renderField } from './fields.js';
import type { Filling } from './filling.js';
import type { LoadedForm } from './load-form.js';
import { filesOf, labelOf } from './values.js';

/** What a form is shown with. */
export interface FormContext extends FieldContext {
  /** The form's name, where it has one. */
  label: string;
  /** Level of the headings inside. */
  level: number;
  sending: boolean;
  /** Why it was not sent, and what can be done. */
  failure: unknown;
  onSubmit: (event: Event) => void;
  onInput: (event: Event) => void;
  onChange: (event: Event) => void;
  onBack: () => void;
}

/** Why the town asks, and what happens to the answers. */
function about(
  { purpose, retention, privacyUrl }: Form,
  base: string,
  { locale, own }: FormContext,
): unknown {
  const privacy = safeLink(privacyUrl, base);
  const line = (key: MessageKey, text: string | null | undefined) =>
    text ? html`<p><b>${locale.t(key)}:</b> ${own(text)}</p>` : nothing;
  return purpose || retention || privacy
    ? html`<div class="about muted" part="about">
        ${line('formPurpose', purpose)} ${line('formRetention', retention)}
        ${privacy ? html`<p><a href=${privacy}>${locale.t('formPrivacy')}</a></p>` : nothing}
      </div>`
    : nothing;
}

function summary(filling: Filling, { locale, level, own, show }: FormContext): unknown {
  const n = filling.errorCount;
  if (!n) return nothing;
  return html`<div class="summary" part="summary">
    ${heading(level, locale.t('formErrors', { n }), 'section', 'summary')}
    <ul role="list">
      ${filling.fields.map((field) => {
        const error = errorOf(filling, field, locale);
        return error
          ? html`<li>
              <button type="button" class="link-button" @click=${() => show(field.name)}>
                ${own(labelOf(field))} – ${error}
              </button>
            </li>`
          : nothing;
      })}
      ${filling.otherErrors.map((error) => html`<li><bdi>${error}</bdi></li>`)}
    </ul>
  </div>`;
}

/** Which page this is, of how many, and what it is about. */
function top(filling: Filling, locale: LocaleController, { level, own }: FormContext): unknown {
  const { page, pages } = filling;
  const [first] = pages[page] ?? [];
  const isTitled = first?.type === 'page';
  const step =
    pages.length > 1
      ? html`<span class="step" part="step"
          >${locale.t('formPage', { n: page + 1, max: pages.length })}</span
        >`
      : '';
  const title = isTitled && first.label ? own(first.label) : '';
  const help = isTitled && first.help;
  if (!step && !title && !help) return nothing;
  return html`<div class="section">
    ${heading(level, (step || title) && html`${step} ${title}`, 'section', 'step')}
    ${help ? html`<p class="help" part="help">${own(help)}</p>` : ''}
  </div>`;
}

/** One page of a form as a form. */
export function renderFilling(
  filling: Filling,
  { base, intro }: LoadedForm,
  context: FormContext,
): TemplateResult {
  const { locale, sending, own, onSubmit } = context;
  const { fields, submitLabel } = filling.form!;
  const { pages } = filling;
  // What showIf hides may leave fewer pages than there were.
  const page = (filling.page = Math.max(0, Math.min(filling.page, pages.length - 1)));
  const isLast = page === pages.length - 1;
  const shown = new Set(pages[page]);
  const button = sending
    ? locale.t('formSending')
    : !isLast
      ? locale.t('formNext')
      : submitLabel
        ? own(submitLabel)
        : locale.t('formSend');
  return html`<form
    aria-label=${context.label || nothing}
    novalidate
    @submit=${onSubmit}
    @keydown=${(event: KeyboardEvent) => {
      const { localName, type } = event.target as HTMLInputElement;
      // In a sandbox without forms no submit event would come of it.
      if (event.key === 'Enter' && !event.isComposing && localName === 'input' && type !== 'file')
        onSubmit(event);
    }}
    @input=${context.onInput}
    @change=${context.onChange}
  >
    ${summary(filling, context)}
    ${
      page || !filling.isMain
        ? nothing
        : html`${
            intro.length
              ? html`<div
                  class="intro"
                  part="intro"
                  lang=${languageOf(locale, filling.form!.language) ?? nothing}
                  dir="auto"
                >
                  ${intro}
                </div>`
              : nothing
          }
          ${about(filling.form!, base, context)}`
    }
    ${top(filling, locale, context)}
    ${fields.map((field, index) => (shown.has(field) ? renderField(field, index, context) : nothing))}
    ${
      // Programs that fill in everything that has a name give themselves away.
      fields.some(({ name }) => name === 'website')
        ? nothing
        : html`<input
            class="visually-hidden"
            name="website"
            tabindex="-1"
            autocomplete="off"
            aria-hidden="true"
          />`
    }
    ${context.failure}
    ${
      sending && fields.some((field) => filesOf(field, filling.values).length)
        ? html`<progress aria-label=${locale.t('formSending')}></progress>`
        : nothing
    }
    <p class="actions">
      ${
        page
          ? html`<button type="button" class="button" part="button" @click=${context.onBack}>
              ${locale.t('formBack')}
            </button>`
          : nothing
      }
      <button
        type="submit"
        class="button primary"
        part="submit"
        aria-disabled=${sending ? 'true' : nothing}
        @click=${onSubmit}
        @mousedown=${(event: Event) => {
          // Leaving a field corrects its error, and the button would move away under the pointer.
          const root = (event.currentTarget as Element).getRootNode();
          if ((root as ShadowRoot).activeElement) event.preventDefault();
        }}
      >
        ${button}
      </button>
    </p>
  </form>`;
}
