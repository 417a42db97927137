import { codeOf, type Database } from './database.js';
import { insertRows } from './insert-rows.js';
import { migrate, newestMigration } from './migrate.js';
import { migrations } from './migrations.js';

/**
 * A backup is text, a JSON value a line, so that one of either engine can be restored in the other: a header, for each
 * table its columns and then its rows with every value as text, and at the end how many rows there were. Rows come in
 * the order of their keys, which says nothing of when they were written.
 */
interface Header {
  backup: 'civic-widgets';
  format: 1;
  made: string;
  /** How many the tables have been through. */
  migrations: number;
}

interface TableHead {
  table: string;
  columns: string[];
}

interface End {
  rows: number;
}

type Row = (string | null)[];

/** What is wrong with a backup, or with the place where it is to go, in a sentence for whoever restores it. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

const rowsAtOnce = 5000;

/** The tables that the migrations leave, those that others refer to first. */
export function tablesAfter(count: number): string[] {
  const tables = new Set<string>();
  for (const statement of migrations.slice(0, count).flat()) {
    const [, verb, table] = /^\s*(CREATE|DROP) TABLE (?:IF (?:NOT )?EXISTS )?(\w+)/.exec(statement) ?? [];
    if (verb === 'CREATE') tables.add(table!);
    if (verb === 'DROP') tables.delete(table!);
  }
  return [...tables];
}

/**
 * Writes down one state of the database.
 * @param begin called before the first line, and again should the reading have to begin anew
 * @returns how many rows there are
 */
export function writeBackup(
  db: Database,
  now: Date,
  begin: () => Promise<(line: string) => Promise<void>>,
): Promise<number> {
  return db.transaction(
    async (snapshot) => {
      const write = await begin();
      const line = (value: Header | TableHead | Row | End): Promise<void> => write(JSON.stringify(value));
      const newest = await newestMigration(snapshot);
      await line({ backup: 'civic-widgets', format: 1, made: now.toISOString(), migrations: newest });
      let rows = 0;
      for (const table of tablesAfter(newest)) {
        const columns = await columnsOf(snapshot, table);
        await line({ table, columns: columns.map(({ name }) => name) });
        for await (const row of rowsOf(snapshot, table, columns)) {
          await line(row);
          rows += 1;
        }
      }
      await line({ rows });
      return rows;
    },
    { isSnapshot: true, isRepeatable: true },
  );
}

interface Column {
  name: string;
  type: string;
}

