import { type TemplateResult, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CivicElement } from '../../base/civic-element.js';
import { heading } from '../../base/heading.js';
import { LoadController } from '../../base/load-controller.js';
import { empty, failed, pending } from '../../base/states.js';
import { check } from '../../contracts/check.js';
import type { FormField } from '../../contracts/form.js';
import { Receipt } from '../../contracts/submission.js';
import { SourceError } from '../../internal/errors.js';
import { send } from '../../internal/request.js';
import { safeLink } from '../../internal/safe-url.js';
import { plain } from '../../internal/text.js';
import { uuid } from '../../internal/uuid.js';
import { directionOf } from '../../locale/registry.js';
import { baseStyles } from '../../theme/base.styles.js';
import { fieldStyles } from '../../theme/fields.styles.js';
import {
  CivicFeedbackLoadedEvent,
  CivicFeedbackRatedEvent,
  CivicFeedbackSubmittedEvent,
} from './feedback.events.js';
import { styles } from './feedback.styles.js';
import { countOf, fieldId, isCounted, labelOf, renderField, sentence } from './fields.js';
import { type LoadedForm, loadForm, sendingAddress } from './load-form.js';
import { PageRating } from './page-rating.js';
import { sendFailure } from './send-failure.js';
import { submissionBody } from './submission.js';
import { type Finding, validate } from './validate.js';
import { type Values, filesOf, isShown, textOf } from './values.js';

/** Milliseconds of not typing before the number of characters left is said. */
const PAUSE = 1000;

/** Where a text does not say what it is in, its first letter tells. */
const directionIn = (language: string | null | undefined) => (language ? directionOf(language) : 'auto');

interface Loaded extends Partial<LoadedForm> {
  sendTo: string;
}

/**
 * A form that the town defines, or one question about the page.
 *
 * @summary A feedback form that keeps what was typed and never sends it twice; or "Was this page useful?".
 * @tag civic-feedback
 * @fires {CivicFeedbackLoadedEvent} civic-feedback-loaded - The form is there to be filled in. Once per load.
 * @fires {CivicFeedbackSubmittedEvent} civic-feedback-submitted - A filled form was received.
 * @fires {CivicFeedbackRatedEvent} civic-feedback-rated - A rating of the page was received.
 * @fires {CivicErrorEvent} civic-error - The form could not be read, or an answer could not be sent.
 * @slot - Shown until the form is there and when it can't be had: usually a link to a page with the form.
 * @csspart base - Everything.
 * @csspart heading - The heading, or the question of a page rating.
 * @csspart intro - The form's own introduction.
 * @csspart about - Why the town asks, and what happens to the answers.
 * @csspart summary - The list of what has to be changed.
 * @csspart section - The heading of a part of the form.
 * @csspart field - One field with its label, help and error.
 * @csspart label - The label of a field.
 * @csspart help - Help with a field.
 * @csspart error - What is wrong with a field.
 * @csspart input - A text field or list.
 * @csspart choice - One choice of several, with its label.
 * @csspart submit - The button that sends.
 * @csspart button - Every other button.
 * @csspart done - What is shown after sending.
 * @csspart message - The thanks.
 * @csspart reference - The reference of the case.
 * @csspart question - The line of a page rating.
 * @csspart pending - The space kept while the form is fetched.
 * @csspart failed - The sentence when it could not be fetched or sent.
 * @csspart retry - The button beside it, when it could not be fetched.
 * @csspart empty - The sentence when there is nothing to fill in.
 * @cssprop [--civic-accent=#0b5cad] - Colour of the button that sends, and of what is chosen.
 * @cssprop [--civic-on-accent=#fff] - Text on it.
 * @cssprop [--civic-border] - Lines around fields.
 * @cssprop [--civic-radius=0.5em] - Corners.
 * @cssprop [--civic-space=1em] - Space between fields.
 */
