import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sendCommand, takeCommands } from '../../../demo/server/node/control.js';
import { project } from '../../../demo/server/node/project.js';
import { Elsewhere, graph } from './feeds-helpers.js';

const running = new Set<ChildProcess>();
let temporary: string;
let elsewhere: Elsewhere;
let env: Record<string, string>;

before(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'civic-office-'));
  elsewhere = await new Elsewhere().start();
  elsewhere.gives(graph([{ id: '1' }, { id: '2' }]));
  const sources = [
    {
      id: 'facebook',
      url: `${elsewhere.origin}/posts`,
      tokenEnv: 'FB_TOKEN',
      tokenParameter: 'access_token',
    },
    { id: 'broken', url: 'http://169.254.169.254/' },
  ];
  const FEEDS_CONFIG = join(temporary, 'feeds.json');
  await writeFile(FEEDS_CONFIG, JSON.stringify({ sources }));
  env = { FEEDS_CONFIG, FEEDS_ALLOW_LOOPBACK: '1', FB_TOKEN: 'EAAB-very-secret' };
});
after(async () => {
  elsewhere.close();
  for (const child of running) child.kill('SIGKILL');
  await rm(temporary, { recursive: true, force: true });
});

interface Ended {
  code: number | null;
  output: string;
}

interface Process {
  child: ChildProcess;
  output: () => string;
  end: Promise<Ended>;
}

function launch(script: string, words: readonly string[], more: Record<string, string>): Process {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...words], {
    cwd: project(''),
    env: { PATH: process.env.PATH, PORT: '0', ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const end = once(child, 'close').then(() => {
    running.delete(child);
    return { code: child.exitCode, output };
  });
  return { child, output: () => output, end };
}

async function serve(
  DATA_DIR: string,
  more: Record<string, string> = {},
): Promise<Process & { origin: string }> {
  const server = launch('test/fixtures/serve.ts', [], { DATA_DIR, ...more });
  for await (const _ of server.child.stdout!) {
    const origin = /^Civic Widgets demo: (http:\/\/localhost:\d+)\/$/m.exec(server.output())?.[1];
    if (origin) {
      server.child.stdout!.on('data', () => undefined);
      return { ...server, origin };
    }
  }
  throw new Error(`The server did not start: ${server.output()}`);
}

/** `npm run feeds -- …` */
function feeds(DATA_DIR: string, ...words: string[]): Promise<Ended> {
  return launch('demo/server/node/feeds-command.ts', words, { DATA_DIR }).end;
}

async function idsAt(origin: string): Promise<string[]> {
  const response = await fetch(`${origin}/api/feeds/facebook`);
  const { items } = (await response.json()) as { items: { id: string }[] };
  return items.map(({ id }) => id);
}

describe('npm run feeds', () => {
  test('reaches the server that is running, and holds at once', async () => {
    const folder = join(temporary, 'running');
    const { origin, child, output, end } = await serve(folder);
    assert.deepEqual(await idsAt(origin), ['1', '2']);

    const url = 'https://www.facebook.example/stora/posts/1';
    assert.deepEqual(await feeds(folder, 'hide', 'facebook', url), {
      code: 0,
      output: 'The post is hidden in facebook.\n',
    });
    assert.deepEqual(await idsAt(origin), ['2']);
    const list = await feeds(folder, 'list');
    assert.match(
      list.output,
      /^facebook; 2 posts, read 2\d{3}-.*\n {2}hidden: https:.*\/1\nbroken; not read yet\nnyheter; \d+ posts, written here\n$/,
    );

    assert.equal(
      (await feeds(folder, 'show', 'facebook', url)).output,
      'The post of facebook is shown again.\n',
    );
    assert.deepEqual(await idsAt(origin), ['1', '2']);
    assert.equal((await feeds(folder, 'hide', 'facebook')).code, 0);
    assert.deepEqual(await idsAt(origin), []);
    assert.equal((await feeds(folder, 'show', 'facebook')).code, 0);

    elsewhere.gives(graph([{ id: '3' }]));
    assert.deepEqual(await feeds(folder, 'refresh', 'facebook'), { code: 0, output: 'facebook: read\n' });
    assert.deepEqual(await idsAt(origin), ['3'], 'long before it is due');
    assert.deepEqual(await feeds(folder, 'refresh'), {
      code: 1,
      output: 'facebook: read\nbroken: refused\n',
    });
    assert.match(
      (await feeds(folder, 'list')).output,
      /broken; not read yet; failed 1 times since, last: refused\n/,
    );

    child.kill('SIGTERM');
    assert.equal((await end).code, 0);
    assert.doesNotMatch(output() + list.output, /EAAB/);
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith('.sock')),
      [],
    );
    elsewhere.gives(graph([{ id: '1' }, { id: '2' }]));
  });

  test('works without a server, and with one that was killed', async () => {
    const folder = join(temporary, 'stopped');
    assert.deepEqual(await feeds(folder, 'hide', 'facebook', '1'), {
      code: 0,
      output: 'No post of facebook has this id or address now. It is hidden if it comes.\n',
    });
    const first = await serve(folder);
    assert.deepEqual(await idsAt(first.origin), ['2']);
    first.child.kill('SIGKILL');
    await first.end;
    assert.ok((await readdir(folder)).includes('control.sock'), 'nobody cleaned up');
    assert.deepEqual(await feeds(folder, 'show', 'facebook', '1'), {
      code: 0,
      output: 'The post of facebook is shown again.\n',
    });
    const second = await serve(folder);
    assert.deepEqual(await idsAt(second.origin), ['1', '2']);
    assert.equal((await feeds(folder, 'hide', 'facebook', '2')).code, 0);
    assert.deepEqual(await idsAt(second.origin), ['1']);
    second.child.kill('SIGTERM');
    await second.end;
  });

  test('says what is wrong', async () => {
    assert.deepEqual(await feeds(join(temporary, 'wrong'), 'hide', 'twitter'), {
      code: 1,
      output:
        'No source is called "twitter". Known: facebook, broken, nyheter, socialt, news, events, tomt.\n',
    });
  });
});

