import { originOf } from '../internal/safe-url.js';

export type MediaRule = 'auto' | 'always' | 'click' | 'none';
export type StorageRule = 'none' | 'session' | 'local';

/** What a page can configure: by `<meta name="civic-…">`, `<civic-config>` or `civicWidgets.configure()`. */
export interface CivicOptions {
  /** What relative `src` addresses resolve against, instead of the page. */
  endpoint?: string;
  /** Language where neither the widget nor an element around it says one. BCP 47. */
  lang?: string;
  /** Pictures from other origins: `auto` after a click, `always`, `click` for own ones too, `none`. Default `auto`. */
  media?: MediaRule;
  /** Where a widget may keep something on the device. Default `none`. */
  storage?: StorageRule;
  /** Origins to read from and send to, beside the page's own. White space between, or a list. */
  allow?: string | readonly string[];
  /** Origins to read from only. */
  allowRead?: string | readonly string[];
  debug?: boolean;
  /** Used for every request instead of the page's `fetch`. */
  fetch?: typeof fetch;
}

/** Options as code has them that passes some on: what is undefined or null is not said. */
export type MaybeOptions = { [Key in keyof CivicOptions]: CivicOptions[Key] | null | undefined };

/** Those that are said. */
export const said = (options: MaybeOptions): CivicOptions =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value != null));

const origins = (value: string | readonly string[] | undefined): string[] =>
  (typeof value === 'string' ? value.split(/[\s,]+/) : (value ?? []))
    .map(originOf)
    .filter((origin) => /^https?:/.test(origin));

/** Looked up when it is used: a page may wrap its own later. */
const pageFetch: typeof fetch = (...args) => fetch(...args);

const MEDIA: readonly unknown[] = ['auto', 'always', 'click', 'none'];
const STORAGE: readonly unknown[] = ['none', 'session', 'local'];

/** The options in force for one widget. Immutable: a change gives a new one, which is how widgets notice. */
export class Config {
  readonly endpoint: string;
  readonly lang: string;
  readonly media: MediaRule;
  readonly storage: StorageRule;
  readonly debug: boolean;
  readonly fetch: typeof fetch;
  readonly #options: CivicOptions;
  readonly #send: readonly string[];
  readonly #read: readonly string[];

  constructor(options: CivicOptions = {}) {
    this.#options = options;
    this.endpoint = options.endpoint ?? '';
    this.lang = options.lang ?? '';
    this.media = MEDIA.includes(options.media) ? options.media! : 'auto';
    this.storage = STORAGE.includes(options.storage) ? options.storage! : 'none';
    this.debug = options.debug ?? false;
    this.fetch = options.fetch ?? pageFetch;
    this.#send = origins(options.allow);
    this.#read = [...this.#send, ...origins(options.allowRead)];
  }

  /** These options with others on top. Origins can only become fewer: whoever writes content can't let strangers in. */
  narrow(options: MaybeOptions): Config {
    const { allow, allowRead, ...others } = said(options);
    const keep = (mine: readonly string[], ...lists: CivicOptions['allow'][]) => {
      const wanted = lists.flatMap(origins);
      return lists.some((list) => list !== undefined)
        ? mine.filter((origin) => wanted.includes(origin))
        : mine;
    };
    return new Config({
      ...this.#options,
      ...others,
      fetch: this.fetch,
      allow: keep(this.#send, allow),
      allowRead: keep(this.#read, allow, allowRead),
    });
  }

  /** An address as written in a page into an absolute one; `{lang}` becomes the visitor's language. */
  resolve(address: string, lang: string): string | undefined {
    try {
      // Of a node of ours: a form named `baseURI` takes the place of the document's.
      const { baseURI } = new Text();
      const base = this.endpoint ? new URL(this.endpoint, baseURI) : baseURI;
      const url = new URL(address.trim().replace(/\{lang\}/g, encodeURIComponent(lang)), base);
      return /^https?:$/.test(url.protocol) && !url.username ? url.href : undefined;
    } catch {
      return undefined;
    }
  }

  readonly mayRead = (url: string): boolean => isAllowed(url, this.#read);
  readonly maySend = (url: string): boolean => isAllowed(url, this.#send);
}

function isAllowed(url: string, list: readonly string[]): boolean {
  const origin = originOf(url);
  return /^https?:/.test(origin) && (origin === location.origin || list.includes(origin));
}
