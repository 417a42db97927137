import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { tidyCopies } from '../../../demo/server/feeds/copies.js';
import { hidePost, hideSource, unhidePost, unhideSource } from '../../../demo/server/feeds/hidden.js';
import { tellOffice, usage } from '../../../demo/server/feeds/office.js';
import { FeedRelay } from '../../../demo/server/feeds/relay.js';
import type { FeedSource } from '../../../demo/server/feeds/source.js';
import type { AppOptions } from '../../../demo/server/options.js';
import type { Upstream } from '../../../demo/server/upstream.js';
import {
  closeDatabase,
  Elsewhere,
  feedOf,
  graph,
  relayServer,
  source,
  until,
  type RelayServer,
  type Handler,
} from './feeds-helpers.js';
import { json, start } from './helpers.js';

let elsewhere: Elsewhere;
let server: RelayServer;
let logged: object[];

before(async () => (elsewhere = await new Elsewhere().start()));
after(() => elsewhere.close());

/** A server with one source, that of `elsewhere`; what it logs is kept. */
async function serve(more: Partial<FeedSource> = {}, options: Partial<AppOptions> = {}): Promise<void> {
  logged = [];
  elsewhere.requests.length = 0;
  server = await relayServer(source(`${elsewhere.origin}/posts`, more), {
    log: (entry) => logged.push(entry),
    ...options,
  });
}
after(closeDatabase);

