import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createApp } from '../../../demo/server/app.js';
import { BackupError } from '../../../demo/server/database/backup.js';
import type { Database } from '../../../demo/server/database/database.js';
import { migrate, newestMigration } from '../../../demo/server/database/migrate.js';
import { migrations } from '../../../demo/server/database/migrations.js';
import { openPglite } from '../../../demo/server/database/pglite.js';
import { backupTo, restoreFrom } from '../../../demo/server/node/backup.js';
import { tellRecount } from '../../../demo/server/polls/recount.js';
import { town } from '../../fixtures/town.js';
import { json, post, postFiles, type Fields } from '../server/helpers.js';
import { onEachEngine } from './engines.ts';

let folder: string;
before(async () => (folder = await mkdtemp(join(tmpdir(), 'civic-backup-'))));
after(() => rm(folder, { recursive: true }));

const start = new Date('2026-11-22T10:20:30Z');

function appOn(db: Database) {
  return createApp({ town, database: () => Promise.resolve(db), limits: false, now: () => start });
}

onEachEngine('a backup', ({ name, open }) => {
  test('brings everything back after the database was damaged', async () => {
    const db = await open();
    const app = appOn(db);
    const vote = (poll: string, fields: Fields) => post(app, `/api/polls/${poll}/votes`, fields);
    const ballot = crypto.randomUUID();
    await vote('badplats', { choice: 'bastu', ballot });
    await vote('rangordna', { choice: ['grill', 'bastu'], ballot: crypto.randomUUID() });
    await vote('kod', { choice: 'bastu', ballot, code: 'ABCD-2345' });
    const picture = new File([new Uint8Array([0xff, 0xd8, 0xff, 0, 1, 255])], 'grop Å.jpg', {
      type: 'image/jpeg',
    });
    const sent = await json(
      await postFiles(
        app,
        '/api/forms/synpunkt/submissions',
        { area: 'gata', message: '"Å"\n\\.' },
        { photo: [picture] },
      ),
    );
    const file = join(folder, `damaged-${name}`);
    const rows = await backupTo(db, file);
    const [before] = await db.query('SELECT name, type, content FROM files');
    const told = (await tellRecount(db, [])).text;

    await db.query('DELETE FROM poll_votes');
    await db.query('DELETE FROM files');
    assert.equal((await tellRecount(db, [])).isDone, false);
    await assert.rejects(restoreFrom(db, file), /not empty/);

    const again = await open();
    assert.equal(await restoreFrom(again, file), rows);
    assert.deepEqual(await tellRecount(again, []), { isDone: true, text: told });
    const restored = appOn(again);
    const repeated = await post(restored, '/api/polls/kod/votes', { choice: 'bastu', ballot });
    assert.equal(repeated.status, 200, 'the ballot is known');
    const used = { choice: 'bastu', ballot: crypto.randomUUID(), code: 'ABCD-2345' };
    assert.equal((await post(restored, '/api/polls/kod/votes', used)).status, 409, 'the code is used');
    const fresh = { ...used, ballot: crypto.randomUUID(), code: 'QRST-6789' };
    assert.equal((await post(restored, '/api/polls/kod/votes', fresh)).status, 200, 'the key is the same');
    assert.equal((await restored.request(sent.statusUrl)).status, 200);
    const [after] = await again.query('SELECT name, type, content FROM files');
    assert.deepEqual({ ...after }, { ...before });
  });

  test('of this engine can be restored in the embedded one', async () => {
    const db = await open();
    await appOn(db).request('/api/polls');
    const file = join(folder, `moved-${name}`);
    await backupTo(db, file);
    const other = await openPglite();
    try {
      await restoreFrom(other, file);
      assert.equal((await tellRecount(other, [])).text, (await tellRecount(db, [])).text);
    } finally {
      await other.close();
    }
  });

  test('of the embedded engine can be restored in this one, also of an older version', async () => {
    const old = await openPglite();
    const file = join(folder, `old-${name}`);
    try {
      await migrate(old, start, 2);
      const definition = {
        poll: { id: 'x', question: 'X?', options: [{ id: 'a', label: 'A' }] },
        allowBlank: false,
      };
      await old.query('INSERT INTO polls (id, position, definition, created) VALUES ($1, 0, $2, $3)', [
        'x',
        JSON.stringify(definition),
        start.toISOString(),
      ]);
      await old.query(
        `INSERT INTO votes (poll_id, ballot, revision, choices, at) VALUES ('x', $1, 0, '["a"]', $2)`,
        [crypto.randomUUID(), start.toISOString()],
      );
      await backupTo(old, file);
    } finally {
      await old.close();
    }
    const db = await open();
    await restoreFrom(db, file);
    assert.equal(await newestMigration(db), migrations.length);
    assert.equal((await json(await appOn(db).request('/api/polls/x'))).voters, 1);
    assert.ok((await tellRecount(db, ['x'])).isDone);
  });

  test('that is cut off, damaged or something else restores nothing', async () => {
    const db = await open();
    await appOn(db).request('/api/polls');
    const file = join(folder, `whole-${name}`);
    await backupTo(db, file);
    const lines = gunzipSync(await readFile(file))
      .toString()
      .trim()
      .split('\n');
    const made = async (kind: string, content: string | Buffer): Promise<string> => {
      const path = join(folder, `${kind}-${name}`);
      await writeFile(path, content);
      return path;
    };
    const cut = await made('cut', await readFile(file));
    await truncate(cut, Math.floor((await readFile(file)).length / 2));
    const wrong = [
      cut,
      await made('shorter', gzipSync(lines.slice(0, -1).join('\n'))),
      await made('fewer', gzipSync([...lines.slice(0, 8), ...lines.slice(9)].join('\n'))),
      await made('newer', gzipSync(lines.join('\n').replace(/"migrations":\d+/, '"migrations":999'))),
      await made('other', gzipSync('{"backup":"something else"}\n')),
      await made('text', 'Hello'),
    ];
    const target = await open();
    for (const path of wrong) await assert.rejects(restoreFrom(target, path), BackupError, path);
    await restoreFrom(target, file);
    assert.ok((await tellRecount(target, [])).isDone, 'and the whole one can still be restored');
  });
});
