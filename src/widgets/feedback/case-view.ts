import { type TemplateResult, html, nothing } from 'lit';
import { heading } from '../../base/heading.js';
import { inWords } from '../../base/words.js';
import type { Form } from '../../contracts/form.js';
import type { Case } from '../../contracts/submission.js';
import { plain } from '../../internal/text.js';
import type { LocaleController } from '../../locale/locale-controller.js';
import type { MessageKey } from '../../locale/messages.js';

/** To find a case by its reference, as a form like any other. */
export const findForm = (locale: LocaleController): Form => ({
  id: '',
  submitLabel: locale.t('formStatus'),
  fields: [
    {
      name: 'reference',
      type: 'text',
      label: locale.t('formReference'),
      required: true,
      autocomplete: 'off',
    },
  ],
});

/** To write more in a case. */
export const replyForm = (locale: LocaleController): Form => ({
  id: '',
  fields: [{ name: 'message', type: 'textarea', label: locale.t('caseReply'), required: true }],
});

/**
 * A reference the way it was given out: people leave out its dashes or put in spaces, and write small letters. What is
 * not of the usual length stays as it was typed.
 */
export function tidyReference(typed: string): string {
  const letters = typed.replace(/[\s\p{Pd}]/gu, '');
  return letters.length === 12 ? letters.toUpperCase().replace(/.{4}(?=.)/g, '$&-') : typed.trim();
}

const STATUS: Record<Case['status'], MessageKey> = {
  received: 'caseReceived',
  'in-progress': 'caseProgress',
  answered: 'caseAnswered',
  closed: 'caseClosed',
};

/** What a resident sees of their own case. */
export function renderCase(
  { reference, status, updated, messages }: Case,
  level: number,
  locale: LocaleController,
): TemplateResult {
  const since = inWords(locale, updated);
  return html`<div class="case" part="case">
    ${heading(level, locale.t(STATUS[status]), 'status', 'case')}
    <p>${locale.t('formReference')}: <bdi>${plain(reference)}</bdi>${since ? html` · ${since}` : nothing}</p>
    <ol role="list">
      ${messages.map(
        ({ from, at, text }) =>
          html`<li class="said ${from}" part="said">
            <p>
              <b>${locale.t(from === 'office' ? 'caseOffice' : 'caseYou')}</b>
              <span class="muted">${inWords(locale, at)}</span>
            </p>
            <p class="lines"><bdi>${plain(text)}</bdi></p>
          </li>`,
      )}
    </ol>
  </div>`;
}
