import { check } from './check.js';
import type { Surroundings } from './command.js';
import { mock } from './mock.js';
import { WrongUse } from './wrong-use.js';

const COMMANDS = [check, mock];

const help = (): string => ['Usage:', ...COMMANDS.map(({ usage }) => `  ${usage}`)].join('\n\n');

/** Whether the arguments were at fault. */
const isMisuse = (error: unknown): error is Error =>
  error instanceof WrongUse ||
  (error instanceof TypeError && /^ERR_PARSE_ARGS/.test(String((error as NodeJS.ErrnoException).code)));

/** @returns the exit code: 2 where it was called wrongly, else the command's own */
export async function run([name, ...args]: readonly string[], surroundings: Surroundings): Promise<number> {
  const { print, version } = surroundings;
  if (name === '--version') {
    print(version);
    return 0;
  }
  if (name === undefined || name === 'help' || name === '--help' || args.includes('--help')) {
    print(help());
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((each) => each.name === name);
  try {
    if (!command) throw new WrongUse(`There is no command “${name}”.`);
    return await command.run(args, surroundings);
  } catch (error) {
    if (!isMisuse(error)) throw error;
    print(`${error.message}\n\n${help()}`);
    return 2;
  }
}
