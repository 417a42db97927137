import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { json, mistakes, post, postFiles, testServer, type Fields, type TestServer } from './helpers.js';

let server: TestServer;
before(async () => (server = await testServer()));
after(() => server.close());

const uuid = (): string => crypto.randomUUID();
const send = (form: string, fields: Fields, headers?: Record<string, string>): Promise<Response> =>
  post(server.app, `/api/forms/${form}/submissions`, fields, headers);
const good = { area: 'gata', message: 'En grop.' };

async function answersTo(response: Response): Promise<unknown> {
  assert.equal(response.status, 201, await response.clone().text());
  const { reference } = await json(response);
  const [row] = await server.db.query<{ answers: string }>(
    'SELECT answers FROM submissions WHERE reference = $1',
    [reference],
  );
  return JSON.parse(row!.answers);
}

async function submissionCount(): Promise<number> {
  const [row] = await server.db.query<{ count: number }>('SELECT count(*)::integer FROM submissions');
  return row!.count;
}

describe('a form', () => {
  test('has the addresses that its definition leaves out', async () => {
    const form = await json(await server.app.request('/api/forms/synpunkt'));
    assert.equal(form.url, '/synpunkt');
    assert.equal(form.submitUrl, '/api/forms/synpunkt/submissions');
    assert.equal(form.caseUrl, '/api/submissions');
    assert.equal((await json(await server.app.request('/api/forms/allt'))).url, '/formular/allt');
    assert.deepEqual((await json(await server.app.request('/api/forms'))).forms, [
      { id: 'synpunkt', title: 'Lämna en synpunkt', src: '/api/forms/synpunkt' },
      { id: 'allt', title: 'allt', src: '/api/forms/allt' },
    ]);
  });
});

describe('a submission', () => {
  test('is answered with a reference and where to follow it', async () => {
    const response = await send('synpunkt', { ...good, submission: uuid() });
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
    const receipt = await json(response);
    assert.match(receipt.reference, /^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/);
    assert.equal(receipt.statusUrl, `/api/submissions/${receipt.reference}`);
    assert.equal(receipt.message, 'Tack! Vi har tagit emot det du skickade.');
  });

  test('sent again gives the first answer, whatever it says now', async () => {
    const submission = uuid();
    const first = await json(await send('synpunkt', { ...good, submission }, { 'Accept-Language': 'en' }));
    const count = await submissionCount();
    const again = await send('synpunkt', { ...good, submission: submission.toUpperCase() });
    assert.equal(again.status, 201);
    assert.deepEqual(await json(again), first);
    const nonsense = await send('synpunkt', { submission, message: 'x'.repeat(500) });
    assert.equal(nonsense.status, 201);
    assert.deepEqual(await json(nonsense), first);
    assert.equal(await submissionCount(), count);
  });

  test('sent 20 times at once is one, with its files once', async () => {
    const submission = uuid();
    const photo = new File([new Uint8Array([0xff, 0xd8, 0xff, 1])], 'a.jpg', { type: 'image/jpeg' });
    const count = await submissionCount();
    const responses = await Promise.all(
      Array.from({ length: 20 }, () =>
        postFiles(server.app, '/api/forms/synpunkt/submissions', { ...good, submission }, { photo: [photo] }),
      ),
    );
    const references = new Set<string>();
    for (const response of responses) {
      assert.equal(response.status, 201);
      references.add((await json(response)).reference);
    }
    assert.equal(references.size, 1);
    assert.equal(await submissionCount(), count + 1);
    const files = await server.db.query('SELECT position FROM files WHERE reference = $1', [...references]);
    assert.equal(files.length, 1);
  });

  test('without a number is one each time; with a false one it is refused', async () => {
    const count = await submissionCount();
    await send('synpunkt', good);
    await send('synpunkt', good);
    assert.equal(await submissionCount(), count + 2);
    assert.deepEqual(Object.keys(await mistakes(await send('synpunkt', { ...good, submission: '1' }))), [
      'submission',
    ]);
  });

  test('keeps the page without query and fragment', async () => {
    const pages: [string, string | null][] = [
      ['https://stora.example/a/b?namn=anna#x', 'https://stora.example/a/b'],
      ['https://anna:hemligt@stora.example/', 'https://stora.example/'],
      ['/synpunkt?x=1', '/synpunkt'],
      ['javascript:alert(1)', null],
      ['https://', null],
    ];
    for (const [page, kept] of pages) {
      const { reference } = await json(await send('synpunkt', { ...good, page }));
      const [row] = await server.db.query<{ page: string | null }>(
        'SELECT page FROM submissions WHERE reference = $1',
        [reference],
      );
      assert.equal(row!.page, kept, page);
    }
  });

  test('to a form that is not there is refused', async () => {
    assert.equal((await send('nej', good)).status, 404);
    assert.equal((await send('__proto__', good)).status, 404);
  });
});

