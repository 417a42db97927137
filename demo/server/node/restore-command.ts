import { existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupError } from '../database/backup.js';
import { openPglite } from '../database/pglite.js';
import { restoreFrom } from './backup.js';
import type { CommandAnswer } from './control.js';
import { completeMark, embeddedFolder, openDatabase, ownFolder } from './open-database.js';
import { saying } from './saying.js';
import { readSettings } from './settings.js';

const usage = `npm run restore -- FILE        puts a backup where the settings say
An embedded database is replaced, and what was there is kept beside it. A server's database has to be empty.`;

/** `npm run restore -- FILE` */
async function main([file, ...rest]: readonly string[]): Promise<CommandAnswer> {
  if (file === undefined || rest.length > 0) return { isDone: false, text: usage };
  if (!existsSync(file)) return { isDone: false, text: `There is no file ${file}.` };
  const settings = readSettings(process.env);
  try {
    if (settings.databaseUrl === undefined) return await intoFolder(settings.dataDir, file);
    const db = await openDatabase(settings);
    try {
      return { isDone: true, text: `${await restoreFrom(db, file)} rows are restored.` };
    } finally {
      await db.close();
    }
  } catch (error) {
    if (error instanceof BackupError) return { isDone: false, text: error.message };
    throw error;
  }
}

/** Beside the old one first: until the new one is whole, the old one is the one that counts. */
async function intoFolder(dataDir: string, file: string): Promise<CommandAnswer> {
  const lock = await ownFolder(dataDir);
  try {
    const fresh = join(dataDir, 'postgres-restoring');
    await rm(fresh, { recursive: true, force: true });
    const db = await openPglite(fresh);
    let rows: number;
    try {
      rows = await restoreFrom(db, file);
    } catch (error) {
      await db.close();
      await rm(fresh, { recursive: true, force: true });
      throw error;
    }
    await db.close();
    await writeFile(join(fresh, completeMark), '');
    const folder = embeddedFolder(dataDir);
    let kept = '';
    if (existsSync(folder)) {
      const aside = join(dataDir, `postgres-before-restore-${Date.now()}`);
      await rename(folder, aside);
      kept = ` What was there before is kept as ${aside}.`;
    }
    await rename(fresh, folder);
    return { isDone: true, text: `${rows} rows are restored.${kept}` };
  } finally {
    await lock.release();
  }
}

await saying(() => main(process.argv.slice(2)));
