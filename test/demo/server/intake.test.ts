import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { town as demo } from '../../../demo/server/seed/index.js';
import { asPage, json, post, postFiles, testServer, type Fields, type TestServer } from './helpers.js';

/** The addresses that keep what anybody sends, with what each of them would keep. */
const targets: [path: string, good: Fields][] = [
  ['/api/forms/alla-falt/submissions', { name: 'Anna', village: 'stora', rules: 'on' }],
  ['/api/open311/requests', { service_code: 'hal', lat: '59', long: '17', 'attribute[yta]': 'korbana' }],
  [
    '/open311/v2/requests.json',
    { api_key: 'stora-demo-key', service_code: 'hal', lat: '59', long: '17', 'attribute[yta]': 'korbana' },
  ],
];
const tables = [
  'submissions',
  'files',
  'case_messages',
  'open311_requests',
  'office_cases',
  'spent_challenges',
];
const urlencoded = 'application/x-www-form-urlencoded';

let server: TestServer;
const logged: object[] = [];
before(async () => {
  server = await testServer({ town: demo, log: (entry) => logged.push(entry) });
  // Its tables are made when somebody first asks.
  await server.app.request('/healthz');
});
after(() => server.close());

async function counts(): Promise<number[]> {
  const all: number[] = [];
  for (const table of tables) {
    const [row] = await server.db.query<{ count: number }>(`SELECT count(*)::integer FROM ${table}`);
    all.push(row!.count);
  }
  return all;
}

function send(path: string, body: BodyInit, type?: string): Promise<Response> {
  const headers: HeadersInit = type ? { 'Content-Type': type } : {};
  return Promise.resolve(server.app.request(path, { method: 'POST', body, headers }));
}

/** A clear problem document with one of these statuses, or the standard's own list of errors. */
async function assertRefused(response: Response, statuses: readonly number[], what: string): Promise<void> {
  const text = await response.clone().text();
  assert.ok(statuses.includes(response.status), `${what}: ${response.status} ${text}`);
  assert.doesNotMatch(text, /\n\s+at |node_modules|SELECT|INSERT/, what);
  const type = response.headers.get('Content-Type')!;
  if (type.startsWith('application/json')) {
    const errors = (await response.json()) as { code: number; description: string }[];
    assert.ok(
      errors.length > 0 && errors.every(({ code, description }) => code === response.status && description),
    );
  } else {
    assert.equal(type, 'application/problem+json', what);
    const problem = await json(response);
    assert.equal(problem.status, response.status);
    assert.ok(problem.detail.length > 5);
  }
}

for (const [path, good] of targets) {
  describe(path, () => {
    const asText = (fields: Fields): string =>
      Object.entries(fields)
        .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
        .join('&');
    const refused: [what: string, send: () => Promise<Response>, statuses: number[]][] = [
      ['10,000 fields', () => send(path, `${asText(good)}&${'a=1&'.repeat(10_000)}`, urlencoded), [413]],
      ['JSON', () => send(path, JSON.stringify(good), 'application/json'), [415]],
      ['no type', () => send(path, new Uint8Array([1])), [415]],
      ['another charset', () => send(path, asText(good), `${urlencoded}; charset=iso-8859-1`), [415]],
      ['UTF-16', () => send(path, asText(good), `${urlencoded}; charset="utf-16"`), [415]],
      [
        'latin-1 without saying so',
        () => send(path, `${asText(good)}&description=h%E5l&story=h%E5l`, urlencoded),
        [422, 400],
      ],
      [
        'a surrogate alone',
        () => send(path, `${asText(good)}&description=%ED%A0%80&story=%ED%A0%80`, urlencoded),
        [422, 400],
      ],
      [
        'a nul byte',
        () => send(path, `${asText(good)}&description=a%00b&story=a%00b`, urlencoded),
        [422, 400],
      ],
      ['a nul byte in a name', () => send(path, `${asText(good)}&a%00b=1`, urlencoded), [400]],
      [
        'a cut multipart body',
        () =>
          send(
            path,
            '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb',
            'multipart/form-data; boundary=x',
          ),
        [400],
      ],
      ['multipart without a boundary', () => send(path, asText(good), 'multipart/form-data'), [400]],
      ['a wrong submission', () => send(path, `${asText(good)}&submission=1`, urlencoded), [422, 400]],
      [
        'two submissions',
        () =>
          send(
            path,
            `${asText(good)}&submission=${crypto.randomUUID()}&submission=${crypto.randomUUID()}`,
            urlencoded,
          ),
        [422, 400],
      ],
      ['nothing', () => send(path, '', urlencoded), [422, 400, 403]],
    ];
    for (const [what, attack, statuses] of refused) {
      test(`refuses ${what} and changes nothing`, async () => {
        const before = await counts();
        await assertRefused(await attack(), statuses, what);
        assert.deepEqual(await counts(), before);
      });
    }

    test('takes names that objects have for what they are: names of nothing', async () => {
      const names = [
        '__proto__',
        'constructor',
        'prototype',
        'toString',
        'hasOwnProperty',
        'attribute[__proto__]',
      ];
      const body = `${asText(good)}&${names.map((name) => `${encodeURIComponent(name)}=x`).join('&')}`;
      const response = await send(path, body, urlencoded);
      assert.equal(response.status, 201, await response.clone().text());
      assert.equal(({} as Record<string, unknown>).x, undefined);
      const [row] = await server.db.query<{ answers: string }>(
        'SELECT answers FROM submissions ORDER BY received DESC, reference LIMIT 1',
      );
      assert.ok(!names.some((name) => Object.hasOwn(JSON.parse(row!.answers) as object, name)));
    });
  });
}

