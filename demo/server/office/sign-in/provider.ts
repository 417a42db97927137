import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { newChecks, OidcError, OidcProvider, type OidcChecks, type OidcPerson } from '../../oidc/provider.js';
import { described, type Server } from '../../server.js';
import { addAccount, findAccount, findAccountByEmail, setRights } from '../accounts/store.js';
import { keepAudit } from '../audit/store.js';
import { roles, type Role } from '../member.js';
import type { OfficeProvider } from '../options.js';
import { safeNext } from './guard.js';
import { isSecure, startSession } from './session.js';
import { signInPage } from './sign-in-page.js';

const cookie = 'civic-office-provider';
const minutes = 10;

interface Rights {
  roles: readonly Role[];
  departments: readonly string[];
}

interface Kept extends OidcChecks {
  next: string;
}

/** Sign-in with the town's OpenID Connect provider: there, and back to `/admin/sign-in/back`. */
export function providerRoutes(server: Server, settings: OfficeProvider): Hono {
  const routes = new Hono();
  const provider = new OidcProvider(settings);

  routes.get('/sign-in/provider', async (c) => {
    const checks: Kept = { ...newChecks(), next: safeNext(c.req.query('next')) };
    try {
      const url = await provider.signInUrl(
        `${server.origin(c)}/admin/sign-in/back`,
        checks,
        `openid email${settings.scope ? ` ${settings.scope}` : ''}`,
      );
      setCookie(c, cookie, await server.seal('office-provider', JSON.stringify(checks), minutes), {
        path: '/admin/sign-in',
        httpOnly: true,
        // The way back is a link from another site.
        sameSite: 'Lax',
        secure: isSecure(c, server),
        maxAge: minutes * 60,
      });
      return c.redirect(url, 303);
    } catch (error) {
      server.log({ level: 'error', event: 'office-provider', ...described(error) });
      return signInPage(c, server, { status: 502, next: checks.next, mistake: 'providerFailed' });
    }
  });

  routes.get('/sign-in/back', async (c) => {
    const kept = await server.unseal('office-provider', getCookie(c, cookie));
    deleteCookie(c, cookie, { path: '/admin/sign-in', secure: isSecure(c, server) });
    if (kept === undefined) return signInPage(c, server, { status: 422, mistake: 'providerFailed' });
    const { next, ...checks } = JSON.parse(kept) as Kept;
    const { search } = new URL(c.req.url);
    let person: OidcPerson;
    try {
      const address = `${server.origin(c)}/admin/sign-in/back${search}`;
      person = await provider.personOf(address, checks, { userInfo: true });
    } catch (error) {
      if (!(error instanceof OidcError)) throw error;
      server.log({ level: 'error', event: 'office-provider', failure: error.failure });
      return signInPage(c, server, { status: 422, next, mistake: 'providerFailed' });
    }
    const name = await accountFor(server, settings, person);
    if (name === undefined) return signInPage(c, server, { status: 403, next, mistake: 'noAccount' });
    await startSession(c, server, name);
    const entry = { actor: name, action: 'signed-in', detail: 'provider' };
    await keepAudit(await server.database(), entry, server.now());
    return c.redirect(next, 303);
  });

  return routes;
}

/** The account with the person's verified address; else one of their own, with what their groups may do now. */
async function accountFor(
  server: Server,
  settings: OfficeProvider,
  { issuer, subject, claims }: OidcPerson,
): Promise<string | undefined> {
  const db = await server.database();
  const { email, email_verified: isVerified } = claims;
  if (typeof email === 'string' && isVerified === true) {
    const account = await findAccountByEmail(db, email.toLowerCase());
    if (account) return account.disabled ? undefined : account.name;
  }
  const granted = grantedTo(settings, claims[settings.groupClaim ?? 'groups']);
  if (!granted) return undefined;
  // No name that somebody could choose: an account is disabled by it.
  const name = `${subject}@${new URL(issuer).hostname}`.toLowerCase();
  const known = await findAccount(db, name);
  if (known?.disabled) return undefined;
  if (known) await setRights(db, { name, email: known.email, ...granted });
  else await addAccount(db, { name, hash: null, email: null, ...granted }, server.now());
  return name;
}

function grantedTo({ groups = {} }: OfficeProvider, claim: unknown): Rights | undefined {
  const own = (Array.isArray(claim) ? claim : []).flatMap((group: unknown) => {
    const rights = typeof group === 'string' && Object.hasOwn(groups, group) ? groups[group] : undefined;
    return rights ? [rights] : [];
  });
  const given = roles.filter((role: Role) => own.some((rights) => rights.roles.includes(role)));
  if (given.length === 0) return undefined;
  return { roles: given, departments: [...new Set(own.flatMap(({ departments }) => departments))] };
}
