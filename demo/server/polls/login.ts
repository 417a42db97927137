import type { Context } from 'hono';
import { Hono } from 'hono';
import { toBase64Url } from '../base64url.js';
import { keyedHash } from '../database/secret.js';
import { pageLanguage } from '../http/accept.js';
import { markup } from '../markup.js';
import { messagesIn } from '../messages.js';
import { OidcError, type OidcChecks, type OidcClient, type OidcProvider } from '../oidc/provider.js';
import { Problem } from '../problem.js';
import { described, type Server } from '../server.js';
import { pageHeaders, privateHeaders } from '../site/headers.js';
import { pageResponse } from '../site/pages.js';
import { pollState, pollTitle, type StoredPoll } from './definition.js';
import { makeToken, subjectHash } from './login-token.js';
import { ballotPage } from './pages.js';
import { pollOf } from './poll-of.js';
import { grantOnce } from './roll.js';
import { findPoll } from './store.js';

/** The provider with which residents sign in to polls of the policy `login`. */
export interface PollLogin extends OidcClient {
  /** Origins beside the town's own whose pages residents may come back to. */
  returnOrigins?: readonly string[];
}

/** Where the provider sends people back to; it has to have this address registered. */
export const callbackPath = '/api/login/callback';
/** Minutes that somebody may take to sign in. */
const patience = 15;
const longestReturn = 1000;

/** What a sign-in is for. It travels through the provider as `state`, sealed. */
interface Errand {
  poll: string;
  /** Where to go with the token; without it, the ballot is the answer, for pages without JavaScript. */
  back?: string;
}

/** `/api/polls/:id/login`: a full-page redirect to the provider. */
export async function startLogin(c: Context, server: Server): Promise<Response> {
  const poll = await pollOf(c, server);
  const { login } = server;
  if (poll.ballotPolicy !== 'login') throw Problem.notFound();
  if (!login) throw new Problem(501, 'login', { kind: 'login' });
  server.countSend(c);
  const state = pollState(poll, server.now());
  if (state === 'upcoming') throw new Problem(409, 'pollNotOpen', { kind: 'poll-not-open' });
  if (state === 'closed') throw new Problem(409, 'pollClosed', { kind: 'poll-closed' });
  const errand: Errand = { poll: poll.id };
  if (c.req.query('form') === undefined) errand.back = returnAddress(c, server, poll);
  const checks = await checksOf(server, await server.seal('login', JSON.stringify(errand), patience));
  try {
    return redirect(await login.provider.signInUrl(server.origin(c) + callbackPath, checks));
  } catch (error) {
    throw failed(server, error);
  }
}

/** Where the provider sends people back to. */
export function loginCallback(server: Server): Hono {
  const routes = new Hono();

  routes.get('/', async (c) => {
    const { login } = server;
    if (!login) throw Problem.notFound();
    server.countSend(c);
    const state = c.req.query('state');
    const sealed = await server.unseal('login', state);
    // Too old, or not ours: there is nobody to send back, and nowhere.
    if (state === undefined || sealed === undefined) throw new Problem(400, 'loginExpired');
    const errand = JSON.parse(sealed) as Errand;
    const { db } = await server.store();
    const poll = await findPoll(db, errand.poll);
    if (!poll || poll.isDraft) throw Problem.notFound();
    try {
      const address = server.origin(c) + callbackPath + new URL(c.req.url).search;
      const person = await login.provider.personOf(address, await checksOf(server, state));
      const hash = await subjectHash(server, poll.id, person);
      await grantOnce(db, poll.id, hash);
      const token = await makeToken(server, poll.id, hash);
      if (errand.back === undefined) return await ballotPage(server, poll, { token });
      return redirect(`${errand.back}#civic-token=${encodeURIComponent(token)}`);
    } catch (error) {
      if (error instanceof OidcError && error.failure === 'denied') return deniedPage(server, poll, errand);
      throw failed(server, error);
    }
  });

  return routes;
}

/**
 * What somebody has to come back with is worked out from the sealed `state`, so nothing is kept anywhere, and no cookie
 * set. The nonce and the verifier can't be guessed from it without the server's key.
 */
async function checksOf(server: Server, state: string): Promise<OidcChecks> {
  const { secret } = await server.store();
  const derived = async (purpose: string): Promise<string> =>
    toBase64Url(await keyedHash(secret, `login-${purpose}`, state));
  return { state, nonce: await derived('nonce'), verifier: await derived('verifier') };
}

/** The page that asked, if residents may come back to it; else the poll's own. Without a fragment: ours takes its place. */
function returnAddress(c: Context, server: Server, poll: StoredPoll): string {
  const origin = server.origin(c);
  const own = new URL(`/fraga/${encodeURIComponent(poll.id)}`, origin);
  const allowed = new Set([origin, ...server.login!.returnOrigins]);
  const asked = c.req.query('return');
  if (asked !== undefined) {
    const url = URL.canParse(asked, origin) ? new URL(asked, origin) : undefined;
    if (!url || !allowed.has(url.origin) || url.href.length > longestReturn) {
      throw new Problem(400, 'returnAddress');
    }
    return withoutFragment(url);
  }
  const from = c.req.header('Referer');
  const page = from !== undefined && URL.canParse(from) ? new URL(from) : own;
  // A page of another origin often says no more than that; its front page is not where the ballot was.
  const isKnown = allowed.has(page.origin) && (page.origin === origin || page.pathname !== '/');
  return withoutFragment(isKnown && page.href.length <= longestReturn ? page : own);
}

function withoutFragment(url: URL): string {
  url.hash = '';
  url.username = '';
  url.password = '';
  return url.href;
}

function redirect(location: string): Response {
  const headers = { ...pageHeaders, ...privateHeaders, Location: location };
  return new Response(null, { status: 303, headers });
}

function failed(server: Server, error: unknown): unknown {
  if (!(error instanceof OidcError)) return error;
  const { failure, cause } = error;
  server.log({ level: 'warn', event: 'poll-login', failure, ...described(cause) });
  return failure === 'unreachable'
    ? new Problem(502, 'providerFailed', { headers: { 'Retry-After': '60' } })
    : new Problem(400, 'loginExpired');
}

/** Somebody who would rather not sign in is shown the way back. */
function deniedPage(server: Server, poll: StoredPoll, errand: Errand): Promise<Response> {
  const language = pageLanguage(poll.language);
  const { page } = messagesIn(language);
  return pageResponse(server, {
    title: pollTitle(poll),
    lang: language,
    headers: privateHeaders,
    main: markup`<div class="page">
      <h1>${page.notSignedIn}</h1>
      <p><a href="${errand.back ?? `/fraga/${poll.id}`}">${page.backToPoll}</a></p>
    </div>`,
  });
}

/** The provider at work, as the server has it. */
export interface ReadyLogin {
  provider: OidcProvider;
  returnOrigins: readonly string[];
}
