import { type TemplateResult, html, nothing } from 'lit';
import type { ErrorCode, SourceError } from '../internal/errors.js';
import type { LoadController } from './load-controller.js';
import type { LocaleController } from '../locale/locale-controller.js';
import type { MessageKey } from '../locale/messages.js';

const SENTENCES: Partial<Record<ErrorCode, MessageKey>> = {
  network: 'failedNetwork',
  timeout: 'failedTimeout',
  busy: 'failedBusy',
};

/**
 * Keeps the room that the data will take.
 * @param rows how many items are expected
 * @param shape class of one row, whose height is in the widget's styles
 */
export function pending(locale: LocaleController, rows: number, shape = 'row'): TemplateResult {
  return html`<p class="visually-hidden" role="status">${locale.t('loading')}</p>
    <div aria-hidden="true" part="pending">
      ${[...new Array<void>(rows)].map(() => html`<div class="skeleton ${shape}"></div>`)}
    </div>`;
}

/** A sentence in the resident's language and a way out; the fallback stands above it. */
export function failed(
  locale: LocaleController,
  error: SourceError,
  retry: () => void,
): TemplateResult | typeof nothing {
  // Not a fault that a resident can do anything about: the fallback says it all.
  if (error.code === 'not-allowed') return nothing;
  return html`<div class="failed" part="failed">
    <p role="status">${locale.t(SENTENCES[error.code] ?? 'failed')}</p>
    <button type="button" class="button" part="retry" @click=${retry}>${locale.t('retry')}</button>
  </div>`;
}

/** What stands in for data that is not there: its room while it is fetched, a sentence where it can't be had. */
export function waiting(
  locale: LocaleController,
  { error, pending: isPending, retry }: LoadController<unknown>,
  rows: number,
): TemplateResult | typeof nothing {
  if (error) return failed(locale, error, retry);
  return isPending ? pending(locale, rows) : nothing;
}

/** Nothing there, said as a sentence. */
export function empty(locale: LocaleController, key: MessageKey): TemplateResult {
  return html`<p class="empty" part="empty" role="status">${locale.t(key)}</p>`;
}
