import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Challenge } from 'altcha-lib/types';
import { guardedUpstream } from '../../demo/server/node/upstream.ts';
import type { Relay } from '../../demo/server/open311/options.ts';
import { readRelays } from '../../demo/server/open311/read-relays.ts';
import { town } from '../../demo/server/seed/index.ts';
import { asPage, json, mistakes, post, testServer, type Fields, type TestServer } from './server/helpers.ts';

const pothole = { service_code: 'hal', lat: '59.1', long: '17.2', 'attribute[yta]': 'cykelvag' };
const uuid = (): string => crypto.randomUUID();

interface Answer {
  service_request_id: string | null;
  token: string | null;
  reference?: string;
  statusUrl?: string;
  message: string;
}
const answerOf = async (response: Response): Promise<Answer> => {
  assert.equal(response.status, 201, await response.clone().text());
  return (await response.json()) as Answer;
};

describe('a page’s request to the town’s own services', () => {
  let server: TestServer;
  before(async () => (server = await testServer({ town, challenge: { cost: 1, leastSeconds: 0 } })));
  after(() => server.close());
  const send = (fields: Fields, headers = {}): Promise<Response> =>
    post(server.app, '/api/open311/requests', fields, headers);

  test('needs no key, gives the public number and the resident’s own reference', async () => {
    const taken = await answerOf(await send({ ...pothole, description: 'Djupt.', submission: uuid() }));
    assert.match(taken.service_request_id!, /^\d{10}$/);
    assert.match(taken.message, /^Tack/);
    const own = await json(await server.app.request(taken.statusUrl!));
    assert.equal(own.reference, taken.reference);
    const open = await server.app.request(`/open311/v2/requests/${taken.service_request_id}.json`);
    const text = await open.text();
    assert.match(text, /Djupt/);
    assert.ok(!text.includes(taken.reference!));
  });

  test('gives a token for a batch service', async () => {
    const taken = await answerOf(await send({ service_code: 'sno', address_string: 'Torget' }));
    assert.equal(taken.service_request_id, null);
    assert.ok(taken.token);
  });

  test('is taken once, however often it comes', async () => {
    const submission = uuid();
    const all = await Promise.all(
      Array.from({ length: 6 }, async () => answerOf(await send({ ...pothole, submission }))),
    );
    assert.equal(new Set(all.map(({ reference }) => reference)).size, 1);
    assert.deepEqual(await answerOf(await send({ submission })), all[0]);
  });

  test('names mistakes as they were sent', async () => {
    const wrong = await mistakes(await send({ service_code: 'hal', description: 'x'.repeat(5000) }));
    assert.deepEqual(Object.keys(wrong).sort(), ['attribute[yta]', 'description', 'lat']);
    assert.deepEqual(Object.keys(await mistakes(await send({}))), ['service_code']);
    assert.equal((await send({ service_code: 'nej' })).status, 404);
    assert.deepEqual(Object.keys(await mistakes(await send({ ...pothole, website: 'x' }))), ['website']);
  });

  test('takes pictures, by what they are', async () => {
    const body = new FormData();
    for (const [name, value] of Object.entries(pothole)) body.append(name, value);
    body.append(
      'media',
      new File([new Uint8Array([0xff, 0xd8, 0xff, 1])], 'hål.jpg', { type: 'image/jpeg' }),
    );
    const taken = await answerOf(await server.app.request('/api/open311/requests', { method: 'POST', body }));
    const [file] = await server.db.query<{ name: string; type: string }>(
      'SELECT name, type FROM files WHERE reference = $1',
      [taken.reference!],
    );
    assert.deepEqual(file, { name: 'hål.jpg', type: 'image/jpeg' });
    body.set('media', new File(['<script>'], 'a.jpg', { type: 'image/jpeg' }));
    const refused = await server.app.request('/api/open311/requests', { method: 'POST', body });
    assert.deepEqual(Object.keys(await mistakes(refused)), ['media']);
  });

  test('answers a plain form with a page', async () => {
    const sent = await send(pothole, asPage);
    assert.equal(sent.status, 303);
    assert.match(sent.headers.get('Location')!, /^\/tack\?kvitto=/);
  });
});

