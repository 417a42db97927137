import { deleteExpired } from '../cases/retention.js';
import type { Database } from '../database/database.js';
import { accountCommand } from '../office/accounts/command.js';
import type { Command } from './control.js';
import { scryptPasswords } from './passwords.js';

const now = (): Date => new Date();

export function accountsOn(db: Database): Command {
  const passwords = scryptPasswords();
  return (words) => accountCommand(words, { db, passwords, now });
}

export function retentionOn(db: Database): Command {
  return async (words) => {
    if (words.length > 0) return { isDone: false, text: 'npm run retention takes nothing else.' };
    const { cases, ratings, entries } = await deleteExpired(db, now());
    const text = `Deleted: ${cases} cases, ${ratings} page ratings, ${entries} entries of the audit trail.`;
    return { isDone: true, text };
  };
}
