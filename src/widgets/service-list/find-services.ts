import type { Service } from '../../contracts/service.js';
import { type Steps, atOnce } from '../../internal/steps.js';

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

/**
 * A word as it is looked for: where it is long enough to have a slip in it, also with a letter too much, too few,
 * wrong, or two the wrong way round, at the beginning of any word.
 */
function likely(word: string): RegExp | undefined {
  if (!/^[\p{L}\p{N}]{4,}$/u.test(word)) return undefined;
  const slips = [...Array(word.length).keys()].map((i) => {
    const [before, letter, next, rest] = [word.slice(0, i), word[i], word[i + 1] ?? '', word.slice(i + 2)];
    return `${before}(?:.?${next}${rest}|.${letter}${next}${rest}|${next}${letter}${rest})`;
  });
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${slips.join('|')})`, 'u');
}

/** A service as it is searched. */
export interface Entry {
  service: Service;
  name: string;
  text: string;
}

/** Services as they are searched, made once for each catalogue. */
export function* entries(services: readonly Service[]): Steps<Entry[]> {
  const made: Entry[] = [];
  for (const service of services) {
    const { name, summary, provider, topics, lifeEvents, audience, need } = service;
    const text = [name, summary, provider?.name, topics, lifeEvents, audience, need].flat().join('\n');
    made.push({ service, name: ` ${folded(name)}`, text: folded(text) });
    yield;
  }
  return made;
}

/** The services that have every word of a query in them, those first that have it in their name. */
export function find(index: readonly Entry[], query: string): Service[] {
  let found = index.map((entry) => ({ entry, rank: 0 }));
  for (const word of folded(query).trim().split(/\s+/).slice(0, 10)) {
    const short = word.slice(0, 40);
    const isWritten = index.some(({ text }) => text.includes(short));
    const like = isWritten ? undefined : likely(short);
    const has = (text: string) => (like ? like.test(text) : text.includes(short));
    found = found.flatMap(({ entry, rank }) => {
      const { name, text } = entry;
      const more = name.includes(` ${short}`) ? 3 : has(name) ? 2 : has(text) ? 1 : 0;
      return more ? [{ entry, rank: rank + more }] : [];
    });
  }
  return found.sort((a, b) => b.rank - a.rank).map(({ entry }) => entry.service);
}

/** Services that can be searched, where nobody waits. */
export class ServiceIndex {
  readonly #entries: readonly Entry[];

  constructor(services: readonly Service[]) {
    this.#entries = atOnce(entries(services));
  }

  find(query: string): Service[] {
    return find(this.#entries, query);
  }
}
