import { LitElement, type TemplateResult, html, render } from 'lit';
import { property } from 'lit/decorators.js';
import { ConfigController } from '../config/config-controller.js';
import type { SourceError } from '../internal/errors.js';
import { originOf } from '../internal/safe-url.js';
import { warn, warnRefused } from '../internal/warn.js';
import { LocaleController } from '../locale/locale-controller.js';
import type { LoadContext } from './load-controller.js';
import { CivicErrorEvent } from './error-event.js';

/** Pages that are one large form (ASP.NET) press their own button when Enter reaches them. */
const keepEnter = (event: KeyboardEvent): void => {
  if (event.key === 'Enter') event.stopPropagation();
};

let blocked: boolean | undefined;

/** Whether the page's policy lets nobody write markup: no policy of ours, and no default one of the page's. */
function isBlocked(): boolean {
  if (blocked !== undefined) return blocked;
  try {
    render(html`<i></i>`, new DocumentFragment());
    return (blocked = false);
  } catch {
    warn('types', 'The page’s Content-Security-Policy needs: trusted-types lit-html dompurify');
    return (blocked = true);
  }
}

/** What all widgets need: their address and heading, the options and the language in force, one way to fail. */
export abstract class CivicElement extends LitElement {
  /** Address of the data, relative to the page or to the configured `endpoint`. */
  @property() src = '';

  /** Heading above the widget. */
  @property() heading = '';

  /** Level of the heading, 2–6. */
  @property({ attribute: 'heading-level', type: Number }) headingLevel = 2;

  protected readonly config = new ConfigController(this);
  protected readonly locale = new LocaleController(this, () => this.config.value.lang);

  #hasShown = false;

  /** Whether the fallback in the default slot is to be seen. */
  protected abstract get showsFallback(): boolean;

  protected abstract renderContent(): unknown;

  /** @internal What loading depends on. */
  get loadContext(): Pick<LoadContext, 'config' | 'lang'> {
    return { config: this.config.value, lang: this.locale.wanted };
  }

  /** @internal Address of the data, as absolute as it can be; undefined where there is none. */
  get address(): string | undefined {
    return this.src ? (this.config.value.resolve(this.src, this.locale.wanted) ?? this.src) : undefined;
  }

  /** Tells the page, and unless the page cancels that, the console. */
  protected fail(error: SourceError): void {
    if (!this.dispatchEvent(new CivicErrorEvent(error))) return;
    const { code, url = this.src, problems } = error;
    if (code === 'not-allowed') return warnRefused(originOf(url) || url);
    const left = problems.length ? ` ${JSON.stringify(problems.slice(0, 5))}` : '';
    const where = error.message.includes(url) ? '' : ` (${url})`;
    warn(`${this.localName} ${code} ${url}`, `<${this.localName}> ${code}: ${error.message}${where}${left}`);
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    if (isBlocked()) root.append(document.createElement('slot'));
    return root;
  }

  protected override shouldUpdate(): boolean {
    return !blocked;
  }

  protected override render(): TemplateResult {
    const content = html`<div
      class="civic"
      part="base"
      lang=${this.locale.lang}
      dir=${this.locale.dir}
      @keydown=${keepEnter}
      @keypress=${keepEnter}
    >
      ${this.renderContent()}
    </div>`;
    // Two templates: what is first shown where the fallback was is something new there, and has not jumped.
    this.#hasShown ||= !this.showsFallback;
    return this.#hasShown
      ? html`<slot ?hidden=${!this.showsFallback}></slot>${content}`
      : html`<slot></slot>${content}`;
  }
}
