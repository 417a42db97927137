import type { Service } from '../contracts/service.js';

/** A text, and what it is in where that is known. */
export interface LocalText {
  text: string;
  lang?: string | undefined;
}

const base = (tag = ''): string => tag.split(/[-_]/)[0]!.toLowerCase();

/** Takes of texts in several languages the visitor's own, and remembers what each was in. */
export class Texts {
  readonly #wanted: readonly string[];
  readonly #known = new Map<string, string>();

  /** @param languages BCP 47, the best first */
  constructor(languages: readonly string[]) {
    this.#wanted = languages.flatMap((tag) => [tag.toLowerCase(), base(tag)]);
  }

  /** All that are in one language: in the best that there is, else in none in particular, else in the first. */
  best<Item extends Pick<LocalText, 'lang'>>(items: readonly Item[]): Item[] {
    const best =
      this.#wanted
        .map((tag) => items.find(({ lang }) => lang && (tag === lang.toLowerCase() || tag === base(lang))))
        .find((each) => each) ??
      items.find(({ lang }) => !lang) ??
      items[0];
    return items.filter(({ lang }) => lang === best?.lang);
  }

  /** The texts in the best language. */
  all(texts: readonly LocalText[]): string[] {
    return this.best(texts.filter(({ text }) => text)).map(({ text, lang }) => {
      if (lang) this.#known.set(text, lang);
      return text;
    });
  }

  one(texts: readonly LocalText[]): string | undefined {
    return this.all(texts)[0];
  }

  /** What a service's texts are in: its name, and those that differ from it. */
  of({ name }: Pick<Service, 'name'>): Pick<Service, 'language' | 'textLanguages'> {
    const language = this.#known.get(name);
    const others = [...this.#known].filter(([, each]) => each !== language);
    return {
      ...(language && { language }),
      ...(others.length && { textLanguages: Object.fromEntries(others) }),
    };
  }
}
