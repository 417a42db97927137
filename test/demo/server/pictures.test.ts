import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readDocument } from '../../../demo/server/feeds/copies.js';
import { hidePost, hideSource, unhideSource } from '../../../demo/server/feeds/hidden.js';
import type { FeedSource } from '../../../demo/server/feeds/source.js';
import type { AppOptions } from '../../../demo/server/options.js';
import { pictureType } from '../../../demo/server/pictures/picture-type.js';
import { Recent } from '../../../demo/server/pictures/recent.js';
import { Turns } from '../../../demo/server/pictures/turns.js';
import {
  closeDatabase,
  Elsewhere,
  feedOf,
  graph,
  relayServer,
  source,
  until,
  type RelayServer,
} from './feeds-helpers.js';
import { appWithoutDatabase, json, start } from './helpers.js';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const rasters: [type: string, content: Uint8Array][] = [
  ['image/png', bytes('\x89PNG\r\n\x1a\n....')],
  ['image/jpeg', bytes('\xff\xd8\xff\xe0....')],
  ['image/gif', bytes('GIF89a....')],
  ['image/gif', bytes('GIF87a....')],
  ['image/webp', bytes('RIFF....WEBPVP8 ')],
  ['image/avif', bytes('\0\0\0\x1cftypavif....')],
  ['image/avif', bytes('\0\0\0\x1cftypavis....')],
];
const png = rasters[0]![1];

let elsewhere: Elsewhere;
let server: RelayServer;
before(async () => (elsewhere = await new Elsewhere().start()));
after(async () => {
  elsewhere.close();
  await closeDatabase();
});

/** A server whose source shows pictures of these names at `elsewhere`; the paths that it gives out for them. */
async function serve(
  names: readonly string[],
  options: Partial<AppOptions> = {},
  more: Partial<FeedSource> = {},
): Promise<string[]> {
  server = await relayServer(source(`${elsewhere.origin}/posts`, more), options);
  elsewhere.gives(graph(names.map((name, id) => ({ id: String(id), full_picture: addressOf(name) }))));
  const paths = await pathsNow();
  elsewhere.requests.length = 0;
  return paths;
}

const addressOf = (name: string): string => (name.includes(':') ? name : `${elsewhere.origin}/${name}`);

async function pathsNow(): Promise<string[]> {
  const { items } = await feedOf(server.app);
  return items.flatMap(({ _civic }) => (_civic?.media ?? []).map(({ url }) => new URL(url).pathname));
}

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(server.app.request(path, { headers }));

