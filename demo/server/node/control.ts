import { createHash } from 'node:crypto';
import { chmod, realpath, rm } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { listen, withShortPath } from './folder-lock.js';

/** Answers a command's words; what it throws goes to whoever asked as a refusal. */
export type Command = (words: readonly string[]) => Promise<CommandAnswer>;

export interface CommandAnswer {
  isDone: boolean;
  /** What was asked for, or why it can't be had. */
  text: string;
  /** Said beside it, to whoever sits there. */
  note?: string;
}

export interface Control {
  close(): Promise<void>;
}

/** Of what a command says; answers may be longer: a hundred thousand codes are. */
const longestLine = 100_000;

/**
 * Lets commands reach the process that holds a data folder, because the database in it can have only one. It listens
 * on a socket in the folder that only the folder's owner can connect to: whoever can, could as well read the data.
 */
export async function takeCommands(folder: string, commands: Record<string, Command>): Promise<Control> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    readLine(socket)
      .then((line) => run(line, commands))
      .then((answer) => socket.end(`${JSON.stringify(answer)}\n`))
      .catch(() => socket.destroy());
  });
  const path = await realpath(folder);
  if (process.platform === 'win32') await listen(server, pipeName(path));
  else {
    // Of one that was killed: the folder is ours now.
    await rm(socketIn(path), { force: true });
    await withShortPath(path, async (short) => {
      await listen(server, socketIn(short));
      await chmod(socketIn(path), 0o600);
    });
  }
  server.unref();
  return {
    close: async () => {
      server.close();
      if (process.platform !== 'win32') await rm(socketIn(path), { force: true });
    },
  };
}

/** Has the process that holds the folder run a command; nothing where there is no such process. */
export async function sendCommand(
  folder: string,
  name: string,
  words: readonly string[],
): Promise<CommandAnswer | undefined> {
  const path = await realpath(folder).catch(() => undefined);
  if (path === undefined) return undefined;
  const line =
    process.platform === 'win32'
      ? await ask(pipeName(path), { name, words })
      : await withShortPath(path, (short) => ask(socketIn(short), { name, words }));
  return line === undefined ? undefined : (JSON.parse(line) as CommandAnswer);
}

function socketIn(folder: string): string {
  return join(folder, 'control.sock');
}

function pipeName(folder: string): string {
  const name = createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 32);
  return `\\\\.\\pipe\\civic-widgets-control-${name}`;
}

async function run(line: string, commands: Record<string, Command>): Promise<CommandAnswer> {
  const { name, words } = JSON.parse(line) as { name: string; words: string[] };
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return { isDone: false, text: 'The server that is running does not know this command.' };
  try {
    return await command(words);
  } catch (error) {
    return { isDone: false, text: error instanceof Error ? error.message : String(error) };
  }
}

function ask(path: string, question: object): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.on('connect', () => socket.write(`${JSON.stringify(question)}\n`));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
      else reject(error);
    });
    readLine(socket, Infinity).then(resolve, reject);
  });
}

/** What comes before the first line end. A connection that is closed earlier says nothing. */
function readLine(socket: Socket, longest = longestLine): Promise<string> {
  return new Promise((resolve, reject) => {
    // Joined once, at the end: a long answer comes in thousands of parts.
    const parts: string[] = [];
    let length = 0;
    socket.setEncoding('utf8').on('data', (part: string) => {
      const end = part.indexOf('\n');
      parts.push(end === -1 ? part : part.slice(0, end));
      length += part.length;
      if (end !== -1) resolve(parts.join(''));
      else if (length > longest) socket.destroy();
    });
    socket.on('close', () => reject(new Error('The running server broke off.')));
  });
}
