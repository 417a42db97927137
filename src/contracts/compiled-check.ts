import type { ItemProblem } from './feed.js';

/**
 * A schema as scripts/build/contracts.mjs compiles it: an object of members, a letter (`s`tring, `n`umber, `b`oolean,
 * `u`nknown), or a list that begins with its kind.
 */
export type Compiled = string | readonly unknown[] | { readonly [member: string]: Compiled };

const NAMES: Record<string, string> = { s: 'string', n: 'number', b: 'boolean', a: 'array' };

class Mismatch {
  readonly problems: ItemProblem[] = [];

  add(path: string, expected: string, value: unknown): undefined {
    this.problems.push({
      path,
      expected,
      found: value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60),
    });
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function read(schema: Compiled, value: unknown, path: string, mismatch: Mismatch): unknown {
  if (typeof schema === 'string') return simple(schema, value, path, mismatch);
  if (!Array.isArray(schema)) {
    if (!isObject(value)) return mismatch.add(path, 'object', value);
    const result: Record<string, unknown> = {};
    for (const [key, member] of Object.entries(schema as Record<string, Compiled>)) {
      const own = Object.hasOwn(value, key) ? value[key] : undefined;
      const found = read(member, own, path ? `${path}.${key}` : key, mismatch);
      if (found !== undefined || Object.hasOwn(value, key)) result[key] = found;
    }
    return result;
  }
  const [kind, inner, ...more] = schema as [string, Compiled, ...unknown[]];
  switch (kind) {
    case '?':
    case 'o':
    case 'l':
      if ((value === undefined && kind !== 'l') || (value === null && kind !== 'o')) return value;
      return read(inner, value, path, mismatch);
    case 'd':
      return value === undefined ? more[0] : read(inner, value, path, mismatch);
    case 'e':
      return [inner, ...more].includes(value)
        ? value
        : mismatch.add(path, `one of ${[inner, ...more].join(', ')}`, value);
    case 'a': {
      if (!Array.isArray(value)) return mismatch.add(path, 'array', value);
      if (value.length < Number(more[0] ?? 0))
        mismatch.add(path, `at least ${String(more[0])} of them`, value);
      return value.map((each, i) => read(inner, each, `${path}[${i}]`, mismatch));
    }
    case 'r':
      if (!isObject(value)) return mismatch.add(path, 'object', value);
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, read(inner, each, `${path}.${key}`, mismatch)]),
      );
    case '|': {
      for (const option of [inner, ...more] as Compiled[]) {
        const attempt = new Mismatch();
        const found = read(option, value, path, attempt);
        if (!attempt.problems.length) return found;
      }
      return mismatch.add(path, 'another type', value);
    }
    default: {
      const found = simple(kind, value, path, mismatch);
      const size = typeof found === 'string' ? found.length : Number(found);
      return found !== undefined && size < Number(inner)
        ? mismatch.add(path, `at least ${Number(inner)}`, value)
        : found;
    }
  }
}

function simple(kind: string, value: unknown, path: string, mismatch: Mismatch): unknown {
  if (kind === 'u') return value;
  const isRight = kind === 'n' ? Number.isFinite(value) : typeof value === NAMES[kind];
  return isRight ? value : mismatch.add(path, NAMES[kind] ?? kind, value);
}

/** `check` of the one script: the same answers as zod's, from what zod's schemas were compiled to. */
export function check<Out>(
  schema: Compiled,
  json: unknown,
  at = '',
): { data: Out; problems?: undefined } | { data?: undefined; problems: ItemProblem[] } {
  const mismatch = new Mismatch();
  const data = read(schema, json, at, mismatch) as Out;
  return mismatch.problems.length ? { problems: mismatch.problems } : { data };
}
