import { type TemplateResult, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { CivicElement } from '../../base/civic-element.js';
import { heading } from '../../base/heading.js';
import { LoadController } from '../../base/load-controller.js';
import { empty, failed, pending } from '../../base/states.js';
import { languageOf, words } from '../../base/words.js';
import { check } from '../../contracts/check.js';
import type { Form, FormField } from '../../contracts/form.js';
import { Receipt } from '../../contracts/submission.js';
import { SourceError } from '../../internal/errors.js';
import { send } from '../../internal/request.js';
import { safeLink } from '../../internal/safe-url.js';
import { plain } from '../../internal/text.js';
import { uuid } from '../../internal/uuid.js';
import type { MessageKey } from '../../locale/messages.js';
import { baseStyles } from '../../theme/base.styles.js';
import { fieldStyles } from '../../theme/fields.styles.js';
import {
  CivicFeedbackLoadedEvent,
  CivicFeedbackRatedEvent,
  CivicFeedbackSubmittedEvent,
} from './feedback.events.js';
import { styles } from './feedback.styles.js';
import { countOf, fieldId, isCounted, labelOf, renderField, sentence } from './fields.js';
import { type LoadedForm, loadForm } from './load-form.js';
import { answers, commentForm } from './page-rating.js';
import { sendFailure } from './send-failure.js';
import { pageAddress, ratedPage, submissionBody } from './submission.js';
import { type Finding, validate } from './validate.js';
import { filesOf, isShown, textOf } from './values.js';

/** Milliseconds of not typing before the number of characters left is said. */
const PAUSE = 1000;

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

  #sending = false;
  #failure: SourceError | undefined;
  #receipt: Receipt | undefined;
  /** The answer to the question of a page rating. */
  #rating = '';
  /** Whether it was received. */
  #rated = false;
  /** What a screen reader is told, politely. */
  #notice = '';
  #form: Form | undefined;
  #filled: string | undefined;
  readonly #values = new Map<string, readonly (string | File)[]>();
  #errors = new Map<string, Finding | string | undefined>();
  /** What the server said of fields that are not there. */
  #otherErrors: string[] = [];
  /** One number for one filled form, however often it has to be sent. */
  #submission = uuid();
  #ratingSubmission = uuid();
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly #load = new LoadController<LoadedForm>({
    host: this,
    input: () => {
      if (this.#isRating) return [this.variant, this.action];
      const src = this.src && (this.config.value.resolve(this.src, this.locale.wanted) ?? this.src);
      return src ? [src, this.action] : undefined;
    },
    load: (context) => loadForm(this.#isRating ? commentForm(this.locale) : this.src, this.action, context),
    loaded: ({ form, base: url, problems }) => {
      if (problems.length)
        this.fail(new SourceError('format', 'Some fields are left out.', { url, problems }));
      this.dispatchEvent(new CivicFeedbackLoadedEvent(form.id));
    },
    failed: (error) => this.fail(error),
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override get showsFallback(): boolean {
    return !this.#load.data;
  }

  protected override willUpdate(): void {
    const { data } = this.#load;
    this.#form = data && this.#isRating ? commentForm(this.locale) : data?.form;
    const id = this.#form?.id;
    if (id === undefined || id === this.#filled) return;
    // Another form is another submission; what has the same name stays filled in.
    this.#filled = id;
    this.#reset();
  }

  protected override renderContent(): unknown {
    return html`${this.#renderState()}
      <p class="visually-hidden" role="status">
        ${this.#sending ? this.locale.t('formSending') : this.#notice}
      </p>`;
  }

  get #isRating(): boolean {
    return this.variant === 'page-rating';
  }

  get #fields(): readonly FormField[] {
    const fields = this.#form?.fields ?? [];
    return fields.filter((field) => isShown(field, fields, this.#values));
  }

  /** A text of the form's own. */
  #own(text: string): TemplateResult {
    return words(text, languageOf(this.locale, this.#form?.language));
  }

  #renderState(): unknown {
    const { data, error, busy, retry } = this.#load;
    if (data) return this.#isRating ? this.#renderRating(data) : this.#renderForm(data);
    const title = heading(this.headingLevel, this.heading);
    if (error) {
      const isEmpty = error.code === 'empty';
      return html`${title}${isEmpty ? empty(this.locale, 'formEmpty') : failed(this.locale, error, retry)}`;
    }
    if (!busy) return nothing;
    return this.#isRating
      ? html`<div class="ask"></div>`
      : html`<div class="waiting">${title}${pending(this.locale, 3)}</div>`;
  }

  /**
   * "Was this page useful?" in one line, which keeps its room when it gives way to the thanks. The room of what comes
   * after the answer is kept from the answer on, so that nothing below moves.
   */
  #renderRating(data: LoadedForm): TemplateResult {
    const { locale } = this;
    const isRated = this.#rated;
    return html`<div class="stack">
        <div class="ask ${isRated ? 'kept' : ''}" part="question" role="group" aria-labelledby="question">
          ${heading(this.headingLevel, this.heading || locale.t('ratingQuestion'), 'heading', 'question')}
          <div class="actions">
            ${answers(this.scale, locale).map(
              ([value, label, name]) =>
                html`<button
                  type="button"
                  class="button ${value === this.#rating ? 'primary' : ''}"
                  part="button"
                  aria-label=${name ?? nothing}
                  aria-disabled=${this.#sending ? 'true' : nothing}
                  @click=${() => this.#rate(value)}
                >
                  ${label}
                </button>`,
            )}
          </div>
        </div>
        ${isRated ? html`<p part="message" id="thanks" tabindex="-1">${locale.t('ratingThanks')}</p>` : nothing}
      </div>
      ${
        this.#rating
          ? html`<div class="stack">
              <div class=${isRated && !this.#receipt ? nothing : 'kept'}>${this.#renderFields(data)}</div>
              ${isRated ? nothing : this.#renderFailure()} ${this.#renderDone(data)}
            </div>`
          : nothing
      }`;
  }

  #renderForm(data: LoadedForm): TemplateResult {
    const { title } = data.form;
    return html`${heading(this.headingLevel, this.heading || (title && this.#own(title)))}
    ${this.#receipt ? this.#renderDone(data) : this.#renderFields(data)}`;
  }

  #renderFailure(): unknown {
    return this.#failure ? sendFailure(this.locale, this.#failure) : nothing;
  }

  #renderFields({ form, base, intro }: LoadedForm): TemplateResult {
    const { locale } = this;
    const sending = this.#sending;
    const { submitLabel } = this.#form!;
    const shown = new Set(this.#fields);
    const context = {
      locale,
      values: this.#values,
      level: this.headingLevel + 1,
      own: (text: string) => this.#own(text),
      removeFile: (field: FormField, file: File) => this.#removeFile(field, file),
    };
    return html`<form
      aria-label=${this.heading || form.title || nothing}
      novalidate
      @submit=${this.#onSubmit}
      @keydown=${this.#onKeydown}
      @input=${this.#onInput}
      @change=${this.#onChange}
    >
      ${this.#renderSummary()}
      ${
        intro.length
          ? html`<div
              class="intro"
              part="intro"
              lang=${languageOf(locale, form.language) ?? nothing}
              dir="auto"
            >
              ${intro}
            </div>`
          : nothing
      }
      ${this.#renderAbout(form, base)}
      ${this.#form!.fields.map((field, index) =>
        shown.has(field) ? renderField(field, index, { ...context, error: this.#errorOf(field) }) : nothing,
      )}
      ${this.#rated || !this.#isRating ? this.#renderFailure() : nothing}
      <button
        type="submit"
        class="button primary"
        part="submit"
        aria-disabled=${sending ? 'true' : nothing}
        @click=${this.#onSubmit}
        @mousedown=${this.#onMousedown}
      >
        ${sending ? locale.t('formSending') : submitLabel ? this.#own(submitLabel) : locale.t('formSend')}
      </button>
    </form>`;
  }

  #renderAbout({ purpose, retention, privacyUrl }: Form, base: string): unknown {
    const privacy = safeLink(privacyUrl, base);
    const line = (key: MessageKey, text: string | null | undefined) =>
      text ? html`<p><b>${this.locale.t(key)}:</b> ${this.#own(text)}</p>` : nothing;
    return purpose || retention || privacy
      ? html`<div class="about muted" part="about">
          ${line('formPurpose', purpose)} ${line('formRetention', retention)}
          ${privacy ? html`<p><a href=${privacy}>${this.locale.t('formPrivacy')}</a></p>` : nothing}
        </div>`
      : nothing;
  }

  get #errorCount(): number {
    return this.#errors.size + this.#otherErrors.length;
  }

  #renderSummary(): unknown {
    const n = this.#errorCount;
    if (!n) return nothing;
    return html`<div class="summary" part="summary">
      ${heading(this.headingLevel + 1, this.locale.t('formErrors', { n }), 'section', 'summary')}
      <ul role="list">
        ${this.#form!.fields.map((field) => {
          const error = this.#errorOf(field);
          return error
            ? html`<li>
                <button type="button" class="link-button" @click=${() => this.#control(field)?.focus()}>
                  ${this.#own(labelOf(field))} – ${error}
                </button>
              </li>`
            : nothing;
        })}
        ${this.#otherErrors.map((error) => html`<li><bdi>${error}</bdi></li>`)}
      </ul>
    </div>`;
  }

  #renderDone({ form, sendTo }: LoadedForm): unknown {
    if (!this.#receipt) return nothing;
    const { reference, message, statusUrl, language } = this.#receipt;
    const t = this.locale.t.bind(this.locale);
    // Without caseUrl nothing says that the address is for people and not for programs.
    const follow = form.caseUrl ? safeLink(statusUrl, sendTo) : undefined;
    const thanks =
      message && !this.#isRating ? words(message, languageOf(this.locale, language)) : t('formDone');
    return html`<div class="done" part="done">
      ${heading(this.headingLevel + 1, thanks, 'message', 'done')}
      ${
        reference
          ? html`<div>
                <span id="reference">${t('formReference')}</span>
                <output class="reference" part="reference" aria-labelledby="reference">${reference}</output>
              </div>
              <p>${t('formKeep')}</p>
              <p class="actions">
                <button
                  type="button"
                  class="button"
                  part="button"
                  ?hidden=${!(navigator.clipboard as Clipboard | undefined)}
                  @click=${this.#onCopy}
                >
                  ${t('formCopy')}
                </button>
                <span aria-hidden="true">${this.#notice}</span>
              </p>`
          : nothing
      }
      ${follow ? html`<p><a href=${follow}>${t('formStatus')}</a></p>` : nothing}
      ${
        this.#isRating
          ? nothing
          : html`<button type="button" class="button" part="button" @click=${this.#onAgain}>
              ${t('formAgain')}
            </button>`
      }
    </div>`;
  }

  #errorOf({ name }: FormField): string | undefined {
    const error = this.#errors.get(name);
    return typeof error === 'object' ? sentence(this.locale, error) : error;
  }

  #reset(): void {
    this.#submission = uuid();
    this.#errors = new Map();
    this.#otherErrors = [];
    this.#receipt = undefined;
    this.#failure = undefined;
    this.#notice = '';
  }

  #say(notice: string): void {
    this.#notice = notice;
    this.requestUpdate();
  }

  /** @returns what the server answered, or why it did not come through */
  async #send(body: URLSearchParams | FormData): Promise<Receipt | SourceError> {
    const { fetch, maySend } = this.config.value;
    clearTimeout(this.#timer);
    this.#notice = '';
    this.#sending = true;
    this.#failure = undefined;
    this.requestUpdate();
    try {
      const { json } = await send(this.#load.data!.sendTo, body, { fetch, allowed: maySend });
      return check(Receipt, json).data ?? {};
    } catch (error) {
      return SourceError.from(error);
    } finally {
      this.#sending = false;
      this.requestUpdate();
    }
  }

  async #rate(rating: string): Promise<void> {
    if (this.#sending || this.#rated) return;
    this.#rating = rating;
    const page = ratedPage();
    const answer = await this.#send(
      new URLSearchParams({ rating, page, submission: this.#ratingSubmission }),
    );
    if (answer instanceof SourceError) return this.#fail(answer);
    this.#rated = true;
    await this.#focus('#thanks');
    this.dispatchEvent(new CivicFeedbackRatedEvent(rating, page));
  }

  async #submit(): Promise<void> {
    if (this.#sending || this.#receipt) return;
    const { id } = this.#form!;
    this.#read();
    this.#otherErrors = [];
    this.#check(() => true);
    if (this.#errors.size) return this.#focus('#summary');
    const page = this.#isRating ? ratedPage() : pageAddress();
    const body = submissionBody(this.#fields, this.#values, this.#submission, page);
    if (this.#isRating) body.set('follows', this.#ratingSubmission);
    const answer = await this.#send(body);
    // Another form may have taken its place meanwhile.
    const isHere = id === this.#filled;
    if (answer instanceof SourceError) return isHere ? this.#fail(answer) : this.fail(answer);
    if (isHere) {
      this.#receipt = answer;
      await this.#focus('#done');
    }
    if (!this.#isRating)
      this.dispatchEvent(new CivicFeedbackSubmittedEvent(id, answer.reference ?? undefined));
  }

  /** Says what the server said of the fields, or why nothing came through. */
  async #fail(error: SourceError): Promise<void> {
    this.#errors = new Map();
    const isRating = this.#isRating && !this.#rated;
    for (const problem of isRating ? [] : error.problems) {
      const { name, message } = (problem ?? {}) as { name: unknown; message: unknown };
      if (typeof message !== 'string') continue;
      const field = this.#fieldOf(String(name));
      if (field && field.type !== 'hidden') this.#errors.set(field.name, plain(message));
      else this.#otherErrors.push(plain(message));
    }
    const isListed = this.#errorCount > 0;
    if (!isListed) this.#failure = error;
    await this.#focus(isListed ? '#summary' : '#failed');
    this.fail(error);
  }

  /** Looks at fields again; the others keep what was said of them. */
  #check(isDue: (field: FormField) => boolean): void {
    const found = this.#fields.map((field) => {
      const { name } = field;
      return [name, isDue(field) ? this.#validate(field) : this.#errors.get(name)] as const;
    });
    this.#errors = new Map(found.filter(([, error]) => error));
  }

  #validate(field: FormField): Finding | undefined {
    // A date of which only the day is there has no value, and is not empty either.
    const isHalf = field.type === 'date' && this.#control(field)?.validity.badInput;
    return isHalf ? ['formDate'] : validate(field, this.#values);
  }

  /** After a refusal, each field that is changed is looked at again. */
  #recheck(changed: FormField | undefined): void {
    this.requestUpdate();
    if (changed && this.#errorCount) this.#check((field) => field === changed);
  }

  #fieldOf(name: string): FormField | undefined {
    return this.#fields.find(
      (field) => field.name === name || (field.type === 'location' && name.startsWith(`${field.name}.`)),
    );
  }

  #control(field: FormField): HTMLInputElement | null {
    const index = this.#form!.fields.indexOf(field);
    return this.renderRoot.querySelector(`#${fieldId(index)} :is(input, select, textarea)`);
  }

  /** Takes over what stands in the form now, whichever way it came there. What is hidden keeps what it had. */
  #read(): void {
    const form = this.renderRoot.querySelector('form')!;
    const data = new FormData(form);
    for (const { name, type } of form.elements as Iterable<HTMLInputElement>) {
      if (name && type !== 'file') this.#values.set(name, data.getAll(name));
    }
  }

  #removeFile(field: FormField, file: File): void {
    const files = filesOf(field, this.#values).filter((each) => each !== file);
    this.#values.set(field.name, files);
    this.#recheck(field);
    this.#control(field)?.focus();
  }

  /** Renders, then moves the focus, unless the resident has gone elsewhere in the page. */
  async #focus(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    const target = this.renderRoot.querySelector<HTMLElement>(selector);
    const active = (this.getRootNode() as Document | ShadowRoot).activeElement;
    if (!target || (active && active !== this && active !== document.body)) return;
    // Headings come without.
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus();
  }

  /** Keeps what was filled in. */
  #take({ target }: Event): FormField | undefined {
    const input = target as HTMLInputElement;
    const field = this.#fieldOf(input.name);
    if (field?.type !== 'file') this.#read();
    else if (input.files?.length) {
      const known = Number(field.maxFiles) > 1 ? filesOf(field, this.#values) : [];
      this.#values.set(field.name, [...known, ...input.files]);
      // So that a file that was removed can be chosen again.
      input.value = '';
    }
    this.requestUpdate();
    return field;
  }

  readonly #onInput = (event: Event): void => {
    const field = this.#take(event);
    clearTimeout(this.#timer);
    if (!field || !isCounted(field)) return;
    this.#timer = setTimeout(
      () => this.#say(countOf(this.locale, textOf(field, this.#values), field.maxLength!)),
      PAUSE,
    );
  };

  readonly #onChange = (event: Event): void => this.#recheck(this.#take(event));

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const { localName, type } = event.target as HTMLInputElement;
    // In a sandbox without forms no submit event would come of it.
    if (event.key === 'Enter' && !event.isComposing && localName === 'input' && type !== 'file')
      this.#onSubmit(event);
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#submit();
  };

  /** Keeps the focus in the field: leaving it corrects its error, and the button would move away under the pointer. */
  readonly #onMousedown = (event: Event): void => {
    if (this.shadowRoot?.activeElement) event.preventDefault();
  };

  readonly #onCopy = async (): Promise<void> => {
    const output = this.renderRoot.querySelector('output')!;
    try {
      await navigator.clipboard.writeText(output.value);
      this.#say(this.locale.t('formCopied'));
    } catch {
      getSelection()?.selectAllChildren(output);
    }
  };

  readonly #onAgain = (): void => {
    this.#reset();
    this.#values.clear();
    void this.#focus('form :is(input, select, textarea)');
  };
}
