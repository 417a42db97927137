import { checkAddress } from './check.js';
import {
  type Configuration,
  SITE,
  elsewhere,
  foreignOrigins,
  fromQuery,
  isReady,
  sourcesOf,
  toQuery,
} from './configuration.js';
import { type Manifest, type Widget, widgetsOf } from './manifest.js';
import { type OwnData, ownData, pageOf } from './own-data.js';
import { siteAddress } from './site.js';
import { type Files, parseSnippet } from './snippets.js';
import type { Size, State } from './state.js';
import { languageFor, wordsIn } from './words/index.js';
import type { ResultName, Words } from './words/words.js';

const UI = '_ui';

/** Milliseconds for which a button says that it has copied. */
const COPIED = 5000;

/** What somebody is making with the builder: its state, and everything that changes it. Draws nothing. */
export class Session {
  readonly files: Files;
  readonly widgets: readonly Widget[];
  /** Languages that the widgets speak. */
  readonly pageLanguages: readonly string[];
  /** Attributes by element. */
  readonly #known: ReadonlyMap<string, readonly string[]>;
  readonly #changed: () => void;
  #state: State;
  #own: readonly OwnData[] = [];
  #copied = 0;

  constructor(files: Files, manifest: Manifest, changed: () => void) {
    this.files = files;
    this.widgets = widgetsOf(manifest);
    this.pageLanguages = [
      'en',
      ...Object.keys(files.integrity).flatMap((file) => /^locales\/(.+)\.js$/.exec(file)?.[1] ?? []),
    ];
    this.#known = new Map(this.widgets.map(({ tag, options }) => [tag, options.map(({ name }) => name)]));
    this.#changed = changed;
    this.#state = this.#fromAddress();
  }

  get state(): Readonly<State> {
    return this.#state;
  }

