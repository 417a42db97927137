import { type TemplateResult, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { CivicElement } from '../../base/civic-element.js';
import { heading } from '../../base/heading.js';
import { LoadController } from '../../base/load-controller.js';
import { unusable } from '../../base/load-document.js';
import { empty, failed, pending } from '../../base/states.js';
import { languageOf, words } from '../../base/words.js';
import { check } from '../../contracts/check.js';
import type { FormField } from '../../contracts/form.js';
import { Case, Receipt } from '../../contracts/submission.js';
import { SourceError } from '../../internal/errors.js';
import { safeResource } from '../../internal/safe-url.js';
import { uuid } from '../../internal/uuid.js';
import type { MessageKey } from '../../locale/messages.js';
import { baseStyles } from '../../theme/base.styles.js';
import { fieldStyles } from '../../theme/fields.styles.js';
import { findForm, renderCase, replyForm, tidyReference } from './case-view.js';
import {
  CivicFeedbackLoadedEvent,
  CivicFeedbackRatedEvent,
  CivicFeedbackSubmittedEvent,
} from './feedback.events.js';
import { styles } from './feedback.styles.js';
import { countOf, fieldId, isCounted } from './fields.js';
import { Filling, type Task } from './filling.js';
import { renderFilling } from './form-view.js';
import { type LoadedForm, loadForm } from './load-form.js';
import { findRequest } from './open311-status.js';
import { renderKept } from './kept-view.js';
import { type Kept, alone, forget, keep, keptFor } from './outbox.js';
import { answers, commentForm } from './page-rating.js';
import { renderReceipt } from './receipt-view.js';
import { isPassing, sendFailure } from './send-failure.js';
import { Sender } from './sender.js';
import { renderServices, requestForm } from './services-view.js';
import { bodyOf, ratedPage } from './submission.js';
import { textIn, textOf } from './values.js';

/** Milliseconds of not typing before the number of characters left is said. */
const PAUSE = 1000;
/** What a form's first field is. */
const FIRST = 'form :is(input, select, textarea):not([aria-hidden]), #query';

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
 * @csspart section - The heading of a page of the form, or of a group of services.
 * @csspart step - Which page of the form it is.
 * @csspart field - One field with its label, help and error.
 * @csspart label - The label of a field.
 * @csspart help - Help with a field.
 * @csspart error - What is wrong with a field.
 * @csspart input - A text field or list.
 * @csspart map - The map of a place, a button.
 * @csspart choice - One choice of several, with its label.
 * @csspart submit - The button that sends.
 * @csspart button - Every other button.
 * @csspart find - The one that asks for a reference.
 * @csspart follow - The one that shows the case.
 * @csspart done - What is shown after sending.
 * @csspart message - The thanks.
 * @csspart reference - The reference of the case.
 * @csspart kept - What waits on the device to be sent.
 * @csspart service - The button of an Open311 service.
 * @csspart case - A resident's case.
 * @csspart status - Its status.
 * @csspart said - One message of it.
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

  /** Of an Open311 endpoint: the service to report to, so that none has to be chosen. */
  @property({ attribute: 'service-code' }) serviceCode = '';

  /** Of a page rating: 5 asks for 1–5 instead of yes or no. */
  @property({ type: Number }) scale = 2;

  readonly #task: Task = {
    isMain: true,
    make: () => {
      const { form, open311 } = this.#load.data ?? {};
      if (!form || this.#isRating) return form && commentForm(this.locale);
      return open311?.service ? requestForm(form, this.locale) : form;
    },
    send: (body, data) => this.#sender.post(data, data.sendTo, body),
    received: (json, filling) => this.#onReceived(json, filling),
  };

  /** To find a case by its reference. */
  readonly #find: Task = {
    make: () => findForm(this.locale),
    send: (body, data) => {
      const reference = tidyReference(textIn(body.getAll('reference')));
      return data.open311
        ? findRequest(data.open311.list, reference, this.#sender.context)
        : this.#sender.post(data, this.#caseUrl, new URLSearchParams({ reference }));
    },
    received: (json) => this.#onCase(json),
  };

  readonly #reply: Task = {
    make: () => replyForm(this.locale),
    send: (body, data) => this.#sender.post(data, this.#statusUrl, body),
    received: (json) => this.#onCase(json),
  };

  readonly #sender = new Sender(() => this.loadContext);
  #main = new Filling(this.#task);
  /** What is asked for beside the form: a reference, or a reply. */
  #side: Filling | undefined;
  #case: Case | undefined;
  #statusUrl = '';
  #sending = false;
  #receipt: Receipt | undefined;
  /** What waits on the device, and what of it was received since. */
  #kept: readonly Kept[] = [];
  #late: Receipt[] = [];
  /** The answer to the question of a page rating. */
  #rating = '';
  /** Whether it was received. */
  #rated = false;
  #ratingSubmission = uuid();
  /** What a screen reader is told, politely. */
  #notice = '';
  #filled: string | undefined;
  /** The Open311 service that somebody chose, and what they look for. */
  #chosen = '';
  #query = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly #load = new LoadController<LoadedForm>({
    host: this,
    input: () => {
      if (this.#isRating) return [this.variant, this.action];
      const { address } = this;
      return address ? [address, this.action, this.#code] : undefined;
    },
    load: (context) =>
      loadForm(this.#isRating ? commentForm(this.locale) : this.src, this.action, this.#code, context),
    loaded: ({ form, base: url, problems }) => {
      if (problems.length)
        this.fail(new SourceError('format', 'Some fields are left out.', { url, problems }));
      this.dispatchEvent(new CivicFeedbackLoadedEvent(form.id));
      if (this.#chosen) void this.#focus('h2, h3, h4, h5, h6');
      void this.#sendKept();
    },
    failed: (error) => this.fail(error),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.#onOnline);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    removeEventListener('online', this.#onOnline);
    removeEventListener('beforeunload', this.#onLeave);
  }

  protected override get showsFallback(): boolean {
    return !this.#load.data;
  }

  protected override willUpdate(): void {
    for (const filling of [this.#main, this.#side]) if (filling) filling.form = filling.task.make();
    const { form, values } = this.#main;
    if (!form || form.id === this.#filled) return;
    if (this.#filled === undefined) this.#takeOver();
    // Another form is another submission; what has the same name stays filled in.
    this.#filled = form.id;
    this.#begin(values);
  }

  protected override updated(): void {
    const isDirty = this.isConnected && (this.#main.dirty || this.#side?.dirty);
    globalThis[isDirty ? 'addEventListener' : 'removeEventListener']('beforeunload', this.#onLeave);
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

  get #code(): string {
    return this.#chosen || this.serviceCode;
  }

  /** What is filled in now. */
  get #filling(): Filling {
    return this.#side ?? this.#main;
  }

  get #caseUrl(): string {
    const { form, base } = this.#load.data!;
    return safeResource(form.caseUrl, base) ?? '';
  }

  /** A text of the form's own. */
  #own(text: string): TemplateResult {
    return words(text, languageOf(this.locale, this.#main.form?.language));
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
              <div class=${isRated && !this.#receipt ? nothing : 'kept'}>${this.#renderFilling(data)}</div>
              ${isRated ? nothing : this.#renderFailure()}
              ${this.#receipt ? this.#renderReceipt(this.#receipt) : nothing}
            </div>`
          : nothing
      }`;
  }

  #renderForm(data: LoadedForm): TemplateResult {
    const { form, open311 } = data;
    const level = this.headingLevel + 1;
    const back = this.#button('formBack', this.#onBack, 'link-button');
    const title = heading(this.headingLevel, this.heading || (form.title && this.#own(form.title)));
    if (this.#side || this.#case)
      return html`${title} ${this.#case ? renderCase(this.#case, level, this.locale) : nothing}
      ${this.#side ? this.#renderFilling(data) : nothing} ${back}`;
    const more = html`${this.#chosen ? back : nothing}
    ${form.caseUrl || open311 ? this.#button('caseHave', this.#onFind, 'link-button', 'find') : nothing}`;
    return html`${title} ${this.#renderKept()}
    ${
      this.#receipt
        ? this.#renderReceipt(this.#receipt, this.#button('formAgain', this.#onAgain))
        : open311 && !open311.service
          ? html`${renderServices(open311.services, {
              locale: this.locale,
              level,
              query: this.#query,
              own: (text) => this.#own(text),
              onQuery: (query) => {
                this.#query = query;
                this.requestUpdate();
              },
              onChoose: (code) => {
                this.#chosen = code;
                this.requestUpdate();
              },
            })}
            ${more}`
          : html`${this.#renderFilling(data)} ${more}`
    }`;
  }

  #button(key: MessageKey, onClick: () => void, look = 'button', part = ''): TemplateResult {
    return html`<button type="button" class=${look} part="button ${part}" @click=${onClick}>
      ${this.locale.t(key)}
    </button>`;
  }

  #renderFailure(): unknown {
    const { failure } = this.#filling;
    if (!failure) return nothing;
    const isOurs = !this.#side && !this.#isRating;
    return html`${sendFailure(this.locale, failure, this.#filling.task === this.#find)}
    ${isOurs && isPassing(failure) ? html`<p>${this.#button('keptOffer', this.#onKeep)}</p>` : nothing}`;
  }

  #renderFilling(data: LoadedForm): TemplateResult {
    const filling = this.#filling;
    const { locale } = this;
    return renderFilling(filling, data, {
      locale,
      filling,
      label: this.heading || data.form.title || '',
      level: this.headingLevel + 1,
      sending: this.#sending,
      failure: this.#rated || !this.#isRating ? this.#renderFailure() : nothing,
      own: (text) => this.#own(text),
      picture: (url) => {
        const address = safeResource(url, data.base);
        return address && this.config.value.mayRead(address) ? address : undefined;
      },
      edit: (field, changes) => {
        this.#read();
        for (const [name, value] of changes) filling.values.set(name, value);
        filling.dirty = true;
        this.#recheck(field);
      },
      note: (field, key) => {
        this.#read();
        filling.notes.set(field.name, key);
        this.#say(locale.t(key));
      },
      show: (name) => void this.#show(name),
      onSubmit: this.#onSubmit,
      onInput: this.#onInput,
      onChange: (event) => this.#recheck(this.#take(event)),
      onBack: () => {
        this.#read();
        filling.page--;
        void this.#focus('#step');
      },
    });
  }

  #renderReceipt(receipt: Receipt, more: unknown = nothing, id = 'done'): TemplateResult {
    const { caseUrl } = this.#load.data!.form;
    return renderReceipt(
      receipt,
      {
        id,
        locale: this.locale,
        level: this.headingLevel + 1,
        notice: this.#notice,
        say: (notice) => this.#say(notice),
        onFollow:
          caseUrl || this.#load.data!.open311 ? (reference) => void this.#follow(reference) : undefined,
      },
      more,
    );
  }

  /** What waits on this device, and what came of it. */
  #renderKept(): unknown {
    const forgets = async ({ submission }: Kept) => {
      await forget(submission);
      await this.#readKept();
      await this.#focus(FIRST);
    };
    return html`${this.#late.map((receipt, i) => this.#renderReceipt(receipt, nothing, `late-${i}`))}
    ${this.#kept.map((kept) =>
      renderKept(kept, this.locale, [
        ['retry', () => void this.#sendKept(true)],
        [
          'keptOpen',
          () => {
            this.#begin(new Map(kept.values), kept.submission);
            this.#main.dirty = true;
            void forgets(kept);
          },
        ],
        ['keptDelete', () => void forgets(kept)],
      ]),
    )}`;
  }

  /** A form to be filled in from the beginning, or from what is there. */
  #begin(values?: Filling['values'], submission?: string): void {
    const { form } = this.#main;
    this.#main = new Filling(this.#task, values, submission);
    this.#main.form = form;
    this.#side = undefined;
    this.#case = undefined;
    this.#receipt = undefined;
    this.#notice = '';
    this.requestUpdate();
  }

  /** What was typed into a plain form in the slot before this one was there. */
  #takeOver(): void {
    for (const plainForm of this.querySelectorAll('form')) {
      const data = new FormData(plainForm);
      for (const name of new Set(data.keys())) {
        const filled = data.getAll(name).filter((value) => (typeof value === 'string' ? value : value.size));
        if (filled.length) this.#main.values.set(name, filled);
      }
    }
  }

  #say(notice: string): void {
    this.#notice = notice;
    this.requestUpdate();
  }

  /** Something on its way to the server, of which the form shows that it is. */
  async #send(filling: Filling, work: () => Promise<unknown>): Promise<unknown> {
    clearTimeout(this.#timer);
    this.#notice = '';
    this.#sending = true;
    filling.failure = undefined;
    this.requestUpdate();
    try {
      return await work();
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
    const body = new URLSearchParams({ rating, page, submission: this.#ratingSubmission });
    const answer = await this.#send(this.#main, () => this.#task.send(body, this.#load.data!));
    if (answer instanceof SourceError) return this.#fail(answer, this.#main);
    this.#rated = true;
    await this.#focus('#thanks');
    this.dispatchEvent(new CivicFeedbackRatedEvent(rating, page));
  }

  /** Goes on to the next page, or sends. */
  async #submit(): Promise<void> {
    const filling = this.#filling;
    if (this.#sending || (this.#receipt && !this.#side)) return;
    this.#read();
    if (!this.#passes(filling)) return this.#focus('#summary');
    if (filling.page < filling.pages.length - 1) {
      filling.page++;
      return this.#focus('#step');
    }
    const data = this.#load.data!;
    const answer = await this.#send(filling, async () =>
      this.#sender.attempt(data, filling, await this.#bodyOf(data, filling)),
    );
    if (answer instanceof SourceError) return this.#fail(answer, filling);
    filling.dirty = false;
    await filling.task.received(answer, filling);
  }

  #bodyOf(data: LoadedForm, filling: Filling): Promise<URLSearchParams | FormData> {
    return this.#isRating
      ? this.#sender.bodyOf(data, filling, ratedPage(), this.#ratingSubmission)
      : this.#sender.bodyOf(data, filling);
  }

  async #onReceived(json: unknown, filling: Filling): Promise<void> {
    const receipt = check(Receipt, json).data ?? {};
    const { id } = filling.form!;
    // Another form may have taken its place meanwhile.
    if (filling === this.#main) {
      // Thanks are enough for a comment.
      this.#receipt = this.#isRating ? {} : receipt;
      await this.#focus('#done');
    }
    if (!this.#isRating)
      this.dispatchEvent(new CivicFeedbackSubmittedEvent(id, receipt.reference ?? undefined));
  }

  async #onCase(json: unknown): Promise<void> {
    const { data, problems } = check(Case, json);
    if (problems) return this.#fail(unusable(problems, this.#caseUrl), this.#filling);
    this.#case = data;
    const address = data.statusUrl ?? `${this.#caseUrl}/${encodeURIComponent(data.reference)}`;
    this.#statusUrl = safeResource(address, this.#caseUrl || undefined) ?? '';
    this.#side = this.#caseUrl ? new Filling(this.#reply) : undefined;
    await this.#focus('#case');
  }

  /** Says what the server said of the fields, or why nothing came through. */
  async #fail(error: SourceError, filling: Filling): Promise<void> {
    if (filling !== this.#filling) return this.fail(error);
    if (this.#rated || !this.#isRating) {
      filling.refuse(error);
      filling.turnToError();
    }
    const isListed = filling.errorCount > 0;
    if (!isListed) filling.failure = error;
    await this.#focus(isListed ? '#summary' : '#failed');
    this.fail(error);
  }

  /** Whether a form can go on; where it can't, it shows why. */
  #passes(filling: Filling): boolean {
    const { page, pages } = filling;
    const here = pages[page] ?? [];
    const isLast = page >= pages.length - 1;
    filling.otherErrors = [];
    this.#check(filling, (field) => isLast || here.includes(field));
    if (isLast) filling.turnToError();
    return isLast ? !filling.errors.size : !here.some(({ name }) => filling.errors.has(name));
  }

  #check(filling: Filling, isDue: (field: FormField) => boolean): void {
    filling.check(
      isDue,
      (field) => field.type === 'date' && !!this.#control(filling, field)?.validity.badInput,
    );
  }

  /** After a refusal, each field that is changed is looked at again. */
  #recheck(changed: FormField | undefined): void {
    this.requestUpdate();
    if (changed && this.#filling.errorCount) this.#check(this.#filling, (field) => field === changed);
  }

  #control({ form }: Filling, field: FormField): HTMLInputElement | null {
    const index = form!.fields.indexOf(field);
    return this.renderRoot.querySelector(`#${fieldId(index)} :is(input, select, textarea)`);
  }

  /** Moves the focus to a field, on whichever page it is. */
  async #show(name: string): Promise<void> {
    const filling = this.#filling;
    const field = filling.fieldOf(name)!;
    if (!this.#control(filling, field)) {
      this.#read();
      filling.page = filling.pages.findIndex((fields) => fields.includes(field));
      this.requestUpdate();
      await this.updateComplete;
    }
    this.#control(filling, field)?.focus();
  }

  #read(): void {
    const form = this.renderRoot.querySelector('form');
    if (form) this.#filling.read(form);
  }

  /** Renders, then moves the focus, unless the resident has gone elsewhere in the page. */
  async #focus(selector: string): Promise<void> {
    // A field that goes away while it has the focus would say then that it was changed, in the middle of an update.
    (this.shadowRoot?.activeElement as HTMLElement | null | undefined)?.blur();
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
    const filling = this.#filling;
    const input = target as HTMLInputElement;
    const field = filling.fieldOf(input.name);
    if (field?.type !== 'file') this.#read();
    else filling.addFiles(field, input);
    filling.dirty = true;
    void this.#sender.prove(this.#load.data!, filling);
    this.requestUpdate();
    return field;
  }

  /** Looks at what waits on this device. */
  async #readKept(): Promise<void> {
    const { data } = this.#load;
    this.#kept = data && !this.#isRating ? await keptFor(data.sendTo) : [];
    this.requestUpdate();
  }

  /**
   * Sends what waits on this device, one tab at a time.
   * @param all also what the server refused before
   */
  async #sendKept(all = false): Promise<void> {
    await this.#readKept();
    const data = this.#load.data!;
    if (!this.#kept.length) return;
    await alone(async () => {
      for (const kept of await keptFor(data.sendTo)) {
        if (kept.refused && !all) continue;
        try {
          const body = bodyOf(kept.entries);
          const answer = await this.#sender.attempt(data, new Filling(this.#task), body);
          if (answer instanceof SourceError) throw answer;
          const receipt = check(Receipt, answer).data ?? {};
          await forget(kept.submission);
          this.#late.push(receipt);
          this.#notice = this.locale.t('formDone');
          this.dispatchEvent(new CivicFeedbackSubmittedEvent(data.form.id, receipt.reference ?? undefined));
        } catch (error) {
          const { code, message } = SourceError.from(error);
          if (code !== 'rejected') break;
          await keep({ ...kept, refused: message });
        }
      }
    });
    await this.#readKept();
  }

  /** Shows the case of a receipt. */
  async #follow(reference: string): Promise<void> {
    this.#side = new Filling(this.#find, new Map([['reference', [reference]]]));
    this.requestUpdate();
    await this.updateComplete;
    return this.#submit();
  }

  readonly #onOnline = (): void => {
    if (this.#load.data) void this.#sendKept();
  };

  readonly #onLeave = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
    // What Chrome asked for before 119.
    Object.assign(event, { returnValue: true });
  };

  readonly #onInput = (event: Event): void => {
    const field = this.#take(event);
    clearTimeout(this.#timer);
    if (!field || !isCounted(field)) return;
    this.#timer = setTimeout(
      () => this.#say(countOf(this.locale, textOf(field, this.#filling.values), field.maxLength!)),
      PAUSE,
    );
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#submit();
  };

  readonly #onFind = (): void => {
    this.#read();
    this.#side = new Filling(this.#find);
    void this.#focus(FIRST);
  };

  /** From a case, or from a chosen service, to where it began. */
  readonly #onBack = (): void => {
    if (!this.#side && !this.#case) this.#chosen = '';
    this.#side = undefined;
    this.#case = undefined;
    void this.#focus(`#done, ${FIRST}`);
  };

  readonly #onKeep = async (): Promise<void> => {
    const { submission, values } = this.#main;
    this.#read();
    if (!this.#passes(this.#main)) return this.#focus('#summary');
    const data = this.#load.data!;
    const entries = [...(await this.#bodyOf(data, this.#main))];
    const { sendTo } = data;
    try {
      await keep({ submission, sendTo, at: new Date().toISOString(), values, entries });
      this.#begin();
      await this.#readKept();
      await this.#focus('#kept');
    } catch {
      this.#say(this.locale.t('keptFailed'));
    }
  };

  readonly #onAgain = (): void => {
    this.#begin();
    void this.#focus(FIRST);
  };
}
