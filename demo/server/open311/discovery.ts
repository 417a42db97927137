import { Hono } from 'hono';
import { cached } from '../http/cached.js';
import type { Server } from '../server.js';
import { contentType, formatOf, inFormat } from './format.js';

/** When what is said here last changed. */
const changed = '2026-11-22T00:00:00Z';

/** Open311 Service Discovery: where the endpoint is and what it speaks. */
export function discoveryRoutes(server: Server): Hono {
  const routes = new Hono();

  routes.get('/:file{discovery(?:\\.json|\\.xml)?}', (c) => {
    const origin = server.origin(c);
    const format = formatOf(c);
    const discovery = {
      changeset: changed,
      contact: `${server.town.name}, ${origin}/`,
      key_service: `${origin}/`,
      endpoints: [
        {
          specification: 'http://wiki.open311.org/GeoReport_v2',
          url: `${origin}/open311/v2`,
          changeset: changed,
          type: 'production',
          formats: ['text/xml', 'application/json'],
        },
      ],
    };
    return cached(c, {
      body: inFormat(format, 'discovery', discovery),
      type: contentType(format),
      cacheControl: 'public, max-age=3600',
      headers: { Vary: 'Accept' },
    });
  });

  return routes;
}