async function columnsOf(db: Database, table: string): Promise<Column[]> {
  const columns = await db.query<Column>(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position`,
    [table],
  );
  return columns.map(({ name, type }) => ({ name, type }));
}

async function keyOf(db: Database, table: string): Promise<string[]> {
  const columns = await db.query<{ name: string }>(
    `SELECT usage.column_name AS name
     FROM information_schema.table_constraints AS keys
     JOIN information_schema.key_column_usage AS usage
       ON usage.constraint_name = keys.constraint_name AND usage.table_name = keys.table_name
         AND usage.table_schema = keys.table_schema
     WHERE keys.constraint_type = 'PRIMARY KEY' AND keys.table_schema = current_schema() AND keys.table_name = $1
     ORDER BY usage.ordinal_position`,
    [table],
  );
  return columns.map(({ name }) => name);
}

/** A part at a time, so that no table has to fit into memory. */
async function* rowsOf(db: Database, table: string, columns: readonly Column[]): AsyncGenerator<Row> {
  const key = await keyOf(db, table);
  const list = columns.map(({ name }, index) => `CAST(${name} AS text) AS c${index}`).join(', ');
  const places = key.map((name) => columns.findIndex((column) => column.name === name));
  const after = places.map((place, index) => `CAST(CAST($${index + 1} AS text) AS ${columns[place]!.type})`);
  let last: Row | undefined;
  for (;;) {
    const where = last ? `WHERE (${key.join(', ')}) > (${after.join(', ')})` : '';
    const found = await db.query<Record<string, string | null>>(
      `SELECT ${list} FROM ${table} ${where} ORDER BY ${key.join(', ')} LIMIT ${rowsAtOnce}`,
      last ? places.map((place) => last![place]!) : [],
    );
    for (const row of found) {
      last = columns.map((_, index) => row[`c${index}`] ?? null);
      yield last;
    }
    if (found.length < rowsAtOnce) return;
  }
}

/**
 * Puts a backup into an empty database, and brings its tables up to this version.
 * @throws {BackupError} and leaves the database empty
 * @returns how many rows there are
 */
export async function readBackup(db: Database, now: Date, lines: AsyncIterable<string>): Promise<number> {
  const iterator = lines[Symbol.asyncIterator]();
  const header = parsed((await iterator.next()).value as string | undefined) as Partial<Header> | undefined;
  if (header?.backup !== 'civic-widgets' || typeof header.migrations !== 'number') {
    throw new BackupError('The file is not a backup of this server.');
  }
  if (header.format !== 1 || header.migrations > migrations.length) {
    throw new BackupError(
      'The backup was made by a newer version of this server. Restore it with that version.',
    );
  }
  await refuseUnlessEmpty(db);
  await migrate(db, now, header.migrations);
  // Not to be tried again: what was read from the file is gone.
  let isBegun = false;
  const rows = await db.transaction((transaction) => {
    if (isBegun) throw new BackupError('The database broke off. Nothing was restored; try again.');
    isBegun = true;
    return insertAll(transaction, iterator, new Set(tablesAfter(header.migrations!)));
  });
  await migrate(db, now);
  return rows;
}

async function insertAll(
  db: Database,
  lines: AsyncIterator<string>,
  known: ReadonlySet<string>,
): Promise<number> {
  let into: { name: string; types: string[] } | undefined;
  let waiting: Row[] = [];
  let rows = 0;
  const flush = async (): Promise<void> => {
    if (into) await insertRows(db, into.name, into.types, waiting);
    waiting = [];
  };
  for (;;) {
    const { done, value: line } = (await lines.next()) as { done?: boolean; value: string };
    if (done) throw new BackupError('The backup is cut off: its end is missing. Nothing was restored.');
    const value = parsed(line) as Row | TableHead | End | undefined;
    if (Array.isArray(value) && into) {
      waiting.push(value);
      rows += 1;
      if (waiting.length >= rowsAtOnce) await flush();
    } else if (value && 'table' in value && known.has(value.table)) {
      await flush();
      // What a migration put there itself is in the backup too, or was taken away.
      await db.query(`DELETE FROM ${value.table}`);
      into = await target(db, value);
    } else if (value && 'rows' in value && value.rows === rows) {
      await flush();
      return rows;
    } else {
      throw new BackupError('The backup is damaged. Nothing was restored.');
    }
  }
}

async function target(
  db: Database,
  { table, columns }: TableHead,
): Promise<{ name: string; types: string[] }> {
  const types = new Map((await columnsOf(db, table)).map(({ name, type }) => [name, type]));
  if (!columns.every((column) => types.has(column))) {
    throw new BackupError('The backup is damaged. Nothing was restored.');
  }
  return {
    name: `${table} (${columns.join(', ')})`,
    types: columns.map((column) => types.get(column)!),
  };
}

async function refuseUnlessEmpty(db: Database): Promise<void> {
  for (const table of tablesAfter(migrations.length)) {
    let rows: object[];
    try {
      rows = await db.query(`SELECT 1 AS one FROM ${table} LIMIT 1`);
    } catch (error) {
      if (codeOf(error) === '42P01') continue;
      throw error;
    }
    if (rows.length > 0) {
      throw new BackupError('The database is not empty. Make a new one, and restore into that.');
    }
  }
}

function parsed(line: string | undefined): unknown {
  try {
    return line === undefined ? undefined : JSON.parse(line);
  } catch {
    return undefined;
  }
}
