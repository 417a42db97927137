import { resolve } from 'node:path';
import { sendCommand, type CommandAnswer } from './control.js';
import { databaseCommands } from './database-commands.js';
import { openDatabase } from './open-database.js';
import { saying } from './saying.js';
import { readSettings } from './settings.js';

/**
 * `npm run codes`, `npm run recount`, `npm run backup`: on the database of the settings, or through the server that
 * holds an embedded one.
 */
async function main(name: 'codes' | 'recount' | 'backup', given: readonly string[]): Promise<CommandAnswer> {
  const settings = readSettings(process.env);
  // The server that writes the file may have been started elsewhere.
  const words = name === 'backup' ? given.map((path) => resolve(path)) : given;
  const sent = settings.databaseUrl === undefined && (await sendCommand(settings.dataDir, name, words));
  if (sent) return sent;
  const db = await openDatabase(settings);
  try {
    return await databaseCommands(db)[name](words);
  } finally {
    await db.close();
  }
}

const [name, ...words] = process.argv.slice(2);
await saying(() => main(name as 'codes', words));
