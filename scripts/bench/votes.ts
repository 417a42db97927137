/**
 * `npm run bench:votes`: how many votes a second the server takes, and how long a voter waits, beside a plain loop of
 * single INSERT statements on the same engine as the limit. Bounded in count and time, on this machine only.
 *   npm run bench:votes -- --votes=2000 --voters=50 --seconds=10
 *   npm run bench:votes -- --million          reading, voting and recounting with a million votes in the poll
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Database } from '../../demo/server/database/database.ts';
import { openDatabase } from '../../demo/server/node/open-database.ts';
import { findPoll } from '../../demo/server/polls/store.ts';
import { tellRecount } from '../../demo/server/polls/recount.ts';
import { rebuildTally } from '../../demo/server/polls/votes.ts';
import { findPostgres, NO_POSTGRES, startPostgres } from '../lib/postgres.ts';
import { TownProcess } from '../lib/town-process.ts';
import { makeBallots, vote } from '../lib/voters.ts';

const { values } = parseArgs({
  options: {
    votes: { type: 'string', default: '5000' },
    voters: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '20' },
    million: { type: 'boolean', default: false },
  },
});
const votes = Math.min(Number(values.votes), 100_000);
const voters = Math.min(Number(values.voters), 1000);
const milliseconds = Math.min(Number(values.seconds), 120) * 1000;

const poll = 'market';
const choices = ['thursday', 'saturday', 'sunday'];

interface Measured {
  count: number;
  seconds: number;
  /** Milliseconds, sorted. */
  latencies: number[];
}

function line(name: string, { count, seconds, latencies }: Measured): string {
  const at = (share: number): string =>
    (latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? NaN).toFixed(1);
  const rate = String(Math.round(count / seconds)).padStart(6);
  return `${name.padEnd(34)} ${rate}/s   p50 ${at(0.5)} ms   p95 ${at(0.95)} ms   p99 ${at(0.99)} ms   (${count})`;
}

/** The limit: one statement a row, as many at the same time as the server has connections. */
async function plainInserts(db: Database, atOnce: number): Promise<Measured> {
  await db.query('CREATE TABLE bench (id text PRIMARY KEY, choice text NOT NULL)');
  const latencies: number[] = [];
  const until = performance.now() + milliseconds;
  const begun = performance.now();
  let left = votes;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0 && performance.now() < until) {
        left -= 1;
        const start = performance.now();
        await db.query('INSERT INTO bench (id, choice) VALUES ($1, $2)', [crypto.randomUUID(), 'saturday']);
        latencies.push(performance.now() - start);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  await db.query('DROP TABLE bench');
  return { count: latencies.length, seconds, latencies: latencies.sort((a, b) => a - b) };
}

async function voting(towns: readonly TownProcess[]): Promise<Measured> {
  const latencies: number[] = [];
  const begun = performance.now();
  const { counted } = await vote({
    origins: towns.map(({ origin }) => origin),
    poll,
    ballots: makeBallots(votes, choices),
    voters,
    deadline: milliseconds,
    onCounted: (_, waited) => latencies.push(waited),
  });
  const seconds = (performance.now() - begun) / 1000;
  return { count: counted, seconds, latencies: latencies.sort((a, b) => a - b) };
}

async function reading(town: TownProcess): Promise<Measured> {
  const latencies: number[] = [];
  const until = performance.now() + 3000;
  const begun = performance.now();
  while (performance.now() < until) {
    const start = performance.now();
    await (await fetch(`${town.origin}/api/polls/${poll}`)).text();
    latencies.push(performance.now() - start);
  }
  const seconds = (performance.now() - begun) / 1000;
  return { count: latencies.length, seconds, latencies: latencies.sort((a, b) => a - b) };
}

interface Place {
  dataDir: string;
  databaseUrl: string | undefined;
}

async function withDatabase<T>(
  { dataDir, databaseUrl }: Place,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const db = await openDatabase({ dataDir, databaseUrl, poolSize: 10 });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

async function withTowns<T>(
  place: Place,
  count: number,
  work: (towns: TownProcess[]) => Promise<T>,
): Promise<T> {
  const { dataDir, databaseUrl } = place;
  const towns = Array.from(
    { length: count },
    () =>
      new TownProcess({
        env: {
          DATA_DIR: dataDir,
          TRUST_PROXY: '1',
          ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
        },
      }),
  );
  try {
    await Promise.all(towns.map((town) => town.start()));
    return await work(towns);
  } finally {
    await Promise.all(towns.map((town) => town.stop()));
  }
}

async function recounted(place: Place): Promise<void> {
  const begun = performance.now();
  const { isDone, text } = await withDatabase(place, (db) => tellRecount(db, [poll]));
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`  recount in ${seconds} s: ${text.split('\n').at(-1)}`);
  if (!isDone) process.exitCode = 1;
}

async function bench(name: string, place: Place, processes: readonly number[]): Promise<void> {
  const isEmbedded = place.databaseUrl === undefined;
  console.log(
    line(`${name}, plain INSERTs`, await withDatabase(place, (db) => plainInserts(db, isEmbedded ? 1 : 10))),
  );
  for (const count of processes) {
    const what = `${name}, votes, ${count} process${count === 1 ? '' : 'es'}`;
    console.log(line(what, await withTowns(place, count, voting)));
    await recounted(place);
  }
  if (!values.million) return;
  await withDatabase(place, (db) => fill(db, 1_000_000));
  await withTowns(place, 1, async (towns) => {
    console.log(line(`${name}, votes, a million before`, await voting(towns)));
    console.log(line(`${name}, reads, a million before`, await reading(towns[0]!)));
  });
  await recounted(place);
}

/** Votes as people cast them, put in at once. */
async function fill(db: Database, count: number): Promise<void> {
  await db.query(
    `INSERT INTO poll_votes (bucket, poll_id, ballot, change, revision, choices)
     SELECT get_byte(decode(substr(ballot, 1, 2), 'hex'), 0) % 32, $1, ballot, 0, 0,
       CASE number % 3 WHEN 0 THEN '["thursday"]' WHEN 1 THEN '["saturday"]' ELSE '["sunday"]' END
     FROM (SELECT number, CAST(gen_random_uuid() AS text) AS ballot
       FROM generate_series(1, ${count}) AS number) AS made`,
    [poll],
  );
  await rebuildTally(db, (await findPoll(db, poll))!);
}

const folder = mkdtempSync(join(tmpdir(), 'civic-bench-'));
try {
  console.log(`${votes} votes of ${voters} voters at the same time, at most ${milliseconds / 1000} s each\n`);
  await bench('PGlite', { dataDir: join(folder, 'data'), databaseUrl: undefined }, [1]);
  if (findPostgres() === undefined) console.log(NO_POSTGRES);
  else {
    const postgres = await startPostgres();
    try {
      await bench('PostgreSQL', { dataDir: folder, databaseUrl: postgres.newDatabase() }, [1, 2, 4]);
    } finally {
      postgres.end();
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
