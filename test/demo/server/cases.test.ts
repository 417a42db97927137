import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newReference, readReference } from '../../../demo/server/cases/reference.js';
import { asPage, json, post, start, testServer, type TestServer } from './helpers.js';

let server: TestServer;
let reference: string;
const logged: object[] = [];

before(async () => {
  server = await testServer({ log: (entry) => logged.push(entry) });
  const fields = { area: 'gata', message: 'En grop.' };
  reference = (await json(await post(server.app, '/api/forms/synpunkt/submissions', fields))).reference;
});
after(() => server.close());

const read = (typed: string): Promise<Response> =>
  Promise.resolve(server.app.request(`/api/submissions/${encodeURIComponent(typed)}`));

describe('a reference', () => {
  test('has 60 random bits in an alphabet that can be read aloud', () => {
    const many = new Set(Array.from({ length: 2000 }, newReference));
    assert.equal(many.size, 2000);
    const letters = new Set([...many].join('').replaceAll('-', ''));
    assert.equal([...letters].sort().join(''), '0123456789ABCDEFGHJKMNPQRSTVWXYZ');
    for (const one of many) assert.equal(readReference(one), one);
  });

  test('is understood however it was typed', () => {
    for (const typed of ['7k3m-q9xd-20f1', ' 7K3MQ9XD20F1 ', '7K3M–Q9XD–2OFI', '7K3M Q9XD 2oFl']) {
      assert.equal(readReference(typed), '7K3M-Q9XD-20F1', typed);
    }
    for (const typed of ['', undefined, '7K3M-Q9XD', '7K3M-Q9XD-20F1-X', '7K3M-Q9XD-20FU', '%']) {
      assert.equal(readReference(typed), undefined, typed);
    }
  });
});

describe('a case', () => {
  test('is read with its reference, and by nobody’s cache', async () => {
    for (const typed of [reference, reference.toLowerCase().replaceAll('-', '')]) {
      const response = await read(typed);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('Cache-Control'), 'no-store');
      assert.equal(response.headers.get('ETag'), null);
      assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
      assert.deepEqual(await json(response), {
        reference,
        status: 'received',
        updated: start.toISOString(),
        messages: [],
      });
    }
  });

  test('is found by a reference that somebody typed', async () => {
    const found = await post(server.app, '/api/submissions', { reference: ` ${reference.toLowerCase()} ` });
    assert.equal(found.status, 200);
    assert.equal(found.headers.get('Cache-Control'), 'no-store');
    assert.equal((await json(found)).reference, reference);
    const empty = await post(server.app, '/api/submissions', {});
    assert.equal(empty.status, 422);
    assert.equal((await json(empty)).errors[0]!.name, 'reference');
  });

  test('is not found otherwise, and never listed', async () => {
    for (const typed of ['0000-0000-0000', 'x', '__proto__', '%00']) {
      const response = await read(typed);
      assert.equal(response.status, 404, typed);
      assert.equal((await json(response)).detail, 'Vi hittar inget ärende med den referensen.');
    }
    const unknown = await post(server.app, '/api/submissions', { reference: '0000-0000-0000' });
    assert.equal(unknown.status, 404);
    assert.equal((await server.app.request('/api/submissions')).status, 405);
  });

  test('takes messages, each once', async () => {
    server.clock.now = new Date(start.getTime() + 60_000);
    const submission = crypto.randomUUID();
    const fields = { message: ' Den är djup.\r\nMycket. ', submission };
    const responses = await Promise.all(
      Array.from({ length: 10 }, () => post(server.app, `/api/submissions/${reference}`, fields)),
    );
    for (const response of responses) {
      assert.equal(response.status, 200);
      assert.deepEqual(await json(response), {
        reference,
        status: 'received',
        updated: '2026-11-22T10:21:30.000Z',
        messages: [{ from: 'resident', at: '2026-11-22T10:21:30.000Z', text: 'Den är djup.\nMycket.' }],
      });
    }
    const other = await post(server.app, `/api/submissions/${reference}`, { message: 'Annat', submission });
    assert.equal((await json(other)).messages.length, 1, 'the same number again, with other content');
    const more = { message: 'Mer', submission: crypto.randomUUID() };
    const next = await json(await post(server.app, `/api/submissions/${reference}`, more));
    assert.equal(next.messages.length, 2);
    server.clock.now = start;
  });

  test('refuses a message that is empty or too long, and one to nobody', async () => {
    for (const message of ['', '  ', 'x'.repeat(5001)]) {
      const response = await post(server.app, `/api/submissions/${reference}`, { message });
      assert.equal(response.status, 422);
      assert.equal((await json(response)).errors[0]!.name, 'message');
    }
    const nobody = await post(server.app, '/api/submissions/0000-0000-0000', { message: 'Hej' });
    assert.equal(nobody.status, 404);
  });

  test('shows what the office did', async () => {
    await server.db.query(
      `INSERT INTO case_messages (reference, id, sender, body, at) VALUES ($1, 'x', 'office', 'Lagat.', $2)`,
      [reference, '2026-11-23T08:00:00Z'],
    );
    await server.db.query(`UPDATE submissions SET status = 'answered' WHERE reference = $1`, [reference]);
    const found = await json(await read(reference));
    assert.equal(found.status, 'answered');
    assert.deepEqual(found.messages.at(-1), {
      from: 'office',
      at: '2026-11-23T08:00:00.000Z',
      text: 'Lagat.',
    });
  });
});

