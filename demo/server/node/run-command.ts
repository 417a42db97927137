import type { Database } from '../database/database.js';
import { migrate } from '../database/migrate.js';
import { sendCommand, type Command, type CommandAnswer } from './control.js';
import { openDatabase } from './open-database.js';
import { readSettings } from './settings.js';

/**
 * Runs one of the office's commands: where the database is embedded and a server holds it, that server does it, else
 * this process on the database.
 */
export async function runCommand(
  name: string,
  words: readonly string[],
  commandOn: (db: Database) => Command,
): Promise<CommandAnswer> {
  const settings = readSettings(process.env);
  const sent = settings.databaseUrl === undefined && (await sendCommand(settings.dataDir, name, words));
  if (sent) return sent;
  const db = await openDatabase(settings);
  try {
    await migrate(db, new Date());
    return await commandOn(db)(words);
  } finally {
    await db.close();
  }
}
