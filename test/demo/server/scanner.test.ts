import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openPglite } from '../../../demo/server/database/pglite.js';
import { readScanner } from '../../../demo/server/node/scanner.js';
import { openFile } from '../../../demo/server/office/cases/store.js';
import type { AppOptions } from '../../../demo/server/options.js';
import { json, postFiles, testServer, type TestServer } from './helpers.js';

const jpeg = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array([0xff, 0xd8, 0xff, ...new TextEncoder().encode(text)]);

async function send(server: TestServer, ...contents: string[]): Promise<string> {
  const files = contents.map(
    (text, index) => new File([jpeg(text)], `bild ${index}.jpg`, { type: 'image/jpeg' }),
  );
  const fields = { area: 'gata', message: 'En grop.', submission: crypto.randomUUID() };
  const response = await postFiles(server.app, '/api/forms/synpunkt/submissions', fields, { photo: files });
  assert.equal(response.status, 201, await response.clone().text());
  return (await json(response)).reference;
}

async function statesOf(server: TestServer, reference: string): Promise<string[]> {
  const rows = await server.db.query<{ scan: string }>(
    'SELECT scan FROM files WHERE reference = $1 ORDER BY position',
    [reference],
  );
  return rows.map(({ scan }) => scan);
}

/** Asks until it is so: the scanner works beside the requests. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, 'It never came to be.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Whether the office would open the file. */
async function opens(server: TestServer, reference: string, position: number): Promise<boolean> {
  return (await openFile(server.db, reference, position)) !== undefined;
}

describe('a scanner', () => {
  let folder: string;
  let scan: NonNullable<AppOptions['scan']>;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'civic-scan-'));
    const script = join(folder, 'scan.sh');
    writeFileSync(
      script,
      '#!/bin/sh\ncontent=$(cat | tr -d "\\000")\ncase "$content" in *EICAR*) exit 1;; *BROKEN*) exit 2;; *KILLED*) kill -9 $$;; esac\nexit 0\n',
    );
    chmodSync(script, 0o755);
    scan = readScanner({ SCAN_COMMAND: `${script} -` })!;
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('is a command: 0 is clean, 1 infected, everything else no answer', async () => {
    assert.equal(await scan(jpeg('ok')), 'clean');
    assert.equal(await scan(jpeg('EICAR')), 'infected');
    await assert.rejects(scan(jpeg('BROKEN')));
    await assert.rejects(scan(jpeg('KILLED')));
    await assert.rejects(readScanner({ SCAN_COMMAND: '/nowhere/scan' })!(jpeg('ok')));
    assert.equal(
      await readScanner({ SCAN_COMMAND: 'true' })!(new Uint8Array(5_000_000)),
      'clean',
      'reads nothing',
    );
    assert.equal(readScanner({}), undefined);
    assert.throws(() => readScanner({ SCAN_COMMAND: '  ' }), /SCAN_COMMAND/);
  });

  test('looks at each file before anyone can open it', async () => {
    let open!: () => void;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const server = await testServer({ scan: (content) => opened.then(() => scan(content)) });
    const reference = await send(server, 'ok', 'EICAR');
    assert.deepEqual(await statesOf(server, reference), ['pending', 'pending'], 'nobody waited for it');
    assert.equal(await opens(server, reference, 0), false);
    open();
    await until(async () => !(await statesOf(server, reference)).includes('pending'));
    assert.deepEqual(await statesOf(server, reference), ['clean', 'infected']);
    assert.equal(await opens(server, reference, 0), true);
    assert.equal(await opens(server, reference, 1), false);
    assert.equal(await opens(server, reference, 2), false);
    await server.close();
  });

  test('that can’t tell leaves the file shut, is asked again later, and is logged without a name', async () => {
    let isBroken = true;
    const logged: object[] = [];
    const server = await testServer({
      log: (entry) => logged.push(entry),
      scan: (content) => (isBroken ? scan(jpeg('BROKEN')) : scan(content)),
    });
    const reference = await send(server, 'ok');
    await until(async () => (await statesOf(server, reference))[0] === 'failed');
    assert.equal(await opens(server, reference, 0), false);
    assert.ok(logged.length > 0);
    assert.doesNotMatch(JSON.stringify(logged), new RegExp(`bild|${reference}`));
    isBroken = false;
    server.clock.now = new Date(server.clock.now.getTime() + 61_000);
    const other = await send(server, 'ok');
    await until(async () => (await statesOf(server, other))[0] === 'clean');
    await until(async () => (await statesOf(server, reference))[0] === 'clean');
    await server.close();
  });

  test('goes on after a crash in the middle, and looks at what came before there was one', async () => {
    const db = await openPglite();
    const never = new Promise<never>(() => undefined);
    const before = await testServer({ database: () => Promise.resolve(db) });
    const old = await send({ ...before, db }, 'EICAR from before');
    assert.deepEqual(await statesOf({ ...before, db }, old), ['unscanned']);

    const crashed = await testServer({ database: () => Promise.resolve(db), scan: () => never });
    const reference = await send({ ...crashed, db }, 'ok', 'EICAR');
    assert.deepEqual(await statesOf({ ...crashed, db }, reference), ['pending', 'pending']);

    const next = await testServer({ database: () => Promise.resolve(db), scan });
    await next.app.request('/healthz');
    await until(async () =>
      (await statesOf({ ...next, db }, reference)).every((state) => state !== 'pending'),
    );
    await until(async () => (await statesOf({ ...next, db }, old))[0] === 'infected');
    assert.deepEqual(await statesOf({ ...next, db }, reference), ['clean', 'infected']);

    const without = await testServer({ database: () => Promise.resolve(db) });
    await db.query(`UPDATE files SET scan = 'failed' WHERE reference = $1 AND position = 0`, [reference]);
    await without.app.request('/healthz');
    assert.deepEqual(await statesOf({ ...without, db }, reference), ['unscanned', 'infected']);
    await without.close();
    for (const server of [before, crashed, next]) await server.close();
    await db.close();
  });
});

test('a file has no address outside the office, also for who has the reference', async () => {
  const server = await testServer();
  const reference = await send(server, 'ok');
  assert.deepEqual(await statesOf(server, reference), ['unscanned']);
  assert.equal(await opens(server, reference, 0), true, 'the office says that nobody looked at it');
  for (const path of ['files/0', 'files', '0', 'photo']) {
    assert.equal((await server.app.request(`/api/submissions/${reference}/${path}`)).status, 404, path);
  }
  await server.close();
});
