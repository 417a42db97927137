import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { migrations } from '../../../demo/server/database/migrations.js';
import { migrate, newestMigration } from '../../../demo/server/database/migrate.js';
import { prepare } from '../../../demo/server/database/prepare.js';
import { tablesAfter } from '../../../demo/server/database/backup.js';
import { tellRecount } from '../../../demo/server/polls/recount.js';
import { countRoll } from '../../../demo/server/polls/roll.js';
import { readBallots } from '../../../demo/server/polls/votes.js';
import { town } from '../../fixtures/town.js';
import { onEachEngine, withPostgres } from './engines.ts';

const now = new Date('2026-11-22T10:20:30Z');
const root = fileURLToPath(new URL('../../../', import.meta.url));

onEachEngine('an upgrade', ({ open }) => {
  test('from the first two migrations keeps every vote and every code', async () => {
    const db = await open();
    await migrate(db, now, 2);
    assert.equal(await newestMigration(db), 2);
    const definition = (id: string, more: object): string =>
      JSON.stringify({
        poll: {
          id,
          question: 'Vad först?',
          options: [
            { id: 'a', label: 'A' },
            { id: 'b', label: 'B' },
          ],
          ...more,
        },
        allowBlank: true,
      });
    const polls = [
      ['gammal', definition('gammal', { changeable: true })],
      ['koder', definition('koder', { ballotPolicy: 'code', type: 'ranked' })],
    ] as const;
    for (const [id, text] of polls) {
      await db.query('INSERT INTO polls (id, position, definition, created) VALUES ($1, 0, $2, $3)', [
        id,
        text,
        now.toISOString(),
      ]);
    }
    const changed = crypto.randomUUID();
    const votes: [string, string, number, string[]][] = [
      ['gammal', changed, 0, ['a']],
      ['gammal', changed, 7, ['b']],
      ['gammal', crypto.randomUUID(), 0, ['b']],
      ['gammal', crypto.randomUUID(), 0, []],
      ['koder', crypto.randomUUID(), 0, ['b', 'a']],
    ];
    for (const [poll, ballot, revision, choices] of votes) {
      await db.query(
        'INSERT INTO votes (poll_id, ballot, revision, choices, at) VALUES ($1, $2, $3, $4, $5)',
        [poll, ballot, revision, JSON.stringify(choices), now.toISOString()],
      );
    }
    for (const [hash, used] of [
      ['x', true],
      ['y', false],
      ['z', false],
    ] as const) {
      await db.query('INSERT INTO poll_codes (poll_id, hash, used) VALUES ($1, $2, $3)', [
        'koder',
        hash,
        used,
      ]);
    }

    const { db: upgraded } = await prepare(db, { ...town, polls: () => [] }, now);
    assert.equal(await newestMigration(db), migrations.length);
    assert.deepEqual(
      new Set((await readBallots(upgraded, 'gammal')).map((group) => JSON.stringify(group))),
      new Set([JSON.stringify({ choices: ['b'], count: 2 }), JSON.stringify({ choices: [], count: 1 })]),
    );
    const kept = await db.query('SELECT change, revision FROM poll_votes WHERE ballot = $1 ORDER BY change', [
      changed,
    ]);
    assert.deepEqual(
      kept.map((row) => ({ ...row })),
      [
        { change: 0, revision: 0 },
        { change: 1, revision: 7 },
      ],
    );
    assert.deepEqual(await countRoll(db, 'koder'), { given: 3, used: 1 });
    const { isDone, text } = await tellRecount(db, []);
    assert.ok(isDone, text);
    assert.match(text, /gammal[^]*B +2 +2\n[^]*Voters +2 +2\n +Blank +1 +1/);
  });

  test('done twice does nothing the second time', async () => {
    const db = await open();
    await prepare(db, town, now);
    const before = await db.query('SELECT number, applied FROM migrations ORDER BY number');
    assert.equal(before.length, migrations.length);
    await prepare(db, town, new Date('2027-01-01T00:00:00Z'));
    assert.deepEqual(await db.query('SELECT number, applied FROM migrations ORDER BY number'), before);
    assert.ok((await tellRecount(db, [])).isDone);
  });

  test('is refused to an older version', async () => {
    const db = await open();
    await migrate(db, now);
    await db.query('INSERT INTO migrations (number, applied) VALUES ($1, $2)', [999, now.toISOString()]);
    await assert.rejects(migrate(db, now), /made by a newer version \(999 migrations/);
  });
});

describe('the list of tables', () => {
  test('is that of the migrations', () => {
    assert.ok(tablesAfter(2).includes('votes'));
    const now = tablesAfter(migrations.length);
    assert.ok(!now.includes('votes') && now.includes('poll_votes') && now.includes('submissions'));
    assert.ok(now.indexOf('submissions') < now.indexOf('files'), 'what others refer to comes first');
  });
});

withPostgres('processes that start together', ({ newUrl, open }) => {
  test('make the tables and put the first content in once', async () => {
    const url = newUrl();
    const program = `
      import { openPostgres } from './demo/server/database/postgres.ts';
      import { prepare } from './demo/server/database/prepare.ts';
      import { town } from './test/fixtures/town.ts';
      import { toBase64Url } from './demo/server/base64url.ts';
      import { keyedHash } from './demo/server/database/secret.ts';
      const db = await openPostgres(process.argv[1], { poolSize: 3 });
      process.stdout.write('ready\\n');
      await new Promise((resolve) => process.stdin.once('data', resolve));
      const { secret } = await prepare(db, town, new Date());
      process.stdout.write(toBase64Url(await keyedHash(secret, 'test', 'x')) + '\\n');
      await db.close();
      process.exit(0);`;
    const children = Array.from({ length: 6 }, () => {
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program, url], {
        cwd: root,
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      let said = '';
      const ready = new Promise<void>((resolve) => {
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          said += text;
          if (said.includes('ready')) resolve();
        });
      });
      return { child, ready, said: () => said, ended: once(child, 'exit') };
    });
    await Promise.all(children.map(({ ready, ended }) => Promise.race([ready, ended])));
    for (const { child } of children) child.stdin.write('go\n');
    const ends = await Promise.all(children.map(({ ended }) => ended));
    assert.deepEqual(
      ends.map(([code]) => code as number),
      children.map(() => 0),
    );
    const keys = new Set(children.map(({ said }) => said().split('\n')[1]));
    assert.equal(keys.size, 1, 'all have the same key');

    const db = await open(url);
    assert.equal((await db.query('SELECT number FROM migrations')).length, migrations.length);
    const [badplats] = await db.query<{ count: number }>(
      `SELECT CAST(count(*) AS integer) AS count FROM poll_votes WHERE poll_id = 'badplats'`,
    );
    assert.equal(badplats!.count, 108, '105 votes and 3 blank ones');
    const { isDone, text } = await tellRecount(db, []);
    assert.ok(isDone, text);
  });
});
