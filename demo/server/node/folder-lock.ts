import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, realpath, rename, rm, symlink, unlink } from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How long a process may take to decide; one that hangs is taken for the holder. */
const patience = 5000;

export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Lets one process at a time use `folder`, and forgets it the moment it dies, however it dies. The lock is a Unix socket
 * in the folder that its holder listens on, so it works for everybody who sees the folder, and what a killed process
 * leaves behind refuses connections.
 *
 * Every process puts its own socket there first and then calls on all others. So of two that come at once, at least one
 * sees the other. The one with the greater name gives way; the other waits for it to be gone. A socket has its name only
 * once it listens, so one that refuses is dead for good and may be removed.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = await realpath(folder);
  if (process.platform === 'win32') return lockPipe(path, folder);
  const held = new Held(path);
  await held.announce();
  try {
    for (const other of await held.others()) {
      if (await isInUse(other, held.name, path)) throw new FolderInUse(inUse(folder));
    }
  } catch (error) {
    await held.release();
    throw error;
  }
  held.keep();
  return held;
}

/** Windows has no sockets in folders, but pipes that one process alone can have and that vanish with it. */
async function lockPipe(path: string, folder: string): Promise<FolderLock> {
  const server = createServer((socket) => socket.destroy());
  const name = createHash('sha256').update(path.toLowerCase()).digest('hex').slice(0, 32);
  try {
    await listen(server, `\\\\.\\pipe\\civic-widgets-${name}`);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new FolderInUse(inUse(folder)) : error;
  }
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function inUse(folder: string): string {
  return `Another process already uses the data folder ${folder}. Stop it, or set DATA_DIR to another folder.`;
}

async function isInUse(name: string, own: string, folder: string): Promise<boolean> {
  const answer = await withShortPath(folder, (short) => call(join(short, name), name > own));
  if (answer === 'dead') await unlink(join(folder, name)).catch(() => undefined);
  return answer === 'held';
}

type Answer = 'dead' | 'held' | 'gave way';

/** `wait` for what a process that is still deciding decides; without, whoever is alive counts as the holder. */
function call(path: string, wait: boolean): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const connection = createConnection(path);
    const settle = (answer: Answer): void => {
      connection.destroy();
      resolve(answer);
    };
    connection.setTimeout(patience, () => settle('held'));
    connection.on('connect', () => {
      if (!wait) settle('held');
    });
    connection.on('data', () => settle('held'));
    connection.on('end', () => settle('gave way'));
    connection.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') settle('dead');
      else if (error.code === 'ECONNRESET' || error.code === 'EPIPE') settle('gave way');
      else reject(error);
    });
  });
}

/** One's own socket: silent while deciding, a byte to everyone once the folder is ours. */
class Held implements FolderLock {
  readonly name = `lock-${randomBytes(8).toString('hex')}.sock`;
  readonly #folder: string;
  readonly #waiting = new Set<Socket>();
  readonly #server: Server;
  #kept = false;

  constructor(folder: string) {
    this.#folder = folder;
    this.#server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (this.#kept) socket.end('x');
      else this.#waiting.add(socket);
    });
  }

  async announce(): Promise<void> {
    const draft = `draft-${this.name}`;
    await withShortPath(this.#folder, (short) => listen(this.#server, join(short, draft)));
    this.#server.unref();
    await rename(join(this.#folder, draft), join(this.#folder, this.name));
  }

  async others(): Promise<string[]> {
    const names = await readdir(this.#folder);
    return names.filter((name) => /^lock-[0-9a-f]{16}\.sock$/.test(name) && name !== this.name).sort();
  }

  keep(): void {
    this.#kept = true;
    for (const socket of this.#waiting) socket.end('x');
    this.#waiting.clear();
  }

  async release(): Promise<void> {
    await rm(join(this.#folder, this.name), { force: true });
    for (const socket of this.#waiting) socket.end();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** A socket's path may have about 100 bytes, a folder's more: the way there goes through a short link. */
export async function withShortPath<T>(folder: string, use: (short: string) => Promise<T>): Promise<T> {
  if (Buffer.byteLength(folder) <= 50) return use(folder);
  const temporary = await mkdtemp(join(tmpdir(), 'cw-'));
  const short = join(temporary, 'd');
  try {
    await symlink(folder, short);
    return await use(short);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
