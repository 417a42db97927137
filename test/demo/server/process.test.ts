import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { asPage, json } from './helpers.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const running = new Set<ChildProcess>();
let temporary: string;

before(async () => (temporary = await mkdtemp(join(tmpdir(), 'civic-server-'))));
after(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(temporary, { recursive: true, force: true });
});

interface Started {
  origin: string;
  child: ChildProcess;
  /** What it wrote, so far. */
  output(): string;
}

function launch(env: Record<string, string>): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/fixtures/serve.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return { child, output: () => output };
}

/** Waits for the ready line. */
async function serve(env: Record<string, string>): Promise<Started> {
  const { child, output } = launch(env);
  for await (const _ of child.stdout!) {
    const origin = /^Civic Widgets demo: (http:\/\/localhost:\d+)\/$/m.exec(output())?.[1];
    if (origin) {
      child.stdout!.on('data', () => undefined);
      return { origin, child, output };
    }
  }
  throw new Error(`The server did not start: ${output()}`);
}

/** Lets it run to its end. */
async function end(child: ChildProcess): Promise<number | string | null> {
  const [code, signal] =
    child.exitCode === null && child.signalCode === null
      ? ((await once(child, 'exit')) as [number | null, string | null])
      : [child.exitCode, child.signalCode];
  running.delete(child);
  return signal ?? code;
}

