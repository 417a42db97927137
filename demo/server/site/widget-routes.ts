import { Hono, type Context } from 'hono';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { assetResponse } from './asset-response.js';

const immutable = 'public, max-age=31536000, immutable';
export const revalidated = 'public, no-cache';

/** The built files, with the headers that a CDN must send for other sites' pages. */
export function widgetRoutes(server: Server): Hono {
  const routes = new Hono();
  const major = server.version.split('.')[0]!;

  routes.get('/:path{.+}', (c) => {
    const path = c.req.param('path');
    const [first = '', ...rest] = path.split('/');
    if (first === server.version) return widgetFile(c, server, rest.join('/'), immutable);
    return widgetFile(c, server, first === major ? rest.join('/') : path, revalidated);
  });

  return routes;
}

export async function widgetFile(
  c: Context,
  server: Server,
  file: string,
  cacheControl: string,
): Promise<Response> {
  const asset = await server.asset(`/widgets/${file}`);
  if (!asset) throw new Problem(404, 'notBuilt');
  return assetResponse(c, asset, {
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': cacheControl,
  });
}
