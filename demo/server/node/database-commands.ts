import type { Database } from '../database/database.js';
import { migrate } from '../database/migrate.js';
import { loadSecret } from '../database/secret.js';
import { tellCodes } from '../polls/codes-office.js';
import { tellRecount } from '../polls/recount.js';
import { tellBackup } from './backup.js';
import type { Command } from './control.js';

/** The commands that need nothing but the database, by name. Whoever holds it runs them. */
export function databaseCommands(db: Database): Record<'codes' | 'recount' | 'backup', Command> {
  return {
    codes: async (words) => {
      await migrate(db, new Date());
      return tellCodes({ db, secret: await loadSecret(db) }, words);
    },
    recount: async (words) => {
      await migrate(db, new Date());
      return tellRecount(db, words);
    },
    backup: (words) => tellBackup(db, words),
  };
}
