import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { routePath } from 'hono/route';
import { casePages } from './cases/pages.js';
import { caseRoutes } from './cases/routes.js';
import { thanksPage } from './cases/thanks-page.js';
import { failure } from './failure.js';
import { FeedRelay } from './feeds/relay.js';
import { feedRoutes } from './feeds/routes.js';
import { formPages } from './forms/pages.js';
import { formRoutes } from './forms/routes.js';
import { healthRoute } from './health.js';
import { cors } from './http/cors.js';
import type { AppOptions } from './options.js';
import { Pictures } from './pictures/pictures.js';
import { pictureRoutes } from './pictures/routes.js';
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
  for (const path of ['/api/*', '/widgets/*', '/healthz', '/openapi.json']) app.use(path, cors);
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
  app.route('/api/forms', formRoutes(server));
  app.route('/api/submissions', caseRoutes(server));
  app.route('/api/ratings', ratingRoutes(server));
  app.route('/healthz', healthRoute(server));
  app.get('/openapi.json', (c) => widgetFile(c, server, 'openapi.json', revalidated));

  app.route('/fraga', pollPages(server));
  app.route('/', formPages(server));
  app.route('/arende', casePages(server));
  app.route('/tack', thanksPage(server));
  app.route('/widgets', widgetRoutes(server));

  app.notFound(async (c) => (await siteFile(c, server)) ?? failure(c, server, Problem.notFound()));
  app.onError((error, c) => {
    if (error instanceof Problem) return failure(c, server, error);
    // The route, never the path: a path may hold a reference.
    const { method } = c.req;
    server.log({ level: 'error', event: 'request', method, route: routePath(c, -1), ...described(error) });
    return failure(c, server, new Problem(500, 'unexpected'));
  });

  return app;
}
