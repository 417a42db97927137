import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { mockEndpoint } from '../../src/command/mock-endpoint.js';
import { run } from '../../src/command/run.js';
import { check } from '../../src/contracts/check.js';
import { Form } from '../../src/contracts/form.js';
import { Poll } from '../../src/contracts/poll.js';
import { Receipt } from '../../src/contracts/submission.js';
import { type Endpoints, serveEndpoints } from '../doctor/endpoints.js';

async function called(...args: string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const code = await run(args, { version: '1.2.3', print: (text) => lines.push(text) });
  return { code, text: lines.join('\n') };
}

describe('the command check', () => {
  let endpoints: Endpoints;
  before(async () => {
    endpoints = await serveEndpoints();
  });
  after(() => endpoints.close());

  it('ends with 0 for what is usable, with 1 for what is not', async () => {
    const good = await called('check', `${endpoints.origin}/good`);
    assert.deepEqual([good.code, /Usable: json-feed, 2 items\./.test(good.text)], [0, true], good.text);
    const bad = await called('check', `${endpoints.origin}/html`);
    assert.deepEqual([bad.code, /Not usable/.test(bad.text)], [1, true], bad.text);
    const item = await called('check', `${endpoints.origin}/wrong-item`);
    assert.equal(item.code, 0);
    assert.match(item.text, /items\[1\]\.title should be string/);
  });

  it('prints JSON for other programs', async () => {
    const { text } = await called('check', '--json', `${endpoints.origin}/no-cors`);
    const report = JSON.parse(text) as {
      ok: boolean;
      items: number;
      problems: { code: string; path: string }[];
    };
    assert.deepEqual(Object.keys(report), ['ok', 'url', 'format', 'items', 'problems']);
    assert.deepEqual(
      report.problems.map(({ code, path }) => [code, path]),
      [['cors', '']],
    );
  });

  it('takes the page into account', async () => {
    const { code } = await called('check', `${endpoints.origin}/no-cors`, '--page', 'https://town.example/');
    assert.equal(code, 1);
  });

  for (const args of [
    [],
    ['check'],
    ['check', 'a', 'b'],
    ['check', 'http://x/', '--wrong'],
    ['unknown'],
    ['mock'],
    ['mock', 'x'],
    ['mock', 'poll', '--port', 'x'],
    ['check', 'http://x/', '--page', 'x'],
  ]) {
    it(`ends with 2 for «${args.join(' ')}», and tells how to call it`, async () => {
      const { code, text } = await called(...args);
      assert.equal(code, 2);
      assert.match(text, /civic-widgets check <url>/);
    });
  }

  it('says its version', async () => {
    assert.deepEqual(await called('--version'), { code: 0, text: '1.2.3' });
  });
});

describe('the command mock', () => {
  const get = (path: string, init?: RequestInit) =>
    mockEndpoint()(new Request(`http://localhost${path}`, init));

  for (const path of ['feed', 'service', 'services', 'form', 'poll']) {
    it(`serves a ${path} that the doctor has nothing to say of`, async () => {
      const child = spawn('node', ['--import', 'tsx', 'test/command/call.ts', 'mock', path, '--port', '0']);
      const [first] = (await once(child.stdout, 'data')) as [Buffer];
      const [url = ''] = /http:\S+/.exec(first.toString()) ?? [];
      assert.ok(first.toString().includes(`src="${url}"`), 'says what to paste');
      assert.ok(first.toString().includes(`content="${new URL(url).origin}"`), 'says what to allow');
      const { code, text } = await called('check', '--json', url);
      child.kill('SIGTERM');
      const [exit] = (await once(child, 'exit')) as [number];
      assert.deepEqual((JSON.parse(text) as { problems: unknown[] }).problems, []);
      assert.deepEqual([code, exit], [0, 0]);
    });
  }

  it('says that a port is taken', async () => {
    const taken = await serveEndpoints();
    const { code, text } = await called('mock', 'poll', '--port', new URL(taken.origin).port);
    await taken.close();
    assert.equal(code, 2);
    assert.match(text, /Port \d+ is taken/);
  });

  it('answers 304 while nothing has changed', async () => {
    const endpoint = mockEndpoint();
    const ask = (etag = '') => endpoint(new Request('http://x/poll', { headers: { 'if-none-match': etag } }));
    const etag = (await ask()).headers.get('etag') ?? '';
    await wait(2);
    assert.equal((await ask(etag)).status, 304);
  });

  it('counts a vote once, however often the ballot comes', async () => {
    const endpoint = mockEndpoint();
    const body = () => new URLSearchParams({ choice: 'sauna', ballot: 'b1' });
    const vote = () => endpoint(new Request('http://x/poll/votes', { method: 'POST', body: body() }));
    await vote();
    const { data } = check(Poll, await (await vote()).json());
    assert.deepEqual([data?.options?.[1]?.votes, data?.voters], [65, 106]);
  });

  it('refuses what can not be', async () => {
    const post = (path: string, body: Record<string, string>) =>
      get(path, { method: 'POST', body: new URLSearchParams(body) });
    assert.equal((await post('/poll/votes', { choice: 'x', ballot: 'b' })).status, 422);
    assert.equal((await post('/poll/votes', { choice: 'sauna' })).status, 422);
    assert.equal((await post('/form/submissions', {})).status, 422);
    assert.equal((await get('/poll', { method: 'POST', body: 'x' })).status, 405);
    assert.equal((await get('/constructor')).status, 404);
    assert.equal((await get('/form/submissions', { method: 'POST', body: 'x' })).status, 415);
  });

  it('takes a submission, and gives the same receipt again', async () => {
    const endpoint = mockEndpoint();
    const send = async () => {
      const body = new URLSearchParams({ area: 'street', message: 'A hole', submission: 's1' });
      const answer = await endpoint(new Request('http://x/form/submissions', { method: 'POST', body }));
      assert.equal(answer.status, 201);
      return check(Receipt, await answer.json()).data?.reference;
    };
    const first = await send();
    assert.ok(first);
    assert.equal(await send(), first);
    assert.ok(check(Form, await (await endpoint(new Request('http://x/form'))).json()).data);
  });
});
