import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { FolderInUse, lockFolder, type FolderLock } from '../../../demo/server/node/folder-lock.js';

let root: string;
before(async () => (root = await mkdtemp(join(tmpdir(), 'civic-lock-'))));
after(() => rm(root, { recursive: true }));

let folders = 0;
async function newFolder(name = ''): Promise<string> {
  const folder = join(root, `${(folders += 1)}${name}`);
  await mkdir(folder);
  return folder;
}

test('one at a time, and the next when it is free', async () => {
  const folder = await newFolder();
  const first = await lockFolder(folder);
  await assert.rejects(lockFolder(folder), (error: Error) => {
    assert.ok(error instanceof FolderInUse);
    assert.ok(error.message.includes(folder));
    assert.match(error.message, /DATA_DIR/);
    return true;
  });
  await first.release();
  await (await lockFolder(folder)).release();
  assert.deepEqual(await readdir(folder), [], 'nothing is left behind');
});

test('a folder with a path longer than a socket’s may be', async () => {
  const folder = await newFolder('-'.padEnd(200, 'ö'.repeat(1)).slice(0, 120));
  const first = await lockFolder(folder);
  await assert.rejects(lockFolder(folder), FolderInUse);
  await first.release();
});

test('many at once: never two', async () => {
  for (let round = 0; round < 10; round += 1) {
    const folder = await newFolder();
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    const held = tries.filter((one): one is PromiseFulfilledResult<FolderLock> => one.status === 'fulfilled');
    for (const one of tries) if (one.status === 'rejected') assert.ok(one.reason instanceof FolderInUse);
    assert.ok(held.length <= 1, `${held.length} hold it`);
    await Promise.all(held.map(({ value }) => value.release()));
    await (await lockFolder(folder)).release();
  }
});

test('what a killed process left behind does not hold it', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'lock-0123456789abcdef.sock'), '');
  await writeFile(join(folder, 'draft-lock-0123456789abcdef.sock'), '');
  const lock = await lockFolder(folder);
  const names = await readdir(folder);
  assert.ok(!names.includes('lock-0123456789abcdef.sock'));
  await lock.release();
});

test('a process that is alive but hangs counts as the holder', async () => {
  const folder = await newFolder();
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(join(folder, 'lock-ffffffffffffffff.sock'), resolve));
  await assert.rejects(lockFolder(folder), FolderInUse);
  silent.close();
});