describe('a picture', () => {
  let path: string;
  beforeEach(async () => {
    [path = ''] = await serve(['1.png?x=1&y=2']);
  });

  for (const [type, content] of rasters) {
    test(`of the type ${type} is what its bytes are, whatever it is called`, async () => {
      elsewhere.gives(content, { 'Content-Type': 'text/html', 'Set-Cookie': 'a=b', 'X-Other': 'y' });
      const response = await get(path);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('Content-Type'), type);
      assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff');
      assert.equal(response.headers.get('Content-Security-Policy'), "default-src 'none'; sandbox");
      assert.equal(response.headers.get('Cross-Origin-Resource-Policy'), 'cross-origin');
      assert.equal(response.headers.get('Cache-Control'), 'public, max-age=86400, immutable');
      assert.equal(response.headers.get('Set-Cookie'), null);
      assert.equal(response.headers.get('X-Other'), null);
      assert.deepEqual(new Uint8Array(await response.arrayBuffer()), content);
    });
  }

  test('is asked for without anything of the visitor, or of the source', async () => {
    [path = ''] = await serve(['1.png?x=1&y=2'], {}, { headers: { 'X-Key': 'secret-key' } });
    elsewhere.gives(png);
    await get(path, { Cookie: 'a=b', Referer: 'https://stora.example/', 'User-Agent': 'Anna' });
    const { url, headers } = elsewhere.requests[0]!;
    assert.equal(url, '/1.png?x=1&y=2');
    assert.deepEqual(Object.keys(headers).sort(), [
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    assert.equal(headers['user-agent'], 'civic-widgets/1.4.2');
  });

  test('is fetched once for everybody, and again after an hour', async () => {
    let release = (): void => undefined;
    elsewhere.answer = (_, response) => {
      release = () => response.end(png);
    };
    const many = Promise.all(Array.from({ length: 10 }, () => get(path)));
    await until(
      () => Promise.resolve(elsewhere.requests.length),
      (count) => count > 0,
    );
    release();
    for (const response of await many) assert.equal(response.status, 200);
    assert.equal((await get(path)).status, 200);
    assert.equal(elsewhere.requests.length, 1);

    elsewhere.gives(png);
    server.clock.now = new Date(server.clock.now.getTime() + 3_600_000);
    const later = await get(path, { 'If-None-Match': (await get(path)).headers.get('ETag')! });
    assert.equal(later.status, 304);
    assert.equal(elsewhere.requests.length, 2);
  });

  test('has the same address as long as the server has its key', async () => {
    const again = await pathsNow();
    assert.deepEqual(again, [path]);
    const [other] = await serve(['1.png?x=1&y=2']);
    assert.notEqual(other, path);
    assert.equal(other!.split('.')[0], path.split('.')[0]);
  });

  test('answers HEAD, and nothing else', async () => {
    elsewhere.gives(png);
    const head = await server.app.request(path, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(await head.text(), '');
    assert.equal((await server.app.request(path, { method: 'POST' })).status, 405);
  });
});

describe('an address', () => {
  test('that was not signed here, as it stands, leads nowhere', async () => {
    const [path = ''] = await serve(['1.png']);
    elsewhere.gives(png);
    const [payload = '', signature = ''] = path.replace('/api/pictures/', '').split('.');
    const forge = (url: string): string =>
      Buffer.from(JSON.stringify(['facebook', url])).toString('base64url');
    const last = signature.at(-1)!;
    const wrong = [
      payload,
      `${payload}.`,
      `.${signature}`,
      '.',
      `${forge(`${elsewhere.origin}/2.png`)}.${signature}`,
      `${payload}A.${signature}`,
      `${payload}=.${signature}`,
      `${payload}.${signature}=`,
      `${payload}.${signature}A`,
      `${payload}.${signature.slice(0, -1)}`,
      `${payload}.${signature.toLowerCase()}`,
      `${payload}.${signature}.${signature}`,
      `${payload}.${payload}.${signature}`,
      // Other letters that stand for the same bytes: the last one of 43 has two bits to spare.
      ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
        .replace(last, '')
        .split('')
        .map((letter) => `${payload}.${signature.slice(0, -1)}${letter}`),
      encodeURIComponent(`${elsewhere.origin}/1.png`),
      `${'a'.repeat(9000)}.${signature}`,
    ];
    for (const token of wrong) {
      assert.equal((await get(`/api/pictures/${token}`)).status, 404, token.slice(0, 200));
    }
    assert.equal((await get(`/api/pictures/${payload}.${signature}?url=http://127.0.0.1/`)).status, 200);
    assert.deepEqual(
      elsewhere.requests.map(({ url }) => url),
      ['/1.png'],
    );
  });

  test('of a source that is no longer there leads nowhere', async () => {
    const [path = ''] = await serve(['1.png']);
    elsewhere.gives(png);
    const { app } = await relayServer(source('https://x.example/', { id: 'other' }), {
      database: () => Promise.resolve(server.db),
    });
    assert.equal((await app.request(path)).status, 404);
    assert.equal(elsewhere.requests.length, 0);
  });

  test('needs no database where there are no sources', async () => {
    assert.equal((await appWithoutDatabase().request('/api/pictures/a.b')).status, 404);
  });
});

describe('what is no picture', () => {
  const others: [string, string, string][] = [
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>', 'image/svg+xml'],
    ['SVG that is called PNG', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'image/png'],
    ['HTML that is called PNG', '<!doctype html><script>x()</script>', 'image/png'],
    ['a script that is called JPEG', 'alert(1)', 'image/jpeg'],
    ['PDF', '%PDF-1.7', 'application/pdf'],
    ['nothing', '', 'image/png'],
    ['sound in the container of WebP', 'RIFF....WAVEfmt ', 'image/webp'],
    ['a film in the container of AVIF', '\0\0\0\x1cftypisom....', 'image/avif'],
    ['the beginning of a beginning', '\x89PNG', 'image/png'],
  ];
  for (const [name, content, type] of others) {
    test(`${name} is not served`, async () => {
      const [path = ''] = await serve(['x.png']);
      elsewhere.gives(bytes(content), { 'Content-Type': type });
      const response = await get(path, { Accept: 'image/avif,image/webp,*/*;q=0.8' });
      assert.equal(response.status, 415);
      assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
      assert.doesNotMatch(await response.text(), /svg|alert|127\.0\.0\.1/i);
    });
  }

  test('is known by its bytes alone', () => {
    for (const [type, content] of rasters) assert.equal(pictureType(content), type);
    assert.equal(pictureType(new Uint8Array()), undefined);
    assert.equal(pictureType(bytes('....ftypavif')), 'image/avif');
    assert.equal(pictureType(bytes(' \x89PNG\r\n\x1a\n')), undefined);
  });
});

describe('a picture that can’t be had', () => {
  test('is gone, or fails, and is not asked for again at once', async () => {
    const statuses: [number, number][] = [
      [404, 404],
      [410, 404],
      [403, 502],
      [500, 502],
      [206, 502],
    ];
    for (const [there, here] of statuses) {
      const [path = ''] = await serve([`${there}.png`]);
      elsewhere.gives(png, {}, there);
      const response = await get(path);
      assert.equal(response.status, here, String(there));
      assert.equal(response.headers.get('Cache-Control'), 'no-store');
      assert.equal((await get(path)).status, here);
      assert.equal(elsewhere.requests.length, 1);
      elsewhere.gives(png);
      server.clock.now = new Date(server.clock.now.getTime() + 60_000);
      assert.equal((await get(path)).status, 200);
    }
  });

  test('is too large, packed or not', async () => {
    const [large = '', bomb = ''] = await serve(['large.png', 'bomb.png']);
    const content = new Uint8Array(5_000_001);
    content.set(png);
    elsewhere.gives(content);
    assert.equal((await get(large)).status, 502);
    elsewhere.gives(gzipSync(content), { 'Content-Encoding': 'gzip' });
    assert.equal((await get(bomb)).status, 502);
  });

  test('takes too long', async () => {
    const [path = ''] = await serve(['slow.png'], { upstreamTimeout: 300 });
    elsewhere.answer = (_, response) => void response.write(png);
    assert.equal((await get(path)).status, 504);
  });

  test('is inside, by its address or by a redirect', async () => {
    const inside = ['http://169.254.169.254/latest/x.png', 'http://10.0.0.1/x.png', 'http://[fd00::1]/x.png'];
    const paths = await serve([...inside, 'redirect.png']);
    assert.equal(paths.length, 4);
    elsewhere.answer = (_, response) =>
      void response.writeHead(302, { Location: 'http://169.254.169.254/' }).end();
    for (const path of paths) {
      const response = await get(path);
      assert.equal(response.status, 502);
      assert.doesNotMatch(await response.text(), /169|10\.0|fd00/);
    }
    assert.equal(elsewhere.requests.length, 1);
  });
});

describe('too many pictures', () => {
  test('of one visitor have to wait, those that are here already do not', async () => {
    const names = Array.from({ length: 4 }, (_, index) => `${index}.png`);
    const paths = await serve(names, {
      limits: { pictures: { burst: 3, perMinute: 60 } },
      clientAddress: () => '192.0.2.1',
    });
    elsewhere.gives(png);
    for (const path of paths.slice(0, 3)) assert.equal((await get(path)).status, 200);
    const refused = await get(paths[3]!);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('Retry-After'), '1');
    assert.equal((await json(refused)).detail, 'Vänta en stund och försök igen.');
    assert.equal((await get(paths[0]!)).status, 200);
    assert.equal(elsewhere.requests.length, 3);
  });

  test('wait for their turn', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `${index}.png`);
    const paths = await serve(names);
    let now = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    elsewhere.answer = (_, response) => {
      now += 1;
      most = Math.max(most, now);
      waiting.push(() => {
        now -= 1;
        response.end(png);
      });
    };
    const all = Promise.all(paths.map((path) => get(path)));
    let served = 0;
    while (served < names.length) {
      await until(
        () => Promise.resolve(waiting.length),
        (count) => count > 0,
      );
      waiting.shift()!();
      served += 1;
    }
    for (const response of await all) assert.equal(response.status, 200);
    assert.ok(most <= 8, `${most} at once`);
  });

  test('leave each other room: the last used stay', () => {
    const recent = new Recent<number>(1000, () => start);
    const lasting = { bytes: 100, milliseconds: 1000 };
    recent.set('a', 1, lasting);
    recent.set('b', 2, lasting);
    recent.set('c', 3, lasting);
    assert.equal(recent.get('a'), 1);
    recent.set('d', 4, lasting);
    assert.equal(recent.get('b'), undefined);
    assert.equal(recent.get('a'), 1);
    recent.set('e', 5, { bytes: 5000, milliseconds: 1000 });
    assert.equal(recent.get('e'), undefined, 'what is larger than everything is not kept');
    recent.set('a', 6, lasting);
    assert.equal(recent.get('a'), 6);
  });

  test('that weigh nothing are not kept without end', () => {
    const recent = new Recent<number>(10_000, () => start);
    for (let index = 0; index < 1000; index += 1) {
      recent.set(String(index), index, { bytes: 0, milliseconds: 1000 });
    }
    assert.equal(recent.get('0'), undefined);
    assert.equal(recent.get('999'), 999);
  });

  test('give their turn back when they fail', async () => {
    const turns = new Turns(1);
    await assert.rejects(turns.take(() => Promise.reject(new Error('no'))));
    assert.deepEqual(
      await Promise.all([1, 2, 3].map((number) => turns.take(() => Promise.resolve(number)))),
      [1, 2, 3],
    );
  });
});

describe('the office', () => {
  test('hides a post with its pictures, not those that others show too', async () => {
    const [shared = '', , own = ''] = await serve(['shared.png', 'shared.png', 'own.png']);
    elsewhere.gives(png);
    assert.equal((await get(own)).status, 200);
    const copy = await readDocument(server.db, source(`${elsewhere.origin}/posts`));
    for (const post of ['0', '2']) await hidePost(server.db, 'facebook', post, { copy, now: start });
    assert.equal((await get(own)).status, 404, 'also from memory');
    assert.equal((await get(shared)).status, 200);
  });

  test('hides a source with all its pictures', async () => {
    const [path = ''] = await serve(['1.png']);
    elsewhere.gives(png);
    await hideSource(server.db, 'facebook', start);
    assert.equal((await get(path)).status, 404);
    await unhideSource(server.db, 'facebook');
    assert.equal((await get(path)).status, 200);
  });
});
