import { html, render, type TemplateResult } from 'lit';
import { chooser } from './chooser.js';
import { selectField } from './fields.js';
import { isRtl } from './languages.js';
import type { Manifest } from './manifest.js';
import { pasted } from './pasted.js';
import { PreviewFrame } from './preview-frame.js';
import { previewPane } from './preview-pane.js';
import { mainResult, otherResults } from './results.js';
import { Session } from './session.js';
import { settings } from './settings.js';
import type { Files } from './snippets.js';
import { languages } from './words/index.js';

/** The snippet builder's page: drawn anew whenever something in its session changes. */
export class Builder {
  readonly #root: HTMLElement;
  readonly #session: Session;
  readonly #frame: PreviewFrame;
  #settling = 0;

  constructor(root: HTMLElement, files: Files, manifest: Manifest) {
    this.#root = root;
    this.#session = new Session(files, manifest, () => this.#draw());
    this.#frame = new PreviewFrame(this.#session);
  }

  start(): void {
    this.#draw();
    this.#settle();
    void this.#session.loadOwn();
  }

  #draw(): void {
    const { state, words } = this.#session;
    const root = document.documentElement;
    root.lang = state.language;
    root.dir = isRtl(state.language) ? 'rtl' : 'ltr';
    document.title = `Civic Widgets: ${words.title}`;
    render(page(this.#session), this.#root);
    // Browsers refuse to change an address with every letter, and a widget has no use for half a word.
    clearTimeout(this.#settling);
    this.#settling = window.setTimeout(() => this.#settle(), 250);
  }

  #settle(): void {
    history.replaceState(null, '', this.#session.query);
    this.#frame.show();
  }
}

function page(session: Session): TemplateResult {
  const { words, state } = session;
  const choices = Object.entries(languages).map(([tag, [name]]) => [tag, name] as const);
  return html`<header>
      <a class="skip" href="#copy">${words.results}</a>
      <div class="title">
        <h1>${words.title}</h1>
        <p>${words.intro}</p>
      </div>
      ${selectField(
        { label: words.language, id: 'builder-language', value: state.language, choices },
        (language) => session.speak(language),
      )}
    </header>
    <main>
      <div class="columns">
        <form @submit=${(event: Event) => event.preventDefault()}>
          ${chooser(session)} ${settings(session)}
        </form>
        <div class="side">
          <section id="copy" tabindex="-1" aria-labelledby="copy-heading">${mainResult(session)}</section>
          <section class="preview" aria-labelledby="preview-heading" ?hidden=${!session.isReady}>
            ${previewPane(session)}
          </section>
        </div>
      </div>
      <div id="more" tabindex="-1">${otherResults(session)} ${pasted(session)}</div>
    </main>
    <p class="visually-hidden" role="status">${state.said}</p>`;
}
