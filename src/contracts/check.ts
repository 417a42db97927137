import * as z from 'zod/mini';
import type { ItemProblem } from './feed.js';

function found(json: unknown, path: readonly PropertyKey[]): string {
  let value: unknown = json;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  if (value === undefined) return 'nothing';
  try {
    return (JSON.stringify(value) ?? typeof value).slice(0, 60);
  } catch {
    // Nested deeper than the engine goes.
    return typeof value;
  }
}

/**
 * What a schema makes of a document, or what is wrong with it as path, expected and found.
 * @param at path of the document itself, e.g. `items[3]`
 */
export function check<Out>(
  schema: z.ZodMiniType<Out>,
  json: unknown,
  at = '',
): { data: Out; problems?: undefined } | { data?: undefined; problems: ItemProblem[] } {
  const result = z.safeParse(schema, json);
  if (result.success) return { data: result.data };
  const problems = result.error.issues.map((issue) => ({
    path: issue.path.reduce<string>(
      (text, key) => text + (typeof key === 'number' ? `[${key}]` : `${text && '.'}${String(key)}`),
      at,
    ),
    expected: 'expected' in issue ? String(issue.expected) : issue.message || issue.code,
    found: found(json, issue.path),
  }));
  return { problems };
}
