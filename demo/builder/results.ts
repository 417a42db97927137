import { html, nothing, type TemplateResult } from 'lit';
import { cssOf } from './colours.js';
import type { Session } from './session.js';
import {
  headSnippet,
  htmlSnippet,
  linkAddress,
  linkSnippet,
  policyLine,
  preloadSnippet,
  tagSnippet,
} from './snippets.js';
import { accessibilityStatement, privacyStatement } from './statements.js';
import { type ResultName, filled } from './words/words.js';

type Results = readonly (readonly [name: ResultName, value: string])[];

/** The one that nearly everybody needs. */
export function mainResult(session: Session): TemplateResult {
  const { words, state, forSite, isReady } = session;
  const { widget, attributes } = state.configuration;
  const isRating = attributes.variant === 'page-rating';
  return html`<h2 id="copy-heading">${words.results}</h2>
    ${
      isReady
        ? html`${copyButton('link', words.main, session)}
            <p>${words.mainHelp}</p>
            ${field('link', linkSnippet(forSite), session)}`
        : html`<p>${words.first[isRating ? 'page-rating' : widget]}</p>`
    }`;
}

/** Everything else to copy, each kind folded. */
export function otherResults(session: Session): TemplateResult | typeof nothing {
  const { words, state, files, home, forSite, isReady } = session;
  if (!isReady) return nothing;
  return html`${group(session, words.ways, '', [
    ['linkAddress', linkAddress(forSite)],
    ['html', htmlSnippet(forSite)],
    ['tag', tagSnippet(forSite)],
  ])}
  ${group(session, words.webmaster, `${words.webmasterHelp} ${home ? '' : words.webmasterAny}`, [
    ['head', headSnippet(forSite, files, home)],
    ['policy', policyLine(forSite, files, home)],
    ['preload', preloadSnippet(forSite, home)],
    ['theme', cssOf(state)],
  ])}
  ${group(session, words.also, '', [
    ['privacy', privacyStatement(forSite, home, words)],
    ['accessibility', accessibilityStatement(forSite, words)],
    ['share', new URL(session.query, location.href).href],
  ])}`;
}

const group = (session: Session, name: string, help: string, results: Results): TemplateResult =>
  html`<details ?open=${session.state.unfolded}>
    <summary><h2>${name}</h2></summary>
    ${help ? html`<p>${help}</p>` : nothing}
    ${results.map(([each, value]) =>
      value
        ? html`<div class="result">
            ${field(each, value, session)} ${copyButton(each, filled(session.words.copy, {}), session)}
          </div>`
        : nothing,
    )}
  </details>`;

function field(name: ResultName, value: string, { words }: Session): TemplateResult {
  const [label, help] = words.results_[name];
  const id = `result-${name}`;
  const rows = Math.min(8, Math.max(2, value.split('\n').length + Math.floor(value.length / 110)));
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <p class="hint" id="${id}-help">${help}</p>
    <textarea
      id=${id}
      readonly
      dir=${name === 'privacy' || name === 'accessibility' ? nothing : 'ltr'}
      rows=${rows}
      spellcheck="false"
      aria-describedby="${id}-help"
      .value=${value}
      @focus=${(event: Event) => (event.target as HTMLTextAreaElement).select()}
    ></textarea>
  </div>`;
}

/** Says on itself what has happened: whoever pressed it is looking at it. */
function copyButton(name: ResultName, text: string, session: Session): TemplateResult {
  const { words, state } = session;
  const [label] = words.results_[name];
  const isCopied = state.copied === name;
  const isMain = name === 'link';
  const spoken = isCopied ? `${words.copiedShort}: ${label}` : filled(words.copy, { what: label });
  return html`<button
      type="button"
      class="${isMain ? 'main' : 'quiet'} ${isCopied ? 'copied' : ''}"
      aria-label=${isMain ? nothing : spoken}
      @click=${() => void copy(name, session)}
    >
      ${isCopied ? words.copiedShort : text}
    </button>
    ${state.notCopied === name ? html`<p class="error">${words.copyFailed}</p>` : nothing}`;
}

async function copy(name: ResultName, session: Session): Promise<void> {
  const { words } = session;
  const field = document.querySelector<HTMLTextAreaElement>(`#result-${name}`)!;
  try {
    await copyText(field.value, name === 'link');
    session.showCopied(name, filled(words.copied, { what: words.results_[name][0] }));
  } catch {
    field.select();
    session.update({ notCopied: name, said: words.copyFailed });
  }
}

/** The link also as a link: what an editor for text takes when it is pasted there. */
async function copyText(text: string, isLink: boolean): Promise<void> {
  if (isLink && 'ClipboardItem' in window) {
    const blob = (type: string): Blob => new Blob([text], { type });
    await navigator.clipboard.write([
      new ClipboardItem({ 'text/html': blob('text/html'), 'text/plain': blob('text/plain') }),
    ]);
  } else await navigator.clipboard.writeText(text);
}
