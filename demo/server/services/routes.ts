import { Hono } from 'hono';
import { cachedJson } from '../http/cached.js';
import { idParam } from '../http/id-param.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { inLanguage, searchServices, withTopic } from './search.js';
import { allServices, findService } from './store.js';

const cacheControl = 'public, max-age=60, stale-if-error=86400';

export function serviceRoutes(server: Server): Hono {
  const routes = new Hono();

  /** `q`, `topic`, `lang`; `limit` and `offset` page, and `Link` leads to the next page. */
  routes.get('/', async (c) => {
    const topic = c.req.query('topic');
    const lang = c.req.query('lang');
    let services = await allServices(await server.database());
    if (lang) services = inLanguage(services, lang);
    if (topic) services = withTopic(services, topic);
    services = searchServices(services, (c.req.query('q') ?? '').slice(0, 200));
    const total = services.length;
    const offset = whole(c.req.query('offset'), 0);
    const end = offset + whole(c.req.query('limit'), 1, Infinity);
    const response = await cachedJson(c, { services: services.slice(offset, end), total }, cacheControl);
    if (end < total) {
      const next = new URL(c.req.url);
      next.searchParams.set('offset', String(end));
      response.headers.set('Link', `<${next.pathname}${next.search}>; rel="next"`);
    }
    return response;
  });

  routes.get('/:id', async (c) => {
    const service = await findService(await server.database(), idParam(c));
    if (!service) throw Problem.notFound();
    return cachedJson(c, service, cacheControl);
  });

  return routes;
}

function whole(text: string | undefined, least: number, otherwise = least): number {
  const number = Math.trunc(Number(text || NaN));
  return number >= least ? number : otherwise;
}