describe('without JavaScript', () => {
  test('the way to a case never has the reference in an address', async () => {
    const found = await post(server.app, '/api/submissions', { reference }, asPage);
    assert.equal(found.status, 303);
    const location = found.headers.get('Location')!;
    assert.match(location, /^\/arende\?nyckel=[\w-]+$/);
    assert.ok(!location.includes(reference));
    const page = await server.app.request(location);
    assert.equal(page.status, 200);
    assert.equal(page.headers.get('Cache-Control'), 'no-store');
    assert.equal(page.headers.get('Referrer-Policy'), 'no-referrer');
    const html = await page.text();
    assert.ok(html.includes(reference));
    assert.ok(html.includes('Lagat.'));
    assert.match(html, /Besvarat/);

    server.clock.now = new Date(start.getTime() + 31 * 60_000);
    const expired = await (await server.app.request(location)).text();
    assert.ok(!expired.includes(reference), 'the address in the history shows nothing later');
    assert.match(expired, /Hitta ditt ärende/);
    server.clock.now = start;
  });

  test('a made-up key, or one for something else, opens nothing', async () => {
    const sent = await post(server.app, '/api/polls/efter-rost/votes', { choice: 'bastu' }, asPage);
    const proof = new URL(sent.headers.get('Location')!, 'http://x').searchParams.get('bevis')!;
    for (const key of [proof, 'AAAA', '%%%', 'å', '']) {
      const page = await (await server.app.request(`/arende?nyckel=${key}`)).text();
      assert.match(page, /Hitta ditt ärende/);
    }
  });

  test('a wrong reference comes back to be corrected', async () => {
    const response = await post(server.app, '/api/submissions', { reference: '<b>"fel"' }, asPage);
    assert.equal(response.status, 404);
    const html = await response.text();
    assert.ok(html.includes('Vi hittar inget ärende med den referensen.'));
    assert.ok(html.includes('value="&#60;b&#62;&#34;fel&#34;"'));
    assert.ok(!html.includes('<b>"fel"'));
  });

  test('a message is sent and shown', async () => {
    const message = { message: 'Tack\n\n<i>igen</i>', submission: crypto.randomUUID() };
    const sent = await post(server.app, `/api/submissions/${reference}`, message, asPage);
    assert.equal(sent.status, 303);
    const html = await (await server.app.request(sent.headers.get('Location')!)).text();
    assert.ok(html.includes('<p>Tack</p><p>&#60;i&#62;igen&#60;/i&#62;</p>'));
    const empty = await post(server.app, `/api/submissions/${reference}`, { message: '' }, asPage);
    assert.equal(empty.status, 422);
    assert.match(await empty.text(), /id="message-error"/);
  });
});

test('no reference was ever logged', () => {
  assert.deepEqual(logged, []);
});
