import type { ItemProblem } from './feed.js';

/**
 * A schema as scripts/build/contracts.mjs compiles it: an object of members, the name of a simple type, a list that
 * begins with its kind, or 0 for the text that may be missing, which is what most members are.
 */
export type Compiled = 0 | string | readonly unknown[] | { readonly [member: string]: Compiled };

function read(schema: Compiled, value: unknown, path: string, problems: ItemProblem[]): unknown {
  const wrong = (expected: string): undefined => {
    let found = value === undefined ? 'nothing' : typeof value;
    try {
      found = JSON.stringify(value)?.slice(0, 60) ?? found;
    } catch {
      // Nested deeper than the engine goes.
    }
    problems.push({ path, expected, found });
  };
  const [kind, inner, ...more] = [schema || ['?', 'string']].flat() as [string, Compiled, ...unknown[]];
  switch (kind) {
    case 'unknown':
      return value;
    case 'string':
    case 'number':
    case 'boolean': {
      if (kind === 'number' ? !Number.isFinite(value) : typeof value !== kind) return wrong(kind);
      const size = kind === 'string' ? (value as string).length : Number(value);
      return size < Number(inner) ? wrong(`at least ${Number(inner)}`) : value;
    }
    case '?':
    case 'optional':
    case 'nullable':
      if ((value === undefined && kind !== 'nullable') || (value === null && kind !== 'optional'))
        return value;
      return read(inner, value, path, problems);
    case 'default':
      return value === undefined ? more[0] : read(inner, value, path, problems);
    case 'enum':
      return [inner, ...more].includes(value) ? value : wrong(`one of ${[inner, ...more].join(', ')}`);
    case 'union':
      for (const option of [inner, ...more] as Compiled[]) {
        const attempt: ItemProblem[] = [];
        const found = read(option, value, path, attempt);
        if (!attempt.length) return found;
      }
      return wrong('another type');
    case '[]':
      if (!Array.isArray(value)) return wrong('array');
      if (value.length < Number(more[0])) wrong(`at least ${Number(more[0])} of them`);
      return value.map((each, i) => read(inner, each, `${path}[${i}]`, problems));
  }
  if (typeof value !== 'object' || !value || Array.isArray(value)) return wrong('object');
  const own = new Map(Object.entries(value));
  const members =
    kind === 'record' ? [...own.keys()].map((key) => [key, inner] as const) : Object.entries(schema);
  const found = members.map(([key, member]) => {
    return [key, read(member as Compiled, own.get(key), path ? `${path}.${key}` : key, problems)] as const;
  });
  return Object.fromEntries(found.filter(([key, each]) => each !== undefined || own.has(key)));
}

/** `check` of the one script: the same answers as zod's, from what zod's schemas were compiled to. */
export function check<Out>(
  schema: Compiled,
  json: unknown,
  at = '',
): { data: Out; problems?: undefined } | { data?: undefined; problems: ItemProblem[] } {
  const problems: ItemProblem[] = [];
  const data = read(schema, json, at, problems) as Out;
  return problems.length ? { problems } : { data };
}
