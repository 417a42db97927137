import type { LoadedJson } from '../../base/load-document.js';
import { unusable } from '../../base/load-document.js';
import { check } from '../../contracts/check.js';
import type { ItemProblem } from '../../contracts/feed.js';
import { Poll } from '../../contracts/poll.js';

/** Takes out what a path leads to; where there is nothing already, what can't be without it. */
function takeOut(json: unknown, path: string): boolean {
  let holder: Record<string, unknown> | undefined;
  let name = '';
  let value = json;
  // A count with a round missing would be another count.
  for (const each of path.replace(/(rounds).*/, '$1').match(/[^.[\]]+/g) ?? []) {
    const inner = (value as Record<string, unknown> | null)?.[each];
    if (inner === undefined || inner === null) {
      // One of a list is out already.
      if (Array.isArray(value)) return true;
      break;
    }
    [holder, name, value] = [value as Record<string, unknown>, each, inner];
  }
  if (holder) holder[name] = null;
  return !!holder;
}

/**
 * A poll without what is wrong in it: a number, a picture, else the option or question that can't be without. By which
 * rules people vote is never guessed.
 * @throws {SourceError} `format`
 */
export function salvage({ json, url }: LoadedJson): { found: Poll; problems: readonly ItemProblem[] } {
  let rest = json;
  let all: readonly ItemProblem[] | undefined;
  for (;;) {
    const { data, problems = [] } = check(Poll, rest);
    all ??= problems;
    if (data) return { found: data, problems: all };
    if (!problems.every(({ path }) => takeOut(rest, path))) throw unusable(all, url);
    rest = JSON.parse(JSON.stringify(rest), (_, value: unknown) =>
      Array.isArray(value) ? value.filter((each) => each !== null) : value,
    );
  }
}
