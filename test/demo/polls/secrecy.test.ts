import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createApp } from '../../../demo/server/app.js';
import { tablesAfter } from '../../../demo/server/database/backup.js';
import { migrations } from '../../../demo/server/database/migrations.js';
import { loadSecret } from '../../../demo/server/database/secret.js';
import { backupTo } from '../../../demo/server/node/backup.js';
import { codeHash, makeCodes } from '../../../demo/server/polls/codes.js';
import { town } from '../../fixtures/town.js';
import { onEachEngine } from '../database/engines.ts';
import { post } from '../server/helpers.js';

/**
 * Who used which code is known to whoever sent them out; what a ballot says is in its row. What is tested here is that
 * nothing in the database joins the two: see docs/operation/ballot-secrecy.md.
 */
onEachEngine('a used code and its vote', ({ open }) => {
  test('have nothing in common in any row, its hidden columns and its place', async () => {
    const db = await open();
    const logged: object[] = [];
    const database = () => Promise.resolve(db);
    const app = createApp({ town, database, limits: false, log: (entry) => logged.push(entry) });
    await app.request('/api/polls');
    const secret = await loadSecret(db);
    const codes = await makeCodes({ db, secret }, 'kod', 40);

    interface Place {
      hash: string;
      place: string;
      made: string;
      ended: string;
    }
    const roll = (table: string): Promise<Place[]> =>
      db.query<Place>(
        `SELECT hash, ctid::text AS place, xmin::text AS made, xmax::text AS ended FROM ${table} ORDER BY hash`,
      );
    const rollBefore = await roll('poll_roll');
    const unusedBefore = await roll('poll_unused');
    assert.equal(new Set(rollBefore.map(({ hash }) => hash)).size, 42);

    const used: string[] = [];
    for (const [index, code] of codes.slice(0, 30).entries()) {
      const ballot = crypto.randomUUID();
      const choice = index % 2 ? 'bastu' : 'brygga';
      assert.equal((await post(app, '/api/polls/kod/votes', { choice, ballot, code })).status, 200);
      used.push(await codeHash(secret, 'kod', code));
    }

    // The roll is as if nobody had voted; of the unused, those that are left are as they were.
    assert.deepEqual(await roll('poll_roll'), rollBefore);
    const unusedAfter = await roll('poll_unused');
    assert.deepEqual(
      unusedAfter,
      unusedBefore.filter(({ hash }) => !used.includes(hash)),
    );
    assert.equal(unusedAfter.length, 12);

    const votes = await db.query<{ made: string }>(
      `SELECT *, xmin::text AS made FROM poll_votes WHERE poll_id = 'kod'`,
    );
    assert.equal(votes.length, 30);
    const transactions = new Set(votes.map(({ made }) => made));
    for (const { made, ended } of [...rollBefore, ...unusedAfter]) {
      assert.ok(!transactions.has(made) && !transactions.has(ended), 'no transaction wrote both');
    }
    for (const code of codes) {
      assert.doesNotMatch(JSON.stringify(votes), new RegExp(code));
      assert.doesNotMatch(JSON.stringify(logged), new RegExp(code));
    }
    for (const hash of used) assert.ok(!JSON.stringify(votes).includes(hash));
  });

  test('are kept without times, and codes not in the order in which they were printed', async () => {
    const db = await open();
    const app = createApp({ town, database: () => Promise.resolve(db), limits: false });
    await app.request('/api/polls');
    const timed = await db.query<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_name LIKE 'poll\\_%' AND data_type NOT IN ('text', 'integer')`,
    );
    assert.deepEqual(timed, []);
    const secret = await loadSecret(db);
    const codes = await makeCodes({ db, secret }, 'kod', 40);
    const printed = await Promise.all(codes.map((code) => codeHash(secret, 'kod', code)));
    const rows = await db.query<{ hash: string }>('SELECT hash FROM poll_roll');
    const written = rows.map(({ hash }) => hash).filter((hash) => printed.includes(hash));
    assert.deepEqual(written, [...printed].sort());
    assert.notDeepEqual(written, printed);
  });

  test('have nothing in common in a backup, which only its owner can read', async () => {
    const db = await open();
    const app = createApp({ town, database: () => Promise.resolve(db), limits: false });
    await app.request('/api/polls');
    const secret = await loadSecret(db);
    const codes = await makeCodes({ db, secret }, 'kod', 20);
    const ballots = codes.map(() => crypto.randomUUID());
    for (const [index, code] of codes.entries()) {
      await post(app, '/api/polls/kod/votes', { choice: 'bastu', ballot: ballots[index]!, code });
    }
    const folder = await mkdtemp(join(tmpdir(), 'civic-secrecy-'));
    try {
      const file = join(folder, 'backup');
      await backupTo(db, file);
      assert.equal((await stat(file)).mode & 0o777, 0o600);
      const text = gunzipSync(await readFile(file)).toString();
      const lines = text.trim().split('\n');
      const rowsOf = (table: string): string[][] => {
        const from = lines.findIndex((line) => line.startsWith(`{"table":"${table}"`)) + 1;
        const until = lines.findIndex((line, index) => index >= from && line.startsWith('{'));
        return lines.slice(from, until).map((line) => JSON.parse(line) as string[]);
      };
      const cast = rowsOf('poll_votes').filter((row) => row[1] === 'kod');
      assert.deepEqual(
        cast.map((row) => row[2]),
        cast
          .map((row) => [Number(row[0]), row[2]!] as const)
          .sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1))
          .map(([, ballot]) => ballot),
        'by their keys, which are random',
      );
      const hashes = rowsOf('poll_roll').map((row) => row[0]!);
      assert.deepEqual(hashes, [...hashes].sort(), 'in no other order than their own');
      for (const code of codes) assert.ok(!text.includes(code) && !text.includes(code.replaceAll('-', '')));
      assert.ok(tablesAfter(migrations.length).includes('poll_unused'));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
