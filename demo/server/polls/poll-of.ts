import type { Context } from 'hono';
import { idParam } from '../http/id-param.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import type { StoredPoll } from './definition.js';

/** The poll that a route's `:id` names, as it is decided now. */
export async function pollOf(c: Context, server: Server): Promise<StoredPoll> {
  const poll = await server.counts.find(idParam(c));
  if (!poll || !(await maySee(c, server, poll))) throw Problem.notFound();
  return poll;
}

/** A draft is for whom the office gave its address. */
export async function maySee(c: Context, server: Server, poll: StoredPoll): Promise<boolean> {
  if (!poll.isDraft) return true;
  return (await server.unseal('preview', c.req.query('preview'))) === poll.id;
}

/** The address of a draft, and for how long, in minutes, it leads there. */
export async function previewPath(server: Server, pollId: string, minutes = 1440): Promise<string> {
  return `/fraga/${encodeURIComponent(pollId)}?preview=${await server.seal('preview', pollId, minutes)}`;
}
