import type { Database, Value } from './database.js';

/** PostgreSQL takes 65,535 parameters, and long statements slow every engine down. */
const mostParameters = 3000;

/**
 * Inserts many rows with few statements of the plainest kind, which distributed engines take too.
 * @param into table and columns: `poll_votes (poll_id, ballot)`
 * @param casts the columns' types, in their order: `['text', 'text']`. Values may be text of any of them.
 */
export async function insertRows(
  db: Database,
  into: string,
  casts: readonly string[],
  rows: readonly (readonly Value[])[],
): Promise<void> {
  const atOnce = Math.max(1, Math.floor(mostParameters / casts.length));
  for (let start = 0; start < rows.length; start += atOnce) {
    const some = rows.slice(start, start + atOnce);
    const places = some.map(
      (_, row) =>
        `(${casts.map((cast, column) => `CAST(CAST($${row * casts.length + column + 1} AS text) AS ${cast})`).join(', ')})`,
    );
    await db.query(`INSERT INTO ${into} VALUES ${places.join(', ')}`, some.flat());
  }
}
