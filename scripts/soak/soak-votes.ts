import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../demo/server/node/open-database.ts';
import { tellRecount } from '../../demo/server/polls/recount.ts';
import { startPostgres } from '../lib/postgres.ts';
import { TownProcess } from '../lib/town-process.ts';
import { makeBallots, vote, type Ballot } from '../lib/voters.ts';

export interface Soak {
  engine: 'pglite' | 'postgres';
  votes: number;
  voters: number;
  /** How often the server is killed on the way. */
  kills: number;
}

export interface Soaked {
  seconds: number;
  sent: number;
  failed: number;
  kills: number;
  /** Acknowledged ballots that are not in the database exactly once, with the choice that they were sent with. */
  wrong: number;
  /** What there is beside what was sent and what was there before. */
  surplus: number;
  /** What `npm run recount` said, and whether it found what is shown. */
  recount: { isDone: boolean; text: string };
}

const poll = 'market';
const choices = ['thursday', 'saturday', 'sunday'];

/** Votes while the server is killed with `kill -9` and started again, and looks for every single ballot afterwards. */
export async function soakVotes({ engine, votes, voters, kills }: Soak): Promise<Soaked> {
  const folder = mkdtempSync(join(tmpdir(), 'civic-soak-'));
  const postgres = engine === 'postgres' ? await startPostgres() : undefined;
  const url = postgres?.newDatabase();
  const town = new TownProcess({
    env: {
      DATA_DIR: join(folder, 'data'),
      TRUST_PROXY: '1',
      ...(url !== undefined && { DATABASE_URL: url }),
    },
  });
  try {
    await town.start();
    const before = await countBallots(town);
    const ballots = makeBallots(votes, choices);
    const acknowledged = new Map<string, Ballot>();
    const killings: Promise<void>[] = [];
    const killAt = Array.from({ length: kills }, (_, index) =>
      Math.floor((votes * (index + 1)) / (kills + 1)),
    );
    const begun = performance.now();
    const { sent, failed } = await vote({
      origins: [town.origin],
      poll,
      ballots,
      voters,
      twice: 10,
      onCounted: (ballot) => {
        acknowledged.set(ballot.ballot, ballot);
        if (acknowledged.size === killAt[killings.length]) killings.push(killAndStart(town));
      },
    });
    const seconds = (performance.now() - begun) / 1000;
    await Promise.all(killings);
    await town.stop();
    const db = await openDatabase({ dataDir: join(folder, 'data'), databaseUrl: url, poolSize: 2 });
    try {
      const rows = await db.query<{ ballot: string; choices: string }>(
        'SELECT ballot, choices FROM poll_votes WHERE poll_id = $1',
        [poll],
      );
      return {
        seconds,
        sent,
        failed,
        kills: killings.length,
        wrong: wrongAmong(acknowledged, rows),
        surplus: rows.length - before - acknowledged.size,
        recount: await tellRecount(db, [poll]),
      };
    } finally {
      await db.close();
    }
  } finally {
    await town.stop('SIGKILL');
    postgres?.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function killAndStart(town: TownProcess): Promise<void> {
  await town.stop('SIGKILL');
  await town.start();
}

/** Of the seed, which the server has just put in. */
async function countBallots(town: TownProcess): Promise<number> {
  const { voters, blank = 0 } = (await (await fetch(`${town.origin}/api/polls/${poll}`)).json()) as {
    voters: number;
    blank?: number;
  };
  return voters + blank;
}

function wrongAmong(
  acknowledged: ReadonlyMap<string, Ballot>,
  rows: readonly { ballot: string; choices: string }[],
): number {
  const found = new Map<string, string[]>();
  for (const { ballot, choices: chosen } of rows) found.set(ballot, [...(found.get(ballot) ?? []), chosen]);
  return [...acknowledged.values()].filter(({ ballot, choice }) => {
    const [only, ...others] = found.get(ballot) ?? [];
    return others.length > 0 || only !== JSON.stringify([choice]);
  }).length;
}
