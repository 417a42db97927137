import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { createApp } from '../../../demo/server/app.js';
import type { Database } from '../../../demo/server/database/database.js';
import { openPglite } from '../../../demo/server/database/pglite.js';
import { readPollLogin } from '../../../demo/server/node/poll-login-settings.js';
import { town } from '../../fixtures/town.js';
import { asPage, json, mistakes, type Fields } from '../server/helpers.js';
import { startProvider, Visitor, type RunningProvider } from './provider.js';

const elsewhere = 'https://skolan.example';
let db: Database;
let http: Server;
let provider: RunningProvider;
let app: Hono;
let origin: string;
const logged: object[] = [];

before(async () => {
  db = await openPglite();
  http = createAdaptorServer({ fetch: (request: Request) => app.fetch(request) }) as Server;
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  origin = `http://localhost:${(http.address() as AddressInfo).port}`;
  provider = await startProvider([`${origin}/api/login/callback`]);
  app = createApp({
    town: {
      ...town,
      polls: (now) => {
        const polls = town.polls(now);
        const { poll } = polls.find(({ poll: { id } }) => id === 'inloggning')!;
        return [...polls, { poll: { ...poll, id: 'andra-inloggning' }, votes: {} }];
      },
    },
    database: () => Promise.resolve(db),
    origin,
    limits: false,
    log: (entry) => logged.push(entry),
    pollLogin: {
      issuer: provider.issuer,
      clientId: 'stora',
      clientSecret: 'only for this test',
      allowInsecure: true,
      returnOrigins: [elsewhere],
    },
  });
});
after(async () => {
  await provider.close();
  http.closeAllConnections();
  http.close();
  await db.close();
});

const uuid = (): string => crypto.randomUUID();
const isBack = (address: string): boolean => address.includes('#');

/** Follows `loginUrl`, as the widget's link does. */
async function tokenOf(name: string, poll = 'inloggning'): Promise<string> {
  const address = await new Visitor(name).signIn(`${origin}/api/polls/${poll}/login`, isBack);
  return new URLSearchParams(new URL(address).hash.slice(1)).get('civic-token')!;
}

function vote(fields: Fields, poll = 'inloggning', headers = {}): Promise<Response> {
  const body = new URLSearchParams(fields as Record<string, string>);
  return fetch(`${origin}/api/polls/${poll}/votes`, { method: 'POST', body, headers, redirect: 'manual' });
}

describe('signing in to vote', () => {
  test('leads back to the poll with a token that is good for one vote', async () => {
    const poll = (await (await fetch(`${origin}/api/polls/inloggning`)).json()) as { loginUrl: string };
    assert.equal(poll.loginUrl, '/api/polls/inloggning/login');
    const visitor = new Visitor('anna');
    const address = new URL(await visitor.signIn(origin + poll.loginUrl, isBack));
    assert.equal(address.origin + address.pathname + address.search, `${origin}/fraga/inloggning`);
    assert.equal(provider.signIns, 2, 'she typed her name and gave her consent');
    const token = new URLSearchParams(address.hash.slice(1)).get('civic-token')!;

    await assertField(await vote({ choice: 'bastu', ballot: uuid() }), 'token');
    await assertField(await vote({ choice: 'bastu', ballot: uuid(), token: `${token}x` }), 'token');
    const ballot = uuid();
    const cast = await vote({ choice: 'bastu', ballot, token });
    assert.equal(cast.status, 200);
    assert.equal((await json(cast)).voters, 1);
    assert.equal((await vote({ choice: 'bastu', ballot, token })).status, 200, 'the same ballot again');
    assert.equal((await vote({ choice: 'brygga', ballot })).status, 200, 'and without the token');
    const again = await vote({ choice: 'brygga', ballot: uuid(), token });
    assert.equal(again.status, 409);
    assert.equal((await json(again)).type, 'urn:problem-type:civic:already-voted');

    const second = await vote({ choice: 'brygga', ballot: uuid(), token: await tokenOf('anna') });
    assert.equal(second.status, 409, 'whoever signs in again has voted all the same');
    assert.equal(
      (await vote({ choice: 'brygga', ballot: uuid(), token: await tokenOf('bertil') })).status,
      200,
    );
  });

  test('gives a token for one poll, and another name in each', async () => {
    const token = await tokenOf('cecilia');
    await assertField(await vote({ choice: 'bastu', ballot: uuid(), token }, 'andra-inloggning'), 'token');
    await tokenOf('cecilia', 'andra-inloggning');
    const rows = await db.query<{ hash: string; poll_id: string }>('SELECT hash, poll_id FROM poll_roll');
    const hashes = rows.filter(({ poll_id }) => poll_id.endsWith('inloggning')).map(({ hash }) => hash);
    assert.equal(new Set(hashes).size, hashes.length);
    assert.ok(hashes.length >= 4);
  });

  test('keeps nobody’s name, in rows or logs', async () => {
    await tokenOf('dagny-fran-storgatan');
    for (const table of ['poll_roll', 'poll_unused', 'poll_votes', 'poll_tallies', 'seeded', 'secrets']) {
      assert.doesNotMatch(JSON.stringify(await db.query(`SELECT * FROM ${table}`)), /dagny/i, table);
    }
    assert.doesNotMatch(JSON.stringify(logged), /dagny|anna|civic-token|code=/);
  });

  test('ten times at once is one vote', async () => {
    const token = await tokenOf('erik');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => vote({ choice: 'bastu', ballot: uuid(), token })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [200, ...Array<number>(9).fill(409)]);
  });
});