const read = (headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(server.app.request('/api/feeds/facebook', { headers }));
const ids = async (): Promise<string[]> => (await feedOf(server.app)).items.map(({ id }) => id);
const pass = (seconds: number): void => {
  server.clock.now = new Date(server.clock.now.getTime() + seconds * 1000);
};

describe('a source', () => {
  beforeEach(async () => {
    await serve();
    elsewhere.gives(graph([{ id: '1' }, { id: '2' }]), { 'Content-Type': 'application/json' });
  });

  test('is served as JSON Feed of our own, whatever it is', async () => {
    const response = await read();
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('Content-Type'), 'application/feed+json');
    assert.equal(response.headers.get('Cache-Control'), 'public, max-age=60, stale-while-revalidate=600');
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
    const feed = (await response.json()) as Record<string, unknown>;
    assert.equal(feed.version, 'https://jsonfeed.org/version/1.1');
    assert.equal(feed.title, 'facebook');
    assert.equal('next_url' in feed, false, 'no visitor is sent to the other server');
    assert.deepEqual((feed.items as unknown[])[0], {
      id: '1',
      url: 'https://www.facebook.example/stora/posts/1',
      content_html: '<p>Inlägg 1</p>',
      date_published: '2026-11-20T08:00:00.000Z',
      _civic: { media: [], network: 'facebook', counts: {} },
    });
  });

  test('is of every format that the widget reads', async () => {
    const rss = `<?xml version="1.0" encoding="windows-1251"?><rss><channel><title>Град</title>
      <item><title>Вести</title><link>/1</link></item></channel></rss>`;
    const bytes = Uint8Array.from(rss, (letter) => {
      const code = letter.charCodeAt(0);
      return code < 0x400 ? code : code - 0x410 + 0xc0;
    });
    elsewhere.gives(gzipSync(bytes), { 'Content-Type': 'text/xml', 'Content-Encoding': 'gzip' });
    const feed = await feedOf(server.app);
    assert.equal(feed.title, 'Град');
    assert.equal(feed.items[0]!.url, `${elsewhere.origin}/1`);
  });

  test('stands in the list, and goes before the town’s own of the same id', async () => {
    await serve({ id: 'nyheter', title: 'Våra nyheter' });
    elsewhere.gives(graph([{ id: 'x' }]));
    const list = (await (await server.app.request('/api/feeds')).json()) as { feeds: object[] };
    assert.deepEqual(list.feeds, [{ id: 'nyheter', title: 'Våra nyheter', src: '/api/feeds/nyheter' }]);
    const feed = await feedOf(server.app, 'nyheter');
    assert.equal(feed.title, 'Våra nyheter');
    assert.equal(feed.items[0]!.id, 'x');
  });

  test('is the configured one, whatever a request says', async () => {
    await server.app.request('/api/feeds/facebook?url=http://127.0.0.1:1/&id=x', {
      headers: { 'X-Forwarded-Host': 'evil.example', Referer: 'http://evil.example/' },
    });
    assert.deepEqual(
      elsewhere.requests.map(({ url }) => url),
      ['/posts'],
    );
    const other = encodeURIComponent(`${elsewhere.origin}/posts`);
    assert.equal((await server.app.request(`/api/feeds/${other}`)).status, 404);
    assert.equal(elsewhere.requests.length, 1);
  });

  test('is asked without anything of the visitor', async () => {
    await read({
      Cookie: 'a=b',
      'Accept-Language': 'sv',
      'User-Agent': 'Anna',
      'X-Forwarded-For': '1.2.3.4',
    });
    const { headers } = elsewhere.requests[0]!;
    assert.equal(headers['user-agent'], 'civic-widgets/1.4.2');
    assert.deepEqual(Object.keys(headers).sort(), [
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
  });

  test('can be kept, and says how old it is', async () => {
    const first = await read();
    assert.equal(first.headers.get('Age'), '0');
    assert.equal(first.headers.get('Date'), start.toUTCString());
    assert.equal(first.headers.get('Last-Modified'), start.toUTCString());
    pass(100);
    const etag = first.headers.get('ETag')!;
    const again = await read({ 'If-None-Match': etag });
    assert.equal(again.status, 304);
    assert.equal(again.headers.get('Age'), '100');
    assert.equal(again.headers.get('Date'), start.toUTCString(), 'Date and Age together are now');
    assert.equal(await again.text(), '');
  });

  test('is asked once by many at a time', async () => {
    let release = (): void => undefined;
    elsewhere.answer = (_, response) => {
      release = () => response.end(graph([{ id: '1' }]));
    };
    const many = Promise.all(Array.from({ length: 20 }, read.bind(undefined, {})));
    await until(
      () => Promise.resolve(elsewhere.requests.length),
      (count) => count > 0,
    );
    release();
    for (const response of await many) assert.equal(response.status, 200);
    assert.equal(elsewhere.requests.length, 1);
  });
});

describe('a copy', () => {
  beforeEach(async () => {
    await serve();
    elsewhere.gives(graph([{ id: '1' }, { id: '2' }]));
    await read();
  });

  test('serves until it is due', async () => {
    elsewhere.gives(graph([{ id: '3' }]));
    pass(299);
    assert.deepEqual(await ids(), ['1', '2']);
    assert.equal(elsewhere.requests.length, 1);
  });

  test('that is due serves at once, and is renewed behind the answer', async () => {
    let release = (): void => undefined;
    elsewhere.answer = (_, response) => {
      release = () => response.end(graph([{ id: '3' }]));
    };
    pass(300);
    assert.deepEqual(await ids(), ['1', '2'], 'nobody waits');
    await until(
      () => Promise.resolve(elsewhere.requests.length),
      (count) => count === 2,
    );
    assert.deepEqual(await ids(), ['1', '2']);
    release();
    assert.deepEqual(await until(ids, ([id]) => id === '3'), ['3']);
    assert.equal(elsewhere.requests.length, 2);
  });

  test('of more than a day is renewed before the answer', async () => {
    elsewhere.gives(graph([{ id: '3' }]));
    pass(86_401);
    assert.deepEqual(await ids(), ['3']);
  });

  test('loses what the other server has deleted, in the database too', async () => {
    elsewhere.gives(graph([{ id: '2' }]));
    pass(86_401);
    assert.deepEqual(await ids(), ['2']);
    const rows = await server.db.query<{ document: string }>('SELECT document FROM feed_copies');
    assert.equal(rows.length, 1);
    assert.doesNotMatch(rows[0]!.document, /Inlägg 1/);
    elsewhere.gives(graph([]));
    pass(86_401);
    assert.deepEqual(await ids(), []);
  });

  test('stays while the other server fails, with its age', async () => {
    const failures: [string, Handler][] = [
      ['http 500', (_, response) => void response.writeHead(500).end('{"error":{}}')],
      ['http 404', (_, response) => void response.writeHead(404).end()],
      ['http 401', (_, response) => void response.writeHead(401).end('{"error":"token"}')],
      ['unreachable', (_, response) => void response.destroy()],
      ['format', (_, response) => void response.end('<!doctype html><title>Logga in</title>')],
      ['format', (_, response) => void response.end('{"error":{"message":"token expired"}}')],
      ['format', (_, response) => void response.end('')],
      [
        'refused',
        (_, response) => void response.writeHead(302, { Location: 'http://169.254.169.254/' }).end(),
      ],
    ];
    for (const [index, [failure, answer]] of failures.entries()) {
      elsewhere.answer = answer;
      pass(86_401);
      const response = await read();
      assert.equal(response.status, 200, failure);
      assert.equal(response.headers.get('Age'), String(86_401 * (index + 1)));
      assert.equal(response.headers.get('Last-Modified'), start.toUTCString());
      const { items } = (await response.json()) as { items: unknown[] };
      assert.equal(items.length, 2);
      assert.deepEqual(logged.at(-1), {
        time: server.clock.now.toISOString(),
        level: 'warn',
        event: 'feed',
        feed: 'facebook',
        failure,
      });
    }
    elsewhere.gives(graph([{ id: '9' }]));
    pass(86_401);
    assert.deepEqual(await ids(), ['9'], 'and comes back');
  });

  test('outlives a restart', async () => {
    const { app } = await relayServer(source(`${elsewhere.origin}/posts`), {
      database: () => Promise.resolve(server.db),
      now: () => start,
    });
    elsewhere.gives('', {}, 500);
    assert.equal((await feedOf(app)).items.length, 2);
    assert.equal(elsewhere.requests.length, 1, 'it is not due yet');
  });

  test('goes with its source: 410, another address, or no longer configured', async () => {
    elsewhere.gives('', {}, 410);
    pass(86_401);
    assert.equal((await read()).status, 502);
    const count = async (): Promise<number> => {
      const rows = await server.db.query('SELECT id FROM feed_copies WHERE document IS NOT NULL');
      return rows.length;
    };
    assert.equal(await count(), 0);

    elsewhere.gives(graph([{ id: '4' }]));
    pass(86_401);
    assert.deepEqual(await ids(), ['4'], 'and not one of those that were dropped');

    const moved = source(`${elsewhere.origin}/others`);
    const { app } = await relayServer(moved, {
      database: () => Promise.resolve(server.db),
      now: () => server.clock.now,
    });
    elsewhere.gives('', {}, 500);
    assert.equal(
      (await app.request('/api/feeds/facebook')).status,
      502,
      'another address’s copy is not its own',
    );
    assert.equal((await app.request('/api/feeds/facebook')).status, 502);
    assert.equal(elsewhere.requests.filter(({ url }) => url === '/others').length, 1, 'it backs off');
    assert.equal(await count(), 0);

    elsewhere.gives(graph([{ id: '5' }]));
    pass(86_401);
    assert.deepEqual(await ids(), ['5']);
    await tidyCopies(server.db, [source(`${elsewhere.origin}/posts`)]);
    assert.equal(await count(), 1);
    await tidyCopies(server.db, []);
    assert.equal(await count(), 0);
  });

  test('that nobody has confirmed for a month goes', async () => {
    elsewhere.gives('', {}, 500);
    pass(30 * 86_400 + 1);
    assert.equal((await read()).status, 502);
    const [row] = await server.db.query<{ document: string | null }>('SELECT document FROM feed_copies');
    assert.equal(row!.document, null);
  });

  test('is asked for by what the other server knows it by', async () => {
    const tag = '"v1"';
    elsewhere.answer = (request, response) => {
      const isSame = request.headers['if-none-match'] === tag;
      response.writeHead(isSame ? 304 : 200, { ETag: tag, 'Last-Modified': start.toUTCString() });
      response.end(isSame ? undefined : graph([{ id: '7' }]));
    };
    pass(86_401);
    assert.deepEqual(await ids(), ['7']);
    const changed = server.clock.now;
    pass(86_401);
    const response = await read();
    const { headers } = elsewhere.requests.at(-1)!;
    assert.equal(headers['if-none-match'], tag);
    assert.equal(headers['if-modified-since'], start.toUTCString());
    assert.equal(response.headers.get('Age'), '0', 'confirmed is as good as read');
    assert.equal(response.headers.get('Last-Modified'), changed.toUTCString());
    assert.equal(((await response.json()) as { items: unknown[] }).items.length, 1);
    assert.deepEqual(logged, []);
  });

  test('is read as a whole by another version of this software', async () => {
    elsewhere.gives(graph([{ id: '7' }]), { ETag: '"v1"' });
    pass(86_401);
    await read();
    const { app } = await relayServer(source(`${elsewhere.origin}/posts`), {
      database: () => Promise.resolve(server.db),
      now: () => new Date(server.clock.now.getTime() + 86_401_000),
      version: '1.5.0',
    });
    await app.request('/api/feeds/facebook');
    assert.equal(elsewhere.requests.at(-1)!.headers['if-none-match'], undefined);
  });
});

describe('a source that fails from the beginning', () => {
  beforeEach(() => serve());

  test('is a problem that says nothing of it', async () => {
    await serve({ query: { access_token: 'EAAB-very-secret' } });
    elsewhere.gives('EAAB-very-secret', {}, 500);
    const response = await read();
    assert.equal(response.status, 502);
    assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
    assert.equal(response.headers.get('Retry-After'), '60');
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
    const body = await response.text();
    assert.match(body, /Flödet kan inte hämtas just nu/);
    assert.doesNotMatch(body + JSON.stringify(logged), /EAAB|127\.0\.0\.1|posts/);
    const english = await read({ 'Accept-Language': 'en' });
    assert.equal(
      (await json(english)).detail,
      'The feed cannot be fetched right now. Try again in a moment.',
    );
  });

  test('in time is another problem', async () => {
    await serve({}, { upstreamTimeout: 100 });
    elsewhere.answer = () => undefined;
    const response = await read();
    assert.equal(response.status, 504);
    assert.equal(response.headers.get('Retry-After'), '60');
    assert.equal((logged[0] as { failure: string }).failure, 'timeout');
  });

  test('is asked less and less often', async () => {
    elsewhere.gives('', {}, 503);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const wait = Number((await read()).headers.get('Retry-After'));
      waits.push(wait);
      const asked = elsewhere.requests.length;
      pass(wait - 1);
      assert.equal((await read()).headers.get('Retry-After'), '1');
      assert.equal(elsewhere.requests.length, asked, 'not before');
      pass(1);
    }
    assert.deepEqual(waits, [60, 120, 240, 480, 960, 1920, 3600, 3600]);
    elsewhere.gives(graph([{ id: '1' }]));
    assert.deepEqual(await ids(), ['1']);
    elsewhere.gives('', {}, 500);
    pass(86_401);
    await read();
    const [row] = await server.db.query<{ failures: number }>('SELECT failures FROM feed_copies');
    assert.equal(row!.failures, 1, 'one good answer forgives');
  });

  test('is asked when it says, within a day', async () => {
    elsewhere.gives('', { 'Retry-After': '7000' }, 429);
    assert.equal((await read()).headers.get('Retry-After'), '7000');
    pass(7000);
    elsewhere.gives('', { 'Retry-After': '99999999' }, 503);
    assert.equal((await read()).headers.get('Retry-After'), '86400');
  });

  test('gets another chance when the server starts', async () => {
    elsewhere.gives('', {}, 401);
    await read();
    await tidyCopies(server.db, [source(`${elsewhere.origin}/posts`)]);
    elsewhere.gives(graph([{ id: '1' }]));
    assert.deepEqual(await ids(), ['1']);
  });

  test('because nothing may be asked is asked nothing', async () => {
    await serve({}, { upstream: undefined as never });
    assert.equal((await read()).status, 502);
  });

  test('because the database does not work is the database’s problem', async () => {
    await serve({}, { database: () => Promise.reject(new Error('no')) });
    assert.equal((await read()).status, 503);
    assert.equal((await server.app.request('/api/feeds/nyheter')).status, 200, 'the town’s own need none');
  });
});

describe('a token', () => {
  const secret = 'EAAB|very+secret/token';
  const echo: Handler = (request, response) => {
    const written = `${request.url!} ${request.headers.authorization ?? ''} ${secret}`;
    response.setHeader('ETag', `"${secret}"`);
    response.end(
      JSON.stringify({
        name: secret,
        data: [
          {
            id: `1-${secret}`,
            message: `Echo ${written} https://x.example/?access_token=${encodeURIComponent(secret)}&a=1`,
            permalink_url: `https://www.facebook.example/1?access_token=${encodeURIComponent(secret)}`,
            full_picture: `https://cdn.example/p.jpg?access_token=${secret}&w=1`,
            created_time: '2026-11-20T08:00:00+0000',
            from: { name: secret, link: `https://x.example/${secret}` },
          },
        ],
        paging: { next: `https://graph.facebook.example/?access_token=${secret}&after=2` },
      }),
    );
  };
  const places: [string, Partial<FeedSource>][] = [
    ['in the address', { query: { access_token: secret } }],
    ['in a header', { headers: { Authorization: `Bearer ${secret}` } }],
  ];
  for (const [name, place] of places) {
    test(`${name} is sent, and never seen again, though it comes back`, async () => {
      await serve(place);
      elsewhere.answer = echo;
      const response = await read();
      assert.equal(response.status, 200);
      const { url, headers } = elsewhere.requests[0]!;
      const sent = new URL(url!, elsewhere.origin).searchParams.get('access_token') ?? headers.authorization;
      assert.match(sent!, /EAAB\|very\+secret\/token$/);

      const told = (await response.text()) + JSON.stringify([...response.headers]);
      const rows = await server.db.query('SELECT * FROM feed_copies');
      const kept = JSON.stringify(rows);
      for (const text of [told, kept, JSON.stringify(logged)]) {
        assert.doesNotMatch(text, /EAAB/);
        assert.doesNotMatch(decodeURIComponent(text.replace(/%(?![\da-f]{2})/gi, '')), /very.secret/);
        for (const [, payload] of text.matchAll(/api\/pictures\/([\w-]+)\./g)) {
          assert.doesNotMatch(Buffer.from(payload!, 'base64url').toString(), /EAAB|very.secret/);
        }
      }
      assert.match(told, /Echo/);
    });
  }

  test('stays with its own origin', async () => {
    const other = await new Elsewhere().start();
    other.gives(graph([{ id: '1' }]));
    await serve({ query: { access_token: secret }, headers: { 'X-Key': secret } });
    elsewhere.answer = (_, response) =>
      void response.writeHead(302, { Location: `${other.origin}/posts` }).end();
    assert.deepEqual(await ids(), ['1']);
    const { url, headers } = other.requests[0]!;
    assert.equal(url, '/posts');
    assert.equal(headers['x-key'], undefined);
    other.close();
  });

  test('goes to no server that a document of the source names', async () => {
    const other = await new Elsewhere().start();
    other.gives(
      JSON.stringify({
        '@context': 'https://www.w3.org/ns/activitystreams',
        type: 'OrderedCollectionPage',
        orderedItems: [{ type: 'Note', id: 'https://x.example/1', content: '<p>Hej</p>' }],
      }),
    );
    await serve({ query: { access_token: secret }, headers: { 'X-Key': secret } });
    elsewhere.gives(
      JSON.stringify({
        '@context': 'https://www.w3.org/ns/activitystreams',
        type: 'OrderedCollection',
        first: `${other.origin}/page`,
      }),
    );
    assert.deepEqual(await ids(), ['https://x.example/1']);
    assert.equal(other.requests[0]!.url, '/page');
    assert.equal(other.requests[0]!.headers['x-key'], undefined);
    other.close();
  });
});

describe('a source with an address of its own kind', () => {
  /** Instead of the network: what each address answers, and what was asked for. */
  function network(answers: Record<string, unknown>): { upstream: Upstream; asked: [string, object][] } {
    const asked: [string, object][] = [];
    const upstream: Upstream = (url, { headers = {} }) => {
      asked.push([url, headers]);
      const body = new TextEncoder().encode(JSON.stringify(answers[url]));
      const isSame = headers['If-None-Match'] === '"v1"';
      return Promise.resolve({
        url,
        status: isSame ? 304 : url in answers ? 200 : 404,
        headers: new Headers({ ETag: '"v1"', 'Content-Type': 'application/json' }),
        body: isSame ? new Uint8Array() : body,
        isCut: false,
      });
    };
    return { upstream, asked };
  }

  test('is found behind the page of a profile, and confirmed there', async () => {
    const statuses = 'https://social.example/api/v1/accounts/7/statuses?limit=40';
    const { upstream, asked } = network({
      'https://social.example/api/v1/accounts/lookup?acct=stora': { id: '7' },
      [statuses]: [
        {
          id: '1',
          uri: 'https://social.example/1',
          content: '<p>Hej</p>',
          visibility: 'public',
          account: {},
        },
      ],
    });
    await serve({ url: 'https://social.example/@stora' }, { upstream });
    assert.deepEqual(await ids(), ['https://social.example/1']);
    pass(86_401);
    const again = await read();
    assert.equal(again.headers.get('Age'), '0');
    const [url, headers] = asked.at(-1)!;
    assert.equal(url, statuses);
    assert.equal((headers as Record<string, string>)['If-None-Match'], '"v1"');
    assert.equal(asked.length, 4);
  });

  test('is not followed to where there is no encryption', async () => {
    const { upstream, asked } = network({
      'https://social.example/outbox': {
        '@context': 'https://www.w3.org/ns/activitystreams',
        type: 'OrderedCollection',
        first: 'http://social.example/page',
      },
    });
    await serve({ url: 'https://social.example/outbox' }, { upstream });
    assert.equal((await read()).status, 502);
    assert.equal((logged[0] as { failure: string }).failure, 'not-allowed');
    assert.equal(asked.length, 1);
  });
});

describe('what comes', () => {
  beforeEach(() => serve());

  test('is cut where there is too much of it: whole posts are shown', async () => {
    await serve({ maxBytes: 20_000 });
    let sent = 0;
    elsewhere.answer = (_, response) => {
      response.write('{"data":[');
      const more = (): void => {
        for (; sent < 50_000_000 && !response.destroyed; sent += 1000) {
          const post = {
            id: String(sent),
            message: 'x'.repeat(900),
            created_time: '2026-11-20T08:00:00+0000',
          };
          if (!response.write(`${sent ? ',' : ''}${JSON.stringify(post)}`)) {
            return void response.once('drain', more);
          }
        }
        response.end(']}');
      };
      more();
    };
    const found = await ids();
    assert.ok(found.length > 10 && found.length < 21, `${found.length} posts`);
    assert.ok(sent < 50_000_000);
  });

  test('has a thousand posts at most', async () => {
    elsewhere.gives(graph(Array.from({ length: 1200 }, (_, id) => ({ id: String(id) }))));
    assert.equal((await ids()).length, 1000);
  });

  test('runs nothing and asks nobody, in its markup either', async () => {
    const html = `<p onclick="x()">Hej<script>x()</script><img src="/bild.png" srcset="//t.example/2.png 2x" alt="B">
      <img src="https://t.example/pixel.gif" width="1"><a href="../om">om</a><iframe src="//t.example"></iframe></p>`;
    elsewhere.gives(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'T',
        items: [
          {
            id: '1',
            url: 'https://there.example/a/1',
            content_html: html,
            authors: [{ name: 'A', avatar: 'https://there.example/a.png' }],
            _civic: {
              media: [
                {
                  type: 'image',
                  url: 'https://there.example/1.jpg',
                  preview: 'https://there.example/1-s.jpg',
                },
                { type: 'video', url: 'https://there.example/1.mp4', preview: 'https://there.example/p.jpg' },
              ],
              emojis: [{ shortcode: 'x', url: 'https://there.example/x.png' }],
              card: {
                url: 'https://there.example/',
                title: 'C',
                image: { url: 'https://there.example/c.png' },
              },
            },
          },
        ],
      }),
    );
    const response = await read();
    const text = await response.text();
    const item = (JSON.parse(text) as { items: { content_html: string }[] }).items[0]!;
    const picture = /https:\/\/stora\.example\/api\/pictures\/[\w-]+\.[\w-]{43}/g;
    assert.match(
      item.content_html,
      /^<p>Hej<img src="https:\/\/stora\.example\/api\/pictures\/[^"]+" alt="B">/,
    );
    assert.match(item.content_html, /<a href="https:\/\/there\.example\/om">om<\/a><\/p>$/);
    assert.equal(text.match(picture)!.length, 7);
    assert.doesNotMatch(text, /t\.example\/|\.(png|jpg|gif)|onclick|script|iframe/);
    assert.match(text, /there\.example\/1\.mp4/, 'a film waits until somebody plays it');
  });

  test('keeps its pictures’ addresses where the office wants it so', async () => {
    await serve({ proxyImages: false });
    elsewhere.gives(graph([{ id: '1', full_picture: 'https://cdn.example/p.jpg' }]));
    const { items } = await feedOf(server.app);
    assert.equal(items[0]!._civic!.media![0]!.url, 'https://cdn.example/p.jpg');
  });

  test('has pictures at the address that visitors see', async () => {
    await serve({}, { origin: undefined as never });
    elsewhere.gives(graph([{ id: '1', full_picture: 'https://cdn.example/p.jpg' }]));
    for (const origin of ['http://a.example', 'https://b.example:8443', 'http://a.example']) {
      const response = await server.app.request(`${origin}/api/feeds/facebook`);
      const { items } = (await response.json()) as { items: { _civic: { media: { url: string }[] } }[] };
      assert.ok(items[0]!._civic.media[0]!.url.startsWith(`${origin}/api/pictures/`));
    }
    assert.equal(elsewhere.requests.length, 1);
  });
});

