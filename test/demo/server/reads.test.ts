import { inLanguage } from '../../../demo/server/services/search.js';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { appWithoutDatabase, json, post, start, testServer, type TestServer } from './helpers.js';

const reads = ['/api/services', '/api/services/bygglov', '/api/polls', '/api/polls/badplats'];
const readsWithoutDatabase = ['/api/feeds', '/api/feeds/nyheter', '/api/forms', '/api/forms/synpunkt'];

let server: TestServer;
before(async () => (server = await testServer()));
after(() => server.close());

function assertCors(response: Response): void {
  assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
  assert.equal(response.headers.get('Access-Control-Expose-Headers'), 'Age, Date, ETag, Link, Retry-After');
  assert.equal(response.headers.get('Access-Control-Allow-Credentials'), null);
  assert.equal(response.headers.get('Date'), start.toUTCString());
  assert.equal(response.headers.get('Set-Cookie'), null);
}

describe('every read', () => {
  for (const path of [...reads, ...readsWithoutDatabase]) {
    test(`${path} can be read from anywhere and kept`, async () => {
      const response = await server.app.request(path);
      assert.equal(response.status, 200);
      assertCors(response);
      const etag = response.headers.get('ETag')!;
      assert.match(etag, /^W\/"[\w-]{24}"$/);
      assert.match(
        response.headers.get('Cache-Control')!,
        /^public, (max-age=(60|0, must-revalidate, s-maxage=1)|no-cache)/,
      );

      const again = await server.app.request(path, { headers: { 'If-None-Match': `"other", ${etag}` } });
      assert.equal(again.status, 304);
      assert.equal(await again.text(), '');
      assert.equal(again.headers.get('ETag'), etag);
      assertCors(again);

      const changed = await server.app.request(path, { headers: { 'If-None-Match': '"other"' } });
      assert.equal(changed.status, 200);
    });

    test(`${path} answers HEAD and refuses to be deleted`, async () => {
      const head = await server.app.request(path, { method: 'HEAD' });
      assert.equal(head.status, 200);
      assert.equal(await head.text(), '');
      const refused = await server.app.request(path, { method: 'DELETE' });
      assert.equal(refused.status, 405);
      assert.equal(refused.headers.get('Allow'), 'GET, HEAD');
      assertCors(refused);
    });
  }

  test('feeds and forms are served while the database is away, and what lives there says so', async () => {
    const app = appWithoutDatabase({ database: () => Promise.reject(new Error('no')) });
    for (const path of readsWithoutDatabase) assert.equal((await app.request(path)).status, 200, path);
    assert.equal((await app.request('/api/polls')).status, 503);
    assert.equal((await app.request('/api/services')).status, 503);
  });
});

describe('the ETag of a poll', () => {
  test('stays while only the clock moves, and changes with a vote', async () => {
    const first = await server.app.request('/api/polls/oppen');
    const before = await json(first.clone());
    server.clock.now = new Date(start.getTime() + 60_000);
    const later = await server.app.request('/api/polls/oppen');
    assert.notEqual((await json(later.clone())).now, before.now);
    assert.equal(later.headers.get('ETag'), first.headers.get('ETag'));

    await post(server.app, '/api/polls/oppen/votes', { choice: 'bastu', ballot: crypto.randomUUID() });
    const voted = await server.app.request('/api/polls/oppen');
    assert.notEqual(voted.headers.get('ETag'), first.headers.get('ETag'));
    assert.notEqual((await json(voted)).updated, before.updated);
    server.clock.now = start;
  });

  test('stays when votes come in that are not shown, though `updated` moves', async () => {
    const first = await server.app.request('/api/polls/aldrig');
    server.clock.now = new Date(start.getTime() + 60_000);
    await post(server.app, '/api/polls/aldrig/votes', { choice: 'bastu', ballot: crypto.randomUUID() });
    const later = await server.app.request('/api/polls/aldrig');
    assert.equal(later.headers.get('ETag'), first.headers.get('ETag'));
    assert.notEqual((await json(later)).updated, (await json(first)).updated);
    server.clock.now = start;
  });
});

describe('a feed', () => {
  test('is the document itself, with its own type', async () => {
    const response = await server.app.request('http://town.example:8080/api/feeds/nyheter');
    assert.equal(response.headers.get('Content-Type'), 'application/rss+xml; charset=utf-8');
    const text = await response.text();
    assert.match(text, /<link>http:\/\/town\.example:8080\/<\/link>/);
    assert.match(text, /10:00:00 GMT/, 'the time it gets is the last full hour');
  });

  test('uses the address that visitors see', async () => {
    const app = appWithoutDatabase({ origin: 'https://stora.example/' });
    assert.match(await (await app.request('/api/feeds/nyheter')).text(), /<link>https:\/\/stora\.example\/</);
  });
});

describe('services', () => {
  const ids = async (query: string): Promise<string[]> => {
    const { services } = await json(await server.app.request(`/api/services${query}`));
    return services.map(({ id }) => id);
  };

  test('come in their own order', async () => {
    assert.deepEqual(await ids(''), ['bygglov', 'forskola', 'parkering']);
  });

  test('are found by every word, in any case, with or without diacritics', async () => {
    assert.deepEqual(await ids('?q=FORSKOLA'), ['forskola']);
    assert.deepEqual(await ids('?q=fasad+nytt'), ['bygglov']);
    assert.deepEqual(await ids('?q=bygga+trafik'), ['parkering']);
    assert.deepEqual(await ids('?q=flygplats'), []);
  });

  test('are picked by topic and limited', async () => {
    assert.deepEqual(await ids('?topic=bygga%20och%20bo'), ['bygglov', 'parkering']);
    assert.deepEqual(await ids('?topic=bygga%20och%20bo&limit=1'), ['bygglov']);
    assert.deepEqual(await ids('?limit=-1'), ['bygglov', 'forskola', 'parkering']);
    assert.deepEqual(await ids('?limit=x'), ['bygglov', 'forskola', 'parkering']);
  });
});

