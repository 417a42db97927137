import { Hono } from 'hono';
import { isPictureHidden } from '../feeds/hidden.js';
import type { FeedRelay } from '../feeds/relay.js';
import { cached } from '../http/cached.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { readPicturePath } from './address.js';
import type { Pictures } from './pictures.js';

/** Whatever comes is a picture and can do nothing, whoever opens it and however. */
const headers = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'cross-origin',
};
const longestToken = 8000;

/** The pictures of other servers' feeds, so that a visitor's browser asks this server only. */
export function pictureRoutes(server: Server, relay: FeedRelay, pictures: Pictures): Hono {
  const routes = new Hono();

  routes.get('/:token', async (c) => {
    const token = c.req.param('token');
    if (relay.sources.length === 0 || token.length > longestToken) throw Problem.notFound();
    const { db, secret } = await server.store();
    const remote = await readPicturePath(secret, token);
    if (!remote || !relay.find(remote.feedId)) throw Problem.notFound();
    if (await isPictureHidden(db, remote.feedId, remote.url)) throw Problem.notFound();
    const { type, content } = await pictures.get(remote.url, () => server.countPicture(c));
    return cached(c, { body: content, type, cacheControl: 'public, max-age=86400, immutable', headers });
  });

  return routes;
}
