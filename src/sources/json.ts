import type { ItemProblem } from '../contracts/feed.js';
import type { Post } from '../contracts/post.js';
import type { Steps } from '../internal/steps.js';

/** Reading documents of other people's making: never trusting a type, never throwing. */
export type Json = Record<string, unknown>;

export const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

export const array = (value: unknown): Json[] => (Array.isArray(value) ? value.map(object) : []);

/** One or many, as documents like to write a list of one. */
export const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

export const string = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;

/** A string with something in it. */
export const words = (value: unknown): string | undefined => string(value)?.trim() || undefined;

export const number = (value: unknown): number | undefined => {
  const found = typeof value === 'string' && value.trim() ? Number(value) : value;
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
};

/** A BCP 47 tag, also where it is written `sv_SE`; undefined for anything else. */
export const language = (value: unknown): string | undefined => {
  const tag = string(value)?.trim().replace(/_/g, '-') ?? '';
  return /^(?!und$)[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(tag) ? tag : undefined;
};

type Loose<Whole> = { [Key in keyof Whole]: Whole[Key] | undefined | null | false | '' };

/** An object without the members that say nothing. */
export const compact = <Whole extends object>(value: Loose<Whole>): Whole =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([, each]) => each !== undefined && each !== null && each !== false && each !== '',
    ),
  ) as Whole;

/** What there is, of things that may not be. */
export const present = <Item>(items: readonly (Item | undefined | null | false | '')[]): Item[] =>
  items.filter((item): item is Item => !!item);

/** When something was edited, where that is after it was published. */
export const edited = (published: string | undefined, updated: string | undefined): string | undefined =>
  updated && updated > (published ?? '') ? updated : undefined;

/** What a webmaster is told of an item that was left out. */
export const problem = (path: string, expected: string, value: unknown): ItemProblem => ({
  path,
  expected,
  found:
    typeof value === 'object' && value !== null
      ? Array.isArray(value)
        ? `a list of ${value.length}`
        : `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'nothing in it'}`
      : (string(value) ?? String(value)).slice(0, 60),
});

/**
 * Each item as a post. One that can't be read is told of and never costs the others; null is one that is left out
 * with good reason.
 * @param path name of the list, as a JSON path
 */
export function* readEach<Item>(
  items: readonly Item[],
  path: string,
  expected: string,
  problems: ItemProblem[],
  read: (item: Item, i: number) => Post | null | undefined,
): Steps<Post[]> {
  const posts: Post[] = [];
  for (const [i, item] of items.entries()) {
    let post: Post | null | undefined;
    try {
      post = read(item, i);
    } catch {
      // Nothing of ours throws; what is nested too deeply for the engine does.
    }
    if (post) posts.push(post);
    else if (post === undefined) problems.push(problem(`${path}[${i}]`, expected, item));
    yield;
  }
  return posts;
}
