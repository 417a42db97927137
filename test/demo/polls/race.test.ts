import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tellRecount } from '../../../demo/server/polls/recount.js';
import { loadSecret } from '../../../demo/server/database/secret.js';
import { makeCodes } from '../../../demo/server/polls/codes.js';
import { TownProcess } from '../../../scripts/lib/town-process.ts';
import { withPostgres } from '../database/engines.ts';

withPostgres('two servers on one database', ({ newUrl, open }) => {
  let url: string;
  let towns: TownProcess[];
  before(async () => {
    url = newUrl();
    const settings = { env: { DATABASE_URL: url, TRUST_PROXY: '1' }, main: 'test/fixtures/serve.ts' };
    towns = [new TownProcess(settings), new TownProcess(settings)];
    // At once: they make the tables together too.
    await Promise.all(towns.map((town) => town.start()));
  });
  after(() => Promise.all(towns.map((town) => town.stop())));

  let sender = 0;
  const vote = async (turn: number, poll: string, fields: Record<string, string>): Promise<number> => {
    sender += 1;
    const response = await fetch(`${towns[turn % 2]!.origin}/api/polls/${poll}/votes`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { 'X-Forwarded-For': `10.0.${sender >> 8}.${sender & 255}` },
    });
    await response.arrayBuffer();
    return response.status;
  };
  const count = async (db: Awaited<ReturnType<typeof open>>, poll: string): Promise<number> =>
    (await db.query('SELECT ballot FROM poll_votes WHERE poll_id = $1', [poll])).length;

  test('never accept one code twice, however hard they are pressed', async () => {
    const db = await open(url);
    const codes = await makeCodes({ db, secret: await loadSecret(db) }, 'kod', 25);
    const answers = await Promise.all(
      codes.map(async (code) => {
        const votes = Array.from({ length: 8 }, (_, turn) =>
          vote(turn, 'kod', { choice: turn < 4 ? 'bastu' : 'brygga', ballot: crypto.randomUUID(), code }),
        );
        return (await Promise.all(votes)).sort();
      }),
    );
    for (const statuses of answers) assert.deepEqual(statuses, [200, ...Array<number>(7).fill(409)]);
    assert.equal(await count(db, 'kod'), codes.length);
  });

  test('answer the same ballot alike, with the same code, at the same time', async () => {
    const db = await open(url);
    const before = await count(db, 'kod');
    const codes = await makeCodes({ db, secret: await loadSecret(db) }, 'kod', 10);
    for (const code of codes) {
      const ballot = crypto.randomUUID();
      const votes = Array.from({ length: 6 }, (_, turn) =>
        vote(turn, 'kod', { choice: 'bastu', ballot, code }),
      );
      assert.deepEqual(await Promise.all(votes), Array<number>(6).fill(200));
    }
    assert.equal(await count(db, 'kod'), before + codes.length);
  });

  test('count changes of mind that come at the same time once each', async () => {
    const db = await open(url);
    const ballots = Array.from({ length: 12 }, () => crypto.randomUUID());
    await Promise.all(
      ballots.flatMap((ballot) =>
        Array.from({ length: 10 }, (_, revision) =>
          vote(revision, 'andra', {
            ballot,
            revision: String(revision),
            choice: revision % 2 ? 'bastu' : 'brygga',
          }),
        ),
      ),
    );
    const { isDone, text } = await tellRecount(db, ['andra']);
    assert.ok(isDone, text);
    assert.match(text, /Bryggan +0 +0\n +Bastun +12 +12/, 'revision 9 of each');
  });

  test('see each other’s votes within a second or two, and agree', async () => {
    await vote(0, 'oppen', { choice: 'bastu', ballot: crypto.randomUUID() });
    const voters = async (turn: number): Promise<number> =>
      ((await (await fetch(`${towns[turn]!.origin}/api/polls/oppen`)).json()) as { voters: number }).voters;
    assert.equal(await voters(0), 1, 'at once where it was cast');
    while ((await voters(1)) !== 1);
  });
});
