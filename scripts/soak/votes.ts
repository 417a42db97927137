/**
 * `npm run soak:votes`: 50,000 votes from 200 voters at the same time, with the server killed three times and every tenth
 * request sent twice; then every acknowledged ballot is looked for. On both engines, on this machine only.
 *   npm run soak:votes -- --engine=pglite --votes=4000 --voters=50
 */
import { parseArgs } from 'node:util';
import { findPostgres, NO_POSTGRES } from '../lib/postgres.ts';
import { soakVotes } from './soak-votes.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    votes: { type: 'string', default: '50000' },
    voters: { type: 'string', default: '200' },
  },
});

for (const engine of ['pglite', 'postgres'] as const) {
  if (values.engine !== undefined && values.engine !== engine) continue;
  if (engine === 'postgres' && findPostgres() === undefined) {
    console.log(NO_POSTGRES);
    continue;
  }
  const votes = Math.min(Number(values.votes), 200_000);
  const soaked = await soakVotes({ engine, votes, voters: Math.min(Number(values.voters), 1000), kills: 3 });
  const { seconds, sent, failed, kills, wrong, surplus, recount } = soaked;
  console.log(
    `${engine}: ${votes} ballots in ${seconds.toFixed(1)} s (${Math.round(votes / seconds)} a second)`,
  );
  console.log(`  ${sent} requests, ${failed} of them lost to ${kills} kills and sent again`);
  console.log(
    `  acknowledged and not counted exactly once: ${wrong}; in the database and never sent: ${surplus}`,
  );
  console.log(recount.text.replace(/^/gm, '  '));
  if (wrong !== 0 || surplus !== 0 || !recount.isDone || kills !== 3) process.exitCode = 1;
}
