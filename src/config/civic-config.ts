import { ContextProvider } from '@lit/context';
import { type ComplexAttributeConverter, LitElement, html } from 'lit';
import { property } from 'lit/decorators.js';
import { ConfigController, configContext } from './config-controller.js';
import { Config, type CivicOptions, type MediaRule, type StorageRule } from './options.js';
import { configChanged } from './page-config.js';

const optional: ComplexAttributeConverter<string | undefined> = {
  fromAttribute: (value) => value ?? undefined,
};

/**
 * Configures the widgets that it wraps.
 *
 * @summary Options for a part of a page: where data is, which language, how careful with pictures.
 * @tag civic-config
 * @slot - The part of the page that the options are for.
 */
export class CivicConfig extends LitElement {
  /** What relative `src` addresses inside resolve against. */
  @property({ converter: optional }) endpoint?: string;

  /** Pictures from other origins: `auto` after a click, `always`, `click` for own ones too, `none`. */
  @property({ converter: optional }) media?: MediaRule;

  /** Where widgets inside may keep something on the device. */
  @property({ converter: optional }) storage?: StorageRule;

  /** Those of the origins allowed around it that widgets inside may read from and send to. White space between. */
  @property({ converter: optional }) allow?: string;

  /** Those of the origins allowed around it that widgets inside may read from only. White space between. */
  @property({ attribute: 'allow-read', converter: optional }) allowRead?: string;

  /** Says more in the console. */
  @property({ type: Boolean }) debug = false;

  readonly #around = new ConfigController(this);
  readonly #provider = new ContextProvider(this, { context: configContext, initialValue: new Config() });
  #built: { from: Config; options: string } | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#provide();
    configChanged();
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

  #provide(): void {
    const { endpoint, media, storage, allow, allowRead, debug, lang } = this;
    const given = Object.entries({
      endpoint,
      media,
      storage,
      allow,
      allowRead,
      lang: lang || undefined,
      debug: debug || undefined,
    });
    const options = Object.fromEntries(given.filter(([, value]) => value !== undefined)) as CivicOptions;
    const key = JSON.stringify(options);
    if (this.#built?.from === this.#around.value && this.#built.options === key) return;
    this.#built = { from: this.#around.value, options: key };
    this.#provider.setValue(this.#around.value.narrow(options));
  }
}
