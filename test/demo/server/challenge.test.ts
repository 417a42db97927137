import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Challenge } from 'altcha-lib/types';
import type { Town } from '../../../demo/server/seed/town.js';
import { town as village } from '../../fixtures/town.js';
import { asPage, json, mistakes, post, testServer, type Fields, type TestServer } from './helpers.js';

const town: Town = {
  ...village,
  forms: village.forms.map((form) =>
    form.id === 'synpunkt' ? { ...form, challengeUrl: '/api/forms/synpunkt/challenge' } : form,
  ),
};
const good = { area: 'gata', message: 'En grop.' };
const path = '/api/forms/synpunkt/submissions';

/** The library goes by the machine's clock, so this server does too. */
let offset = 0;
const now = (): Date => new Date(Date.now() + offset);
let server: TestServer;
before(async () => (server = await testServer({ town, now, challenge: { cost: 1, leastSeconds: 0 } })));
after(() => server.close());

async function challengeOf(from: TestServer = server): Promise<Challenge> {
  const response = await from.app.request('/api/forms/synpunkt/challenge');
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('Cache-Control'), 'no-store');
  assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
  return (await response.json()) as Challenge;
}

/** As the library's own widget sends it. */
async function solved(from: TestServer = server): Promise<string> {
  const challenge = await challengeOf(from);
  const solution = await solveChallenge({ challenge, deriveKey });
  assert.ok(solution);
  return btoa(JSON.stringify({ challenge, solution }));
}

const uuid = (): string => crypto.randomUUID();
const send = (fields: Fields, headers = {}): Promise<Response> => post(server.app, path, fields, headers);

async function count(): Promise<number> {
  const [row] = await server.db.query<{ count: number }>('SELECT count(*)::integer FROM submissions');
  return row!.count;
}

describe('a form with a proof of work', () => {
  test('says where the challenge is, and a form without has none', async () => {
    const form = (await (await server.app.request('/api/forms/synpunkt')).json()) as Record<string, unknown>;
    assert.equal(form.challengeUrl, '/api/forms/synpunkt/challenge');
    assert.equal((await server.app.request('/api/forms/allt/challenge')).status, 404);
    assert.equal((await server.app.request('/api/forms/nej/challenge')).status, 404);
  });

  test('gives out what the library calls a challenge: PBKDF2, a zero byte, an end', async () => {
    const { parameters, signature } = await challengeOf();
    assert.equal(parameters.algorithm, 'PBKDF2/SHA-256');
    assert.equal(parameters.keyPrefix, '00');
    assert.equal(parameters.cost, 1);
    assert.ok(parameters.expiresAt! > Date.now() / 1000 + 60);
    assert.match(signature!, /^[0-9a-f]{64}$/);
  });

  test('takes a solution once', async () => {
    const altcha = await solved();
    const before = await count();
    assert.equal((await send({ ...good, altcha, submission: uuid() })).status, 201);
    const again = await mistakes(await send({ ...good, altcha, submission: uuid() }));
    assert.match(again.altcha!, /redan skickat/);
    assert.equal(await count(), before + 1);
  });

  test('of two at once with one solution takes one', async () => {
    const altcha = await solved();
    const before = await count();
    const statuses = await Promise.all(
      Array.from({ length: 5 }, async () => (await send({ ...good, altcha, submission: uuid() })).status),
    );
    assert.deepEqual(statuses.sort(), [201, 422, 422, 422, 422]);
    assert.equal(await count(), before + 1);
  });

  test('gives a repeated submission its first answer, also with a spent solution, or none', async () => {
    const submission = uuid();
    const altcha = await solved();
    const first = await json(await send({ ...good, altcha, submission }));
    for (const fields of [
      { ...good, altcha, submission },
      { submission },
      { submission, altcha: 'nonsense' },
    ]) {
      const again = await send(fields);
      assert.equal(again.status, 201);
      assert.deepEqual(await json(again), first);
    }
  });

  test('does not spend it on a form that has to be corrected', async () => {
    const altcha = await solved();
    assert.equal((await send({ area: 'nej', message: '', altcha, submission: uuid() })).status, 422);
    assert.equal((await send({ ...good, altcha, submission: uuid() })).status, 201);
  });

  test('refuses none, a wrong one, another form’s and what is no solution, and says where to get one', async () => {
    const before = await count();
    const missing = await send({ ...good });
    const problem = (await missing.clone().json()) as Record<string, unknown>;
    assert.equal(problem.type, 'urn:problem-type:civic:challenge');
    assert.equal(problem.challengeUrl, '/api/forms/synpunkt/challenge');
    assert.match((await mistakes(missing)).altcha!, /robot/);

    const challenge = await challengeOf();
    const solution = (await solveChallenge({ challenge, deriveKey }))!;
    const asSent = (value: unknown): string => btoa(JSON.stringify(value));
    const { parameters, signature } = challenge;
    const wrong = [
      asSent({ challenge, solution: { ...solution, derivedKey: `00${'ab'.repeat(31)}` } }),
      asSent({ challenge, solution: { ...solution, counter: -1 } }),
      asSent({ challenge: { parameters: { ...parameters, cost: 1, keyPrefix: '0' }, signature }, solution }),
      asSent({
        challenge: { parameters: { ...parameters, data: { purpose: 'allt', issued: 1 } }, signature },
        solution,
      }),
      asSent({ challenge: { parameters: { ...parameters, expiresAt: 9_999_999_999 }, signature }, solution }),
      asSent({ challenge: { parameters, signature: '0'.repeat(64) }, solution }),
      asSent({ challenge: { parameters }, solution }),
      asSent({ challenge: null, solution: null }),
      asSent(null),
      asSent('{}'),
      btoa('{"__proto__":{"challenge":1}}'),
      'inte base64!',
      'x'.repeat(100_000),
    ];
    for (const altcha of wrong) {
      assert.match(
        (await mistakes(await send({ ...good, altcha, submission: uuid() }))).altcha!,
        /gick inte/,
      );
    }
    assert.equal(await count(), before);
  });

  test('refuses one whose hour is over', async () => {
    const altcha = await solved();
    offset = 61 * 60_000;
    assert.match((await mistakes(await send({ ...good, altcha }))).altcha!, /för länge/);
    offset = 0;
  });

  test('is not to be had where the server asks for none', async () => {
    const plain = await testServer({ town });
    const form = (await (await plain.app.request('/api/forms/synpunkt')).json()) as Record<string, unknown>;
    assert.equal(form.challengeUrl, undefined);
    assert.equal((await plain.app.request('/api/forms/synpunkt/challenge')).status, 404);
    assert.equal((await post(plain.app, path, good)).status, 201);
    await plain.close();
  });
});

