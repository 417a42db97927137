import { html, nothing, render, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { contrast, parseColour, presetCss, presets } from '../../src/themes.js';
import { checkAddress } from './check.js';
import {
  type Configuration,
  SITE,
  addressesOf,
  elsewhere,
  foreignOrigins,
  fromQuery,
  toQuery,
} from './configuration.js';
import { checkResult } from './check-result.js';
import { type Manifest, type Option, type Widget, widgetsOf } from './manifest.js';
import { type OwnData, ownData, pageOf } from './own-data.js';
import type { Shown } from './shown.js';
import {
  type Files,
  headSnippet,
  htmlSnippet,
  linkAddress,
  linkSnippet,
  parseSnippet,
  policyLine,
  preloadSnippet,
  tagSnippet,
} from './snippets.js';
import type { Size, State } from './state.js';
import { accessibilityStatement, privacyStatement } from './statements.js';
import { languageFor, languages, wordsIn } from './words/index.js';
import { type Words, filled } from './words/words.js';

const UI = '_ui';
const ESSENTIAL = ['src', 'name', 'href', 'variant', 'action'];
const isRtl = (tag: string): boolean => new Intl.Locale(tag).maximize().script === 'Arab';

/** The snippet builder: one configuration, its form, its preview and its snippets. */
export class Builder {
  readonly #root: HTMLElement;
  readonly #files: Files;
  readonly #widgets: Widget[];
  /** Attributes by element. */
  readonly #known: ReadonlyMap<string, readonly string[]>;
  readonly #pageLanguages: string[];
  #state: State;
  #own: OwnData[] = [];
  #isFrameReady = false;
  #lastShown = '';

  constructor(root: HTMLElement, files: Files, manifest: Manifest) {
    this.#root = root;
    this.#files = files;
    this.#widgets = widgetsOf(manifest);
    this.#known = new Map(this.#widgets.map(({ tag, options }) => [tag, options.map(({ name }) => name)]));
    this.#pageLanguages = [
      'en',
      ...Object.keys(files.integrity).flatMap((file) => /^locales\/(.+)\.js$/.exec(file)?.[1] ?? []),
    ];
    const asked = new URLSearchParams(location.search).get(UI);
    const language = languageFor(asked ? [asked, ...navigator.languages] : navigator.languages);
    const given = fromQuery(location.search, this.#known);
    this.#state = {
      language,
      configuration: given ?? this.#fresh('civic-feed', wordsIn(language)),
      site: new URLSearchParams(location.search).get(SITE) ?? '',
      ownPage: !given?.page,
      ownText: !given?.text,
      otherAddress: given !== undefined,
      size: 'desktop',
      scheme: 'light',
      pageLanguage: given?.attributes.lang ?? language,
      preset: '',
      accent: '',
      agreed: new Set(),
      checked: undefined,
      said: '',
      editFailed: false,
    };
    if (given && !given.text) this.#state.configuration.text = wordsIn(language).texts[given.widget] ?? '';
  }

  start(): void {
    addEventListener('message', ({ data, source, origin }) => {
      const isFrame = source === this.#frame?.contentWindow && origin === location.origin;
      if (!isFrame || data !== 'civic-preview-ready') return;
      this.#isFrameReady = true;
      this.#lastShown = '';
      this.#show();
    });
    void this.#loadOwn();
    this.#render();
  }

  get #words(): Words {
    return wordsIn(this.#state.language);
  }

  get #frame(): HTMLIFrameElement | null {
    return this.#root.querySelector('iframe');
  }

  /** Where the widget will stand. */
  get #home(): string {
    const { site } = this.#state;
    const complete = /^[\w.-]+\.\w/.test(site) ? `https://${site}` : site;
    return URL.canParse(complete) && /^https?:/.test(complete)
      ? new URL(complete).href
      : `${location.origin}/`;
  }

  /** The configuration as it is for pages there. */
  get #forSite(): Configuration {
    const { configuration } = this.#state;
    return new URL(this.#home).origin === location.origin
      ? configuration
      : elsewhere(configuration, location.origin);
  }

  #fresh(widget: string, words: Words): Configuration {
    return { widget, attributes: {}, page: '', text: words.texts[widget] ?? '' };
  }

  #update(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.#render();
  }

  #configure(change: Partial<Configuration>, more: Partial<State> = {}): void {
    const configuration = { ...this.#state.configuration, ...change };
    this.#update({ configuration, checked: undefined, ...more });
  }

  async #loadOwn(): Promise<void> {
    const { widget } = this.#state.configuration;
    const own = await ownData(widget);
    if (widget !== this.#state.configuration.widget) return;
    this.#own = own;
    const { src = '' } = this.#state.configuration.attributes;
    this.#update({ otherAddress: own.length === 0 || (src !== '' && !own.some((each) => each.src === src)) });
  }

  #render(): void {
    const { language, configuration } = this.#state;
    const root = document.documentElement;
    root.lang = language;
    root.dir = isRtl(language) ? 'rtl' : 'ltr';
    document.title = `Civic Widgets: ${this.#words.title}`;
    render(this.#page(), this.#root);
    // The address is the configuration: reloading, going back and sharing work, and nothing is stored.
    const query = toQuery(configuration);
    history.replaceState(null, '', `?${query}&${this.#more().toString()}`);
    this.#show();
  }

  /** What belongs to the builder and not to the widget, as a query. */
  #more(): URLSearchParams {
    const { site, language } = this.#state;
    return new URLSearchParams({ ...(site && { [SITE]: site }), [UI]: language });
  }

  #page(): TemplateResult {
    const words = this.#words;
    return html`<header>
        <a class="skip" href="#snippets">${words.skip}</a>
        <div class="title">
          <h1>${words.title}</h1>
          <p>${words.intro}</p>
        </div>
        ${this.#select(
          words.language,
          'builder-language',
          this.#state.language,
          this.#languageNames(),
          (language) => this.#changeLanguage(language),
        )}
      </header>
      <main>
        <div class="columns">
          <form @submit=${(event: Event) => event.preventDefault()}>
            ${this.#chooser(words)} ${this.#settings(words)} ${this.#editor(words)}
          </form>
          <section class="preview" aria-labelledby="preview-heading">${this.#preview(words)}</section>
        </div>
        <section id="snippets" tabindex="-1" aria-labelledby="snippets-heading">
          ${this.#results(words)}
        </section>
      </main>
      <p class="visually-hidden" role="status">${this.#state.said}</p>`;
  }

  #languageNames(): [string, string][] {
    return Object.entries(languages).map(([tag, [name]]) => [tag, name]);
  }

  #changeLanguage(language: string): void {
    const { configuration, ownText } = this.#state;
    const text = ownText ? (wordsIn(language).texts[configuration.widget] ?? '') : configuration.text;
    this.#update({ language, configuration: { ...configuration, text }, said: '' });
  }

  #chooser(words: Words): TemplateResult {
    const { widget } = this.#state.configuration;
    return html`<fieldset class="widgets">
      <legend><h2>${words.choose}</h2></legend>
      ${this.#widgets.map(({ tag, summary }) => {
        const [name, about] = words.widgets[tag] ?? [tag, summary];
        return html`<label>
          <input
            type="radio"
            name="widget"
            .checked=${live(tag === widget)}
            @change=${() => this.#choose(tag)}
          />
          <span><b>${name}</b> ${about}</span>
        </label>`;
      })}
    </fieldset>`;
  }

  #choose(widget: string): void {
    this.#own = [];
    this.#configure(this.#fresh(widget, this.#words), { ownText: true, ownPage: true, otherAddress: false });
    void this.#loadOwn();
  }

  #settings(words: Words): TemplateResult {
    const { configuration } = this.#state;
    const { options } = this.#widgets.find(({ tag }) => tag === configuration.widget)!;
    const isCard = configuration.widget === 'civic-service-card';
    const essential = options.filter(({ name }) => (isCard ? name === 'src' : ESSENTIAL.includes(name)));
    const more = options.filter((option) => !essential.includes(option));
    return html`<h2>${words.settings}</h2>
      ${essential.map((option) => this.#field(option, words))} ${this.#checker(words)}
      ${this.#text(
        words.text,
        'text',
        configuration.text,
        (text) => this.#configure({ text }, { ownText: false }),
        {
          help: words.textHelp,
        },
      )}
      ${this.#text(
        words.page,
        'page',
        configuration.page,
        (page) => this.#configure({ page }, { ownPage: false }),
        {
          help: words.pageHelp,
        },
      )}
      ${this.#text(words.site, 'site', this.#state.site, (site) => this.#update({ site }), {
        help: words.siteHelp,
        placeholder: location.origin,
      })}
      <details>
        <summary>${words.more}</summary>
        ${more.map((option) => this.#field(option, words))}
      </details>`;
  }

  #set(name: string, value: string | undefined): void {
    const { [name]: _, ...others } = this.#state.configuration.attributes;
    // In the order of the form, whatever was filled in first.
    const all = value === undefined ? others : { ...others, [name]: value };
    const order = this.#known.get(this.#state.configuration.widget)!;
    const attributes = Object.fromEntries(order.flatMap((each) => (each in all ? [[each, all[each]!]] : [])));
    this.#configure({ attributes });
  }

  #field(option: Option, words: Words): TemplateResult {
    const { name, kind, values, description } = option;
    const label = words.options[name] ?? name;
    const help = name in words.options ? '' : description;
    const value = this.#state.configuration.attributes[name];
    const id = `option-${name}`;
    if (name === 'src') return this.#source(words);
    if (kind === 'switch') {
      return html`<label class="switch">
        <input
          type="checkbox"
          .checked=${live(value !== undefined)}
          @change=${(event: Event) => this.#set(name, (event.target as HTMLInputElement).checked ? '' : undefined)}
        />
        <span>${label}</span>
      </label>`;
    }
    if (kind === 'choice' || kind === 'language') {
      const named = (each: string): string =>
        kind === 'language' ? this.#nameOf(each) : (words.values[each] ?? each);
      const all = kind === 'language' ? this.#pageLanguages : values;
      const first =
        kind === 'language'
          ? words.inherited
          : option.default
            ? filled(words.unsetTo, { value: named(option.default) })
            : words.unset;
      const choices: [string, string][] = [
        ['', first],
        ...all
          .filter((each) => each !== option.default)
          .map((each) => [each, named(each)] as [string, string]),
      ];
      return this.#select(
        label,
        id,
        value ?? '',
        choices,
        (chosen) => this.#set(name, chosen || undefined),
        help,
      );
    }
    const type = kind === 'number' ? 'number' : 'text';
    return this.#text(label, id, value ?? '', (typed) => this.#set(name, typed || undefined), {
      help,
      type,
      placeholder: option.default,
    });
  }

  #nameOf(tag: string): string {
    const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  }

  #source(words: Words): TemplateResult {
    const { attributes, widget } = this.#state.configuration;
    const { src = '' } = attributes;
    const typed = this.#state.otherAddress;
    const isFeed = widget === 'civic-feed';
    const choices: [string, string][] = [
      ['', ''],
      ...this.#own.map(({ src: each, name }) => [each, name] as [string, string]),
      ['?', words.ownOther],
    ];
    const chooser = this.#own.length
      ? this.#select(words.own, 'own', typed ? '?' : src, choices, (chosen) => {
          const other = chosen === '?';
          this.#state = { ...this.#state, otherAddress: other };
          this.#set('src', other ? undefined : chosen || undefined);
          if (!other) void this.#takePage(chosen);
        })
      : nothing;
    if (!typed) return html`${chooser}`;
    const save = (value: string): void => this.#set('src', value.trim().replace(/\s+/g, ' ') || undefined);
    if (!isFeed) return html`${chooser} ${this.#text(words.address, 'option-src', src, save)}`;
    return html`${chooser}
      <div class="field">
        <label for="option-src">${words.addresses}</label>
        <textarea
          id="option-src"
          rows="3"
          autocapitalize="off"
          spellcheck="false"
          .value=${live(src.replaceAll(' ', '\n'))}
          @change=${(event: Event) => save((event.target as HTMLTextAreaElement).value)}
        ></textarea>
      </div>`;
  }

  /** A poll, a form and a service have a page of their own: whom the widget does not reach should come there. */
  async #takePage(src: string): Promise<void> {
    const page = src ? await pageOf(src) : '';
    const { configuration, ownPage } = this.#state;
    if (ownPage && configuration.attributes.src === src) this.#configure({ page });
  }

  #checker(words: Words): TemplateResult {
    const { checked } = this.#state;
    return html`<div class="check">
      <button type="button" @click=${() => void this.#check()}>${words.check}</button>
      <div role="status">${checked === undefined ? nothing : checkResult(checked, words)}</div>
    </div>`;
  }

  async #check(): Promise<void> {
    const [address] = addressesOf(this.#forSite);
    if (address === undefined) {
      this.#update({ checked: 'nothing' });
      return;
    }
    const { configuration } = this.#state;
    this.#update({ checked: 'busy' });
    const lang = configuration.attributes.lang ?? this.#state.pageLanguage;
    const checked = await checkAddress(address.replaceAll('{lang}', lang), this.#home);
    if (configuration === this.#state.configuration) this.#update({ checked });
  }

  #editor(words: Words): TemplateResult {
    const { editFailed } = this.#state;
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
      <button type="button" @click=${() => this.#edit()}>${words.editButton}</button>
    </details>`;
  }

  #edit(): void {
    const field = this.#root.querySelector<HTMLTextAreaElement>('#edit')!;
    const configuration = parseSnippet(field.value, this.#known);
    if (!configuration) {
      this.#update({ editFailed: true });
      return;
    }
    field.value = '';
    this.#configure(configuration, {
      ownText: false,
      ownPage: false,
      otherAddress: true,
      editFailed: false,
      said: this.#words.editDone,
    });
    void this.#loadOwn();
    this.#root.querySelector<HTMLElement>('[name=widget]:checked')?.focus();
  }

  #preview(words: Words): TemplateResult {
    const { size, scheme, pageLanguage, preset, accent } = this.#state;
    const refused = this.#refused();
    const hasSource =
      addressesOf(this.#state.configuration).length > 0 || 'name' in this.#state.configuration.attributes;
    const sizes = Object.entries(words.sizes) as [Size, string][];
    const schemes = Object.entries(words.schemes) as ['light' | 'dark', string][];
    return html`<h2 id="preview-heading">${words.preview}</h2>
      <div class="controls">
        ${this.#radios(words.size, 'size', size, sizes, (each) => this.#update({ size: each }))}
        ${this.#radios(words.colours, 'scheme', scheme, schemes, (each) => this.#update({ scheme: each }))}
        ${this.#select(
          words.previewLanguage,
          'page-language',
          pageLanguage,
          this.#pageLanguages.map((tag) => [tag, this.#nameOf(tag)]),
          (tag) => this.#update({ pageLanguage: tag }),
        )}
        ${this.#select(
          words.theme,
          'theme',
          preset,
          [
            ['', words.themes.none ?? ''],
            ...Object.keys(presets).map((name) => [name, words.themes[name] ?? name] as [string, string]),
          ],
          (name) => this.#update({ preset: name }),
        )}
        <div class="field">
          <label for="accent">${words.accent}</label>
          <input
            id="accent"
            type="color"
            .value=${live(accent || '#1f4e79')}
            @input=${(event: Event) => this.#update({ accent: (event.target as HTMLInputElement).value })}
          />
          ${this.#contrastNote(words)}
        </div>
      </div>
      ${
        refused.length
          ? html`<div class="ask">
              <p>${filled(words.foreign, { origins: refused.join(', ') })}</p>
              <button type="button" @click=${() => this.#agree(refused)}>
                ${filled(words.foreignButton, { origins: refused.join(', ') })}
              </button>
            </div>`
          : nothing
      }
      ${hasSource ? nothing : html`<p class="hint">${words.previewEmpty}</p>`}
      <div class="frame ${size}" ?hidden=${refused.length > 0 || !hasSource}>
        <iframe src="preview.html" title=${words.previewTitle}></iframe>
      </div>
      <p class="hint">${words.previewNote}</p>`;
  }

  /** Whoever chooses colours sees at once whether they can be read; they stay as chosen. */
  #contrastNote(words: Words): TemplateResult | typeof nothing {
    const { accent, scheme, preset } = this.#state;
    const colour = parseColour(accent);
    if (!colour) return nothing;
    const pair = presets[preset]?.['--civic-on-accent'] ?? ['#ffffff', '#000000'];
    const on = parseColour(pair[scheme === 'light' ? 0 : 1] ?? '');
    const ratio = on ? contrast(colour, on) : 21;
    const text = (Math.floor(ratio * 10) / 10).toLocaleString(this.#state.language);
    return ratio < 4.5
      ? html`<p class="error" role="status">${filled(words.contrastBad, { ratio: text })}</p>`
      : html`<p class="hint" role="status">${filled(words.contrastGood, { ratio: text })}</p>`;
  }

  /** Origins that nobody has agreed to see data of: a shared address must not put a stranger's form here. */
  #refused(): string[] {
    return foreignOrigins(this.#state.configuration, location.href).filter(
      (origin) => !this.#state.agreed.has(origin),
    );
  }

  #agree(origins: readonly string[]): void {
    this.#update({ agreed: new Set([...this.#state.agreed, ...origins]) });
    this.#frame?.focus();
  }

  #theme(): Record<string, string> {
    const { preset, accent, scheme } = this.#state;
    const tokens = Object.entries(presets[preset] ?? {}).map(
      ([name, value]) =>
        [name, typeof value === 'string' ? value : value[scheme === 'light' ? 0 : 1]] as const,
    );
    return { ...Object.fromEntries(tokens), ...(accent && { '--civic-accent': accent }) };
  }

  #show(): void {
    const { configuration, scheme, pageLanguage } = this.#state;
    if (!this.#isFrameReady || this.#refused().length) return;
    const language = configuration.attributes.lang ?? pageLanguage;
    const locales = [language, pageLanguage].filter((tag, i, all) => tag !== 'en' && all.indexOf(tag) === i);
    const shown: Shown = {
      configuration,
      scripts: locales.map((tag) => `${this.#files.base}locales/${tag}.js`),
      allow: [...this.#state.agreed],
      scheme,
      lang: pageLanguage,
      theme: this.#theme(),
      note: this.#words.previewNote,
    };
    const text = JSON.stringify(shown);
    if (text === this.#lastShown) return;
    this.#lastShown = text;
    this.#frame?.contentWindow?.postMessage(shown, location.origin);
  }

  #results(words: Words): TemplateResult {
    const { preset, accent } = this.#state;
    const configuration = this.#forSite;
    const home = this.#home;
    const css = [
      ...(preset ? [presetCss(presets[preset]!).trimEnd()] : []),
      ...(accent ? [`:root { --civic-accent: ${accent}; }`] : []),
    ].join('\n');
    const share = new URL(`?${toQuery(this.#state.configuration)}&${this.#more().toString()}`, location.href)
      .href;
    const fields: [keyof Words['results_'], string][] = [
      ['linkAddress', linkAddress(configuration)],
      ['link', linkSnippet(configuration)],
      ['html', htmlSnippet(configuration)],
      ['tag', tagSnippet(configuration)],
    ];
    const once: [keyof Words['results_'], string][] = [
      ['head', headSnippet(configuration, this.#files, home)],
      ['policy', policyLine(configuration, this.#files, home)],
      ['preload', preloadSnippet(configuration, home)],
      ['theme', css],
      ['privacy', privacyStatement(configuration, home, words)],
      ['accessibility', accessibilityStatement(configuration, words)],
      ['share', share],
    ];
    return html`<h2 id="snippets-heading">${words.results}</h2>
      <h3>${words.perPage}</h3>
      <p>${words.perPageHelp}</p>
      ${fields.map(([name, value]) => this.#result(name, value, words))}
      <h3>${words.once}</h3>
      <p>${words.onceHelp}</p>
      ${once.map(([name, value]) => (value ? this.#result(name, value, words) : nothing))}`;
  }

  #result(name: keyof Words['results_'], value: string, words: Words): TemplateResult {
    const [label, help] = words.results_[name];
    const id = `result-${name}`;
    const rows = Math.min(8, Math.max(2, value.split('\n').length + Math.floor(value.length / 110)));
    return html`<div class="field result">
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
      <button
        type="button"
        aria-label=${filled(words.copy, { what: label })}
        @click=${() => void this.#copy(id, label)}
      >
        ${filled(words.copy, {})}
      </button>
    </div>`;
  }

  async #copy(id: string, label: string): Promise<void> {
    const field = this.#root.querySelector<HTMLTextAreaElement>(`#${id}`)!;
    try {
      await this.#copyText(field.value, id);
      this.#update({ said: filled(this.#words.copied, { what: label }) });
    } catch {
      field.select();
      this.#update({ said: this.#words.copyFailed });
    }
  }

  /** The link also as a link: what an editor for text takes when it is pasted there. */
  async #copyText(text: string, id: string): Promise<void> {
    if (id === 'result-link' && 'ClipboardItem' in window) {
      const blob = (type: string): Blob => new Blob([text], { type });
      await navigator.clipboard.write([
        new ClipboardItem({ 'text/html': blob('text/html'), 'text/plain': blob('text/plain') }),
      ]);
    } else await navigator.clipboard.writeText(text);
  }

  #text(
    label: string,
    id: string,
    value: string,
    save: (value: string) => void,
    { help = '', type = 'text', placeholder = '' } = {},
  ): TemplateResult {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <input
        id=${id}
        type=${type}
        placeholder=${placeholder || nothing}
        aria-describedby=${help ? `${id}-help` : nothing}
        autocomplete="off"
        .value=${live(value)}
        @change=${(event: Event) => save((event.target as HTMLInputElement).value)}
      />
      ${help ? html`<p class="hint" id="${id}-help">${help}</p>` : nothing}
    </div>`;
  }

  #select(
    label: string,
    id: string,
    value: string,
    choices: readonly (readonly [value: string, name: string])[],
    save: (value: string) => void,
    help = '',
  ): TemplateResult {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <select
        id=${id}
        aria-describedby=${help ? `${id}-help` : nothing}
        @change=${(event: Event) => save((event.target as HTMLSelectElement).value)}
      >
        ${choices.map(([each, name]) => html`<option value=${each} .selected=${live(each === value)}>${name}</option>`)}
      </select>
      ${help ? html`<p class="hint" id="${id}-help">${help}</p>` : nothing}
    </div>`;
  }

  #radios<Value extends string>(
    label: string,
    name: string,
    value: Value,
    choices: readonly (readonly [value: Value, name: string])[],
    save: (value: Value) => void,
  ): TemplateResult {
    return html`<fieldset class="radios">
      <legend>${label}</legend>
      ${choices.map(
        ([each, text]) =>
          html`<label>
            <input type="radio" name=${name} .checked=${live(each === value)} @change=${() => save(each)} />
            ${text}
          </label>`,
      )}
    </fieldset>`;
  }
}
