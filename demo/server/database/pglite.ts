import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { Database, Value } from './database.js';

/** A Postgres in this process: in `dataDir`, or in memory without one. Runs in browsers too. */
export async function openPglite(dataDir?: string): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite');
  return overPglite(dataDir === undefined ? await PGlite.create() : await PGlite.create(dataDir));
}

/** For a Postgres that was opened in some other way. */
export function overPglite(pglite: PGlite): Database {
  return {
    query: (text, params) => rows(pglite, text, params),
    // Nobody else is connected: every transaction is a snapshot, and none is ever in the way of another.
    transaction: (work) => pglite.transaction((transaction) => work(within(transaction))),
    close: () => pglite.close(),
  };
}

function within(transaction: Transaction): Database {
  const db: Database = {
    query: (text, params) => rows(transaction, text, params),
    transaction: (work) => work(db),
    close: () => Promise.reject(new Error('A transaction cannot close the database.')),
  };
  return db;
}

async function rows<Row extends object>(
  connection: Pick<Transaction, 'query'>,
  text: string,
  params: readonly Value[] = [],
): Promise<Row[]> {
  return (await connection.query<Row>(text, [...params])).rows;
}
