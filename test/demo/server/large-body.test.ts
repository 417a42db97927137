import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const megabyte = 1_000_000;
let folder: string;
let child: ChildProcess;
let origin: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-large-'));
  child = spawn(process.execPath, ['--import', 'tsx', 'test/fixtures/serve.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout!) {
    said += String(chunk);
    const found = /http:\/\/localhost:\d+/.exec(said)?.[0];
    if (found) {
      origin = found;
      break;
    }
  }
});
after(async () => {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  await rm(folder, { recursive: true, force: true });
});

/** What the server's process has in memory; nothing where the system does not tell. */
function memory(): number | undefined {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) * 1024;
  } catch {
    return undefined;
  }
}

/** Sends so much, a megabyte at a time, as fast as the server takes it; the status, or that it hung up. */
function upload(
  bytes: number,
  headers: Record<string, string>,
): Promise<{ status: number | undefined; sent: number }> {
  return new Promise((resolve) => {
    let sent = 0;
    let status: number | undefined;
    const piece = Buffer.alloc(megabyte, 'a');
    const upload = request(`${origin}/api/forms/synpunkt/submissions`, { method: 'POST', headers });
    const done = (): void => resolve({ status, sent });
    upload.on('response', (response: IncomingMessage) => {
      status = response.statusCode;
      response.resume();
      response.on('close', done);
      upload.destroy();
    });
    upload.on('error', done);
    const write = (): void => {
      while (sent < bytes && !upload.destroyed) {
        sent += piece.length;
        if (!upload.write(piece)) return void upload.once('drain', write);
      }
      if (!upload.destroyed) upload.end();
    };
    write();
  });
}

const urlencoded = { 'Content-Type': 'application/x-www-form-urlencoded' };
const kinds: [string, Record<string, string>][] = [
  ['that says its length', { ...urlencoded, 'Content-Length': String(100 * megabyte) }],
  ['that does not', { ...urlencoded, 'Transfer-Encoding': 'chunked' }],
  ['in parts', { 'Content-Type': 'multipart/form-data; boundary=x', 'Transfer-Encoding': 'chunked' }],
];

test('100 MB are refused on the way, and the memory stays flat', async () => {
  await fetch(`${origin}/api/forms/synpunkt`);
  const before = memory();
  let highest = before ?? 0;
  const watch = setInterval(() => (highest = Math.max(highest, memory() ?? 0)), 20);
  for (const [kind, headers] of kinds) {
    for (const { status, sent } of await Promise.all([1, 2, 3].map(() => upload(100 * megabyte, headers)))) {
      assert.equal(status, 413, kind);
      assert.ok(sent < 100 * megabyte, `${kind}: it took ${sent} bytes`);
    }
  }
  clearInterval(watch);
  const response = await fetch(`${origin}/api/forms/synpunkt`);
  assert.equal(response.status, 200, 'it goes on');
  if (before !== undefined) {
    const grown = Math.round((highest - before) / megabyte);
    assert.ok(grown < 150, `It grew by ${grown} MB for 900 MB sent, three at a time.`);
  }
});
