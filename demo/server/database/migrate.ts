import { codeOf, type Database } from './database.js';
import { migrations } from './migrations.js';

/** What a race to make the same table ends with: it is there, or its row in the catalogue is. */
const alreadyThere = new Set(['42P07', '23505', '42710']);

/**
 * Brings the tables up to this version. Inserting a migration's number first makes another process wait for it.
 * @param upTo the last migration to apply, for a backup that an older version made
 */
export async function migrate(db: Database, now: Date, upTo = migrations.length): Promise<void> {
  await makeRegister(db);
  const newest = await newestMigration(db);
  if (newest > migrations.length) {
    throw new Error(
      `The database was made by a newer version (${newest} migrations; this one knows ${migrations.length}).`,
    );
  }
  for (const [index, statements] of migrations.slice(0, upTo).entries()) {
    if (index >= newest) await apply(db, index + 1, statements, now);
  }
}

/** The number of the last migration of a database; 0 of one without tables. */
export async function newestMigration(db: Database): Promise<number> {
  const [last] = await db.query<{ number: number | null }>('SELECT max(number) AS number FROM migrations');
  return last?.number ?? 0;
}

async function makeRegister(db: Database): Promise<void> {
  try {
    await db.query(
      'CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, applied timestamptz NOT NULL)',
    );
  } catch (error) {
    // Two processes that make it at once both find it missing.
    if (!alreadyThere.has(codeOf(error) ?? '')) throw error;
  }
}

function apply(db: Database, number: number, statements: readonly string[], now: Date): Promise<void> {
  return db.transaction(
    async (transaction) => {
      const mine = await transaction.query(
        'INSERT INTO migrations (number, applied) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING number',
        [number, now.toISOString()],
      );
      if (mine.length === 0) return;
      for (const statement of statements) await transaction.query(statement);
    },
    { isRepeatable: true },
  );
}
