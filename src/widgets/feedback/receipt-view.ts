import { type TemplateResult, html, nothing } from 'lit';
import { heading } from '../../base/heading.js';
import { languageOf, words } from '../../base/words.js';
import type { Receipt } from '../../contracts/submission.js';
import type { LocaleController } from '../../locale/locale-controller.js';

export interface ReceiptContext {
  /** Of the heading, for the focus. */
  id: string;
  locale: LocaleController;
  level: number;
  notice: string;
  /** Says something, also to those who don't see it. */
  say: (notice: string) => void;
  /** Shows the case, where there is a way to it. */
  onFollow: ((reference: string) => void) | undefined;
}

/** What was received, and the way back to it. */
export function renderReceipt(
  { reference, message, language }: Receipt,
  context: ReceiptContext,
  more: unknown,
): TemplateResult {
  const { id, locale, level, notice, onFollow } = context;
  const t = locale.t.bind(locale);
  const onCopy = async ({ currentTarget }: Event) => {
    const output = (currentTarget as Element).closest('.done')!.querySelector('output')!;
    try {
      await navigator.clipboard.writeText(output.value);
      context.say(t('formCopied'));
    } catch {
      // Not allowed, or a page that came over plain http: selected, for the keyboard to copy.
      getSelection()?.selectAllChildren(output);
    }
  };
  const button = (text: string, onClick: (event: Event) => void, part = '') =>
    html`<button type="button" class="button" part="button ${part}" @click=${onClick}>${text}</button>`;
  const thanks = message ? words(message, languageOf(locale, language)) : t('formDone');
  return html`<div class="done" part="done">
    ${heading(level, thanks, 'message', id)}
    ${
      reference
        ? html`<div>
              <span id="${id}-reference">${t('formReference')}</span>
              <output class="reference" part="reference" aria-labelledby="${id}-reference"
                >${reference}</output
              >
            </div>
            <p>${t('formKeep')}</p>
            <p class="actions">
              ${button(t('formCopy'), (event) => void onCopy(event))} ${button(t('formPrint'), () => print())}
              ${onFollow ? button(t('formStatus'), () => onFollow(reference), 'follow') : nothing}
              <span aria-hidden="true">${notice}</span>
            </p>`
        : nothing
    }
    ${more}
  </div>`;
}
