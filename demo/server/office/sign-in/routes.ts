import { Hono, type Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { readForm, textOf } from '../../http/body.js';
import { Problem } from '../../problem.js';
import type { Server } from '../../server.js';
import { accountName, passwordHashOf } from '../accounts/store.js';
import { keepAudit } from '../audit/store.js';
import { isOwnOrigin } from '../csrf.js';
import { languageCookie, readLanguage } from '../language.js';
import { countAttempt, forgetAttempt } from './attempts.js';
import { safeNext } from './guard.js';
import { isSecure, startSession } from './session.js';
import { signInPage } from './sign-in-page.js';

const bodyLimits = { maxBytes: 10_000, maxFields: 10 };
const year = 365 * 24 * 60 * 60;

/** What can be done without a session: beginning one, and choosing a language. */
export function signInRoutes(server: Server): Hono {
  const routes = new Hono();

  routes.get('/sign-in', (c) => signInPage(c, server, { next: safeNext(c.req.query('next')) }));

  routes.post('/sign-in', async (c) => {
    const form = await ownForm(c, server);
    const name = accountName(textOf(form, 'name') ?? '').slice(0, 100);
    const next = safeNext(textOf(form, 'next'));
    const { passwords } = server.office;
    if (!passwords) throw Problem.notFound();
    const attempt = { account: name, address: server.addressOf(c) };
    const wait = await countAttempt(server, attempt);
    if (wait !== undefined) {
      const page = signInPage(c, server, { status: 429, next, name, wait });
      page.headers.set('Retry-After', String(wait));
      return page;
    }
    const db = await server.database();
    const hash = await passwordHashOf(db, name);
    // A cost of its own: nobody has a password that is longer.
    const password = (textOf(form, 'password') ?? '').slice(0, 1000);
    if (!(await passwords.verify(password, hash))) {
      return signInPage(c, server, { status: 422, next, name, mistake: 'wrong' });
    }
    await forgetAttempt(server, attempt);
    await startSession(c, server, name);
    await keepAudit(db, { actor: name, action: 'signed-in' }, server.now());
    return c.redirect(next, 303);
  });

  routes.post('/language', async (c) => {
    const form = await ownForm(c, server);
    const language = readLanguage(textOf(form, 'language'));
    if (language) {
      setCookie(c, languageCookie, language, {
        path: '/admin',
        sameSite: 'Lax',
        httpOnly: true,
        maxAge: year,
        secure: isSecure(c, server),
      });
    }
    const next = textOf(form, 'next');
    return c.redirect(next?.startsWith('/admin/sign-in') ? signInAgain(next) : safeNext(next), 303);
  });

  return routes;
}

/** Without a session there is no token that a page could hold: where it was sent from has to do. */
function ownForm(c: Context, server: Server): Promise<FormData> {
  if (!isOwnOrigin(c, server)) throw new Problem(403, 'forbidden');
  return readForm(c, bodyLimits);
}

function signInAgain(page: string): string {
  const next = safeNext(new URLSearchParams(page.split('?')[1]).get('next') ?? undefined);
  return next === '/admin/' ? '/admin/sign-in' : `/admin/sign-in?next=${encodeURIComponent(next)}`;
}
