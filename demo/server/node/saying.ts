import { DatabaseUnavailable } from '../database/database.js';
import type { CommandAnswer } from './control.js';
import { FolderInUse } from './folder-lock.js';
import { SettingError } from './settings.js';

/** Says what came of a command, and whether it did: by the exit code. What is asked for goes to stdout, all else not. */
export async function saying(work: () => Promise<CommandAnswer>): Promise<void> {
  try {
    const { isDone, text, note } = await work();
    if (note !== undefined) console.error(note);
    (isDone ? console.log : console.error)(text);
    process.exitCode = isDone ? 0 : 1;
  } catch (error) {
    const isExpected =
      error instanceof SettingError || error instanceof FolderInUse || error instanceof DatabaseUnavailable;
    console.error(isExpected ? error.message : error);
    process.exitCode = 1;
  }
}
