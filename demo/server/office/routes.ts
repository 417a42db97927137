import { Hono } from 'hono';
import { routePath } from 'hono/route';
import { cached } from '../http/cached.js';
import { Problem } from '../problem.js';
import { described, type Server } from '../server.js';
import { exportRoutes } from './cases/export.js';
import { officeHeaders } from './headers.js';
import { problemPage } from './page.js';
import type { OfficeEnv } from './section.js';
import { sections } from './sections.js';
import { guard } from './sign-in/guard.js';
import { providerRoutes } from './sign-in/provider.js';
import { signInRoutes } from './sign-in/routes.js';
import { endSession } from './sign-in/session.js';
import { styles } from './styles.js';

/** Everything at `/admin/`. What stands after the guard is for those who are signed in. */
export function officeRoutes(server: Server): Hono<OfficeEnv> {
  const office = new Hono<OfficeEnv>();

  office.onError((error, c) => {
    const problem = error instanceof Problem ? error : new Problem(500, 'unexpected');
    if (problem !== error) {
      const { method } = c.req;
      server.log({ level: 'error', event: 'office', method, route: routePath(c, -1), ...described(error) });
    }
    return problemPage(c, server, problem);
  });
  office.use(officeHeaders);
  office.get('/office.css', (c) =>
    cached(c, { body: styles, type: 'text/css; charset=utf-8', cacheControl: 'no-cache' }),
  );
  office.route('/', signInRoutes(server));
  if (server.office.oidc) office.route('/', providerRoutes(server, server.office.oidc));

  office.use(guard(server));
  office.get('/', (c) => {
    const first = sections.find((section) => section.allowed(c.get('member')));
    return first
      ? c.redirect(`/admin/${first.path}/`, 303)
      : problemPage(c, server, new Problem(403, 'forbidden'));
  });
  office.post('/sign-out', async (c) => {
    await endSession(c, server);
    return c.redirect('/admin/sign-in', 303);
  });
  for (const section of sections) {
    office.use(`/${section.path}/*`, async (c, next) => {
      if (!section.allowed(c.get('member'))) throw new Problem(403, 'forbidden');
      await next();
    });
    office.route(`/${section.path}/`, section.routes(server));
  }
  office.route('/', exportRoutes());
  office.all('*', (c) => {
    const { path } = c.req;
    const isPart = ['/admin', ...sections.map((section) => `/admin/${section.path}`)].includes(path);
    return isPart ? c.redirect(`${path}/`, 308) : problemPage(c, server, Problem.notFound());
  });

  return office;
}
