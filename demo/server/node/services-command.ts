import { migrate } from '../database/migrate.js';
import { sendCommand, type CommandAnswer } from './control.js';
import { readFeedSettings } from './feed-settings.js';
import { FolderInUse } from './folder-lock.js';
import { openDatabase } from './open-database.js';
import { servicesOffice } from './services-office.js';
import { readSettings, SettingError, type Settings } from './settings.js';

/** `npm run services -- …`: the server that is running does it, else this process on its database. */
async function main(words: readonly string[]): Promise<CommandAnswer> {
  const settings = readSettings(process.env);
  const sent = settings.databaseUrl === undefined && (await sendCommand(settings.dataDir, 'services', words));
  return sent || (await here(words, settings));
}

async function here(words: readonly string[], settings: Settings): Promise<CommandAnswer> {
  const { upstream } = readFeedSettings(process.env);
  const db = await openDatabase(settings);
  try {
    await migrate(db, new Date());
    return await servicesOffice(db, { upstream, origin: settings.origin })(words);
  } finally {
    await db.close();
  }
}

try {
  const { isDone, text } = await main(process.argv.slice(2));
  (isDone ? console.log : console.error)(text);
  process.exitCode = isDone ? 0 : 1;
} catch (error) {
  const expected = error instanceof SettingError || error instanceof FolderInUse;
  console.error(expected || error instanceof Error ? (error as Error).message : error);
  process.exitCode = 1;
}
