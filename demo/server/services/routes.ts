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

  routes.get('/', async (c) => {
    const topic = c.req.query('topic');
    const limit = Number(c.req.query('limit') || Infinity);
    let services = await allServices(await server.database());
    const lang = c.req.query('lang');
    if (lang) services = inLanguage(services, lang);
    if (topic) services = withTopic(services, topic);
    services = searchServices(services, (c.req.query('q') ?? '').slice(0, 200));
    if (limit >= 1) services = services.slice(0, limit);
    return cachedJson(c, { services }, cacheControl);
  });

  routes.get('/:id', async (c) => {
    const service = await findService(await server.database(), idParam(c));
    if (!service) throw Problem.notFound();
    return cachedJson(c, service, cacheControl);
  });

  return routes;
}
