import type { Context } from 'hono';
import type { Database } from '../database/database.js';
import { idParam } from '../http/id-param.js';
import { Problem } from '../problem.js';
import type { StoredPoll } from './definition.js';
import { findPoll } from './store.js';

/** The poll that a route's `:id` names. */
export async function pollOf(c: Context, db: Database): Promise<StoredPoll> {
  const poll = await findPoll(db, idParam(c));
  if (!poll) throw Problem.notFound();
  return poll;
}