async function stop({ child }: Started, signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<unknown> {
  child.kill(signal);
  return end(child);
}

function post(origin: string, path: string, fields: Record<string, string>): Promise<Response> {
  return fetch(origin + path, { method: 'POST', body: new URLSearchParams(fields) });
}

async function voters(origin: string, poll: string): Promise<number> {
  return (await json(await fetch(`${origin}/api/polls/${poll}`))).voters;
}

describe('a server on a folder', () => {
  test('keeps what it took, through an orderly restart and through kill -9', async () => {
    const DATA_DIR = join(temporary, 'kept');
    let server = await serve({ DATA_DIR });
    const { opens } = await json(await fetch(`${server.origin}/api/polls/badplats`));
    const ballot = crypto.randomUUID();
    assert.equal(
      (await post(server.origin, '/api/polls/badplats/votes', { choice: 'bastu', ballot })).status,
      200,
    );
    assert.equal(await stop(server, 'SIGTERM'), 0);

    server = await serve({ DATA_DIR });
    const poll = await json(await fetch(`${server.origin}/api/polls/badplats`));
    assert.equal(poll.voters, 106);
    assert.equal(poll.opens, opens, 'dates stay');
    await post(server.origin, '/api/polls/badplats/votes', { choice: 'bastu', ballot });
    assert.equal(await voters(server.origin, 'badplats'), 106, 'the ballot is still known');

    const fields = { area: 'gata', message: 'En grop.', submission: crypto.randomUUID() };
    const sent = await post(server.origin, '/api/forms/synpunkt/submissions', fields);
    assert.equal(sent.status, 201);
    assert.equal(await stop(server, 'SIGKILL'), 'SIGKILL');

    for (let round = 1; round <= 3; round += 1) {
      server = await serve({ DATA_DIR });
      assert.equal(await voters(server.origin, 'badplats'), 105 + round);
      const found = await fetch(server.origin + (await json(sent.clone())).statusUrl);
      assert.equal(found.status, 200);
      const last = { choice: 'brygga', ballot: crypto.randomUUID() };
      assert.equal((await post(server.origin, '/api/polls/badplats/votes', last)).status, 200);
      await stop(server, 'SIGKILL');
    }
  });

  test('refuses to share it, and says so', async () => {
    const DATA_DIR = join(temporary, 'shared');
    const first = await serve({ DATA_DIR });
    const second = launch({ DATA_DIR });
    assert.equal(await end(second.child), 1);
    assert.ok(second.output().includes(DATA_DIR), second.output());
    assert.match(second.output(), /Another process already uses the data folder/);
    assert.doesNotMatch(second.output(), /\n\s+at /, 'a sentence, not a stack');
    assert.equal((await fetch(`${first.origin}/healthz`)).status, 200);
    assert.equal(await stop(first, 'SIGINT'), 0);
  });
});

describe('a server on a port', () => {
  let server: Started;
  let port: number;
  before(async () => {
    const probe = createServer().listen(0);
    await once(probe, 'listening');
    port = (probe.address() as AddressInfo).port;
    probe.close();
    await once(probe, 'close');
    server = await serve({ DATA_DIR: join(temporary, 'port'), PORT: String(port) });
  });

  test('uses the one that PORT says', () => {
    assert.equal(server.origin, `http://localhost:${port}`);
  });

  test('says when it is taken', async () => {
    const second = launch({ DATA_DIR: join(temporary, 'other'), PORT: String(port) });
    assert.equal(await end(second.child), 1);
    assert.match(second.output(), new RegExp(`Port ${port} is in use\\. Set PORT`));
    assert.doesNotMatch(second.output(), /\n\s+at /);
  });

  test('answers what is too large instead of hanging up', async () => {
    const body = `a=${'x'.repeat(3_000_000)}`;
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const response = await fetch(`${server.origin}/api/ratings`, { method: 'POST', body, headers });
    assert.equal(response.status, 413);
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
  });

  test('sends each header once', async () => {
    const names = await new Promise<string[]>((resolve, reject) => {
      request(`${server.origin}/api/polls`, (response) => {
        response.resume();
        resolve(response.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase()));
      })
        .on('error', reject)
        .end();
    });
    assert.equal(new Set(names).size, names.length, names.join());
    assert.ok(names.includes('date'));
    assert.ok(!names.includes('set-cookie'));
  });

  test('serves the site, and no file beside it', async () => {
    const style = await fetch(`${server.origin}/site.css`, { headers: { 'Accept-Encoding': 'br' } });
    assert.equal(style.status, 200);
    assert.equal(style.headers.get('Content-Type'), 'text/css; charset=utf-8');
    assert.equal(style.headers.get('Content-Encoding'), 'br');
    for (const path of ['/../package.json', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json']) {
      assert.equal(await rawStatus(port, path), 404, path);
    }
  });

  test('finishes what it began before it stops, and logged nothing of anyone', async () => {
    const body = 'area=gata&message=Hej';
    const slow = request(`${server.origin}/api/forms/synpunkt/submissions`, {
      method: 'POST',
      headers: {
        ...asPage,
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': String(body.length),
      },
    });
    slow.write(body.slice(0, 5));
    // Answered after the slow one was begun on another connection, so the server knows of both.
    assert.equal((await fetch(`${server.origin}/healthz`)).status, 200);
    server.child.kill('SIGTERM');
    await refusal(port);
    slow.end(body.slice(5));
    const [response] = (await once(slow, 'response')) as [{ statusCode: number; resume(): void }];
    response.resume();
    assert.equal(response.statusCode, 303);
    assert.equal(await end(server.child), 0);
    assert.equal(server.output().replace(/^dist\/.*\n/m, ''), `Civic Widgets demo: ${server.origin}/\n`);
  });
});

describe('settings', () => {
  const wrong: [Record<string, string>, RegExp][] = [
    [{ DATABASE_URL: 'mysql://civic@localhost/civic' }, /DATABASE_URL must be an address such as postgres:/],
    [{ DATABASE_POOL: '0' }, /DATABASE_POOL must be a number/],
    [{ POLL_OIDC_ISSUER: 'https://login.example' }, /POLL_OIDC_CLIENT_ID is needed/],
    [{ PORT: 'http' }, /PORT must be a number/],
    [{ TRUST_PROXY: 'maybe' }, /TRUST_PROXY must be/],
    [{ PUBLIC_URL: 'stora.example' }, /PUBLIC_URL must be a web address/],
    [{ DATA_DIR: '/dev/null/data' }, /The data folder \/dev\/null\/data cannot be used/],
  ];
  for (const [env, sentence] of wrong) {
    test(Object.entries(env).flat().join('='), async () => {
      const { child, output } = launch({ DATA_DIR: join(temporary, 'never'), ...env });
      assert.equal(await end(child), 1);
      assert.match(output(), sentence);
      assert.doesNotMatch(output(), /\n\s+at /);
    });
  }
});

/** The status for a path as it stands, which `fetch` would tidy up. */
function rawStatus(port: number, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

/** Fulfils once nobody takes connections on the port any more. */
async function refusal(port: number): Promise<void> {
  for (;;) {
    try {
      await rawStatus(port, '/healthz');
    } catch {
      return;
    }
  }
}
