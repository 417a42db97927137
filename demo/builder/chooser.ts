import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Session } from './session.js';

/** Which widget. */
export function chooser(session: Session): TemplateResult {
  const { words, widgets, state } = session;
  return html`<fieldset class="widgets">
    <legend><h2>${words.choose}</h2></legend>
    ${widgets.map(({ tag, summary }) => {
      const [name, about] = words.widgets[tag] ?? [tag, summary];
      return html`<label>
        <input
          type="radio"
          name="widget"
          .checked=${live(tag === state.configuration.widget)}
          @change=${() => session.choose(tag)}
        />
        <span><b>${name}</b> ${about}</span>
      </label>`;
    })}
  </fieldset>`;
}