test('who is quicker than people waits until they would be, and is taken', async () => {
  const slow = await testServer({ town, now, challenge: { cost: 1, leastSeconds: 1 } });
  const began = performance.now();
  const altcha = await solved(slow);
  assert.equal((await post(slow.app, path, { ...good, altcha })).status, 201);
  assert.ok(performance.now() - began >= 990, `${performance.now() - began} ms`);
  await slow.close();
});

describe('without JavaScript', () => {
  const stampOf = (html: string): string => /name="stamp" value="([^"]+)"/.exec(html)![1]!;
  const pageOf = async (): Promise<string> =>
    (await server.app.request('/synpunkt', { headers: asPage })).text();

  test('the form’s own page sends, once a page', async () => {
    const html = await pageOf();
    const stamp = stampOf(html);
    const sent = await send({ ...good, stamp }, asPage);
    assert.equal(sent.status, 303);
    const thanks = await server.app.request(sent.headers.get('Location')!, { headers: asPage });
    assert.match(await thanks.text(), /Tack/);
    const again = await send({ ...good, message: 'Något annat.', stamp, submission: uuid() }, asPage);
    assert.equal(again.status, 422);
    const page = await again.text();
    assert.match(page, /redan skickat/);
    assert.match(page, /Något annat\./, 'what was typed is there');
    assert.equal((await send({ ...good, stamp: stampOf(page) }, asPage)).status, 303);
  });

  test('a stamp is of this form and this day', async () => {
    const stamp = stampOf(await pageOf());
    assert.equal((await send({ ...good, stamp: `${stamp}x` }, asPage)).status, 422);
    offset = 25 * 60 * 60_000;
    assert.equal((await send({ ...good, stamp }, asPage)).status, 422);
    offset = 0;
    assert.equal((await send({ ...good, stamp }, asPage)).status, 303);
  });

  test('a form on anybody’s page is taken; of many at once the last go through our page', async () => {
    const limited = await testServer({
      town,
      now,
      challenge: { cost: 1, leastSeconds: 0 },
      limits: { plain: { burst: 3, perMinute: 1 } },
    });
    const plain = (fields: Fields): Promise<Response> => post(limited.app, path, fields, asPage);
    for (let index = 0; index < 3; index += 1) assert.equal((await plain(good)).status, 303);
    const asked = await plain({ ...good, message: 'Den fjärde.' });
    assert.equal(asked.status, 422);
    const html = await asked.text();
    assert.match(html, /skicka en gång till/);
    assert.match(html, /Den fjärde\./);
    assert.equal((await plain({ ...good, stamp: stampOf(html) })).status, 303);
    await limited.close();
  });

  test('nobody gets in with JSON wanted and nothing shown', async () => {
    assert.equal((await send(good, { Accept: 'application/json' })).status, 422);
    assert.equal((await send(good, { Accept: '*/*' })).status, 422);
  });
});

describe('the honeypot', () => {
  test('is in the page, and no person gets to it', async () => {
    const html = await (await server.app.request('/synpunkt', { headers: asPage })).text();
    assert.match(html, /<div class="trap" aria-hidden="true">\s*<label for="f-website">/);
    assert.match(html, /<input type="text" id="f-website" name="website" autocomplete="off" tabindex="-1">/);
  });

  test('stores nothing when it is filled in, and tells whom a browser did that for', async () => {
    const before = await count();
    const filled = { ...good, website: 'https://spam.example', altcha: await solved() };
    assert.match((await mistakes(await send(filled))).website!, /ska vara tomt/);
    const page = await send(filled, asPage);
    assert.equal(page.status, 422);
    const html = await page.text();
    assert.match(html, /<a href="#f-website">Lämna det här fältet tomt: /);
    assert.match(
      html,
      /<input type="text" id="f-website" name="website"[^>]* value="https:\/\/spam.example">/,
    );
    assert.doesNotMatch(html, /class="trap"/);
    assert.equal(await count(), before);
    assert.equal((await send({ ...filled, website: '' })).status, 201);
  });

  test('is left out where a form asks for a website itself', async () => {
    const own = {
      ...village.forms[1]!,
      id: 'egen',
      fields: [{ name: 'website', type: 'url' as const, label: 'Webb' }],
    };
    const other = await testServer({ town: { ...village, forms: [own] } });
    const response = await post(other.app, '/api/forms/egen/submissions', { website: 'https://a.example' });
    assert.equal(response.status, 201);
    assert.doesNotMatch(
      await (await other.app.request('/formular/egen', { headers: asPage })).text(),
      /trap/,
    );
    await other.close();
  });
});
