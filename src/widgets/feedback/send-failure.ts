import { type TemplateResult, html } from 'lit';
import type { ErrorCode, SourceError } from '../../internal/errors.js';
import type { LocaleController } from '../../locale/locale-controller.js';
import type { MessageKey } from '../../locale/messages.js';

const SENTENCES: Partial<Record<ErrorCode, MessageKey>> = {
  network: 'formNetwork',
  timeout: 'formTimeout',
  busy: 'failedBusy',
  rejected: 'formRejected',
};

/** Why nothing was sent, to be focused; stands before the button that tries again. */
export function sendFailure(locale: LocaleController, error: SourceError): TemplateResult {
  const { code, status, message } = error;
  const key = status === 413 ? 'formTooLarge' : (SENTENCES[code] ?? 'formFailed');
  return html`<p class="failed" part="failed" id="failed" role="status" tabindex="-1">
    ${locale.t(key)} ${code === 'rejected' ? html`<bdi>${message}</bdi>` : ''} ${locale.t('formKept')}
  </p>`;
}
