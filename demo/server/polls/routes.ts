import { Hono } from 'hono';
import { prefersHtml } from '../http/accept.js';
import { readForm } from '../http/body.js';
import { cachedJson } from '../http/cached.js';
import { idParam } from '../http/id-param.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { castVote } from './cast-vote.js';
import { pollTitle } from './definition.js';
import { startLogin } from './login.js';
import { ballotPage, votedPath } from './pages.js';
import { maySee, pollOf } from './poll-of.js';
import { allPolls } from './store.js';
import { pollView } from './view.js';

/** Browsers ask again each time, because results change; what stands in front of the server asks once a second. */
const cacheControl = 'public, max-age=0, must-revalidate, s-maxage=1';

export function pollRoutes(server: Server): Hono {
  const routes = new Hono();
  const { counts } = server;
  const view = (voted: boolean) => ({ now: server.now(), voted, canSignIn: server.login !== undefined });

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
    const counted = await counts.read(idParam(c));
    if (!counted || !(await maySee(c, server, counted.poll))) throw Problem.notFound();
    return cachedJson(c, pollView(counted, view(false)), counted.poll.isDraft ? 'no-store' : cacheControl);
  });

  routes.get('/:id/login', (c) => startLogin(c, server));

  routes.post('/:id/votes', async (c) => {
    const poll = await pollOf(c, server);
    if (poll.isDraft) throw Problem.notFound();
    const form = await readForm(c, { maxBytes: 64_000 });
    const forPage = prefersHtml(c);
    try {
      await castVote(server, { poll, form, needsBallot: !forPage, count: () => server.countSend(c) });
    } catch (error) {
      if (forPage && error instanceof Problem && error.status === 422) {
        return ballotPage(server, poll, { sent: { form, errors: error.errors } });
      }
      throw error;
    }
    const counted = await counts.readAnew(poll.id);
    if (forPage) {
      return new Response(null, { status: 303, headers: { Location: await votedPath(server, poll) } });
    }
    return c.json(pollView(counted!, view(true)), 200, { 'Cache-Control': 'no-store' });
  });

  return routes;
}
