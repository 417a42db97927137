import type { Service } from '../../contracts/service.js';

const LETTERS: Record<string, string> = {
  ø: 'o',
  đ: 'dj',
  ł: 'l',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
};

/** In any case and with or without diacritics: who looks for "forskola" means "förskola". */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øđłßæœðþ]/g, (letter) => LETTERS[letter]!);

/** Letters that may be wrong in a word. In a short one each makes it another word. */
const slips = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

/**
 * Whether a text begins like a word but for some slips: a letter too much, too few, wrong, or two the wrong way
 * round (Damerau's distance between the word and the nearest beginning of the text).
 */
function beginsLike(text: string, word: string, most: number): boolean {
  let older: number[] = [];
  let last = Array.from({ length: word.length + most + 1 }, (_, j) => j);
  for (let i = 1; i <= word.length; i++) {
    const row = [i];
    for (let j = 1; j < last.length; j++) {
      const same = word[i - 1] === text[j - 1];
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && word[i - 1] === text[j - 2] && word[i - 2] === text[j - 1])
        row[j] = Math.min(row[j]!, older[j - 2]! + 1);
    }
    if (Math.min(...row) > most) return false;
    [older, last] = [last, row];
  }
  return last.some((slip, j) => slip <= most && j <= text.length);
}

/** A service as it is searched. */
interface Entry {
  service: Service;
  name: string;
  text: string;
}

/** Services that can be searched, made once for each catalogue. */
export class ServiceIndex {
  readonly #entries: readonly Entry[];
  /** Every word of the catalogue. */
  readonly #words: ReadonlySet<string>;

  constructor(services: readonly Service[]) {
    this.#entries = services.map((service) => {
      const { name, summary, provider, topics, lifeEvents, audience, need } = service;
      const text = [name, summary, provider?.name, topics, lifeEvents, audience, need].flat().join('\n');
      return { service, name: folded(name), text: folded(text) };
    });
    this.#words = new Set(this.#entries.flatMap(({ text }) => text.split(/[^\p{L}\p{N}]+/u)));
  }

  /** The services that have every word of a query in them, those first that have it in their name. */
  find(query: string): Service[] {
    const words = folded(query)
      .split(/\s+/)
      .filter(Boolean)
      .slice(0, 10)
      .map((word) => this.#meant(word.slice(0, 40)));
    return this.#entries
      .map(({ service, name, text }) => {
        const ranks = words.map((meant) =>
          Math.max(
            ...meant.map((word) =>
              ` ${name}`.includes(` ${word}`) ? 3 : name.includes(word) ? 2 : text.includes(word) ? 1 : 0,
            ),
          ),
        );
        return [service, ranks.includes(0) ? -1 : ranks.reduce((sum, rank) => sum + rank, 0)] as const;
      })
      .filter(([, rank]) => rank >= 0)
      .sort(([, a], [, b]) => b - a)
      .map(([service]) => service);
  }

  /** A word as it is written, or where it is nowhere, those that it may be a slip for. */
  #meant(word: string): string[] {
    const most = slips(word);
    if (!most || this.#entries.some(({ text }) => text.includes(word))) return [word];
    const meant = [...this.#words].filter((each) => each.length > 2 && beginsLike(each, word, most));
    return meant.length ? meant : [word];
  }
}
