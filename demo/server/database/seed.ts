import type { Service } from '../../../src/contracts/service.js';
import { keepSettings, usualSettings } from '../forms/form-settings.js';
import { seedPoll } from '../polls/seed-poll.js';
import { everyPoll } from '../polls/store.js';
import { rebuildTally } from '../polls/votes.js';
import type { Town } from '../seed/town.js';
import type { Database } from './database.js';

/** Puts in what has never been put in before: what an office changed or took away later stays so. */
export async function seed(db: Database, town: Town, secret: CryptoKey, now: Date): Promise<void> {
  // A database of an older version has votes that were never added up.
  await once(db, 'poll-tallies', async (tx) => {
    for (const poll of await everyPoll(tx)) await rebuildTally(tx, poll);
  });
  for (const [position, service] of town.services(now).entries()) {
    await once(db, `service:${service.id}`, (tx) => seedService(tx, service, position));
  }
  for (const [position, poll] of town.polls(now).entries()) {
    await once(db, `poll:${poll.poll.id}`, (tx) => seedPoll(tx, poll, { position, secret, now }));
  }
  for (const [id, settings] of Object.entries(town.formSettings ?? {})) {
    await once(db, `form-settings:${id}`, (tx) => keepSettings(tx, id, { ...usualSettings, ...settings }));
  }
}

function once(db: Database, key: string, put: (db: Database) => Promise<void>): Promise<void> {
  return db.transaction(
    async (transaction) => {
      const isNew = await transaction.query(
        'INSERT INTO seeded (key) VALUES ($1) ON CONFLICT DO NOTHING RETURNING key',
        [key],
      );
      if (isNew.length > 0) await put(transaction);
    },
    { isRepeatable: true },
  );
}

async function seedService(db: Database, service: Service, position: number): Promise<void> {
  await db.query('INSERT INTO services (id, position, document) VALUES ($1, $2, $3)', [
    service.id,
    position,
    JSON.stringify(service),
  ]);
}
