import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import type { Asset } from '../../../demo/server/options.js';
import { appWithoutDatabase, asPage, assetsFrom, start } from './helpers.js';

const script = '/* civic widgets */';
const hash = `sha384-${createHash('sha384').update(script).digest('base64')}`;
const layout = (lang: string): string =>
  `<html lang="{{lang}}" data-layout="${lang}"><title>{{title}} – Storå</title>
  <script src="/widgets/{{version}}/civic-widgets.js" integrity="{{integrity}}"></script>
  <script src="/widgets/{{version}}/locales/sv.js" integrity="{{integrity:locales/sv.js}}"></script>
  <main>{{main}}</main>{{unknown}}</html>`;

const files = {
  '/layout.html': layout('sv'),
  '/en/layout.html': layout('en'),
  '/index.html': '<!-- layout title="Välkommen & hej" lang="sv" -->\n<h1>Storå {{version}}</h1>',
  '/en/index.html': '<!-- layout lang="en" title="Welcome" -->\n<h1>Storå</h1>',
  '/whole/index.html': '<!doctype html><p>{{version}} {{integrity}} {{integrity:nej.js}}</p>',
  '/404.html': '<!-- layout title="Borta" lang="sv" --><h1>Borta</h1>',
  '/en/404.html': '<!-- layout title="Gone" lang="en" --><h1>Gone</h1>',
  '/site.css': 'p { color: red }',
  '/widgets/civic-widgets.js': script,
  '/widgets/locales/sv.js': 'sv',
  '/widgets/openapi.json': '{}',
};
const app = appWithoutDatabase({ assets: assetsFrom(files) });
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(app.request(path, { headers }));

describe('the built files', () => {
  test('of this version never change', async () => {
    const response = await get('/widgets/1.4.2/civic-widgets.js');
    assert.equal(response.status, 200);
    assert.equal(await response.text(), script);
    assert.equal(response.headers.get('Cache-Control'), 'public, max-age=31536000, immutable');
    assert.equal(response.headers.get('Content-Type'), 'text/javascript; charset=utf-8');
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
    assert.equal(response.headers.get('Cross-Origin-Resource-Policy'), 'cross-origin');
    assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff');
  });

  test('of the major version, and of whichever is newest, are asked for again each time', async () => {
    for (const path of ['/widgets/1/locales/sv.js', '/widgets/locales/sv.js']) {
      const response = await get(path);
      assert.equal(await response.text(), 'sv');
      assert.equal(response.headers.get('Cache-Control'), 'public, no-cache');
      assert.equal(response.headers.get('Cross-Origin-Resource-Policy'), 'cross-origin');
      const etag = response.headers.get('ETag')!;
      const again = await get(path, { 'If-None-Match': etag });
      assert.equal(again.status, 304);
      assert.equal(again.headers.get('Access-Control-Allow-Origin'), '*');
    }
  });

  test('of another version are not there, and the answer can be read from anywhere', async () => {
    for (const path of [
      '/widgets/1.4.1/civic-widgets.js',
      '/widgets/2/civic-widgets.js',
      '/widgets/nej.js',
    ]) {
      const response = await get(path);
      assert.equal(response.status, 404, path);
      assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
      assert.match(await response.text(), /npm run build/);
    }
  });

  test('/openapi.json is one of them', async () => {
    const response = await get('/openapi.json');
    assert.equal(await response.text(), '{}');
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
  });
});