describe('a page’s request to another server', () => {
  const asked: { method: string; url: string; body: URLSearchParams }[] = [];
  let behave: (request: IncomingMessage, response: ServerResponse) => void;
  let other: Server;
  let server: TestServer;
  const logged: object[] = [];

  const usual = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.method === 'POST') {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(
        '[{"service_request_id":0293944,"service_notice":"We \\"will\\" look","account_id":null}]',
      );
    } else response.writeHead(200).end('[{"service_code":"001"},{"service_code":"002"}]');
  };

  before(async () => {
    other = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (part: string) => (text += part));
      request.on('end', () => {
        asked.push({ method: request.method!, url: request.url!, body: new URLSearchParams(text) });
        behave(request, response);
      });
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const relay = (id: string, more: Partial<Relay> = {}): Relay => ({
      id,
      endpoint: `http://127.0.0.1:${port}/v2/`,
      apiKey: 'mycket-hemlig',
      jurisdiction: 'lan.example',
      format: 'json',
      services: [],
      challenge: false,
      ...more,
    });
    server = await testServer({
      town,
      now: () => new Date(Date.now() + offset),
      challenge: { cost: 1, leastSeconds: 0 },
      log: (entry) => logged.push(entry),
      open311: {
        relays: [
          relay('lan'),
          relay('vakt', { challenge: true }),
          relay('xml', { format: 'xml', services: ['001'] }),
          relay('borta', { endpoint: 'http://127.0.0.1:1/' }),
          relay('inne', { endpoint: 'http://10.0.0.1/' }),
        ],
        ask: guardedUpstream({ allowLoopback: true, origins: [`http://127.0.0.1:${port}`] }),
      },
    });
  });
  let offset = 0;
  beforeEach(() => {
    asked.length = 0;
    logged.length = 0;
    offset = 0;
    behave = usual;
  });
  after(async () => {
    other.close();
    await server.close();
  });
  const send = (fields: Fields, id = 'lan', headers = {}): Promise<Response> =>
    post(server.app, `/api/open311/${id}/requests`, fields, headers);

  test('goes with our key, and without what is not its own', async () => {
    const fields = {
      ...pothole,
      'attribute[a][]': ['1', '2'],
      email: 'a@example.org',
      api_key: 'min',
      jurisdiction_id: 'min',
      submission: uuid(),
      page: '/x',
      website: '',
      __proto__: 'x',
    };
    const taken = await answerOf(await send(fields));
    assert.equal(taken.service_request_id, '0293944');
    assert.equal(taken.reference, undefined);
    const [post] = asked;
    assert.equal(post!.url, '/v2/requests.json');
    assert.deepEqual(
      [...post!.body],
      [
        ['api_key', 'mycket-hemlig'],
        ['jurisdiction_id', 'lan.example'],
        ['service_code', 'hal'],
        ['lat', '59.1'],
        ['long', '17.2'],
        ['attribute[yta]', 'cykelvag'],
        ['attribute[a][]', '1'],
        ['attribute[a][]', '2'],
        ['email', 'a@example.org'],
      ],
    );
  });

  test('goes once: the same again gets the first answer', async () => {
    const submission = uuid();
    const first = await answerOf(await send({ ...pothole, submission }));
    assert.deepEqual(await answerOf(await send({ submission })), first);
    assert.equal(asked.length, 1);
  });

  test('that was cut off in the middle is not sent twice, and the resident is told', async () => {
    const submission = uuid();
    behave = (request) => request.socket.destroy();
    const cut = await send({ ...pothole, submission });
    assert.equal(cut.status, 502);
    const problem = await json(cut);
    assert.equal(problem.type, 'urn:problem-type:civic:unclear');
    assert.match(problem.detail, /kan ha kommit fram/);
    behave = usual;
    assert.equal((await send({ ...pothole, submission })).status, 503, 'it may be under way still');
    offset = 60_000;
    assert.equal((await json(await send({ ...pothole, submission }))).type, 'urn:problem-type:civic:unclear');
    assert.equal(asked.length, 1);
    assert.ok(!JSON.stringify(logged).includes('mycket-hemlig'));
  });

  test('that never left may be sent again', async () => {
    const submission = uuid();
    for (const id of ['borta', 'inne']) {
      const failed = await send({ ...pothole, submission }, id);
      assert.equal(failed.status, 502, id);
      assert.equal((await json(failed)).type, 'about:blank');
      assert.equal((await json(await send({ ...pothole, submission }, id))).type, 'about:blank');
    }
  });

  test('that is refused says why, and may be corrected', async () => {
    const submission = uuid();
    behave = (_, response) =>
      response.writeHead(400).end('[{"code":400,"description":"Lat is <b>wrong</b>."}]');
    assert.deepEqual(await mistakes(await send({ ...pothole, submission })), {
      description: 'Lat is <b>wrong</b>.',
    });
    behave = (_, response) =>
      response
        .writeHead(400)
        .end(
          '<?xml version="1.0"?><errors><error><code>400</code><description>a &amp; b</description></error></errors>',
        );
    assert.deepEqual(await mistakes(await send({ ...pothole, submission })), { description: 'a & b' });
    behave = (_, response) =>
      response.writeHead(403).end('[{"code":403,"description":"api_key mycket-hemlig"}]');
    const keyless = await send({ ...pothole, submission });
    assert.equal(keyless.status, 502);
    assert.ok(!(await keyless.text()).includes('hemlig'));
    behave = (_, response) => response.writeHead(302, { Location: 'https://evil.example/' }).end();
    assert.equal((await send({ ...pothole, submission: uuid() })).status, 502);
    behave = usual;
    await answerOf(await send({ ...pothole, submission }));
  });

  test('brings a proof of work where the relay asks for one', async () => {
    const submission = uuid();
    const problem = (await (await send({ ...pothole, submission }, 'vakt')).json()) as Record<string, string>;
    assert.equal(problem.type, 'urn:problem-type:civic:challenge');
    const challenge = (await (await server.app.request(problem.challengeUrl!)).json()) as Challenge;
    const solution = await solveChallenge({ challenge, deriveKey });
    const altcha = btoa(JSON.stringify({ challenge, solution }));
    await answerOf(await send({ ...pothole, submission, altcha }, 'vakt'));
    await mistakes(await send({ ...pothole, submission: uuid(), altcha }, 'vakt'));
    assert.equal(asked.length, 1);
  });

  test('reads its services through us, as documents that run nothing', async () => {
    const list = await server.app.request('/api/open311/lan/services.json?start_date=2026-01-01&api_key=x');
    assert.equal(list.status, 200);
    assert.match(list.headers.get('Content-Security-Policy')!, /sandbox/);
    assert.equal(list.headers.get('X-Content-Type-Options'), 'nosniff');
    assert.equal(list.headers.get('Access-Control-Allow-Origin'), '*');
    assert.equal(asked[0]!.url, '/v2/services.json?jurisdiction_id=lan.example&start_date=2026-01-01');
    behave = (_, response) =>
      response.end(
        '<services><service><service_code>001</service_code></service><service><service_code>002</service_code></service></services>',
      );
    const xml = await (await server.app.request('/api/open311/xml/services.xml')).text();
    assert.ok(xml.includes('001') && !xml.includes('002'));
    assert.equal((await send({ ...pothole, service_code: '002' }, 'xml')).status, 404);
    for (const path of ['lan/requests/1.json', 'lan/tokens/abc.json', 'lan/services/001.json']) {
      assert.equal((await server.app.request(`/api/open311/${path}`)).status, 200, path);
    }
  });

  test('reads nothing else through us', async () => {
    for (const path of [
      'lan/admin',
      'lan/services.json%2f..%2f..%2fadmin.json',
      'lan/services/..%2f..%2fadmin.json',
      'lan/services/%2e%2e.json',
      'lan/services/a/b.json',
      'lan/https:%2f%2fevil.example/services.json',
      'nej/services.json',
    ]) {
      assert.equal((await server.app.request(`/api/open311/${path}`)).status, 404, path);
    }
    assert.equal(asked.length, 0);
    assert.equal((await server.app.request('/api/open311/inne/services.json')).status, 502);
    assert.equal((await server.app.request('/api/open311/borta/services.json')).status, 502);
  });
});

