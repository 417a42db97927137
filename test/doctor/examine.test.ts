import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ask } from '../../src/command/ask.js';
import { examine } from '../../src/doctor.js';
import type { Report } from '../../src/doctor.js';
import { BROKEN, type Endpoints, feed, poll, send, serveEndpoints } from './endpoints.js';

const PAGE = 'https://www.town.example/page';
const options = { origin: 'https://www.example.org', userAgent: 'test', timeout: 1500 };
const codes = ({ problems }: Report) => problems.map(({ code }) => code);

let endpoints: Endpoints;
before(async () => {
  endpoints = await serveEndpoints({
    'reflects-page': (request, response) =>
      send(feed(), { 'access-control-allow-origin': request.headers.origin })(request, response),
    'two-origins': send(feed(), { 'access-control-allow-origin': 'https://a.example, https://b.example' }),
    hidden: send(feed(), { 'access-control-expose-headers': undefined }),
    strict: send('<!doctype html><title>Page</title>', {
      'content-type': 'text/html',
      'content-security-policy': "default-src 'none'; connect-src 'self' https://api.example",
    }),
    'page-with-feed': send(
      '<!doctype html><head><link rel="alternate" type="application/rss+xml" href="/news.rss"></head>',
      { 'content-type': 'text/html' },
    ),
    never: () => undefined,
    breaks: (_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"version":', () => setImmediate(() => response.destroy()));
    },
    poll: send(poll()),
  });
});
after(() => endpoints.close());

const examined = (path: string, page?: string): Promise<Report> =>
  examine(`${endpoints.origin}/${path}`, (url) => ask(url, options), { page });

describe('what the doctor says of an endpoint', () => {
  it('has nothing to say of a good one', async () => {
    assert.deepEqual(await examined('good'), {
      ok: true,
      url: `${endpoints.origin}/good`,
      format: 'json-feed',
      items: 2,
      problems: [],
    });
  });

  const reports = new Map<string, Report>();
  for (const [path, code, ok] of BROKEN) {
    it(`names the cause of /${path}: ${code}`, async () => {
      const report = await examined(path);
      reports.set(path, report);
      assert.ok(codes(report).includes(code), `found ${codes(report).join(', ')}`);
      assert.equal(report.ok, ok, JSON.stringify(report.problems));
      for (const { message, tell = '' } of report.problems)
        assert.doesNotMatch(message + tell, /\{\w+\}|undefined/);
    });
  }

  it('names nothing else than the cause', () => {
    for (const [path, code] of BROKEN) {
      const others = codes(reports.get(path)!).filter((each) => each !== code);
      // What follows from the cause: a page has a page's type, what is huge is uncompressed, slow and full of doubles.
      const expected = ['content-type', 'size', 'compression', 'cut', 'json', 'item', 'no-alt', 'slow'];
      assert.deepEqual(
        others.filter((each) => !expected.includes(each)),
        [],
        path,
      );
    }
  });

  it('names what happens before HTTP', async () => {
    const of = async (url: string) =>
      codes(await examine(url, (each) => ask(each, { ...options, timeout: 300 })));
    assert.deepEqual(await of(endpoints.closed), ['refused']);
    assert.deepEqual(await of(`${endpoints.origin}/never`), ['timeout']);
    assert.deepEqual(await of(`${endpoints.origin}/breaks`), [
      'cut',
      'content-type',
      'json',
      'cors',
      'no-validator',
    ]);
    assert.deepEqual(await of('not an address'), ['address']);
    assert.deepEqual(await of('ftp://town.example/feed'), ['address']);
    assert.deepEqual(await of('http://nowhere.invalid/'), ['http-only', 'dns']);
  });

  it('names a certificate that browsers refuse', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'civic-tls-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '1',
      ].concat(['-subj', '/CN=localhost', '-keyout', key, '-out', cert]),
      { stdio: 'ignore' },
    );
    const server = createHttps({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) =>
      response.end(),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const report = await examine(`https://localhost:${(server.address() as AddressInfo).port}/`, (url) =>
      ask(url, options),
    );
    server.close();
    rmSync(folder, { recursive: true });
    assert.deepEqual(codes(report), ['tls']);
    assert.match(report.problems[0]!.message, /self.signed/);
  });

  it('tells a page which address its feed has', async () => {
    const { problems } = await examined('page-with-feed');
    assert.match(problems[0]!.message, /\/news\.rss/);
  });

  it('says of one item where it is wrong, and what was expected', async () => {
    const { problems, items } = await examined('wrong-item');
    assert.equal(items, 2);
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['items[1].title', 'items[2]'],
    );
  });

  it('knows whether a page may read it', async () => {
    const cross = await examine(`${endpoints.origin}/no-cors`, (url) => ask(url, options), { page: PAGE });
    assert.equal(cross.ok, false);
    assert.ok(codes(cross).includes('cors-page'));
    assert.ok(codes(await examined('two-origins')).includes('cors'));
    assert.deepEqual(codes(await examined('hidden')), ['expose']);
    assert.deepEqual(codes(await examined('reflects-page')), []);
  });

  it('reads the policy and the allow list of the page', async () => {
    const own = await examined('good', `${endpoints.origin}/strict`);
    assert.deepEqual(codes(own), []);
    const other = await serveEndpoints({ api: send(feed()) });
    const report = await examine(`${other.origin}/api`, (url) => ask(url, options), {
      page: `${endpoints.origin}/strict`,
    });
    await other.close();
    assert.deepEqual(codes(report), ['csp', 'allow']);
    assert.equal(report.ok, false);
  });

  it('knows polls', async () => {
    const report = await examined('poll');
    assert.deepEqual([report.format, report.items, codes(report)], ['poll', 2, []]);
  });
});
