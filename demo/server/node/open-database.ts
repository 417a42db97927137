import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../database/database.js';
import { openPglite } from '../database/pglite.js';
import { FolderInUse, lockFolder, type FolderLock } from './folder-lock.js';
import { SettingError, type Settings } from './settings.js';

/** The database that the settings name. Closing it frees its folder. */
export async function openDatabase({ dataDir }: Settings): Promise<Database> {
  const lock = await ownFolder(dataDir);
  try {
    const folder = join(dataDir, 'postgres');
    const complete = join(folder, 'civic-widgets-complete');
    // A start that was killed while it made the folder leaves one that never opens, and holds nothing yet.
    if (existsSync(folder) && !existsSync(complete)) {
      const aside = join(dataDir, `postgres-incomplete-${Date.now()}`);
      await rename(folder, aside);
      console.error(`The database was never completed. It is kept as ${aside}, and a new one is made.`);
    }
    const db = await openPglite(folder);
    await writeFile(complete, '');
    return { ...db, close: () => db.close().finally(() => lock.release()) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function ownFolder(dataDir: string): Promise<FolderLock> {
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
