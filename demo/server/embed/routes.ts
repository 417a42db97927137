import { Hono } from 'hono';
import type { Server } from '../server.js';
import { assetResponse } from '../site/asset-response.js';
import { framePage, frameStyles } from './frame-page.js';

export function embedRoutes(server: Server): Hono {
  const routes = new Hono();

  routes.get('/frame.css', (c) =>
    assetResponse(
      c,
      { body: frameStyles, type: 'text/css; charset=utf-8' },
      {
        'Cache-Control': 'public, no-cache',
        'Cross-Origin-Resource-Policy': 'cross-origin',
      },
    ),
  );
  routes.get('/:widget', (c) => framePage(c, server));

  return routes;
}
