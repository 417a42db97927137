import { Hono, type Context } from 'hono';
import { cached, cachedJson } from '../http/cached.js';
import { picturePath } from '../pictures/address.js';
import { Problem } from '../problem.js';
import { described, type Server } from '../server.js';
import { readDocument } from './copies.js';
import { type Hidden, hiddenOf } from './hidden.js';
import { writeOwn } from './own.js';
import type { FeedRelay } from './relay.js';
import type { FeedSource } from './source.js';
import { viewOf } from './view.js';

const cacheControl = 'public, max-age=60, stale-if-error=86400';
const relayedCacheControl = 'public, max-age=60, stale-while-revalidate=600';

export function feedRoutes(server: Server, relay: FeedRelay): Hono {
  const feeds = new Map(server.town.feeds.map((feed) => [feed.id, feed]));
  const titles = new Map([
    ...server.town.feeds.map(({ id, title }) => [id, title] as const),
    ...relay.sources.map(({ id, title }) => [id, title ?? id] as const),
  ]);
  /** The last answer of each source, by what it was made of. */
  const written = new Map<string, { from: string; body: string }>();
  const known = new Map<string, Hidden>();
  const routes = new Hono();

  routes.get('/', (c) =>
    cachedJson(
      c,
      { feeds: [...titles].map(([id, title]) => ({ id, title, src: `/api/feeds/${id}` })) },
      cacheControl,
    ),
  );

  routes.get('/:id', async (c) => {
    const id = c.req.param('id');
    const source = relay.find(id);
    if (source) return relayed(c, source);
    const feed = feeds.get(id);
    if (!feed) throw Problem.notFound();
    const hidden = await hiddenOfOwn(id);
    const context = { origin: server.origin(c), now: lastFullHour(server.now()) };
    return cached(c, { ...writeOwn(feed, context, hidden), cacheControl });
  });

  /** The town's own news go on while the database does not: without what was hidden when it last answered. */
  async function hiddenOfOwn(id: string): Promise<Hidden> {
    try {
      const hidden = await hiddenOf(await server.database(), id);
      known.set(id, hidden);
      return hidden;
    } catch (error) {
      server.log({ level: 'warn', event: 'feed', feed: id, ...described(error) });
      return known.get(id) ?? { isFeedHidden: false, posts: [] };
    }
  }

  async function relayed(c: Context, source: FeedSource): Promise<Response> {
    const { db, secret } = await server.store();
    const hidden = await hiddenOf(db, source.id);
    const state = hidden.isFeedHidden ? undefined : await relay.current(source);
    const origin = server.origin(c);
    const from = JSON.stringify([origin, state?.revision, hidden]);
    let answer = written.get(source.id);
    if (answer?.from !== from) {
      const sign = async (url: string): Promise<string> =>
        origin + (await picturePath(secret, { feedId: source.id, url }));
      const document = state && (await readDocument(db, source));
      answer = { from, body: JSON.stringify(await viewOf(source, document, hidden, sign)) };
      written.set(source.id, answer);
    }
    return cached(c, {
      body: answer.body,
      type: 'application/feed+json',
      cacheControl: relayedCacheControl,
      headers: state ? ageHeaders(state.copy, server.now()) : {},
    });
  }

  return routes;
}

/** The answer is as old as the copy, so it is dated then: `Date` and `Age` together say what time it is now. */
function ageHeaders(
  { fetched, changed }: { fetched: Date; changed: Date },
  now: Date,
): Record<string, string> {
  const second = 1000;
  const age = Math.max(0, Math.floor(now.getTime() / second) - Math.floor(fetched.getTime() / second));
  return {
    Date: fetched.toUTCString(),
    Age: String(age),
    'Last-Modified': changed.toUTCString(),
  };
}

function lastFullHour(now: Date): Date {
  return new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
}