test('services are picked by language, whatever its region', () => {
  const services = [
    { id: 'a', name: 'A', language: 'sv' },
    { id: 'b', name: 'B', language: 'en-GB' },
    { id: 'c', name: 'C' },
  ];
  const ids = (lang: string) => inLanguage(services, lang).map(({ id }) => id);
  assert.deepEqual(ids('sv-FI'), ['a', 'c']);
  assert.deepEqual(ids('EN'), ['b', 'c']);
  assert.deepEqual(ids('fi'), ['c']);
});

describe('failures', () => {
  test('are problem details that any page can read, in Swedish or English', async () => {
    for (const path of [
      '/api/polls/nej',
      '/api/services/nej',
      '/api/forms/nej',
      '/api/feeds/nej',
      '/api/nej',
    ]) {
      const response = await server.app.request(path);
      assert.equal(response.status, 404, path);
      assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
      assert.equal(response.headers.get('Cache-Control'), 'no-store');
      assertCors(response);
      const problem = await json(response);
      assert.equal(problem.status, 404);
      assert.equal(problem.detail, 'Det finns inget på den här adressen.');
    }
    const headers = { 'Accept-Language': 'de, en-GB;q=0.8, sv;q=0.5' };
    const english = await server.app.request('/api/polls/nej', { headers });
    assert.equal((await json(english)).detail, 'There is nothing at this address.');
  });

  test('ids that no id can be are not found', async () => {
    for (const id of ['%00', '%2e%2e', 'a%2Fb', '%ff', 'x'.repeat(500), "'%20OR%201=1", '__proto__']) {
      for (const kind of ['polls', 'services', 'forms', 'feeds']) {
        assert.equal((await server.app.request(`/api/${kind}/${id}`)).status, 404, `${kind}/${id}`);
      }
    }
  });

  test('tell nothing of the inside, and are logged without what was sent', async () => {
    const logged: object[] = [];
    const app = appWithoutDatabase({
      database: () =>
        Promise.resolve({
          ...server.db,
          query: failing,
          transaction: () => Promise.resolve() as never,
        }),
      log: (entry) => logged.push(entry),
    });
    const failing = (text: string): Promise<never[]> => {
      if (/FROM polls/.test(text))
        throw Object.assign(new Error('hemligt anna@example.org'), { code: '22021' });
      return Promise.resolve(/FROM secrets/.test(text) ? [{ value: 'AAAA' } as never] : []);
    };
    const response = await app.request('/api/polls/hemligt-id');
    assert.equal(response.status, 500);
    assertCors(response);
    const body = await response.text();
    assert.doesNotMatch(body, /hemligt|anna|22021|at /);
    assert.equal(logged.length, 1);
    const line = JSON.stringify(logged[0]);
    assert.match(line, /"route":"\/api\/polls\/:id"/);
    assert.match(line, /"code":"22021"/);
    assert.doesNotMatch(line, /hemligt|anna/);
  });

  test('a preflight is answered, though no widget needs one', async () => {
    const response = await server.app.request('/api/polls/badplats/votes', { method: 'OPTIONS' });
    assert.equal(response.status, 204);
    assertCors(response);
    assert.equal(response.headers.get('Access-Control-Allow-Methods'), 'GET, HEAD, POST');
  });
});

describe('/healthz', () => {
  test('is well with a database', async () => {
    const response = await server.app.request('/healthz');
    assert.equal(response.status, 200);
    assert.deepEqual(await json(response), {
      status: 'ok',
      version: '1.4.2',
      checks: { database: 'ok', migrations: 'ok' },
    });
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    assertCors(response);
  });

  test('is not well without one, or with one that stopped answering', async () => {
    const without = await appWithoutDatabase().request('/healthz');
    assert.equal(without.status, 503);
    assert.equal(without.headers.get('Retry-After'), '60');
    assertCors(without);

    let broken = false;
    const { app } = {
      app: appWithoutDatabase({
        database: () =>
          Promise.resolve({
            ...server.db,
            query: (text, params) =>
              broken ? Promise.reject(new Error('gone')) : server.db.query(text, params),
          }),
      }),
    };
    assert.equal((await app.request('/healthz')).status, 200);
    broken = true;
    const response = await app.request('/healthz');
    assert.equal(response.status, 503);
    assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
    const { checks } = (await response.json()) as { checks: object };
    assert.deepEqual(checks, { database: 'failing', migrations: 'failing' });
  });

  test('is not well while the disk is full, or tables are those of an older version', async () => {
    let free = 99_999_999;
    const app = appWithoutDatabase({
      database: () => Promise.resolve(server.db),
      freeSpace: () => Promise.resolve(free),
    });
    const full = await app.request('/healthz');
    assert.equal(full.status, 503);
    assert.deepEqual(((await full.json()) as { checks: object }).checks, {
      database: 'ok',
      migrations: 'ok',
      disk: 'failing',
    });
    free = 100_000_000;
    assert.equal((await app.request('/healthz')).status, 200);
    await server.db.query('DELETE FROM migrations');
    const older = await app.request('/healthz');
    assert.equal(older.status, 503);
    assert.deepEqual(
      ((await older.json()) as { checks: { migrations: string } }).checks.migrations,
      'failing',
    );
  });
});
