import { tokensOf } from './colours.js';
import type { Session } from './session.js';
import type { Shown } from './shown.js';

const frame = (): HTMLIFrameElement | null => document.querySelector('iframe');

/** Tells the preview's page what to show, once it listens. */
export class PreviewFrame {
  readonly #session: Session;
  #isReady = false;
  #last = '';

  constructor(session: Session) {
    this.#session = session;
    addEventListener('message', ({ data, source, origin }) => {
      const isFrame = source === frame()?.contentWindow && origin === location.origin;
      if (!isFrame) return;
      if (typeof data === 'number') frame()?.style.setProperty('--content', `${data}px`);
      if (data !== 'civic-preview-ready') return;
      this.#isReady = true;
      this.#last = '';
      this.show();
    });
  }

  show(): void {
    if (!this.#isReady || this.#session.refused.length) return;
    const shown = this.#shown();
    const text = JSON.stringify(shown);
    if (text === this.#last) return;
    this.#last = text;
    frame()?.contentWindow?.postMessage(shown, location.origin);
  }

  #shown(): Shown {
    const { state, files, words } = this.#session;
    const { configuration, scheme, pageLanguage } = state;
    const language = configuration.attributes.lang ?? pageLanguage;
    const locales = [language, pageLanguage].filter((tag, i, all) => tag !== 'en' && all.indexOf(tag) === i);
    return {
      // Where its link leads changes nothing that is seen, and comes later than the rest.
      configuration: { ...configuration, page: '' },
      scripts: locales.map((tag) => `${files.base}locales/${tag}.js`),
      allow: [...state.agreed],
      scheme,
      lang: pageLanguage,
      theme: tokensOf(state),
      note: words.previewNote,
    };
  }
}