describe('the way back', () => {
  const start = (query: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${origin}/api/polls/inloggning/login${query}`, { redirect: 'manual', headers });

  test('leads to registered addresses only', async () => {
    for (const address of [
      'https://ond.example/',
      `https://ond.example/${origin}`,
      `${elsewhere}.ond.example/`,
      'javascript:alert(1)',
      'data:text/html,x',
      '//ond.example/',
      `${elsewhere}@ond.example/`,
      'http://skolan.example/',
    ]) {
      const response = await start(`?return=${encodeURIComponent(address)}`);
      assert.equal(response.status, 400, address);
      assert.equal(response.headers.get('Location'), null, address);
    }
  });

  test('can be another site of the town', async () => {
    const asked = encodeURIComponent(`${elsewhere}/val?rum=3#x`);
    const visitor = new Visitor('fanny');
    const there = await visitor.signIn(`${origin}/api/polls/inloggning/login?return=${asked}`, (address) =>
      address.startsWith(elsewhere),
    );
    assert.match(there, /^https:\/\/skolan\.example\/val\?rum=3#civic-token=[\w-]+$/);
  });

  test('is the page that the visitor came from, when that is registered', async () => {
    const back = async (referer: string): Promise<string> => {
      const response = await start('', { Referer: referer });
      assert.equal(response.status, 303);
      assert.equal(response.headers.get('Referrer-Policy'), 'no-referrer');
      const visitor = new Visitor('gun');
      return (await visitor.signIn(response.headers.get('Location')!, isBack)).split('#')[0]!;
    };
    assert.equal(await back(`${origin}/nyheter/?sida=2`), `${origin}/nyheter/?sida=2`);
    assert.equal(await back(`${elsewhere}/val`), `${elsewhere}/val`);
    assert.equal(
      await back(`${elsewhere}/`),
      `${origin}/fraga/inloggning`,
      'no more than the origin is known',
    );
    assert.equal(await back('https://ond.example/val'), `${origin}/fraga/inloggning`);
  });

  test('needs no JavaScript: the ballot is the answer', async () => {
    const page = await (await fetch(`${origin}/fraga/inloggning`, { headers: asPage })).text();
    const link = /href="([^"]+login[^"]*)"/.exec(page)?.[1];
    assert.equal(link, '/api/polls/inloggning/login?form');
    assert.doesNotMatch(page, /<form/);
    const visitor = new Visitor('harald');
    const callback = await visitor.signIn(origin + link, (address) => address.includes('/callback'));
    const ballot = await fetch(callback, { headers: asPage });
    assert.equal(ballot.status, 200);
    assert.equal(ballot.headers.get('Cache-Control'), 'no-store');
    assert.equal(ballot.headers.get('Referrer-Policy'), 'no-referrer');
    const form = await ballot.text();
    const token = /name="token" value="([^"]+)"/.exec(form)![1]!;
    const wrong = await vote({ token }, 'inloggning', asPage);
    assert.equal(wrong.status, 422);
    assert.match(await wrong.text(), new RegExp(`name="token" value="${token}"`), 'the token is not lost');
    const cast = await vote({ choice: 'bastu', token }, 'inloggning', asPage);
    assert.equal(cast.status, 303);
  });

  test('from a sign-in that was refused says so, and leads to the poll', async () => {
    const visitor = new Visitor('ingrid');
    const isCallback = (address: string): boolean => address.includes('/callback');
    const callback = await visitor.signIn(`${origin}/api/polls/inloggning/login`, isCallback, {
      refuse: true,
    });
    const page = await fetch(callback, { headers: asPage });
    assert.equal(page.status, 200);
    assert.match(await page.text(), /Du loggade inte in[^]*href="[^"]*\/fraga\/inloggning"/);
  });
});

