import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const file = readFileSync(join(root, 'Containerfile'), 'utf8');
const lines = file.split('\n').filter((line) => /^[A-Z]+ /.test(line));
const isRoot = process.getuid?.() === 0;
const nobody = 65534;

/** No container is made here: what the file says is looked at, and what it starts is started from a copy. */
describe('the Containerfile', () => {
  test('copies what there is, and nothing that is left out', () => {
    const left = readFileSync(join(root, '.containerignore'), 'utf8').split('\n').filter(Boolean);
    const copied = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.slice(5).split(' ').slice(0, -1));
    assert.ok(copied.includes('demo') && copied.includes('package-lock.json'));
    for (const path of copied) {
      assert.ok(existsSync(join(root, path)), path);
      assert.ok(!left.includes(path), path);
    }
  });

  test('runs as nobody, without npm in between, and says where the data is', () => {
    const last = lines.slice(lines.map((line) => line.startsWith('FROM ')).lastIndexOf(true));
    assert.ok(last.includes('USER 65534:65534'));
    assert.ok(last.includes('VOLUME /data'));
    assert.deepEqual(JSON.parse(last.find((line) => line.startsWith('CMD '))!.slice(4)), [
      'node',
      'demo/server/node/main.js',
    ]);
    assert.doesNotMatch(last.join('\n'), /RUN|npm/);
  });
});

describe('the server as it is packed', () => {
  let folder: string;
  let town: ChildProcess | undefined;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'civic-packed-'));
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'scripts/pack-server.ts', join(folder, 'app')],
      { cwd: root, encoding: 'utf8' },
    );
    assert.equal(status, 0, stderr);
    mkdirSync(join(folder, 'data'));
    chmodSync(folder, 0o755);
    if (isRoot) chownSync(join(folder, 'data'), nobody, nobody);
  });
  after(() => {
    town?.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  const options = () => ({
    cwd: join(folder, 'app'),
    env: { PATH: process.env.PATH, NODE_ENV: 'production', DATA_DIR: join(folder, 'data'), PORT: '0' },
    ...(isRoot && { uid: nobody, gid: nobody }),
  });

  test('starts as nobody, serves the site and the widgets, takes votes and commands, and stops', async () => {
    town = spawn(process.execPath, ['demo/server/node/main.js'], {
      ...options(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const origin = await new Promise<string>((resolve, reject) => {
      const listen = (text: string): void => {
        said += text;
        const ready = /http:\/\/localhost:\d+/.exec(said);
        if (ready) resolve(ready[0]);
      };
      town!.stdout!.setEncoding('utf8').on('data', listen);
      town!.stderr!.setEncoding('utf8').on('data', listen);
      town!.once('exit', (code) => reject(new Error(`It ended with ${code}: ${said}`)));
    });
    for (const path of ['/', '/healthz', '/widgets/civic-widgets.js', '/builder/', '/fraga/badplats']) {
      assert.equal((await fetch(origin + path)).status, 200, path);
    }
    const body = new URLSearchParams({ choice: 'bastu', ballot: crypto.randomUUID() });
    assert.equal((await fetch(`${origin}/api/polls/badplats/votes`, { method: 'POST', body })).status, 200);
    const recount = spawnSync(
      process.execPath,
      ['demo/server/node/database-command.js', 'recount', 'badplats'],
      {
        ...options(),
        encoding: 'utf8',
      },
    );
    assert.equal(recount.status, 0, recount.stderr);
    assert.match(recount.stdout, /Bastun +65 +65/);
    const ended = new Promise((resolve) => town!.once('exit', resolve));
    town.kill('SIGTERM');
    assert.equal(await ended, 0);
  });
});
