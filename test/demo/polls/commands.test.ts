import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { openDatabase } from '../../../demo/server/node/open-database.js';
import { newCode, normalizedCode } from '../../../demo/server/polls/codes.js';
import { TownProcess } from '../../../scripts/lib/town-process.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let folder: string;
let dataDir: string;
let town: TownProcess;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-commands-'));
  dataDir = join(folder, 'data');
  town = new TownProcess({ env: { DATA_DIR: dataDir }, main: 'test/fixtures/serve.ts' });
  await town.start();
});
after(async () => {
  await town.stop();
  await rm(folder, { recursive: true });
});

interface Ran {
  status: number | null;
  out: string;
  err: string;
}

/** As `npm run` does; the process has the command's words and nothing else. */
function run(command: string, ...words: string[]): Ran {
  const script = command === 'restore' ? ['restore-command.ts'] : ['database-command.ts', command];
  const [file = '', ...name] = script;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join('demo/server/node', file), ...name, ...words],
    { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH, DATA_DIR: dataDir } },
  );
  return { status, out: stdout, err: stderr };
}

const vote = async (fields: Record<string, string>, poll = 'kod'): Promise<number> =>
  (
    await fetch(`${town.origin}/api/polls/${poll}/votes`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    })
  ).status;

describe('while the server runs', () => {
  test('codes are made as CSV, and each is good for one vote', async () => {
    const { status, out, err } = run('codes', 'kod', '300');
    assert.equal(status, 0, err);
    const [header, ...codes] = out.trimEnd().split('\n');
    assert.equal(header, 'code');
    assert.equal(new Set(codes).size, 300);
    for (const code of codes) assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    assert.match(err, /300 codes for "kod"/);
    const typed = codes[0]!.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    assert.equal(await vote({ choice: 'bastu', ballot: crypto.randomUUID(), code: typed }), 200);
    assert.equal(await vote({ choice: 'bastu', ballot: crypto.randomUUID(), code: codes[0]! }), 409);
    assert.equal(await vote({ choice: 'bastu', ballot: crypto.randomUUID(), code: codes[299]! }), 200);
  });

  test('a recount says so when it is right', () => {
    const { status, out } = run('recount', 'kod');
    assert.equal(status, 0);
    assert.match(out, /Bastun +2 +2\n[^]*The recount equals the shown result\./);
  });

  test('a backup is written beside it', () => {
    const file = join(folder, 'running.backup');
    const { status, out, err } = run('backup', file);
    assert.equal(status, 0, err);
    assert.match(out, /\d+ rows are in /);
    assert.ok(existsSync(file));
    assert.equal(run('backup', file).status, 1, 'and none is overwritten');
  });

  test('nothing is restored', () => {
    const { status, err } = run('restore', join(folder, 'running.backup'));
    assert.equal(status, 1);
    assert.match(err, /Another process already uses the data folder/);
  });

  test('wrong words are answered with the right ones', () => {
    const wrong: [string[], RegExp][] = [
      [['codes'], /npm run codes -- POLL N/],
      [['codes', 'kod', 'många'], /N must be a number/],
      [['codes', 'kod', '0'], /N must be a number/],
      [['codes', 'badplats', '3'], /is not voted in with codes. Those with codes: kod/],
      [['codes', 'nej', '3'], /is not there/],
      [['recount', 'nej'], /There is no poll "nej"/],
      [['recount', 'kod', '--hej'], /npm run recount/],
      [['backup'], /npm run backup -- FILE/],
      [['restore'], /npm run restore -- FILE/],
      [['restore', '/nowhere/at-all'], /There is no file/],
    ];
    for (const [[command, ...words], sentence] of wrong) {
      const { status, out, err } = run(command!, ...words);
      assert.equal(status, 1, command);
      assert.equal(out, '');
      assert.match(err, sentence);
      assert.doesNotMatch(err, /\n\s+at /);
    }
  });
});

describe('while it is stopped', () => {
  test('a recount finds what was tampered with, and repairs what is shown', async () => {
    await town.stop();
    const db = await openDatabase({ dataDir, databaseUrl: undefined, poolSize: 1 });
    await db.query(
      `UPDATE poll_tallies SET count = count + 5 WHERE poll_id = 'badplats' AND cell = '[0,"bastu"]'`,
    );
    await db.close();
    const wrong = run('recount', 'badplats');
    assert.equal(wrong.status, 1);
    assert.match(wrong.err, /Bastun +69 +64 +<<[^]*DIFFERS/);
    assert.equal(run('recount').status, 1);
    const repaired = run('recount', 'badplats', '--repair');
    assert.equal(repaired.status, 0, repaired.err);
    assert.match(repaired.out, /put right/);
    assert.equal(run('recount').status, 0);
  });

  test('a backup is restored, and what was there is kept beside it', async () => {
    const { status, out, err } = run('restore', join(folder, 'running.backup'));
    assert.equal(status, 0, err);
    assert.match(out, /rows are restored\. What was there before is kept as /);
    assert.equal(
      (await readdir(dataDir)).filter((name) => name.startsWith('postgres-before-restore-')).length,
      1,
    );
    await town.start();
    const { voters } = (await (await fetch(`${town.origin}/api/polls/kod`)).json()) as { voters: number };
    assert.equal(voters, 2);
  });
});

test('a code has 60 random bits, and is forgiving', () => {
  const codes = Array.from({ length: 2000 }, newCode);
  assert.equal(new Set(codes).size, 2000);
  assert.equal(new Set(codes.join('').replaceAll('-', '')).size, 32, 'every letter is used');
  assert.equal(normalizedCode(' 7k3m–q9xd 2hfa '), '7K3MQ9XD2HFA');
  assert.equal(normalizedCode('O0Il1'), '00111');
});
