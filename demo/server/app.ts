import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { routePath } from 'hono/route';
import { casePages } from './cases/pages.js';
import { caseRoutes } from './cases/routes.js';
import { thanksPage } from './cases/thanks-page.js';
import { DatabaseUnavailable } from './database/database.js';
import { discovery } from './embed/discovery.js';
import { oembed } from './embed/oembed.js';
import { embedRoutes } from './embed/routes.js';
import { failure } from './failure.js';
import { FeedRelay } from './feeds/relay.js';
import { feedRoutes } from './feeds/routes.js';
import { formAt } from './forms/form-book.js';
import { formPage } from './forms/form-page.js';
import { formPages } from './forms/pages.js';
import { formRoutes } from './forms/routes.js';
import { healthRoute } from './health.js';
import { cors } from './http/cors.js';
import { officeRoutes } from './office/routes.js';
import type { AppOptions } from './options.js';
import { discoveryRoutes } from './open311/discovery.js';
import { relayRoutes } from './open311/relay.js';
import { open311Routes } from './open311/routes.js';
import { Pictures } from './pictures/pictures.js';
import { pictureRoutes } from './pictures/routes.js';
import { callbackPath, loginCallback } from './polls/login.js';
import { pollPages } from './polls/pages.js';
import { pollRoutes } from './polls/routes.js';
import { Problem } from './problem.js';
import { ratingRoutes } from './ratings/routes.js';
import { described, Server } from './server.js';
import { serviceRoutes } from './services/routes.js';
import { siteFile } from './site/site-file.js';
import { revalidated, widgetFile, widgetRoutes } from './site/widget-routes.js';

/** The whole municipality behind one `fetch`. Web standards only: it runs in Node, and in a page for tests. */
export function createApp(options: AppOptions): Hono {
  const server = new Server(options);
  const app = new Hono();
  const upstream = {
    upstream: options.upstream,
    timeout: options.upstreamTimeout ?? 10_000,
    version: server.version,
    now: server.now,
  };
  const relay = new FeedRelay({
    ...upstream,
    sources: options.sources ?? [],
    database: () => server.database(),
    log: (entry) => server.log(entry),
  });

  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('Date')) c.res.headers.set('Date', server.now().toUTCString());
  });
  for (const path of [
    '/api/*',
    '/widgets/*',
    '/embed/*',
    '/oembed',
    '/open311/*',
    '/healthz',
    '/openapi.json',
  ])
    app.use(path, cors);
  app.use(discovery(server));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        failure(c, server, new Problem(405, 'method', { headers: { Allow: methods.join(', ') } })),
    }),
  );

  app.route('/api/feeds', feedRoutes(server, relay));
  app.route('/api/pictures', pictureRoutes(server, relay, new Pictures(upstream)));
  app.route('/api/services', serviceRoutes(server));
  app.route('/api/polls', pollRoutes(server));
  app.route(callbackPath, loginCallback(server));
  app.route('/api/forms', formRoutes(server));
  app.route('/api/submissions', caseRoutes(server));
  app.route('/api/ratings', ratingRoutes(server));
  app.route('/api/open311', relayRoutes(server));
  app.route('/open311/v2', open311Routes(server));
  app.route('/open311', discoveryRoutes(server));
  app.route('/healthz', healthRoute(server));
  app.get('/openapi.json', (c) => widgetFile(c, server, 'openapi.json', revalidated));

  app.route('/admin/', officeRoutes(server));
  app.route('/fraga', pollPages(server));
  app.route('/', formPages(server));
  app.route('/arende', casePages(server));
  app.route('/tack', thanksPage(server));
  app.route('/widgets', widgetRoutes(server));
  app.route('/embed', embedRoutes(server));
  app.get('/oembed', (c) => oembed(c, server));

  app.notFound(async (c) => {
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
    const form = isRead ? await formAt(server, c.req.path) : undefined;
    if (form) return formPage(server, form);
    return (await siteFile(c, server)) ?? failure(c, server, Problem.notFound());
  });
  app.onError((error, c) => {
    if (error instanceof Problem) return failure(c, server, error);
    // The route, never the path: a path may hold a reference.
    const { method } = c.req;
    server.log({ level: 'error', event: 'request', method, route: routePath(c, -1), ...described(error) });
    if (error instanceof DatabaseUnavailable) {
      return failure(c, server, new Problem(503, 'noDatabase', { headers: { 'Retry-After': '5' } }));
    }
    return failure(c, server, new Problem(500, 'unexpected'));
  });

  return app;
}
