import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createApp } from '../../../demo/server/app.js';
import { openPglite } from '../../../demo/server/database/pglite.js';
import { network, RateLimit } from '../../../demo/server/http/rate-limit.js';
import { Problem } from '../../../demo/server/problem.js';
import { town } from '../../fixtures/town.js';
import { appWithoutDatabase, asPage, json, post, start } from './helpers.js';

function isRefused(limit: RateLimit, address: string): string | undefined {
  try {
    limit.take(address);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof Problem);
    assert.equal(error.status, 429);
    return error.headers['Retry-After'];
  }
}

test('a burst, then a steady rate, for each address alone', () => {
  let now = 0;
  const limit = new RateLimit({ burst: 3, perMinute: 6 }, () => new Date(now));
  for (let count = 0; count < 3; count += 1) assert.equal(isRefused(limit, 'a'), undefined);
  assert.equal(isRefused(limit, 'a'), '10');
  assert.equal(isRefused(limit, 'b'), undefined);
  now += 9_000;
  assert.equal(isRefused(limit, 'a'), '1');
  now += 1_000;
  assert.equal(isRefused(limit, 'a'), undefined);
  assert.equal(isRefused(limit, 'a'), '10');
  now += 3_600_000;
  for (let count = 0; count < 3; count += 1) assert.equal(isRefused(limit, 'a'), undefined);
  assert.equal(isRefused(limit, 'a'), '10');
});

test('one subscriber’s IPv6 addresses count as one', () => {
  assert.equal(network('192.0.2.1'), '192.0.2.1');
  assert.equal(network('::ffff:192.0.2.1'), '192.0.2.1');
  assert.equal(network('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2');
  assert.equal(network('2001:0DB8:0001:2::1'), '2001:db8:1:2');
  assert.equal(network('2001:db8::1'), '2001:db8:0:0');
  assert.equal(network('::1'), '0:0:0:0');
  assert.equal(network('fe80::1%eth0'), 'fe80:0:0:0');
});

describe('the server', () => {
  const limits = { sends: { burst: 2, perMinute: 1 }, lookups: { burst: 1, perMinute: 1 } };
  const send = (app: ReturnType<typeof appWithoutDatabase>, headers = {}): Promise<Response> =>
    post(app, '/api/forms/nej/submissions', {}, headers);

  test('answers 429 with when to come back, to pages of other sites too', async () => {
    const app = appWithoutDatabase({ limits });
    assert.equal((await send(app)).status, 404);
    assert.equal((await post(app, '/api/forms/nej/submissions', {})).status, 404);
    const refused = await send(app);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('Retry-After'), '60');
    assert.equal(refused.headers.get('Access-Control-Allow-Origin'), '*');
    assert.equal((await json(refused)).status, 429);
    assert.equal((await post(app, '/api/ratings', { rating: 'yes' })).status, 429);
    const page = await send(app, asPage);
    assert.equal(page.status, 429);
    assert.equal(page.headers.get('Retry-After'), '60');
    assert.match(await page.text(), /Vänta en stund/);
    assert.equal((await app.request('/api/forms')).status, 200, 'reading is not limited');
  });

  test('limits looking for cases, wherever it is done', async () => {
    const app = appWithoutDatabase({ limits });
    assert.equal((await app.request('/api/submissions/0000-0000-0000')).status, 503);
    assert.equal((await app.request('/api/submissions/0000-0000-0001')).status, 429);
    assert.equal((await app.request('/arende/0000-0000-0000')).status, 429);
    assert.equal((await post(app, '/api/submissions', { reference: 'x' })).status, 429);
  });

  test('lets somebody who knows a reference look five times as often', async () => {
    const db = await openPglite();
    const slow = { sends: { burst: 9, perMinute: 1 }, lookups: { burst: 3, perMinute: 1 } };
    const app = createApp({ town, database: () => Promise.resolve(db), now: () => start, limits: slow });
    const sent = await post(app, '/api/forms/synpunkt/submissions', { area: 'gata', message: 'Hej' });
    const { statusUrl } = await json(sent);
    const statuses: number[] = [];
    for (let count = 0; count < 12; count += 1) statuses.push((await app.request(statusUrl)).status);
    assert.deepEqual(statuses, [...Array<number>(11).fill(200), 429]);
    await db.close();
  });

  test('counts the address of the connection, and believes no header', async () => {
    let address = '192.0.2.1';
    const app = appWithoutDatabase({ limits, clientAddress: () => address });
    for (const forwarded of ['1.1.1.1', '2.2.2.2']) await send(app, { 'X-Forwarded-For': forwarded });
    assert.equal((await send(app, { 'X-Forwarded-For': '3.3.3.3' })).status, 429);
    address = '192.0.2.2';
    assert.equal((await send(app)).status, 404);
  });

  test('behind a proxy counts what the proxy added, not what the visitor claims', async () => {
    const app = appWithoutDatabase({ limits, trustProxy: true, clientAddress: () => '10.0.0.1' });
    for (const claimed of ['1.1.1.1', '2.2.2.2']) {
      await send(app, { 'X-Forwarded-For': `${claimed}, 203.0.113.5` });
    }
    assert.equal((await send(app, { 'X-Forwarded-For': '3.3.3.3, 203.0.113.5' })).status, 429);
    assert.equal((await send(app, { 'X-Forwarded-For': '203.0.113.6' })).status, 404);
    const two = appWithoutDatabase({ limits, trustProxy: 2 });
    for (const last of ['10.0.0.2', '10.0.0.3', '10.0.0.4']) {
      const response = await send(two, { 'X-Forwarded-For': `203.0.113.5, ${last}` });
      assert.equal(response.status, last === '10.0.0.4' ? 429 : 404);
    }
  });

  test('lets everything pass when limits are off', async () => {
    const app = appWithoutDatabase({ limits: false });
    for (let count = 0; count < 300; count += 1) assert.equal((await send(app)).status, 404);
  });
});