describe('the office', () => {
  const posts = [
    { id: '1', full_picture: 'https://cdn.example/1.jpg' },
    { id: '2', full_picture: 'https://cdn.example/2.jpg' },
  ];
  beforeEach(async () => {
    await serve();
    elsewhere.gives(graph(posts));
    await read();
  });
  const now = start;

  test('hides a post at once, by its id or its address, and shows it again', async () => {
    const before = (await read()).headers.get('ETag')!;
    for (const name of [
      '1',
      'https://www.facebook.example/stora/posts/1',
      'https://www.facebook.example/stora/posts/1/#top',
    ]) {
      await hidePost(server.db, 'facebook', name, { copy: undefined, now });
      assert.deepEqual(await ids(), ['2'], name);
      assert.equal((await read({ 'If-None-Match': before })).status, 200, 'who has it gets another');
      assert.equal(await unhidePost(server.db, 'facebook', name), true);
      assert.deepEqual(await ids(), ['1', '2']);
      assert.equal(await unhidePost(server.db, 'facebook', name), false);
    }
    assert.equal(elsewhere.requests.length, 1, 'the other server has nothing to do with it');
  });

  test('hides a post before it comes, and while it is gone', async () => {
    await hidePost(server.db, 'facebook', '3', { copy: undefined, now });
    for (const answer of [
      graph([{ id: '3' }, { id: '4' }]),
      graph([{ id: '4' }]),
      graph([{ id: '3' }, { id: '4' }]),
    ]) {
      elsewhere.gives(answer);
      pass(86_401);
      assert.deepEqual(await ids(), ['4']);
    }
  });

  test('hides a source at once: it is an empty feed, and nobody is asked for it', async () => {
    await hideSource(server.db, 'facebook', now);
    await hideSource(server.db, 'facebook', now);
    pass(86_401);
    const response = await read();
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'facebook',
      items: [],
    });
    assert.equal(elsewhere.requests.length, 1);
    assert.equal(await unhideSource(server.db, 'facebook'), true);
    assert.equal(await unhideSource(server.db, 'facebook'), false);
    assert.deepEqual(await ids(), ['1', '2']);
  });

  test('is told how to say it', async () => {
    const sources = [source(`${elsewhere.origin}/posts`)];
    const relay = new FeedRelay({
      sources,
      upstream: undefined,
      timeout: 1000,
      version: '1.4.2',
      database: () => Promise.resolve(server.db),
      now: () => start,
      log: () => undefined,
    });
    const tell = (...words: string[]) =>
      tellOffice(words, { db: server.db, relay, own: [], now: () => start });
    const wrong = [
      [],
      ['delete', 'facebook'],
      ['hide'],
      ['list', 'facebook'],
      ['hide', 'facebook', '1', '2'],
    ];
    for (const words of wrong) assert.deepEqual(await tell(...words), { isDone: false, text: usage });
    assert.deepEqual(await tell('show', 'facebook', '1'), {
      isDone: false,
      text: 'The post of facebook was not hidden.',
    });
    assert.equal((await tell('hide', 'facebook', '1')).text, 'The post is hidden in facebook.');
    assert.equal((await tell('hide', 'facebook')).text, 'facebook is hidden.');
    assert.deepEqual(await tell('list'), {
      isDone: true,
      text: 'facebook; 2 posts, read 2026-11-22T10:20:30.000Z; hidden\n  hidden: 1',
    });
    assert.equal((await tell('refresh', 'facebook')).text, 'facebook: nothing is fetched here');
  });

  test('hides in one source what stays in another', async () => {
    await hidePost(server.db, 'instagram', '1', { copy: undefined, now });
    assert.deepEqual(await ids(), ['1', '2']);
  });
});

afterEach(() => assert.ok(!JSON.stringify(logged).includes('"level":"error"'), JSON.stringify(logged)));
