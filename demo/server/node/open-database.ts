import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseUnavailable, type Database } from '../database/database.js';
import { openPglite } from '../database/pglite.js';
import { openPostgres } from '../database/postgres.js';
import { FolderInUse, lockFolder, type FolderLock } from './folder-lock.js';
import { SettingError, type Settings } from './settings.js';

type Where = Pick<Settings, 'dataDir' | 'databaseUrl' | 'poolSize'>;

/** The database that the settings name. Closing an embedded one frees its folder. */
export async function openDatabase(where: Where, log?: (entry: object) => void): Promise<Database> {
  return where.databaseUrl === undefined
    ? openEmbedded(where.dataDir)
    : openServer(where.databaseUrl, where.poolSize, log);
}

/** A file in the folder of an embedded database that was made to the end. */
export const completeMark = 'civic-widgets-complete';

/** Where the embedded database is in a data folder. */
export function embeddedFolder(dataDir: string): string {
  return join(dataDir, 'postgres');
}

/** Milliseconds for a server that is starting together with us. */
const patience = 30_000;

async function openServer(url: string, poolSize: number, log?: (entry: object) => void): Promise<Database> {
  const db = await openPostgres(url, { poolSize, ...(log && { log }) });
  const until = Date.now() + patience;
  for (;;) {
    try {
      await db.query('SELECT 1 AS one');
      return db;
    } catch (error) {
      if (error instanceof DatabaseUnavailable && Date.now() < until) continue;
      await db.close();
      const code = error instanceof DatabaseUnavailable ? error.code : (error as { code?: string }).code;
      const { host } = new URL(url);
      throw new SettingError(
        `The database server at ${host} does not let us in (${code}). See DATABASE_URL.`,
      );
    }
  }
}

async function openEmbedded(dataDir: string): Promise<Database> {
  const lock = await ownFolder(dataDir);
  try {
    const folder = embeddedFolder(dataDir);
    const complete = join(folder, completeMark);
    // A start that was killed while it made the folder leaves one that never opens, and holds nothing yet.
    if (existsSync(folder) && !existsSync(complete)) {
      const aside = join(dataDir, `postgres-incomplete-${Date.now()}`);
      await rename(folder, aside);
      console.error(`The database was never completed. It is kept as ${aside}, and a new one is made.`);
    }
    const db = await openPglite(folder);
    await writeFile(complete, '');
    return {
      query: (text, params) => db.query(text, params),
      transaction: (work, options) => db.transaction(work, options),
      close: () => db.close().finally(() => lock.release()),
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

export async function ownFolder(dataDir: string): Promise<FolderLock> {
  try {
    await mkdir(dataDir, { recursive: true });
    return await lockFolder(dataDir);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof FolderInUse || code === undefined) throw error;
    throw new SettingError(
      `The data folder ${dataDir} cannot be used (${code}). Set DATA_DIR to another one.`,
    );
  }
}