export class CivicFeedback extends CivicElement {
  static override styles = [baseStyles, fieldStyles, styles];

  /** Where to send, when the form's definition does not say; always needed for a page rating. */
  @property() action = '';

  /** `form`, or `page-rating` for one question that needs no definition. */
  @property() variant: 'form' | 'page-rating' = 'form';

  /** Open311 service that the form reports to. */
  @property({ attribute: 'service-code' }) serviceCode = '';

  /** Of a page rating: 5 asks for 1–5 instead of yes or no. */
  @property({ type: Number }) scale = 2;

  @state() private sending = false;
  @state() private failure: SourceError | undefined;
  @state() private receipt: Receipt | undefined;
  /** What a screen reader is told, politely. */
  @state() private notice = '';

  #values: Values = new Map();
  #errors: ReadonlyMap<string, Finding | string> = new Map();
  /** What the server said of fields that are not there. */
  #otherErrors: readonly string[] = [];
  #wasRefused = false;
  #submission = '';
  #filled = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly #load = new LoadController<Loaded>({
    host: this,
    input: () => {
      if (this.#isRating) return [this.variant, this.action];
      const src = this.src && (this.config.value.resolve(this.src, this.locale.wanted) ?? this.src);
      return src ? [src, this.action] : undefined;
    },
    load: async (context) =>
      this.#isRating
        ? { sendTo: sendingAddress(undefined, this.action, '', context) }
        : this.#adopt(await loadForm(this.src, this.action, context)),
    loaded: (data) => this.#loaded(data),
    failed: (error) => this.fail(error),
  });

  readonly #rating = new PageRating({
    locale: this.locale,
    send: (body) => this.#send(body),
    failed: (error) => this.fail(error),
    rated: (rating, page) => void this.dispatchEvent(new CivicFeedbackRatedEvent(rating, page)),
    show: (selector) => this.#show(selector),
  });

  constructor() {
    super();
    // Pages that are one large form (ASP.NET) press their own button when Enter reaches them.
    for (const type of ['keydown', 'keypress'] as const) {
      this.addEventListener(type, (event) => {
        if (event.key === 'Enter' && event.target === this) event.stopPropagation();
      });
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override get showsFallback(): boolean {
    return !this.#load.data;
  }

  protected override renderContent(): unknown {
    const { data, error } = this.#load;
    if (data?.form)
      return this.receipt
        ? this.#renderDone(data as LoadedForm, this.receipt)
        : this.#renderForm(data as LoadedForm);
    if (data)
      return this.#rating.render({ question: this.heading, level: this.headingLevel, scale: this.scale });
    const state = !error
      ? this.#load.busy && pending(this.locale, 3)
      : error.code === 'empty'
        ? empty(this.locale, 'formEmpty')
        : failed(this.locale, error, this.#load.retry);
    if (!state || this.#isRating) return state || nothing;
    return html`<div class=${error ? nothing : 'waiting'}>
      ${heading(this.headingLevel, this.heading)}${state}
    </div>`;
  }

  get #isRating(): boolean {
    return this.variant === 'page-rating';
  }

  get #fields(): readonly FormField[] {
    const fields = this.#load.data?.form?.fields ?? [];
    return fields.filter((field) => isShown(field, fields, this.#values));
  }

  /** A text of the form's own, in its own language and direction. */
  #own(text: string | null | undefined, language = this.#load.data?.form?.language): TemplateResult {
    return html`<bdi lang=${language || nothing} dir=${directionIn(language)}>${plain(text ?? '')}</bdi>`;
  }

  #renderForm({ form, intro }: LoadedForm): TemplateResult {
    const title = this.heading || form.title;
    return html`<form
      aria-label=${title || nothing}
      novalidate
      @submit=${this.#onSubmit}
      @keydown=${this.#onKeydown}
      @input=${this.#onInput}
      @change=${this.#onChange}
    >
      ${this.#renderTitle(title)} ${this.#renderSummary()}
      ${intro.length ? html`<div class="intro" part="intro" lang=${form.language || nothing} dir=${directionIn(form.language)}>${intro}</div>` : nothing}
      ${this.#renderAbout()} ${this.#renderFields()}
      ${this.failure ? sendFailure(this.locale, this.failure) : nothing}
      <button
        type="submit"
        class="button primary"
        part="submit"
        aria-disabled=${this.sending ? 'true' : nothing}
        @click=${this.#onSubmit}
        @mousedown=${this.#onMousedown}
      >
        ${this.sending ? this.locale.t('formSending') : form.submitLabel ? this.#own(form.submitLabel) : this.locale.t('formSend')}
      </button>
      <p class="visually-hidden" role="status">
        ${this.sending ? this.locale.t('formSending') : this.notice}
      </p>
    </form>`;
  }

  #renderTitle(title: string | null | undefined): unknown {
    return heading(this.headingLevel, title && (this.heading || this.#own(title)));
  }

  #renderAbout(): unknown {
    const { form, base } = this.#load.data as LoadedForm;
    const privacy = safeLink(form.privacyUrl, base);
    if (!form.purpose && !form.retention && !privacy) return nothing;
    const line = (key: 'formPurpose' | 'formRetention', text: string | null | undefined) =>
      text ? html`<p><b>${this.locale.t(key)}:</b> ${this.#own(text)}</p>` : nothing;
    return html`<div class="about muted" part="about">
      ${line('formPurpose', form.purpose)}${line('formRetention', form.retention)}
      ${privacy ? html`<p><a href=${privacy}>${this.locale.t('formPrivacy')}</a></p>` : nothing}
    </div>`;
  }

  #renderSummary(): unknown {
    const n = this.#errors.size + this.#otherErrors.length;
    if (!n) return nothing;
    const all = this.#load.data?.form?.fields ?? [];
    return html`<div class="summary" part="summary">
      ${heading(this.headingLevel + 1, this.locale.t('formErrors', { n }), 'section', 'summary')}
      <ul role="list">
        ${all.map((field, index) => {
          const text = this.#errorOf(field);
          return text
            ? html`<li>
                <button type="button" class="link-button" @click=${() => this.#focusField(index)}>
                  ${this.#own(labelOf(field))} – ${text}
                </button>
              </li>`
            : nothing;
        })}
        ${this.#otherErrors.map((text) => html`<li><bdi>${text}</bdi></li>`)}
      </ul>
    </div>`;
  }

  #renderFields(): unknown {
    const shown = new Set(this.#fields);
    const context = {
      locale: this.locale,
      values: this.#values,
      level: this.headingLevel + 1,
      own: (text: string | null | undefined) => this.#own(text),
      error: (field: FormField) => this.#errorOf(field),
      removeFile: (field: FormField, file: File) => this.#removeFile(field, file),
    };
    return this.#load.data?.form?.fields.map((field, index) =>
      shown.has(field) ? renderField(field, index, context) : nothing,
    );
  }

  #renderDone(
    { form, base, sendTo }: LoadedForm,
    { reference, message, statusUrl, language }: Receipt,
  ): TemplateResult {
    const t = this.locale.t.bind(this.locale);
    // Without caseUrl there is nothing that says that the address is for people and not for programs.
    const follow = form.caseUrl ? safeLink(statusUrl, sendTo || base) : undefined;
    const thanks = message ? this.#own(message, language) : t('formDone');
    return html`${this.#renderTitle(this.heading || form.title)}
      <div class="done" part="done">
        ${heading(this.headingLevel + 1, thanks, 'message', 'done')}
        ${
          reference
            ? html`<div>
                  <span id="reference">${t('formReference')}</span>
                  <output class="reference" part="reference" aria-labelledby="reference"
                    ><bdi dir="ltr">${reference}</bdi></output
                  >
                </div>
                <p>${t('formKeep')}</p>`
            : nothing
        }
        <p class="actions">
          ${
            reference && (navigator.clipboard as Clipboard | undefined)
              ? html`<button type="button" class="button" part="button" @click=${() => this.#copy(reference)}>
                  ${t('formCopy')}
                </button>`
              : nothing
          }
          <span role="status">${this.notice}</span>
        </p>
        ${follow ? html`<p><a href=${follow}>${t('formStatus')}</a></p>` : nothing}
        <button type="button" class="button" part="button" @click=${this.#onAgain}>${t('formAgain')}</button>
      </div>`;
  }

  #errorOf(field: FormField): string | undefined {
    const found = this.#errors.get(field.name);
    return typeof found === 'object' ? sentence(this.locale, found) : found && plain(found);
  }

  /** Another form is another submission; what has the same name stays filled in. */
  #adopt(loaded: LoadedForm): LoadedForm {
    const { id } = loaded.form;
    if (id !== this.#filled) {
      this.#filled = id;
      this.#reset();
    }
    return loaded;
  }

  #reset(): void {
    this.#submission = '';
    this.receipt = undefined;
    this.failure = undefined;
    this.#errors = new Map();
    this.#otherErrors = [];
    this.#wasRefused = false;
    this.notice = '';
  }

  #loaded({ form, base, problems }: Loaded): void {
    if (problems?.length)
      this.fail(
        new SourceError('format', 'Fields that can’t be read were left out.', { url: base, problems }),
      );
    this.dispatchEvent(new CivicFeedbackLoadedEvent(form?.id ?? ''));
  }

  async #send(body: URLSearchParams | FormData): Promise<Receipt> {
    const { fetch, maySend } = this.config.value;
    const { json } = await send(this.#load.data!.sendTo, body, { fetch, allowed: maySend });
    return check(Receipt, json).data ?? {};
  }

  async #submit(): Promise<void> {
    const { form } = this.#load.data ?? {};
    if (!form || this.sending || this.receipt) return;
    this.#read();
    this.failure = undefined;
    this.#otherErrors = [];
    this.#errors = this.#check();
    this.#wasRefused = this.#errors.size > 0;
    if (this.#wasRefused) return this.#show('#summary');
    this.sending = true;
    try {
      this.receipt = await this.#send(
        submissionBody(this.#fields, this.#values, (this.#submission ||= uuid())),
      );
      this.notice = '';
    } catch (reason) {
      const error = SourceError.from(reason);
      this.#takeErrors(error);
      this.sending = false;
      await this.#show(this.#wasRefused ? '#summary' : '#failed');
      return this.fail(error);
    }
    this.sending = false;
    await this.#show('#done');
    this.dispatchEvent(new CivicFeedbackSubmittedEvent(form.id, this.receipt.reference ?? undefined));
  }

  /** What the server said of fields, or why nothing came through. */
  #takeErrors(error: SourceError): void {
    const errors = new Map<string, string>();
    const others: string[] = [];
    for (const problem of error.problems) {
      const { name, message } = (problem ?? {}) as Record<string, unknown>;
      if (typeof message !== 'string') continue;
      const field = this.#fields.find(
        (each) =>
          each.name === name || (each.type === 'location' && String(name).startsWith(`${each.name}.`)),
      );
      if (field && field.type !== 'hidden') errors.set(field.name, message);
      else others.push(plain(message));
    }
    this.#errors = errors;
    this.#otherErrors = others;
    this.#wasRefused = errors.size + others.length > 0;
    if (!this.#wasRefused) this.failure = error;
  }

  #check(fields = this.#fields): Map<string, Finding> {
    const found = new Map<string, Finding>();
    for (const field of fields) {
      const finding = this.#isHalfWritten(field) ? (['formDate'] as const) : validate(field, this.#values);
      if (finding) found.set(field.name, finding);
    }
    return found;
  }

  /** A date of which only the day is there has no value, and is not empty either. */
  #isHalfWritten(field: FormField): boolean {
    return (
      field.type === 'date' &&
      !!this.#control(this.#load.data!.form!.fields.indexOf(field))?.validity.badInput
    );
  }

  #control(index: number): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${fieldId(index)} :is(input, select, textarea)`);
  }

  #focusField(index: number): void {
    this.#control(index)?.focus();
  }

  /** Takes over what stands in the form now, whichever way it came there. */
  #read(): void {
    const form = this.renderRoot.querySelector('form');
    if (!form) return;
    const data = new FormData(form);
    const values = new Map(this.#values);
    // Only what is there to be filled in: what is hidden keeps what it had.
    for (const { name, type } of form.elements as Iterable<HTMLInputElement>) {
      if (name && type !== 'file') values.set(name, data.getAll(name));
    }
    this.#values = values;
  }

  /** Renders, then moves the focus. */
  async #show(selector?: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    const target = selector ? this.renderRoot.querySelector<HTMLElement>(selector) : null;
    if (target && target.tabIndex < 0) target.tabIndex = -1;
    target?.focus();
  }

  async #copy(reference: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(reference);
      this.notice = this.locale.t('formCopied');
    } catch {
      const output = this.renderRoot.querySelector('output');
      if (output) getSelection()?.selectAllChildren(output);
    }
  }

  #removeFile(field: FormField, file: File): void {
    this.#setFiles(
      field,
      filesOf(field, this.#values).filter((each) => each !== file),
    );
    const { form } = this.#load.data!;
    this.#focusField(form!.fields.indexOf(field));
  }

  #setFiles(field: FormField, files: readonly File[]): void {
    this.#values = new Map(this.#values).set(field.name, files);
    this.#recheck(field);
  }

  #recheck(field: FormField | undefined): void {
    if (this.#wasRefused && field) {
      const errors = new Map(this.#errors);
      const [finding] = this.#check([field]).values();
      if (finding) errors.set(field.name, finding);
      else errors.delete(field.name);
      this.#errors = errors;
    }
    this.requestUpdate();
  }

  #fieldOf(event: Event): FormField | undefined {
    const { name } = event.target as HTMLInputElement;
    return this.#fields.find(
      (field) => field.name === name || (field.type === 'location' && name.startsWith(`${field.name}.`)),
    );
  }

  readonly #onInput = (event: Event): void => {
    const field = this.#fieldOf(event);
    const input = event.target as HTMLInputElement;
    if (field?.type === 'file') {
      const known = (field.maxFiles ?? 1) > 1 ? filesOf(field, this.#values) : [];
      if (input.files?.length) this.#setFiles(field, [...known, ...input.files]);
      // So that a file that was removed can be chosen again.
      input.value = '';
      return;
    }
    this.#read();
    this.requestUpdate();
    clearTimeout(this.#timer);
    if (!field || !isCounted(field)) return;
    this.#timer = setTimeout(
      () => (this.notice = countOf(this.locale, textOf(field, this.#values), field.maxLength!)),
      PAUSE,
    );
  };

  readonly #onChange = (event: Event): void => {
    const field = this.#fieldOf(event);
    if (field?.type === 'file') return this.#onInput(event);
    this.#read();
    this.#recheck(field);
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const { localName, type } = event.target as HTMLInputElement;
    if (event.key !== 'Enter' || event.isComposing || localName !== 'input' || type === 'file') return;
    // In a sandbox without forms no submit event would come of it.
    event.preventDefault();
    void this.#submit();
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#submit();
  };

  /** Keeps the focus where it is: leaving a field corrects its error, and the button would move away under the pointer. */
  readonly #onMousedown = (event: Event): void => event.preventDefault();

  readonly #onAgain = (): void => {
    this.#reset();
    this.#values = new Map();
    void this.#show('form :is(input, select, textarea)');
  };
}
