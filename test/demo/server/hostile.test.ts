import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { asPage, json, post, testServer, type TestServer } from './helpers.js';

let server: TestServer;
const logged: object[] = [];
before(async () => (server = await testServer({ log: (entry) => logged.push(entry) })));
after(() => server.close());

const targets = [
  '/api/polls/badplats/votes',
  '/api/forms/synpunkt/submissions',
  '/api/ratings',
  '/api/submissions',
];
const urlencoded = 'application/x-www-form-urlencoded';

function send(path: string, body: BodyInit, contentType?: string): Promise<Response> {
  const headers = contentType ? { 'Content-Type': contentType } : undefined;
  return Promise.resolve(server.app.request(path, { method: 'POST', body, ...(headers && { headers }) }));
}

async function assertProblem(response: Response, status: number): Promise<void> {
  assert.equal(response.status, status);
  assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
  assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
  assert.equal((await json(response)).status, status);
}

for (const path of targets) {
  describe(path, () => {
    test('takes forms only', async () => {
      for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencodedx', '']) {
        const response = await send(path, '{"choice":"brygga"}', type || 'application/octet-stream');
        assert.match(response.headers.get('Accept-Post')!, /urlencoded/);
        await assertProblem(response, 415);
      }
      await assertProblem(await Promise.resolve(server.app.request(path, { method: 'POST' })), 415);
    });

    test('refuses 10,000 fields, in both encodings', async () => {
      await assertProblem(await send(path, 'a=1&'.repeat(10_000), urlencoded), 413);
      const form = new FormData();
      for (let index = 0; index < 10_000; index += 1) form.append(`a${index}`, 'x');
      await assertProblem(await send(path, form), 413);
    });

    test('refuses what is too large, also when its length is not said', async () => {
      const large = 'x'.repeat(21_000_000);
      await assertProblem(await send(path, `a=${large}`, urlencoded), 413);
      let sent = 0;
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 1_000_000;
          controller.enqueue(new Uint8Array(1_000_000).fill(97));
        },
      });
      const request = new Request(`http://localhost${path}`, {
        method: 'POST',
        body: endless,
        headers: { 'Content-Type': urlencoded },
        duplex: 'half',
      } as RequestInit);
      await assertProblem(await server.app.request(request), 413);
      assert.ok(sent < 25_000_000, `stopped reading after ${sent} bytes`);
    });

    test('refuses nul bytes', async () => {
      await assertProblem(
        await send(path, 'message=a%00b&choice=%00&rating=%00&reference=%00', urlencoded),
        422,
      );
      await assertProblem(await send(path, 'a%00b=1', urlencoded), 400);
    });

    test('refuses a multipart body that is none', async () => {
      await assertProblem(await send(path, 'hej', 'multipart/form-data'), 400);
      await assertProblem(await send(path, 'hej', 'multipart/form-data; boundary=x'), 400);
      await assertProblem(await send(path, '--x\r\n\r\n', 'multipart/form-data; boundary=x'), 400);
    });

    test('survives bytes that are no text, and names that objects have', async () => {
      const broken = await send(path, '%ff=%fe&%=%&&=&%ED%A0%80=1', urlencoded);
      assert.ok([404, 422].includes(broken.status), String(broken.status));
      const names = { __proto__: 'x', constructor: 'x', hasOwnProperty: 'x', 'a[__proto__][b]': 'x' };
      const response = await post(server.app, path, { ...names, ['__proto__']: 'x' });
      assert.ok([404, 422].includes(response.status), String(response.status));
      assert.equal(({} as Record<string, unknown>).b, undefined);
    });
  });
}

test('a body full of dashes is read in a moment', async () => {
  const boundary = '-'.repeat(150);
  const body = new Uint8Array(19_000_000).fill(0x2d);
  const began = performance.now();
  const type = `multipart/form-data; boundary=${boundary}x`;
  await assertProblem(await send('/api/forms/synpunkt/submissions', body, type), 400);
  assert.ok(performance.now() - began < 5000);
});

test('what was typed comes back to a page as text', async () => {
  const evil = '"><script>alert(1)</script>';
  const response = await post(
    server.app,
    '/api/forms/synpunkt/submissions',
    { area: evil, message: evil.repeat(5), submission: crypto.randomUUID(), 'place.text': evil },
    asPage,
  );
  assert.equal(response.status, 422);
  const html = await response.text();
  assert.ok(!html.includes('<script>alert'));
  assert.ok(html.includes('&#34;&#62;&#60;script&#62;alert(1)'));
});

test('a choice that looks like SQL is just not a choice', async () => {
  const choice = "bastu'); DROP TABLE votes; --";
  const response = await post(server.app, '/api/polls/badplats/votes', {
    choice,
    ballot: crypto.randomUUID(),
  });
  assert.equal(response.status, 422);
  assert.equal((await server.app.request('/api/polls/badplats')).status, 200);
});

test('none of it was a fault of the server', () => {
  assert.deepEqual(logged, []);
});