test('one text where there can be one', async () => {
  const before = await counts();
  const path = '/api/forms/alla-falt/submissions';
  await assertRefused(
    await post(server.app, path, { name: ['a', 'b'], village: 'stora', rules: 'on' }),
    [422],
    'duplicate fields',
  );
  assert.deepEqual(await counts(), before);
});

test('a file that says one thing and is another is refused, whatever its name says', async () => {
  const before = await counts();
  const good = { name: 'Anna', village: 'stora', rules: 'on' };
  const files = [
    new File(['<script>alert(1)</script>'], 'bild.jpg', { type: 'image/jpeg' }),
    new File(['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'], 'a.svg', {
      type: 'image/svg+xml',
    }),
    new File(['MZ\u0090'], 'a.pdf', { type: 'application/pdf' }),
    new File([new Uint8Array([0x47, 0x49, 0x46, 0x38])], 'a.png', { type: 'image/png' }),
  ];
  for (const file of files) {
    const response = await postFiles(server.app, '/api/forms/alla-falt/submissions', good, { files: [file] });
    await assertRefused(response, [422], file.name);
  }
  assert.deepEqual(await counts(), before);
});

test('a file’s name leads nowhere', async () => {
  const good = { name: 'Anna', village: 'stora', rules: 'on' };
  const pdf = new TextEncoder().encode('%PDF-1.7');
  const names: [string, string][] = [
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\win.ini', 'win.ini'],
    ['..', 'fil'],
    ['a\u202efdp.exe', 'afdp.exe'],
    ['<img src=x>.pdf', 'img src=x.pdf'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(96)}.pdf`],
  ];
  for (const [name, kept] of names) {
    const file = new File([pdf], name, { type: 'application/pdf' });
    const response = await postFiles(server.app, '/api/forms/alla-falt/submissions', good, { files: [file] });
    assert.equal(response.status, 201, name);
    const { reference } = await json(response);
    const [row] = await server.db.query<{ name: string }>('SELECT name FROM files WHERE reference = $1', [
      reference,
    ]);
    assert.equal(row!.name, kept);
  }
});

test('U+FFFD that somebody pasted is kept', async () => {
  const fields = { name: 'Anna \ufffd', village: 'stora', rules: 'on' };
  assert.equal((await post(server.app, '/api/forms/alla-falt/submissions', fields)).status, 201);
});

describe('a plain form', () => {
  test('is answered with 303, then a page with the reference, then the case', async () => {
    const path = '/api/forms/synpunkt/submissions';
    const sent = await post(
      server.app,
      path,
      { area: 'gata', message: 'En grop.', reply: 'no' },
      { Accept: 'text/html' },
    );
    assert.equal(sent.status, 303);
    const thanks = await server.app.request(sent.headers.get('Location')!, { headers: asPage });
    assert.equal(thanks.status, 200);
    const html = await thanks.text();
    const reference = /name="reference" value="([^"]+)"/.exec(html)![1]!;
    const found = await post(server.app, '/api/submissions', { reference }, asPage);
    assert.equal(found.status, 303);
    const location = found.headers.get('Location')!;
    assert.ok(!location.includes(reference), 'no reference in an address');
    const page = await (await server.app.request(location, { headers: asPage })).text();
    assert.match(page, /Mottaget/);
    assert.ok(page.includes(reference));
  });

  test('with mistakes comes back as a page, with 422 and all that was typed', async () => {
    const fields = { area: 'nej', message: 'Det här skrev jag.', reply: 'yes', email: 'fel' };
    const response = await post(server.app, '/api/forms/synpunkt/submissions', fields, {
      Accept: 'text/html',
    });
    assert.equal(response.status, 422);
    assert.match(response.headers.get('Content-Type')!, /^text\/html/);
    const html = await response.text();
    assert.match(html, /Det här skrev jag\./);
    assert.match(html, /value="fel"/);
    assert.match(html, /<a href="#f-area">Vad gäller det\?: Välj något av alternativen\.<\/a>/);
    assert.match(html, /role="alert"/);
  });
});

test('nobody reads a case without its reference, and guessing gets slow', async () => {
  const limited = await testServer({ town: demo, limits: {} });
  const statuses: number[] = [];
  for (let index = 0; index < 25; index += 1) {
    const guess = `0000-0000-${String(index).padStart(4, '0')}`;
    const response =
      index % 2
        ? await limited.app.request(`/arende/${guess}`)
        : await limited.app.request(`/api/submissions/${guess}`);
    statuses.push(response.status);
  }
  assert.deepEqual(new Set(statuses.slice(0, 20)), new Set([404]));
  assert.deepEqual(new Set(statuses.slice(20)), new Set([429]));
  await limited.close();
});

test('none of it was a fault of the server, and nothing of anyone is in its log', () => {
  assert.deepEqual(logged, []);
});
