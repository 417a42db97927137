import { type TemplateResult, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { heading } from '../../base/heading.js';
import { SourceError } from '../../internal/errors.js';
import { uuid } from '../../internal/uuid.js';
import type { LocaleController } from '../../locale/locale-controller.js';
import { sendFailure } from './send-failure.js';
import { ratedPage } from './submission.js';

export interface PageRatingOptions {
  locale: LocaleController;
  send(body: URLSearchParams): Promise<unknown>;
  failed(error: SourceError): void;
  rated(rating: string, page: string): void;
  /** Renders again, then moves the focus to what a selector finds. */
  show(selector?: string): Promise<void>;
}

export interface PageRatingLook {
  question: string;
  level: number;
  /** 5 asks for 1–5 instead of yes or no. */
  scale: number;
}

/** One sending of a rating or a comment: its number stays the same until it has come through. */
class Sending {
  id = uuid();
  busy = false;
  done = false;
  error: SourceError | undefined;
}

/** "Was this page useful?" and, after the answer, what could be better. */
export class PageRating {
  readonly #options: PageRatingOptions;
  #rating = new Sending();
  #chosen = '';
  #comment = new Sending();
  #text = '';
  #isBlank = false;

  constructor(options: PageRatingOptions) {
    this.#options = options;
  }

  /** What gives way to the thanks, and what comes after the answer, keep their room: nothing below moves. */
  render(look: PageRatingLook): TemplateResult {
    const { locale } = this.#options;
    const { done, busy } = this.#rating;
    const question = look.question || locale.t('ratingQuestion');
    return html`<div class="stack">
        <div
          class="ask ${done ? 'kept' : ''}"
          part="question"
          role="group"
          aria-labelledby="question"
          aria-busy=${busy}
        >
          ${heading(look.level, question, 'heading', 'question')}
          <div class="answers">${this.#renderAnswers(look.scale)}</div>
        </div>
        ${done ? html`<p class="thanks" part="message" id="thanks" tabindex="-1">${locale.t('ratingThanks')}</p>` : nothing}
      </div>
      <p class="visually-hidden" role="status">
        ${busy || this.#comment.busy ? locale.t('formSending') : ''}
      </p>
      ${this.#chosen ? this.#renderComment() : nothing}`;
  }

  #renderAnswers(scale: number): TemplateResult[] {
    const { locale } = this.#options;
    const numbers = Array.from({ length: 5 }, (_, i) => i + 1);
    const answers: [value: string, text: string, name?: string][] =
      scale === 5
        ? numbers.map((n) => [String(n), locale.number(n), locale.t('formRating', { n, max: 5 })])
        : [
            ['yes', locale.t('ratingYes')],
            ['no', locale.t('ratingNo')],
          ];
    return answers.map(
      ([value, text, name]) =>
        html`<button
          type="button"
          class="button ${value === this.#chosen ? 'primary' : ''}"
          part="button"
          aria-label=${name ?? nothing}
          aria-disabled=${this.#rating.busy ? 'true' : nothing}
          @click=${() => this.#rate(value)}
        >
          ${text}
        </button>`,
    );
  }

  #renderComment(): TemplateResult {
    const { locale } = this.#options;
    const { busy, done, error } = this.#comment;
    const failure = this.#rating.error;
    return html`<div class="stack comment">
      <form class=${this.#rating.done ? nothing : 'kept'} novalidate @submit=${this.#onSubmit}>
        <label class="label" part="label" for="comment">${locale.t('ratingComment')}</label>
        <p class="help" part="help" id="comment-help">${locale.t('ratingCommentHelp')}</p>
        ${this.#isBlank ? html`<p class="error" part="error" id="comment-error">${locale.t('ratingCommentBlank')}</p>` : nothing}
        <textarea
          class="input"
          part="input"
          id="comment"
          rows="3"
          ?readonly=${busy || done}
          aria-invalid=${this.#isBlank ? 'true' : nothing}
          aria-describedby="comment-help ${this.#isBlank ? 'comment-error' : ''}"
          .value=${live(this.#text)}
          @input=${this.#onInput}
        ></textarea>
        ${error ? sendFailure(locale, error) : nothing}
        ${
          done
            ? html`<p class="thanks" part="message" id="comment-thanks" tabindex="-1">
                ${locale.t('ratingCommentThanks')}
              </p>`
            : html`<button
                type="submit"
                class="button"
                part="submit"
                aria-disabled=${busy ? 'true' : nothing}
                @click=${this.#onSubmit}
              >
                ${locale.t(busy ? 'formSending' : 'ratingSendComment')}
              </button>`
        }
      </form>
      ${failure ? sendFailure(locale, failure) : nothing}
    </div>`;
  }

  async #rate(rating: string): Promise<void> {
    if (this.#rating.busy || this.#rating.done) return;
    this.#chosen = rating;
    const page = ratedPage();
    const { id } = this.#rating;
    if (!(await this.#send(this.#rating, { rating, page, submission: id }))) return;
    await this.#options.show('#thanks');
    this.#options.rated(rating, page);
  }

  readonly #onSubmit = async (event: Event): Promise<void> => {
    // In a sandbox without forms there is a click but no submit event.
    event.preventDefault();
    const sending = this.#comment;
    if (sending.busy || sending.done) return;
    const comment = this.#text.trim();
    this.#isBlank = !comment;
    if (!comment) return this.#options.show('#comment');
    const details = { comment, page: ratedPage(), submission: sending.id, follows: this.#rating.id };
    if (await this.#send(sending, details)) await this.#options.show('#comment-thanks');
  };

  readonly #onInput = (event: Event): void => {
    this.#text = (event.target as HTMLTextAreaElement).value;
    if (this.#isBlank && this.#text.trim()) {
      this.#isBlank = false;
      void this.#options.show();
    }
  };

  /** @returns whether it came through */
  async #send(sending: Sending, details: Record<string, string>): Promise<boolean> {
    sending.busy = true;
    sending.error = undefined;
    void this.#options.show();
    try {
      await this.#options.send(new URLSearchParams(details));
      sending.done = true;
    } catch (error) {
      sending.error = SourceError.from(error);
    }
    sending.busy = false;
    if (sending.error) {
      await this.#options.show('#failed');
      this.#options.failed(sending.error);
    }
    return sending.done;
  }
}
