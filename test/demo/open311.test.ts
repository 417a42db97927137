import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { town } from '../../demo/server/seed/index.ts';
import { type Format, Open311Client, ServiceError, parseXml } from './open311-client.ts';
import { json, post, testServer, type TestServer } from './server/helpers.ts';

const key = 'stora-demo-key';
let server: TestServer;
before(async () => (server = await testServer({ town })));
after(() => server.close());

const ask = async (path: string, init?: RequestInit): Promise<Response> =>
  server.app.request(`http://stora.example/open311/v2/${path}`, init);

const pothole: [string, string][] = [
  ['api_key', key],
  ['jurisdiction_id', 'stora.example'],
  ['service_code', 'hal'],
  ['lat', '59.8586'],
  ['long', '17.6389'],
  ['attribute[yta]', 'cykelvag'],
];

async function count(table = 'submissions'): Promise<number> {
  const [row] = await server.db.query<{ count: number }>(`SELECT count(*)::integer FROM ${table}`);
  return row!.count;
}

async function refused(work: Promise<unknown>): Promise<ServiceError> {
  const error = await work.then(
    () => assert.fail('It was taken.'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ServiceError, String(error));
  for (const { code } of error.errors) assert.equal(Number(code), error.status);
  assert.ok(error.errors.every(({ description }) => description.length > 5));
  return error;
}

for (const format of ['json', 'xml'] as Format[]) {
  describe(`a client of the standard, in ${format}`, () => {
    const client = new Open311Client(ask, format);

    test('lists the services', async () => {
      const services = await client.services();
      assert.deepEqual(
        services.map(({ service_code: code }) => code),
        ['hal', 'lampa', 'klotter', 'lekplats', 'sno'],
      );
      const [first] = services;
      assert.equal(first!.service_name, 'Hål i gatan');
      assert.equal(first!.metadata, true);
      assert.equal(first!.type, 'realtime');
      assert.equal(first!.group, 'Gator och vägar');
      assert.match(first!.keywords, /^hål, potthål, /);
      assert.equal(services.find(({ service_code: code }) => code === 'sno')!.metadata, false);
      assert.equal((await client.services('?jurisdiction_id=stora.example')).length, 5);
      assert.equal((await client.services('?jurisdiction_id=')).length, 5, 'empty is the same as none');
    });

    test('reads a definition', async () => {
      const { service_code: code, attributes } = await client.definition('hal');
      assert.equal(code, 'hal');
      assert.deepEqual(
        attributes.map((attribute) => [
          attribute.order,
          attribute.code,
          attribute.datatype,
          attribute.required,
        ]),
        [
          [1, 'yta', 'singlevaluelist', true],
          [2, 'djup', 'number', false],
        ],
      );
      assert.ok(attributes.every(({ variable, description }) => variable && description));
      assert.deepEqual(attributes[0]!.values![1], { key: 'cykelvag', name: 'Cykelväg' });
      const graffiti = await client.definition('klotter');
      assert.equal(graffiti.attributes[0]!.datatype, 'multivaluelist');
      assert.equal((await client.definition('lekplats')).attributes[0]!.datatype, 'datetime');
      assert.deepEqual((await client.definition('sno')).attributes, []);
    });

    test('posts a request and reads it again, alone and in the list', async () => {
      const posted = await client.post([
        ...pothole,
        ['address_string', 'Storgatan 1, 123 45 Storå'],
        ['description', 'Djupt hål & vassa kanter <här>.\nPå höger sida.'],
        ['media_url', 'https://pictures.example/1.jpg?a=1&b=2'],
        ['attribute[djup]', '12'],
      ]);
      assert.match(posted.service_request_id!, /^[1-9]\d{9}$/);
      assert.equal(posted.token, undefined);
      assert.equal(posted.service_notice, 'Vi tittar på platsen inom tre arbetsdagar.');
      const found = await client.request(posted.service_request_id!);
      assert.deepEqual(
        { ...found, lat: Number(found.lat), long: Number(found.long) },
        {
          service_request_id: posted.service_request_id,
          status: 'open',
          status_notes: 'Mottaget',
          service_name: 'Hål i gatan',
          service_code: 'hal',
          description: 'Djupt hål & vassa kanter <här>.\nPå höger sida.',
          agency_responsible: 'Gata och park',
          service_notice: 'Vi tittar på platsen inom tre arbetsdagar.',
          requested_datetime: '2026-11-22T10:20:30Z',
          updated_datetime: '2026-11-22T10:20:30Z',
          expected_datetime: '2026-12-06T10:20:30Z',
          address: 'Storgatan 1, 123 45 Storå',
          address_id: null,
          zipcode: '123 45',
          lat: 59.8586,
          long: 17.6389,
          media_url: 'https://pictures.example/1.jpg?a=1&b=2',
        },
      );
      assert.ok(
        (await client.requests()).some((request) => request.service_request_id === posted.service_request_id),
      );
    });

    test('gets a token for a batch service, and the id for the token', async () => {
      const posted = await client.post([
        ['api_key', key],
        ['service_code', 'sno'],
        ['address_string', 'Skolgatan'],
      ]);
      assert.equal(posted.service_request_id, undefined);
      const { service_request_id: id, token } = await client.idOf(posted.token!);
      assert.equal(token, posted.token);
      assert.equal((await client.request(id)).address, 'Skolgatan');
    });

    test('asks for several requests, for services, states and times', async () => {
      const ids: string[] = [];
      for (const fields of [
        [...pothole],
        [
          ['api_key', key],
          ['service_code', 'lampa'],
          ['address_id', '4711'],
          ['attribute[fel]', 'slackt'],
        ] as [string, string][],
      ]) {
        ids.push((await client.post(fields)).service_request_id!);
      }
      const idsOf = async (query: string): Promise<string[]> =>
        (await client.requests(query)).map((request) => request.service_request_id).sort();
      assert.deepEqual(await idsOf(`?service_request_id=${ids.join(',')}&status=closed`), [...ids].sort());
      assert.ok(
        (await client.requests('?service_code=lampa')).every(({ service_code: code }) => code === 'lampa'),
      );
      const both = await client.requests('?service_code=lampa,hal');
      assert.deepEqual([...new Set(both.map(({ service_code: code }) => code))].sort(), ['hal', 'lampa']);
      assert.deepEqual(await idsOf('?service_code=finns-inte'), []);

      await server.db.query(
        `UPDATE submissions SET status = 'closed' WHERE reference =
         (SELECT reference FROM open311_requests WHERE id = $1)`,
        [ids[0]!],
      );
      assert.equal((await client.request(ids[0]!)).status, 'closed');
      const closed = await client.requests('?status=closed');
      assert.ok(closed.some(({ service_request_id: id }) => id === ids[0]));
      assert.ok(closed.every(({ status }) => status === 'closed'));
      assert.ok((await client.requests('?status=open')).every(({ status }) => status === 'open'));
      assert.equal((await idsOf('?status=open,closed')).length, (await idsOf('')).length);

      const since = '?start_date=2026-11-22T11:20:30%2B01:00&end_date=2026-11-23T00:00:00Z';
      assert.ok((await idsOf(since)).length > 0);
      assert.ok((await idsOf('?start_date=2026-11-22T11:20:30+01:00')).length > 0, 'a plus sign as it is');
      assert.deepEqual(await idsOf('?start_date=2026-11-22T10:20:31Z&end_date=2026-11-23T00:00:00Z'), []);
      assert.deepEqual(await idsOf('?end_date=2026-11-22T10:20:29Z'), []);
      server.clock.now = new Date(server.clock.now.getTime() + 91 * 24 * 60 * 60_000);
      assert.deepEqual(await idsOf(''), [], 'the last 90 days');
      assert.ok((await idsOf('?start_date=2026-11-01')).length > 0);
      server.clock.now = new Date('2026-11-22T10:20:30.000Z');
    });

    test('is told what is wrong', async () => {
      const before = await count();
      const without = (...names: string[]): [string, string][] =>
        pothole.filter(([name]) => !names.includes(name));
      const posts: [number, [string, string][], RegExp][] = [
        [403, without('api_key'), /api_key/],
        [403, [...without('api_key'), ['api_key', 'fel']], /api_key/],
        [404, [...without('jurisdiction_id'), ['jurisdiction_id', 'annan.example']], /jurisdiction_id/],
        [400, without('service_code'), /service_code/],
        [404, [...without('service_code'), ['service_code', 'nej']], /service_code/],
        [400, without('lat', 'long'), /lat/],
        [400, without('long'), /lat/],
        [400, [...without('lat'), ['lat', 'norr']], /lat/],
        [400, [...without('lat'), ['lat', '91']], /lat/],
        [400, without('attribute[yta]'), /attribute\[yta\]/],
        [400, [...without('attribute[yta]'), ['attribute[yta]', 'gräs']], /attribute\[yta\]/],
        [400, [...pothole, ['attribute[djup]', 'djupt']], /attribute\[djup\]/],
        [400, [...pothole, ['description', 'x'.repeat(4001)]], /description.*4000/],
        [400, [...pothole, ['email', 'nej']], /email/],
        [400, [...pothole, ['media_url', 'javascript:alert(1)']], /media_url/],
      ];
      for (const [status, fields, words] of posts) {
        const error = await refused(client.post(fields));
        assert.equal(error.status, status, error.message);
        assert.match(error.message, words);
      }
      assert.equal((await refused(client.services('?jurisdiction_id=annan.example'))).status, 404);
      assert.equal((await refused(client.definition('nej'))).status, 404);
      assert.equal((await refused(client.request('1'))).status, 404);
      assert.equal((await refused(client.request('%00'))).status, 404);
      assert.equal((await refused(client.idOf('1'))).status, 404);
      for (const query of [
        '?start_date=i-g%C3%A5r',
        '?end_date=2026-13-01T00:00:00Z',
        '?start_date=2026-11-01T00:00:00',
        '?start_date=2026-01-01T00:00:00Z&end_date=2026-11-01T00:00:00Z',
        '?start_date=2026-11-02T00:00:00Z&end_date=2026-11-01T00:00:00Z',
        '?status=pending',
      ]) {
        assert.equal((await refused(client.requests(query))).status, 400, query);
      }
      assert.equal(await count(), before, 'nothing was kept');
    });
  });
}

describe('the Open311 server', () => {
  const client = new Open311Client(ask, 'json');

  test('tells where it is', async () => {
    const discovery = (await (
      await server.app.request('http://stora.example/open311/discovery.json')
    ).json()) as {
      endpoints: { specification: string; url: string; formats: string[] }[];
    };
    const [endpoint] = discovery.endpoints;
    assert.equal(endpoint!.specification, 'http://wiki.open311.org/GeoReport_v2');
    assert.equal(endpoint!.url, 'http://stora.example/open311/v2');
    assert.deepEqual(endpoint!.formats, ['text/xml', 'application/json']);
    const xml = await (await server.app.request('/open311/discovery.xml')).text();
    assert.equal(parseXml(xml)[0]!.name, 'discovery');
  });

  test('goes by the address’s ending, else by what is wanted', async () => {
    const typeOf = async (path: string, Accept: string): Promise<string | null> =>
      (await ask(path, { headers: { Accept } })).headers.get('Content-Type');
    assert.match((await typeOf('services.xml', 'application/json'))!, /^text\/xml/);
    assert.match((await typeOf('services', 'text/xml'))!, /^text\/xml/);
    assert.match((await typeOf('services', 'application/xml;q=0.9,application/json'))!, /^application\/json/);
    assert.match((await typeOf('services', '*/*'))!, /^application\/json/);
    assert.match((await typeOf('services/hal', 'application/xml'))!, /^text\/xml/);
    assert.equal((await ask('services.csv')).status, 404);
    assert.equal((await ask('')).status, 404);
    assert.equal((await ask('services.json', { method: 'PUT' })).status, 404);
  });

  test('is open to other sites’ pages, failures too', async () => {
    for (const path of ['services.json', 'requests/1.json', 'requests.xml']) {
      assert.equal((await ask(path)).headers.get('Access-Control-Allow-Origin'), '*');
    }
    assert.ok((await ask('services.json')).headers.get('ETag'));
  });

  test('publishes nothing of a person, and no way to the case', async () => {
    const posted = await client.post([
      ...pothole,
      ['description', 'Ring Anna på 070-123 45 67, anna@example.org, 19850101-1234. Hålet är 30 x 40 cm.'],
      ['email', 'anna.persson@example.org'],
      ['phone', '0123-45 67 89'],
      ['first_name', 'Annalisa'],
      ['last_name', 'Persdotter'],
      ['device_id', 'tt222111'],
      ['account_id', '123456'],
    ]);
    const id = posted.service_request_id!;
    const [row] = await server.db.query<{ reference: string; answers: string }>(
      `SELECT s.reference, s.answers FROM submissions s JOIN open311_requests r ON r.reference = s.reference
       WHERE r.id = $1`,
      [id],
    );
    assert.match(row!.answers, /Annalisa/, 'the office has it');
    assert.doesNotMatch(row!.answers, /tt222111|123456"/);
    for (const path of [`requests/${id}.json`, `requests/${id}.xml`, 'requests.json', 'requests.xml']) {
      const text = await (await ask(path)).text();
      assert.ok(text.includes(id));
      assert.doesNotMatch(
        text,
        /Annalisa|Persdotter|persson@|anna@|070-123|19850101|0123-45|tt222111|cykelvag/,
      );
      assert.ok(!text.includes(row!.reference));
    }
    assert.match(
      (await client.request(id)).description!,
      /^Ring Anna på \[…\], \[…\], \[…\]\. Hålet är 30 x 40 cm\.$/,
    );
    for (const path of [`/api/submissions/${id}`, `/arende/${id}`]) {
      assert.equal((await server.app.request(path)).status, 404, path);
    }
    assert.equal((await ask(`requests/${row!.reference}.json`)).status, 404);
  });

  test('lists only what came in through Open311', async () => {
    const before = (await client.requests()).length;
    const response = await post(server.app, '/api/forms/hal-i-gatan/submissions', {
      yta: 'cykelvag',
      'place.text': 'Torget',
    });
    assert.equal(response.status, 201);
    assert.equal((await client.requests()).length, before);
  });

  test('is answered by the office like any case', async () => {
    const { service_request_id: id } = await client.post(pothole);
    const [row] = await server.db.query<{ reference: string; form_id: string }>(
      `SELECT s.reference, s.form_id FROM submissions s JOIN open311_requests r ON r.reference = s.reference
       WHERE r.id = $1`,
      [id!],
    );
    assert.equal(row!.form_id, 'hal-i-gatan');
    const found = await json(await server.app.request(`/api/submissions/${row!.reference}`));
    assert.equal(found.status, 'received');
  });

  test('takes a repeated request once, without asking for anything again', async () => {
    const submission = crypto.randomUUID();
    const before = await count();
    const requests = await count('open311_requests');
    const posted = await Promise.all(
      Array.from({ length: 8 }, () => client.post([...pothole, ['submission', submission]])),
    );
    assert.equal(new Set(posted.map(({ service_request_id: id }) => id)).size, 1);
    const again = await client.post([['submission', submission]]);
    assert.equal(again.service_request_id, posted[0]!.service_request_id);
    const elsewhere = await client.post([
      ['api_key', key],
      ['service_code', 'sno'],
      ['address_string', 'Torget'],
      ['submission', submission],
    ]);
    assert.equal(elsewhere.service_request_id, posted[0]!.service_request_id);
    assert.equal(await count(), before + 1);
    assert.equal(await count('open311_requests'), requests + 1);
  });

  test('takes several values in each way that clients send them', async () => {
    for (const name of ['attribute[underlag]', 'attribute[underlag][]']) {
      const { service_request_id: id } = await client.post([
        ['api_key', key],
        ['service_code', 'klotter'],
        ['address_string', 'Bron'],
        [name, 'vagg'],
        [name, 'bro'],
      ]);
      const [row] = await server.db.query<{ answers: string }>(
        `SELECT s.answers FROM submissions s JOIN open311_requests r ON r.reference = s.reference WHERE r.id = $1`,
        [id!],
      );
      assert.deepEqual((JSON.parse(row!.answers) as { underlag: string[] }).underlag, ['vagg', 'bro']);
    }
  });

  test('takes a time for a day', async () => {
    const posted = await client.post([
      ['api_key', key],
      ['service_code', 'lekplats'],
      ['lat', '59'],
      ['long', '17'],
      ['attribute[sags]', '2026-11-20T12:00:00+01:00'],
    ]);
    assert.ok(posted.service_request_id);
  });

  test('takes the specification’s own example, but for its key and service', async () => {
    const body =
      `api_key=${key}&jurisdiction_id=stora.example&service_code=hal&lat=37.76524078&long=-122.4212043&address_string=1234+5th+street` +
      '&email=smit333%40sfgov.edu&device_id=tt222111&account_id=123456&first_name=john&last_name=smith&phone=111111111' +
      '&description=A+large+sinkhole+is+destroying+the+street&media_url=http%3A%2F%2Ffarm3.static.flickr.com%2F2002%2F2212426634_5ed477a060.jpg' +
      '&attribute[WHISPAWN]=123456&attribute[WHISDORN]=COISL001&attribute[yta]=korbana';
    const response = await ask('requests.xml', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body,
    });
    assert.equal(response.status, 201);
  });

  test('keeps its XML whole, whatever is written', async () => {
    const evil = 'a\u0001b\u000bc]]><script>alert(1)</script>&amp;\r\n\ufffe\u{1f6a7}';
    const { service_request_id: id } = await client.post([...pothole, ['description', evil]]);
    const xml = new Open311Client(ask, 'xml');
    assert.equal((await xml.request(id!)).description, 'abc]]><script>alert(1)</script>&amp;\n\u{1f6a7}');
  });

  test('knows the keys and the jurisdiction that it is given', async () => {
    const other = await testServer({ town, open311: { apiKeys: ['hemlig'], jurisdiction: 'annan.example' } });
    const there = new Open311Client(
      async (path, init) => other.app.request(`/open311/v2/${path}`, init),
      'json',
    );
    assert.equal((await refused(there.post(pothole))).status, 403);
    const fields: [string, string][] = [
      ...pothole.slice(2),
      ['api_key', 'hemlig'],
      ['jurisdiction_id', 'annan.example'],
    ];
    assert.ok((await there.post(fields)).service_request_id);
    await other.close();
  });
});