test('the relays’ file is read strictly, and its mistakes hold no key', () => {
  const env = { KEY: 'hemlig' };
  const entry = { id: 'lan', endpoint: 'https://a.example/v2', keyEnv: 'KEY' };
  assert.deepEqual(readRelays({ relays: [entry] }, env, false), [
    {
      id: 'lan',
      endpoint: 'https://a.example/v2/',
      apiKey: 'hemlig',
      jurisdiction: undefined,
      format: 'json',
      services: [],
      challenge: false,
    },
  ]);
  const wrong: [object, RegExp][] = [
    [{ ...entry, id: 'A b' }, /id may have/],
    [{ ...entry, id: 'requests' }, /taken/],
    [{ ...entry, endpoint: 'http://a.example/' }, /https/],
    [{ ...entry, endpoint: 'https://u:p@a.example/' }, /https/],
    [{ ...entry, keyEnv: 'OTHER' }, /OTHER, which is not set/],
    [{ ...entry, apiKey: 'hemlig' }, /apiKey is not a setting/],
    [{ ...entry, format: 'csv' }, /json or xml/],
  ];
  for (const [relay, words] of wrong) {
    assert.throws(
      () => readRelays({ relays: [relay] }, env, false),
      (error: Error) => {
        assert.match(error.message, words);
        assert.doesNotMatch(error.message, /hemlig/);
        return true;
      },
    );
  }
  assert.throws(() => readRelays({ relays: [entry, entry] }, env, false), /taken/);
});