  get words(): Words {
    return wordsIn(this.#state.language);
  }

  /** The chosen widget with everything that can be set on it. */
  get widget(): Widget {
    return this.widgets.find(({ tag }) => tag === this.#state.configuration.widget)!;
  }

  /** What this website has for it. */
  get own(): readonly OwnData[] {
    return this.#own;
  }

  /** Where the data comes from; empty while nothing is chosen. */
  get src(): string {
    const { src = '' } = this.#state.configuration.attributes;
    const complete = (address: string): string => new URL(address, location.href).href;
    // A snippet for another site has the complete address of what is this site's own.
    return this.#own.find((each) => URL.canParse(src) && complete(each.src) === src)?.src ?? src;
  }

  get isReady(): boolean {
    return isReady(this.#state.configuration);
  }

  /** Where the widget will stand; nothing where that is not known. */
  get home(): string | undefined {
    return siteAddress(this.#state.site, location);
  }

  /** The configuration as it is for pages there: complete addresses lead to the same from everywhere. */
  get forSite(): Configuration {
    const { home, words } = this;
    const { configuration } = this.#state;
    const isHere = home && new URL(home).origin === location.origin;
    // A link to nowhere would be pasted as one to the builder.
    const page = configuration.page || (isHere ? '/' : (home ?? '/'));
    const text = configuration.text || (words.texts[configuration.widget] ?? '');
    return isHere
      ? { ...configuration, page, text }
      : elsewhere({ ...configuration, page, text }, location.origin);
  }

  /** Opens the builder with the same in it: reloading, going back and sharing work, and nothing is stored. */
  get query(): string {
    const { configuration, site, language } = this.#state;
    const more = new URLSearchParams({ ...(site && { [SITE]: site }), [UI]: language });
    return `?${toQuery(configuration)}&${more.toString()}`;
  }

  /** Origins that nobody has agreed to see data of: a shared address must not put a stranger's form here. */
  get refused(): string[] {
    const { configuration, agreed } = this.#state;
    return foreignOrigins(configuration, location.href).filter((origin) => !agreed.has(origin));
  }

  /** Changes what belongs to the builder and not to the widget. */
  update(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed();
  }

  configure(change: Partial<Configuration>, more: Partial<State> = {}): void {
    const configuration = { ...this.#state.configuration, ...change };
    this.update({ configuration, checked: undefined, copied: undefined, notCopied: undefined, ...more });
  }

  /** Sets an attribute, or takes it away. */
  set(name: string, value: string | undefined, more: Partial<State> = {}): void {
    const { [name]: _, ...others } = this.#state.configuration.attributes;
    // In the order of the form, whatever was filled in first.
    const all = value === undefined ? others : { ...others, [name]: value };
    const order = this.#known.get(this.#state.configuration.widget)!;
    const attributes = Object.fromEntries(order.flatMap((each) => (each in all ? [[each, all[each]!]] : [])));
    this.configure({ attributes }, more);
  }

  speak(language: string): void {
    const { configuration, ownText } = this.#state;
    const text = ownText ? (wordsIn(language).texts[configuration.widget] ?? '') : configuration.text;
    this.update({ language, configuration: { ...configuration, text }, said: '' });
  }

  choose(widget: string): void {
    this.#own = [];
    this.configure(fresh(widget, this.words), { ownText: true, ownPage: true, otherAddress: false });
    void this.loadOwn();
  }

  /** Takes over what somebody pasted, also the address of this page; false where there is no widget in it. */
  open(pasted: string): boolean {
    const snippet = parseSnippet(pasted, this.#known);
    const query = snippet ? undefined : queryOf(pasted);
    const configuration = snippet ?? (query && fromQuery(query.toString(), this.#known));
    if (!configuration) {
      this.update({ editFailed: true });
      return false;
    }
    this.configure(configuration, {
      ownText: false,
      ownPage: false,
      otherAddress: true,
      editFailed: false,
      ...(query?.has(SITE) && { site: query.get(SITE)! }),
      said: this.words.editDone,
    });
    void this.loadOwn();
    return true;
  }

  async loadOwn(): Promise<void> {
    const { widget } = this.#state.configuration;
    const own = await ownData(widget);
    if (widget !== this.#state.configuration.widget) return;
    this.#own = own;
    const { src } = this;
    const isOwn = own.some((each) => each.src === src);
    this.update({ otherAddress: own.length === 0 || (src !== '' && !isOwn) });
    if (isOwn && !this.#state.configuration.page) void this.takePage(src);
  }

  /** A poll, a form and a service have a page of their own: whom the widget does not reach should come there. */
  async takePage(src: string): Promise<void> {
    const page = src ? await pageOf(src) : '';
    const { configuration, ownPage } = this.#state;
    // Not as something that was changed here: what was checked or copied stands.
    if (ownPage && this.src === src && page !== configuration.page)
      this.update({ configuration: { ...configuration, page } });
  }

  async check(): Promise<void> {
    const { configuration, site } = this.#state;
    const lang = configuration.attributes.lang ?? this.#state.pageLanguage;
    const addresses = sourcesOf(this.forSite);
    this.update({ checked: addresses.length ? 'busy' : [] });
    const checked = await Promise.all(
      addresses.map((address) => checkAddress(address.replaceAll('{lang}', lang), this.home)),
    );
    const { configuration: now, site: siteNow } = this.#state;
    if (configuration.attributes === now.attributes && site === siteNow) this.update({ checked });
  }

  /** Shows on its button, and says, that something was copied. */
  showCopied(copied: ResultName, said: string): void {
    clearTimeout(this.#copied);
    this.update({ copied, notCopied: undefined, said });
    this.#copied = window.setTimeout(() => this.update({ copied: undefined, said: '' }), COPIED);
  }

  agree(origins: readonly string[]): void {
    this.update({ agreed: new Set([...this.#state.agreed, ...origins]) });
  }

  #fromAddress(): State {
    const query = new URLSearchParams(location.search);
    const asked = query.get(UI);
    const language = languageFor(asked ? [asked, ...navigator.languages] : navigator.languages);
    const given = fromQuery(location.search, this.#known);
    const words = wordsIn(language);
    const configuration = given ?? fresh('civic-feed', words);
    return {
      language,
      configuration: {
        ...configuration,
        text: configuration.text || (words.texts[configuration.widget] ?? ''),
      },
      site: query.get(SITE) ?? '',
      ownPage: !given?.page,
      ownText: !given?.text,
      otherAddress: given !== undefined,
      size: sizeOf(document.documentElement.clientWidth),
      scheme: 'light',
      pageLanguage: given?.attributes.lang ?? language,
      preset: '',
      accent: '',
      agreed: new Set(),
      checked: undefined,
      unfolded: isReady(configuration),
      copied: undefined,
      notCopied: undefined,
      said: '',
      editFailed: false,
    };
  }
}

/** Of the builder's own address. */
const queryOf = (address: string): URLSearchParams | undefined =>
  URL.canParse(address.trim(), location.href)
    ? new URL(address.trim(), location.href).searchParams
    : undefined;

/** Pixels in which a page has room for the frame of a tablet, and for the whole builder. */
const sizeOf = (width: number): Size => (width < 800 ? 'phone' : width < 992 ? 'tablet' : 'desktop');

const fresh = (widget: string, words: Words): Configuration => ({
  widget,
  attributes: {},
  page: '',
  text: words.texts[widget] ?? '',
});
