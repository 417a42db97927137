import { Hono } from 'hono';
import { cached, cachedJson } from '../http/cached.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';

const cacheControl = 'public, max-age=60, stale-if-error=86400';

export function feedRoutes(server: Server): Hono {
  const feeds = new Map(server.town.feeds.map((feed) => [feed.id, feed]));
  const routes = new Hono();

  routes.get('/', (c) =>
    cachedJson(
      c,
      { feeds: server.town.feeds.map(({ id, title }) => ({ id, title, src: `/api/feeds/${id}` })) },
      cacheControl,
    ),
  );

  routes.get('/:id', (c) => {
    const feed = feeds.get(c.req.param('id'));
    if (!feed) throw Problem.notFound();
    const body = feed.body({ origin: server.origin(c), now: lastFullHour(server.now()) });
    return cached(c, { body, type: feed.contentType, cacheControl });
  });

  return routes;
}

function lastFullHour(now: Date): Date {
  return new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
}
