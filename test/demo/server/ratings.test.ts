import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asPage, json, post, testServer, type Fields, type TestServer } from './helpers.js';

let server: TestServer;
before(async () => (server = await testServer()));
after(() => server.close());

const rate = (fields: Fields, headers?: Record<string, string>): Promise<Response> =>
  post(server.app, '/api/ratings', fields, headers);
const rows = (): Promise<Record<string, unknown>[]> =>
  server.db.query('SELECT id, rating, comment, follows, page FROM ratings ORDER BY at, rating');

test('a rating is kept once, with the page and nothing after it', async () => {
  const submission = crypto.randomUUID();
  const fields = { rating: 'yes', page: 'https://stora.example/sim?namn=anna#tider', submission };
  const responses = await Promise.all(Array.from({ length: 10 }, () => rate(fields)));
  for (const response of responses) {
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
    assert.deepEqual(await json(response), { message: 'Tack för ditt svar!' });
  }
  assert.equal((await rate({ ...fields, rating: 'no' })).status, 201);
  assert.deepEqual(await rows(), [
    { id: submission, rating: 'yes', comment: null, follows: null, page: 'https://stora.example/sim' },
  ]);
});

test('a comment follows as a sending of its own', async () => {
  const [first] = await rows();
  const submission = crypto.randomUUID();
  const fields = { comment: ' Bra!\r\n ', submission, follows: String(first!.id), page: '/sim' };
  assert.equal((await rate(fields)).status, 201);
  assert.deepEqual(
    (await rows()).find(({ id }) => id === submission),
    { id: submission, rating: null, comment: 'Bra!', follows: first!.id, page: '/sim' },
  );
});

test('1 to 5 are ratings too; anything else is not', async () => {
  for (const rating of ['1', '5', 'no']) assert.equal((await rate({ rating })).status, 201, rating);
  const count = (await rows()).length;
  const bad: [Fields, string][] = [
    [{}, 'rating'],
    [{ rating: '6' }, 'rating'],
    [{ rating: 'YES' }, 'rating'],
    [{ rating: ['yes', 'no'] }, 'rating'],
    [{ comment: 'x'.repeat(2001) }, 'comment'],
    [{ rating: 'yes', submission: 'x' }, 'submission'],
    [{ comment: 'x', follows: 'x' }, 'follows'],
  ];
  for (const [fields, name] of bad) {
    const response = await rate(fields);
    assert.equal(response.status, 422, JSON.stringify(fields));
    assert.equal((await json(response)).errors[0]!.name, name);
  }
  assert.equal((await rows()).length, count);
});

test('a page without JavaScript goes on to say thank you', async () => {
  const response = await rate({ rating: 'yes' }, asPage);
  assert.equal(response.status, 303);
  const page = await server.app.request(response.headers.get('Location')!);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /<h1>Tack!<\/h1>/);
});
