import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { MessageKey, Plural, Values } from './messages.js';
import { type Language, directionOf, findLanguage, languageChanged, onLanguageChange } from './registry.js';

let watching: MutationObserver | undefined;

/** The nearest element that says its language, through shadow roots. */
function nearestLang(element: Element): Element | null {
  const root = element.getRootNode();
  return element.closest('[lang]') ?? (root instanceof ShadowRoot ? nearestLang(root.host) : null);
}

/**
 * Texts, dates and numbers in the host's language: the nearest `lang`, else the configured one, else the
 * document's, else English. (Localize libraries take the document's or the element's own; a page of a town is
 * often Swedish with one part in Arabic.)
 */
export class LocaleController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #configured: () => string;
  #stop: (() => void) | undefined;
  #language: Language | undefined;
  #wanted = '';

  constructor(host: ReactiveControllerHost & Element, configured: () => string) {
    this.#host = host;
    this.#configured = configured;
    host.addController(this);
  }

  hostConnected(): void {
    watching ??= new MutationObserver(languageChanged);
    // No observer of the document sees into the shadow roots that the host may be in.
    for (let root = this.#host.getRootNode(); ; root = root.host.getRootNode()) {
      watching.observe(root, { subtree: true, attributes: true, attributeFilter: ['lang'] });
      if (!(root instanceof ShadowRoot)) break;
    }
    this.#stop = onLanguageChange(() => {
      // Now, and not only when the host updates: its `willUpdate` comes before the controllers'.
      this.#language = undefined;
      this.#host.requestUpdate();
    });
    this.#language = undefined;
  }

  hostDisconnected(): void {
    this.#stop?.();
  }

  hostUpdate(): void {
    this.#language = undefined;
  }

  get #current(): Language {
    if (!this.#language) {
      const page = document.documentElement;
      const nearest = nearestLang(this.#host);
      const near = nearest === page ? '' : nearest?.getAttribute('lang');
      this.#wanted = near || this.#configured() || page?.lang || 'en';
      this.#language = findLanguage(this.#wanted);
    }
    return this.#language;
  }

  /** What the visitor reads, for `{lang}` in addresses: wanted, whether or not there are texts in it. */
  get wanted(): string {
    return this.#current && this.#wanted;
  }

  /** What the widget's own texts are in. */
  get lang(): string {
    return this.#current.tag;
  }

  get dir(): 'ltr' | 'rtl' {
    return directionOf(this.#current.tag);
  }

  /** A text, with `{name}` replaced; `values.n` decides the plural. */
  t(key: MessageKey, values: Values = {}): string {
    const { messages, format } = this.#current;
    const found: string | Plural = messages[key];
    const text =
      typeof found === 'string'
        ? found
        : (found[cached('PluralRules', format).select(Number(values.n))] ?? found.other);
    return text.replace(/\{(\w+)\}/g, (all, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? this.number(value) : (value ?? all);
    });
  }

  number(value: number, options?: Intl.NumberFormatOptions): string {
    return cached('NumberFormat', this.#current.format, options).format(value);
  }

  /** @param share 0–1 */
  percent(share: number, digits = 0): string {
    const text = this.number(share, { style: 'percent', maximumFractionDigits: digits });
    // Marks of direction that would pull the words around it to the wrong side.
    return text.replace(/[\u200e\u200f\u061c]/g, '');
  }

  /** A size in bytes, in kB or MB. */
  bytes(value: number): string {
    const mega = value >= 1e6;
    return this.number(value / (mega ? 1e6 : 1e3), {
      style: 'unit',
      unit: mega ? 'megabyte' : 'kilobyte',
      maximumFractionDigits: mega ? 1 : 0,
    });
  }

  date(value: Date | string, options: Intl.DateTimeFormatOptions = { dateStyle: 'long' }): string {
    return cached('DateTimeFormat', this.#current.format, options).format(
      typeof value === 'string' ? new Date(value) : value,
    );
  }

  /**
   * "3 hours ago", and the date where that is more than a week away.
   * @param numeric `always` where "tomorrow" would be a promise: a day and a half from now is often the day after
   */
  relative(value: Date, now = Date.now(), numeric: 'auto' | 'always' = 'auto'): string {
    const seconds = (value.getTime() - now) / 1000;
    const unit = UNITS.find(([, size, limit]) => Math.abs(seconds) < limit && size);
    if (!unit) {
      const sameYear = value.getFullYear() === new Date(now).getFullYear();
      return this.date(value, { day: 'numeric', month: 'short', ...(!sameYear && { year: 'numeric' }) });
    }
    const formatter = cached('RelativeTimeFormat', this.#current.format, { numeric });
    return formatter.format(Math.trunc(seconds / unit[1]) || 0, unit[0]);
  }

  list(values: readonly string[]): string {
    return new Intl.ListFormat(this.#current.format, { type: 'conjunction' }).format(values);
  }
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number, number])[] = [
  ['second', 60, 60],
  ['minute', 60, 3600],
  ['hour', 3600, 86_400],
  ['day', 86_400, 7 * 86_400],
];

type Kind = 'NumberFormat' | 'DateTimeFormat' | 'PluralRules' | 'RelativeTimeFormat';
const made = new Map<string, unknown>();

/** Formatters are slow to make and there are few different ones. */
function cached<K extends Kind>(
  kind: K,
  tag: string,
  options?: ConstructorParameters<(typeof Intl)[K]>[1],
): InstanceType<(typeof Intl)[K]> {
  const key = kind + tag + JSON.stringify(options ?? '');
  const Format = Intl[kind] as new (tag: string, options?: object) => unknown;
  if (!made.has(key)) made.set(key, new Format(tag, options));
  return made.get(key) as InstanceType<(typeof Intl)[K]>;
}