describe('a page', () => {
  test('stands in the layout of its language', async () => {
    const html = await (await get('/')).text();
    assert.match(html, /<html lang="sv" data-layout="sv"><title>Välkommen &#38; hej – Storå<\/title>/);
    assert.match(html, /<main><h1>Storå \{\{version\}\}<\/h1><\/main><\/html>/);
    assert.ok(html.includes(`src="/widgets/1.4.2/civic-widgets.js" integrity="${hash}"`));
    const swedish = createHash('sha384').update('sv').digest('base64');
    assert.ok(html.includes(`integrity="sha384-${swedish}"`));
    assert.match(await (await get('/en/')).text(), /data-layout="en"><title>Welcome – Storå/);
  });

  test('that is a whole document gets its placeholders only', async () => {
    assert.equal(await (await get('/whole/')).text(), `<!doctype html><p>1.4.2 ${hash} </p>`);
  });

  test('uses the hashes that it is given, before any of its own', async () => {
    const given = appWithoutDatabase({
      assets: assetsFrom(files),
      integrity: { 'civic-widgets.js': 'sha384-given' },
    });
    assert.match(await (await given.request('/whole/')).text(), /sha384-given/);
  });

  test('has the strictest policy, no cookie, and can be kept until it changes', async () => {
    const response = await get('/');
    assert.equal(
      response.headers.get('Content-Security-Policy'),
      "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; media-src 'self'; " +
        "style-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; " +
        "frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types lit-html dompurify",
    );
    assert.equal(response.headers.get('Referrer-Policy'), 'strict-origin-when-cross-origin');
    assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff');
    assert.equal(response.headers.get('Set-Cookie'), null);
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), null);
    assert.equal(response.headers.get('Date'), start.toUTCString());
    const etag = response.headers.get('ETag')!;
    assert.equal((await get('/', { 'If-None-Match': etag })).status, 304);
  });

  test('without its slash is led to where it is', async () => {
    const response = await get('/whole?a=1');
    assert.equal(response.status, 308);
    assert.equal(response.headers.get('Location'), '/whole/?a=1');
    assert.equal((await get('//whole')).status, 404);
    assert.equal((await get('/en//')).status, 404);
  });

  test('that is not there is the site’s own 404, in its part of the site', async () => {
    const response = await get('/nej', asPage);
    assert.equal(response.status, 404);
    assert.match(await response.text(), /<title>Borta – Storå/);
    assert.match(response.headers.get('Content-Security-Policy')!, /default-src 'none'/);
    assert.match(await (await get('/en/nej', asPage)).text(), /<title>Gone – Storå/);
    const data = await get('/nej', { Accept: 'application/json' });
    assert.equal(data.headers.get('Content-Type'), 'application/problem+json');
  });

  test('is never a layout, a hidden file, or one of somewhere else', async () => {
    for (const path of [
      '/layout.html',
      '/en/layout.html',
      '/.env',
      '/%2e%2e/package.json',
      '/%00',
      '/a%5cb',
    ]) {
      assert.equal((await get(path)).status, 404, path);
    }
    assert.equal((await get('/api/widgets/civic-widgets.js')).status, 404);
    assert.equal((await app.request('/', { method: 'POST' })).status, 404);
  });
});

describe('other files', () => {
  test('have their type and an ETag', async () => {
    const response = await get('/site.css');
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff');
    const etag = response.headers.get('ETag')!;
    assert.equal((await get('/site.css', { 'If-None-Match': etag })).status, 304);
  });

  test('come compressed to who can read it', async () => {
    const asset: Asset = {
      body: new Uint8Array([1, 2, 3]),
      type: 'text/css',
      encoded: {
        br: () => Promise.resolve(new Uint8Array([4])),
        gzip: () => Promise.resolve(new Uint8Array([5])),
      },
    };
    const compressing = appWithoutDatabase({ assets: () => Promise.resolve(asset) });
    const answers: [string | undefined, string | null, number[]][] = [
      [undefined, null, [1, 2, 3]],
      ['gzip, deflate, br', 'br', [4]],
      ['gzip', 'gzip', [5]],
      ['br;q=0, gzip;q=0.5', 'gzip', [5]],
      ['identity', null, [1, 2, 3]],
    ];
    for (const [accepted, coding, bytes] of answers) {
      const headers = accepted === undefined ? {} : { 'Accept-Encoding': accepted };
      const response = await compressing.request('/site.css', { headers });
      assert.equal(response.headers.get('Content-Encoding'), coding);
      assert.equal(response.headers.get('Vary'), 'Accept-Encoding');
      assert.deepEqual([...new Uint8Array(await response.arrayBuffer())], bytes);
    }
  });

  test('films come in parts', async () => {
    const film: Asset = { body: new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), type: 'video/mp4' };
    const cinema = appWithoutDatabase({ assets: () => Promise.resolve(film) });
    const ranges: [string | undefined, number, string | null, number[]][] = [
      [undefined, 200, null, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
      ['bytes=0-1', 206, 'bytes 0-1/10', [0, 1]],
      ['bytes=8-', 206, 'bytes 8-9/10', [8, 9]],
      ['bytes=-3', 206, 'bytes 7-9/10', [7, 8, 9]],
      ['bytes=5-100', 206, 'bytes 5-9/10', [5, 6, 7, 8, 9]],
      ['bytes=10-', 416, 'bytes */10', []],
      ['bytes=3-2', 200, null, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
      ['bytes=0-1,3-4', 200, null, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ];
    for (const [range, status, contentRange, bytes] of ranges) {
      const response = await cinema.request('/film.mp4', { headers: range ? { Range: range } : {} });
      assert.equal(response.status, status, range);
      assert.equal(response.headers.get('Content-Range'), contentRange);
      assert.deepEqual([...new Uint8Array(await response.arrayBuffer())], bytes);
    }
  });
});
