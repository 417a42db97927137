import { Hono } from 'hono';
import { prefersHtml } from '../http/accept.js';
import { readForm } from '../http/body.js';
import { cachedJson } from '../http/cached.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { castVote } from './cast-vote.js';
import { pollTitle } from './definition.js';
import { ballotPage, votedPath } from './pages.js';
import { pollOf } from './poll-of.js';
import { allPolls } from './store.js';
import { pollView } from './view.js';
import { countVotes } from './votes.js';

/** Asked again each time: results change with every vote. */
const cacheControl = 'public, no-cache';

export function pollRoutes(server: Server): Hono {
  const routes = new Hono();

  routes.get('/', async (c) => {
    const polls = await allPolls(await server.database());
    const list = polls.map((poll) => ({
      id: poll.id,
      question: pollTitle(poll),
      src: `/api/polls/${poll.id}`,
    }));
    return cachedJson(c, { polls: list }, cacheControl);
  });

  routes.get('/:id', async (c) => {
    const db = await server.database();
    const poll = await pollOf(c, db);
    return cachedJson(c, pollView(poll, await countVotes(db, poll.id), server.now(), false), cacheControl);
  });

  routes.post('/:id/votes', async (c) => {
    server.countSend(c);
    const store = await server.store();
    const poll = await pollOf(c, store.db);
    const form = await readForm(c, { maxBytes: 64_000 });
    const forPage = prefersHtml(c);
    try {
      await castVote(store, { poll, form, now: server.now(), needsBallot: !forPage });
    } catch (error) {
      if (forPage && error instanceof Problem && error.status === 422) {
        return ballotPage(server, poll, { form, errors: error.errors });
      }
      throw error;
    }
    if (forPage) {
      return new Response(null, { status: 303, headers: { Location: await votedPath(server, poll) } });
    }
    const counted = await countVotes(store.db, poll.id);
    return c.json(pollView(poll, counted, server.now(), true), 200, { 'Cache-Control': 'no-store' });
  });

  return routes;
}
