import { html, nothing, type TemplateResult } from 'lit';
import type { Session } from './session.js';

/** Takes a snippet that somebody already has. */
export function pasted(session: Session): TemplateResult {
  const { words, state } = session;
  const { editFailed } = state;
  return html`<details class="edit">
    <summary>${words.edit}</summary>
    <div class="field">
      <label for="edit">${words.editField}</label>
      <textarea
        id="edit"
        rows="4"
        spellcheck="false"
        aria-invalid=${editFailed}
        aria-describedby=${editFailed ? 'edit-error' : nothing}
      ></textarea>
      ${editFailed ? html`<p class="error" id="edit-error" role="alert">${words.editUnknown}</p>` : nothing}
    </div>
    <button type="button" @click=${() => open(session)}>${words.editButton}</button>
  </details>`;
}

function open(session: Session): void {
  const field = document.querySelector<HTMLTextAreaElement>('#edit')!;
  if (!session.open(field.value)) return;
  field.value = '';
  document.querySelector<HTMLElement>('[name=widget]:checked')?.focus();
}
