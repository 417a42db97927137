import { town } from '../seed/index.js';
import { migrate } from '../database/migrate.js';
import { sendCommand, type CommandAnswer } from './control.js';
import { readFeedSettings } from './feed-settings.js';
import { feedsOffice } from './feeds-office.js';
import { FolderInUse } from './folder-lock.js';
import { openDatabase } from './open-database.js';
import { readSettings, SettingError, type Settings } from './settings.js';

/** `npm run feeds -- …`: the server that is running does it, else this process on its database. */
async function main(words: readonly string[]): Promise<CommandAnswer> {
  const settings = readSettings(process.env);
  const sent = settings.databaseUrl === undefined && (await sendCommand(settings.dataDir, 'feeds', words));
  return sent || (await here(words, settings));
}

async function here(words: readonly string[], settings: Settings): Promise<CommandAnswer> {
  const feeds = readFeedSettings(process.env);
  const db = await openDatabase(settings);
  try {
    await migrate(db, new Date());
    return await feedsOffice(db, town.feeds, feeds)(words);
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
  console.error(expected ? error.message : error);
  process.exitCode = 1;
}
