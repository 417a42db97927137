import type { Context, MiddlewareHandler } from 'hono';
import { prefersHtml, prefersJson } from '../../http/accept.js';
import { readForm } from '../../http/body.js';
import { Problem, problemResponse } from '../../problem.js';
import type { Server } from '../../server.js';
import { csrfToken, hasToken, isOwnOrigin } from '../csrf.js';
import { officeLanguageOf } from '../language.js';
import type { OfficeEnv } from '../section.js';
import { findSession } from './session.js';
import { signInPage } from './sign-in-page.js';

const bodyLimits = { maxBytes: 5_000_000, maxFields: 2000 };

/** Lets nobody through without a session, and no POST that was not made on one of this session's own pages. */
export function guard(server: Server): MiddlewareHandler<OfficeEnv> {
  return async (c, next) => {
    const session = await findSession(c, server);
    if (!session) return toSignIn(c, server);
    c.set('server', server);
    c.set('member', session.member);
    c.set('language', officeLanguageOf(c));
    c.set('csrf', await csrfToken(server, session.hash));
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      if (!isOwnOrigin(c, server)) throw new Problem(403, 'forbidden');
      const form = await readForm(c, bodyLimits);
      if (!hasToken(form, c.get('csrf'))) throw new Problem(403, 'forbidden');
      c.set('form', form);
    }
    await next();
  };
}

/** What was typed into a form whose session is over is lost, and the page says so; a link leads on after sign-in. */
function toSignIn(c: Context, server: Server): Promise<Response> | Response {
  if (prefersJson(c)) return problemResponse(new Problem(401, 'signInFirst'), 'en');
  const { pathname, search } = new URL(c.req.url);
  const isPage = c.req.method === 'GET';
  if (isPage && prefersHtml(c)) {
    const next = pathname === '/admin/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
    return c.redirect(`/admin/sign-in${next}`, 303);
  }
  return signInPage(c, server, {
    status: 401,
    next: isPage ? pathname + search : '/admin/',
    isOver: !isPage,
  });
}

/** An address within the office to go on to. A link from elsewhere can't lead out of it. */
export function safeNext(next: string | undefined): string {
  return next && /^\/admin\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(next) && !next.startsWith('/admin/sign-')
    ? next
    : '/admin/';
}