describe('a sign-in that does not hold', () => {
  const isCallback = (address: string): boolean => address.includes('/callback');
  const callbackOf = (name: string): Promise<string> =>
    new Visitor(name).signIn(`${origin}/api/polls/inloggning/login`, isCallback);
  const open = (address: string): Promise<Response> => fetch(address, { redirect: 'manual' });

  test('is one that was used before', async () => {
    const callback = await callbackOf('jonas');
    assert.equal((await open(callback)).status, 303);
    assert.equal((await open(callback)).status, 400);
  });

  test('is one whose state is not ours, or belongs to another sign-in', async () => {
    const first = new URL(await callbackOf('karin'));
    const second = new URL(await callbackOf('lars'));
    const mixed = new URL(first);
    mixed.searchParams.set('state', second.searchParams.get('state')!);
    assert.equal((await open(mixed.href)).status, 400, 'PKCE and nonce belong to the state');
    mixed.searchParams.set('state', 'x');
    assert.equal((await open(mixed.href)).status, 400);
    mixed.searchParams.delete('state');
    assert.equal((await open(mixed.href)).status, 400);
  });

  test('is one with a provider that cannot be reached', async () => {
    const dead = createApp({
      town,
      database: () => Promise.resolve(db),
      limits: false,
      pollLogin: { issuer: 'http://127.0.0.1:9', clientId: 'stora', allowInsecure: true },
    });
    const response = await dead.request('/api/polls/inloggning/login');
    assert.equal(response.status, 502);
    assert.equal(
      (await json(response)).detail,
      'Det går inte att logga in just nu. Försök igen om en stund.',
    );
  });

  test('is one for a poll without sign-in, that is not open, or not there', async () => {
    for (const [poll, status] of [
      ['badplats', 404],
      ['nej', 404],
    ] as const) {
      assert.equal((await open(`${origin}/api/polls/${poll}/login`)).status, status);
    }
  });
});

describe('the provider in the settings', () => {
  const named = { POLL_OIDC_ISSUER: 'https://login.stora.example', POLL_OIDC_CLIENT_ID: 'omrostning' };

  test('is read from the environment', () => {
    assert.equal(readPollLogin({}), undefined);
    const settings = { ...named, POLL_RETURN_ORIGINS: 'https://a.example/x, https://b.example' };
    assert.deepEqual(readPollLogin(settings), {
      issuer: 'https://login.stora.example',
      clientId: 'omrostning',
      clientSecret: undefined,
      allowInsecure: false,
      returnOrigins: ['https://a.example', 'https://b.example'],
    });
  });

  test('must be whole, and safe', () => {
    assert.throws(
      () => readPollLogin({ ...named, POLL_OIDC_CLIENT_ID: '' }),
      /POLL_OIDC_CLIENT_ID is needed/,
    );
    assert.throws(() => readPollLogin({ ...named, POLL_OIDC_ISSUER: 'http://login.example' }), /https/);
    assert.throws(() => readPollLogin({ ...named, POLL_RETURN_ORIGINS: 'a.example' }), /POLL_RETURN_ORIGINS/);
  });
});

async function assertField(response: Response, name: string): Promise<void> {
  assert.deepEqual(Object.keys(await mistakes(response)), [name]);
}
