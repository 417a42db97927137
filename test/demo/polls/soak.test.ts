import assert from 'node:assert/strict';
import { test } from 'node:test';
import { soakVotes, type Soak } from '../../../scripts/soak/soak-votes.ts';
import { noServer } from '../database/engines.ts';

/** `npm run soak:votes` is the same with 50,000 votes of 200 voters. */
const soak = { votes: 2000, voters: 50, kills: 3 };

async function assertCounted(engine: Soak['engine']): Promise<void> {
  const soaked = await soakVotes({ engine, ...soak });
  assert.equal(soaked.kills, 3);
  assert.equal(soaked.wrong, 0, 'every ballot that was acknowledged is there once');
  assert.equal(soaked.surplus, 0, 'and nothing else');
  assert.ok(soaked.sent >= soak.votes * 1.1, 'every tenth was sent twice');
  assert.ok(soaked.recount.isDone, soaked.recount.text);
}

test('a server that is killed three times loses no vote and counts none twice, PGlite', () =>
  assertCounted('pglite'));

test(
  'a server that is killed three times loses no vote and counts none twice, PostgreSQL',
  { skip: noServer },
  () => assertCounted('postgres'),
);
