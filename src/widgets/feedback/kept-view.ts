import { type TemplateResult, html, nothing } from 'lit';
import { inWords } from '../../base/words.js';
import { plain } from '../../internal/text.js';
import type { LocaleController } from '../../locale/locale-controller.js';
import type { MessageKey } from '../../locale/messages.js';
import type { Kept } from './outbox.js';

/** One form that waits on this device, and what can be done with it. */
export function renderKept(
  { at, refused }: Kept,
  locale: LocaleController,
  actions: readonly (readonly [MessageKey, () => void])[],
): TemplateResult {
  return html`<div class="notice" part="kept" id="kept" tabindex="-1">
    <p>${locale.t('keptHere', { date: inWords(locale, at) ?? '' })}</p>
    ${refused ? html`<p class="error"><bdi>${plain(refused)}</bdi></p>` : nothing}
    <p class="actions">
      ${actions.map(
        ([key, act]) =>
          html`<button type="button" class="button" part="button" @click=${act}>${locale.t(key)}</button>`,
      )}
    </p>
  </div>`;
}
