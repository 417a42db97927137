import { html, nothing, type TemplateResult } from 'lit';
import { colourFields } from './colours.js';
import { radioFields, selectField } from './fields.js';
import { nameOf } from './languages.js';
import type { Session } from './session.js';
import type { Size, State } from './state.js';
import { filled } from './words/words.js';

/** The widget as it will be, and on what. */
export function previewPane(session: Session): TemplateResult {
  const { words, state, refused } = session;
  return html`<h2 id="preview-heading">${words.preview}</h2>
    <div class="controls">${controls(session)}</div>
    ${refused.length ? question(refused, session) : nothing}
    <a class="skip" href="#more">${words.skipPreview}</a>
    <div class="frame ${state.size}" ?hidden=${refused.length > 0}>
      <iframe src="preview.html" title=${words.previewTitle}></iframe>
    </div>
    <p class="hint">${words.previewNote}</p>
    <div class="controls">${pageControls(session)}</div>`;
}

function controls(session: Session): TemplateResult {
  const { words, state } = session;
  const sizes = Object.entries(words.sizes) as [Size, string][];
  const schemes = Object.entries(words.schemes) as [State['scheme'], string][];
  return html`${radioFields({ legend: words.size, name: 'size', value: state.size, choices: sizes }, (size) =>
    session.update({ size }),
  )}
  ${radioFields({ legend: words.colours, name: 'scheme', value: state.scheme, choices: schemes }, (scheme) =>
    session.update({ scheme }),
  )}`;
}

/** Of the page around it, which few change. */
function pageControls(session: Session): TemplateResult {
  const { words, state, pageLanguages } = session;
  const languages = pageLanguages.map((tag) => [tag, nameOf(tag)] as const);
  return html`${selectField(
    { label: words.previewLanguage, id: 'page-language', value: state.pageLanguage, choices: languages },
    (pageLanguage) => session.update({ pageLanguage }),
  )}
  ${colourFields(session)}`;
}

/** A stranger's data is shown to nobody who has not agreed to that stranger by name. */
function question(refused: readonly string[], session: Session): TemplateResult {
  const { words } = session;
  const origins = refused.join(', ');
  return html`<div class="ask">
    <p>${filled(words.foreign, { origins })}</p>
    <button
      type="button"
      @click=${() => {
        session.agree(refused);
        document.querySelector('iframe')?.focus();
      }}
    >
      ${filled(words.foreignButton, { origins })}
    </button>
  </div>`;
}
