import { LitElement, html } from 'lit';
import { property } from 'lit/decorators.js';
import { ConfigController, configContext } from './config-controller.js';
import { Config, type MediaRule, type StorageRule } from './options.js';
import { configChanged } from './page-config.js';

/**
 * Configures the widgets that it wraps.
 *
 * @summary Options for a part of a page: where data is, which language, how careful with pictures.
 * @tag civic-config
 * @slot - The part of the page that the options are for.
 */
export class CivicConfig extends LitElement {
  /** What relative `src` addresses inside resolve against. */
  @property() endpoint?: string;

  /** Pictures from other origins: `auto` after a click, `always`, `click` for own ones too, `none`. */
  @property() media?: MediaRule;

  /** Where widgets inside may keep something on the device. */
  @property() storage?: StorageRule;

  /** Those of the origins allowed around it that widgets inside may read from and send to. White space between. */
  @property() allow?: string;

  /** Those of the origins allowed around it that widgets inside may read from only. White space between. */
  @property({ attribute: 'allow-read' }) allowRead?: string;

  /** Says more in the console. */
  @property({ type: Boolean }) debug = false;

  readonly #around = new ConfigController(this);
  /** What it provides, and what that was made of. */
  #config = new Config();
  #from: Config | undefined;
  #options = '';

  constructor() {
    super();
    this.addEventListener('context-request', (event) => {
      if (event.context !== configContext || event.contextTarget === this) return;
      event.stopPropagation();
      event.callback(this.#config);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#provide();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    configChanged();
  }

  protected override willUpdate(): void {
    this.#provide();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    // Lays nothing out: what it wraps stays where the page puts it.
    this.style.setProperty('display', 'contents');
    return root;
  }

  protected override render(): unknown {
    return html`<slot></slot>`;
  }

  /** Whoever is inside asks again; the same options are the same object to them. */
  #provide(): void {
    const { endpoint, media, storage, allow, allowRead, debug, lang } = this;
    const options = { endpoint, media, storage, allow, allowRead, debug: debug || null, lang: lang || null };
    const from = this.#around.value;
    const key = JSON.stringify(options);
    if (this.#from !== from || this.#options !== key) this.#config = from.narrow(options);
    this.#from = from;
    this.#options = key;
    configChanged();
  }
}
