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

/** It may come through later, as it is. */
export const isPassing = ({ code, status = 0 }: SourceError): boolean =>
  /^(?:network|timeout|busy)$/.test(code) || status >= 500;

/**
 * Why nothing was sent, to be focused; stands before the button that tries again.
 * @param isFind a case was looked for
 */
export function sendFailure(locale: LocaleController, error: SourceError, isFind: boolean): TemplateResult {
  const { code, status, message } = error;
  const key =
    status === 413
      ? 'formTooLarge'
      : isFind && status === 404
        ? 'caseUnknown'
        : (SENTENCES[code] ?? 'formFailed');
  return html`<p class="failed" part="failed" id="failed" role="status" tabindex="-1">
    ${locale.t(key)} ${code === 'rejected' ? html`<bdi class="lines">${message}</bdi>` : ''}
    ${isFind ? '' : locale.t('formKept')}
  </p>`;
}
