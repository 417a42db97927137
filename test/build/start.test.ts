/** `npm start`, as a process manager sees it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { setTimeout as tick } from 'node:timers/promises';
import { freePort } from '../../scripts/lib/free-port.ts';

const answers = (url: string) =>
  fetch(`${url}/healthz`).then(
    (answer) => answer.ok,
    () => false,
  );

async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 120_000; !(await condition()); await tick(100)) {
    assert.ok(Date.now() < end, what);
  }
}

it('starts the town, and stops it when told to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'civic-start-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const town = spawn('npm', ['start', '--silent'], {
    env: { ...process.env, PORT: String(port), DATA_DIR: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  try {
    await until(() => answers(url), 'it does not answer');
    assert.match(await (await fetch(url)).text(), /<html/);
    town.kill('SIGTERM');
    await until(async () => !(await answers(url)), 'it still answers');
    await until(() => Promise.resolve(!isAlive(town.pid)), 'a process of it is left');
  } finally {
    if (isAlive(town.pid)) process.kill(-town.pid!, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Whether any process of the group is left. */
function isAlive(group: number | undefined): boolean {
  try {
    return group !== undefined && process.kill(-group, 0);
  } catch {
    return false;
  }
}
