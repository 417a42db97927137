import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * The words of `npm run account`, with a password that was asked for. Nobody can give one as an argument: arguments
 * stand in the list of processes and in the shell's history.
 */
export async function accountWords(args: readonly string[]): Promise<string[]> {
  const words = args.filter((word) => word !== '--ask' && word !== '--password-read');
  return words.length === args.length ? words : [...words, '--password-read', await askPassword()];
}

/** One line, not shown on a terminal. */
async function askPassword(): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const { stdin, stderr } = process;
  if (stdin.isTTY) stderr.write('Password: ');
  const lines = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (stdin.isTTY) stderr.write('\n');
  }
}
