import { type TemplateResult, html, nothing } from 'lit';
import { heading } from '../../base/heading.js';
import type { Form } from '../../contracts/form.js';
import type { LocaleController } from '../../locale/locale-controller.js';

/** The comment that may follow a rating, as a form like any other. */
export const commentForm = (locale: LocaleController): Form => ({
  id: '',
  submitLabel: locale.t('ratingSendComment'),
  fields: [
    {
      name: 'comment',
      type: 'textarea',
      label: locale.t('ratingComment'),
      help: locale.t('ratingCommentHelp'),
      required: true,
    },
  ],
});

export interface Question {
  locale: LocaleController;
  text: string;
  level: number;
  /** 5 asks for 1–5 instead of yes or no. */
  scale: number;
  /** What was answered; empty before. */
  rating: string;
  sending: boolean;
  rated: boolean;
  answer: (rating: string) => void;
}

/** "Was this page useful?" in one line. It keeps its room when it gives way to the thanks. */
export function renderQuestion({
  locale,
  text,
  level,
  scale,
  rating,
  sending,
  rated,
  answer,
}: Question): TemplateResult {
  const answers =
    scale === 5
      ? ['1', '2', '3', '4', '5'].map(
          (n) => [n, locale.number(+n), locale.t('formRating', { n: +n, max: 5 })] as const,
        )
      : ([
          ['yes', locale.t('ratingYes')],
          ['no', locale.t('ratingNo')],
        ] as const);
  return html`<div class="stack">
    <div class="ask ${rated ? 'kept' : ''}" part="question" role="group" aria-labelledby="question">
      ${heading(level, text || locale.t('ratingQuestion'), 'heading', 'question')}
      <div class="actions">
        ${answers.map(
          ([value, label, name]) =>
            html`<button
              type="button"
              class="button ${value === rating ? 'primary' : ''}"
              part="button"
              aria-label=${name ?? nothing}
              aria-disabled=${sending ? 'true' : nothing}
              @click=${() => answer(value)}
            >
              ${label}
            </button>`,
        )}
      </div>
    </div>
    ${rated ? html`<p part="message" id="thanks" tabindex="-1">${locale.t('ratingThanks')}</p>` : nothing}
  </div>`;
}