describe('what is required', () => {
  test('is named field by field, and nothing is kept', async () => {
    const count = await submissionCount();
    assert.deepEqual(await mistakes(await send('synpunkt', { message: '  ' })), {
      area: 'Välj ett alternativ.',
      message: 'Fyll i det här fältet.',
    });
    assert.equal(await submissionCount(), count);
  });

  test('in English for who asks so', async () => {
    const response = await send('synpunkt', {}, { 'Accept-Language': 'en-US,en;q=0.9' });
    assert.equal(response.headers.get('Content-Language'), 'en');
    assert.equal((await mistakes(response)).message, 'Fill in this field.');
  });

  test('follows what another field says', async () => {
    const asked = { ...good, reply: 'yes' };
    assert.deepEqual(Object.keys(await mistakes(await send('synpunkt', asked))), ['email']);
    assert.deepEqual(await answersTo(await send('synpunkt', { ...asked, email: 'anna@example.org' })), {
      ...asked,
      email: 'anna@example.org',
    });
    const hidden = { ...good, reply: 'no', email: 'inte en adress' };
    assert.deepEqual(await answersTo(await send('synpunkt', hidden)), { ...good, reply: 'no' });
  });

  test('follows through several fields, and a ticked box', async () => {
    assert.deepEqual(await answersTo(await send('allt', { why: 'abc', deeper: 'x' })), {});
    assert.deepEqual(Object.keys(await mistakes(await send('allt', { ok: 'on' }))), ['why']);
    assert.deepEqual(Object.keys(await mistakes(await send('allt', { ok: 'yes', why: 'abc' }))), ['deeper']);
    assert.deepEqual(await answersTo(await send('allt', { ok: 'true', why: 'no' })), { ok: true, why: 'no' });
  });
});

describe('each type of field', () => {
  const cases: [name: string, good: [string, unknown][], bad: string[]][] = [
    ['text', [[' abc ', 'abc']], ['a', 'abcdef', 'ABC']],
    ['email', [['a.b+c@stora.example', 'a.b+c@stora.example']], ['a', 'a@', 'a b@c.se', '@c', 'a@-c']],
    ['url', [['https://stora.example/å', 'https://stora.example/å']], ['stora', 'javascript:1', 'https://']],
    [
      'number',
      [
        ['2.5', 2.5],
        ['0', 0],
        ['1e1', 10],
      ],
      ['x', '2,5', '2.3', '-1', '11', 'Infinity', '0x1'],
    ],
    ['date', [['2026-02-28', '2026-02-28']], ['2026-02-30', '2025-12-31', '2027-01-01', '1/2/2026', 'igår']],
    ['many', [['a', ['a']]], ['c', '__proto__']],
    [
      'stars',
      [
        ['1', 1],
        ['5', 5],
      ],
      ['0', '6', '2.5', 'x'],
    ],
    ['token', [['y', 'y']], ['x'.repeat(10_001)]],
  ];
  for (const [name, goods, bads] of cases) {
    test(name, async () => {
      for (const [value, kept] of goods) {
        assert.deepEqual(await answersTo(await send('allt', { [name]: value })), { [name]: kept }, value);
      }
      for (const value of bads) {
        assert.deepEqual(Object.keys(await mistakes(await send('allt', { [name]: value }))), [name], value);
      }
    });
  }

  test('a choice must be among the options', async () => {
    assert.deepEqual(Object.keys(await mistakes(await send('synpunkt', { ...good, area: 'sjö' }))), ['area']);
    assert.deepEqual(Object.keys(await mistakes(await send('synpunkt', { ...good, reply: 'x' }))), ['reply']);
    const twice = { ...good, area: ['gata', 'gata'] };
    assert.deepEqual(Object.keys(await mistakes(await send('synpunkt', twice))), ['area']);
  });

  test('line breaks count once, as in the browser', async () => {
    const message = 'åäö\r\n'.repeat(5);
    assert.equal(message.length, 25);
    assert.deepEqual(await answersTo(await send('synpunkt', { ...good, message })), {
      area: 'gata',
      message: 'åäö\n'.repeat(5),
    });
    assert.deepEqual(
      Object.keys(await mistakes(await send('synpunkt', { ...good, message: 'x'.repeat(21) }))),
      ['message'],
    );
  });

  test('a place has two coordinates, or words, or both', async () => {
    const place = { 'place.lat': '59.86', 'place.long': '-17.64', 'place.text': 'Vid bron' };
    assert.deepEqual(await answersTo(await send('synpunkt', { ...good, ...place })), {
      ...good,
      place: { lat: 59.86, long: -17.64, text: 'Vid bron' },
    });
    assert.deepEqual(await answersTo(await send('synpunkt', { ...good, 'place.text': 'Vid bron' })), {
      ...good,
      place: { text: 'Vid bron' },
    });
    for (const bad of [
      { 'place.lat': '59' },
      { 'place.lat': '91', 'place.long': '1' },
      { 'place.lat': 'x', 'place.long': '1' },
    ]) {
      assert.deepEqual(Object.keys(await mistakes(await send('synpunkt', { ...good, ...bad }))), ['place']);
    }
  });

  test('nothing but the form’s own fields is kept', async () => {
    const extra = { ...good, __proto__2: 'x', constructor: 'x', toString: 'x', admin: 'true' };
    assert.deepEqual(await answersTo(await send('synpunkt', extra)), good);
  });
});