describe('a server with sources', () => {
  test('does not start on a configuration that makes no sense, and says why', async () => {
    const FEEDS_CONFIG = join(temporary, 'wrong.json');
    await writeFile(FEEDS_CONFIG, '{ "sources": [ { "id": "a", "url": "x", "tokenEnv": "NO_TOKEN" } ] }');
    const { code, output } = await launch('test/fixtures/serve.ts', [], {
      DATA_DIR: join(temporary, 'never'),
      FEEDS_CONFIG,
    }).end;
    assert.equal(code, 1);
    assert.equal(
      output,
      `${FEEDS_CONFIG}:\nsources[0].url must be a web address that begins with https:// or http://.\n` +
        'sources[0].tokenEnv names NO_TOKEN, which is not set in the environment.\n',
    );
  });

  test('does not ask this machine unless it is told to', async () => {
    const FEEDS_CONFIG = join(temporary, 'local.json');
    await writeFile(FEEDS_CONFIG, JSON.stringify({ sources: [{ id: 'facebook', url: elsewhere.origin }] }));
    elsewhere.requests.length = 0;
    const more = { FEEDS_CONFIG, FEEDS_ALLOW_LOOPBACK: '' };
    const { origin, child, end, output } = await serve(join(temporary, 'guarded'), more);
    assert.equal((await fetch(`${origin}/api/feeds/facebook`)).status, 502);
    assert.equal(elsewhere.requests.length, 0);
    child.kill('SIGTERM');
    await end;
    assert.match(output(), /"feed":"facebook","failure":"refused"/);
    assert.doesNotMatch(output(), /127\.0\.0\.1/);
  });
});

describe('commands for whoever holds a folder', () => {
  test('are taken by its owner only, and answered whatever comes', async () => {
    const folder = await mkdtemp(join(temporary, `long-${'x'.repeat(100)}-`));
    assert.equal(await sendCommand(folder, 'say', ['a']), undefined, 'nobody is there');
    const control = await takeCommands(folder, {
      say: (words) => Promise.resolve({ isDone: true, text: words.join('\n') }),
      fail: () => Promise.reject(new Error('It failed.')),
    });
    const { mode } = await stat(join(folder, 'control.sock'));
    assert.equal(mode & 0o777, 0o600);
    assert.deepEqual(await sendCommand(folder, 'say', ['å', '"\n']), { isDone: true, text: 'å\n"\n' });
    assert.deepEqual(await sendCommand(folder, 'fail', []), { isDone: false, text: 'It failed.' });
    assert.equal((await sendCommand(folder, 'toString', []))?.isDone, false);
    await control.close();
    assert.equal(await sendCommand(folder, 'say', []), undefined);
    assert.equal(await sendCommand(join(folder, 'none'), 'say', []), undefined);
  });

  test('that are none hang up, and stop nobody', async () => {
    const folder = await mkdtemp(join(temporary, 'garbage-'));
    const control = await takeCommands(folder, {
      say: () => Promise.resolve({ isDone: true, text: 'here' }),
    });
    for (const garbage of ['nonsense\n', '{}\n', '\n', 'x'.repeat(200_000)]) {
      const socket = createConnection(join(folder, 'control.sock'));
      socket.on('error', () => undefined).write(garbage);
      socket.resume();
      await new Promise((resolve) => socket.on('close', resolve));
    }
    assert.equal((await sendCommand(folder, 'say', []))?.text, 'here');
    await control.close();
  });
});
