/** `npm start`, as a process manager sees it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

it('starts the town, and stops it when told to', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'civic-start-'));
  const port = await freePort();
  const town = spawn('npm', ['start', '--silent'], {
    env: { ...process.env, PORT: String(port), DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(town, 'exit');
  try {
    const url = `http://127.0.0.1:${port}`;
    while (
      !(await fetch(`${url}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      ))
    ) {
      assert.equal(town.exitCode, null, 'it ended before it answered');
      await Promise.race([once(town.stdout, 'data'), new Promise((resolve) => setImmediate(resolve))]);
    }
    assert.match(await (await fetch(url)).text(), /<html/);
    town.kill('SIGTERM');
    await ended;
    await assert.rejects(fetch(`${url}/healthz`));
  } finally {
    town.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
});
