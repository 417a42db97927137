import type { Town } from '../seed/town.js';
import type { Database } from './database.js';
import { migrate } from './migrate.js';
import { loadSecret } from './secret.js';
import { seed } from './seed.js';

/** A database that has its tables and its first content, and the key that belongs to it. */
export interface Store {
  db: Database;
  secret: CryptoKey;
}

export async function prepare(db: Database, town: Town, now: Date): Promise<Store> {
  await migrate(db, now);
  const secret = await loadSecret(db);
  await seed(db, town, secret, now);
  return { db, secret };
}
