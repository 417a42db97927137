import type { Database } from './database.js';
import { migrations } from './migrations.js';

/** Brings the tables up to this version. Inserting a migration's number first makes another process wait for it. */
export async function migrate(db: Database, now: Date): Promise<void> {
  await db.query(
    'CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, applied timestamptz NOT NULL)',
  );
  const [last] = await db.query<{ number: number | null }>('SELECT max(number) AS number FROM migrations');
  const newest = last?.number ?? 0;
  if (newest > migrations.length) {
    throw new Error(
      `The database was made by a newer version (${newest} migrations; this one knows ${migrations.length}).`,
    );
  }
  for (const [index, statements] of migrations.entries()) {
    if (index >= newest) await apply(db, index + 1, statements, now);
  }
}

function apply(db: Database, number: number, statements: readonly string[], now: Date): Promise<void> {
  return db.transaction(async (transaction) => {
    const mine = await transaction.query(
      'INSERT INTO migrations (number, applied) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING number',
      [number, now.toISOString()],
    );
    if (mine.length === 0) return;
    for (const statement of statements) await transaction.query(statement);
  });
}
