import type { Context } from 'hono';
import { Problem } from '../problem.js';

/** The `:id` of a route. Whatever can't be one is not found, and never reaches the database. */
export function idParam(c: Context): string {
  const id = c.req.param('id') ?? '';
  if (!/^[\p{L}\p{N}_.~-]{1,100}$/u.test(id)) throw Problem.notFound();
  return id;
}
