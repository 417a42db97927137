import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { createGunzip, createGzip, type Gzip } from 'node:zlib';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BackupError, readBackup, writeBackup } from '../database/backup.js';
import type { Database } from '../database/database.js';
import type { CommandAnswer } from './control.js';

export const backupUsage = 'npm run backup -- FILE        writes all that the server keeps into a new file';

/** What `npm run backup` says. */
export async function tellBackup(db: Database, words: readonly string[]): Promise<CommandAnswer> {
  const [file, ...rest] = words;
  if (file === undefined || rest.length > 0) return { isDone: false, text: backupUsage };
  if (existsSync(file)) return { isDone: false, text: `${file} is there already. Name a new file.` };
  if (!existsSync(dirname(file))) return { isDone: false, text: `There is no folder ${dirname(file)}.` };
  const rows = await backupTo(db, file);
  return {
    isDone: true,
    text: `${rows} rows are in ${file}. It holds the server's keys and all that residents sent: keep it as safe as the server.`,
  };
}

/** The file is there when all of it is. Nobody but its owner can read it. */
export async function backupTo(db: Database, file: string): Promise<number> {
  const part = `${file}.part`;
  let stream: Stream | undefined;
  try {
    const rows = await writeBackup(db, new Date(), async () => {
      await stream?.abandon();
      stream = new Stream(part);
      return (line) => stream!.write(line);
    });
    await stream!.end();
    await rename(part, file);
    return rows;
  } catch (error) {
    await stream?.abandon();
    await rm(part, { force: true });
    throw error;
  }
}

/** @throws {BackupError} */
export async function restoreFrom(db: Database, file: string): Promise<number> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  const piping = pipeline(source, gunzip);
  piping.catch(() => undefined);
  const lines = createInterface({ input: gunzip, crlfDelay: Infinity });
  try {
    return await readBackup(db, new Date(), lines);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (/^(Z_|ERR_)/.test(code))
      throw new BackupError('The file is damaged, or no backup at all. Nothing was restored.');
    throw error;
  } finally {
    lines.close();
    source.destroy();
    gunzip.destroy();
  }
}

/** Compressed lines on their way into a file. */
class Stream {
  readonly #path: string;
  readonly #gzip: Gzip;
  readonly #piping: Promise<void>;
  #failure: Error | undefined;

  constructor(path: string) {
    this.#path = path;
    this.#gzip = createGzip({ level: 6 });
    this.#piping = pipeline(this.#gzip, createWriteStream(path, { mode: 0o600 }));
    this.#piping.catch((error: unknown) => {
      this.#failure = error instanceof Error ? error : new Error(String(error));
    });
  }

  async write(line: string): Promise<void> {
    if (this.#failure) throw this.#failure;
    if (!this.#gzip.write(`${line}\n`)) await Promise.race([once(this.#gzip, 'drain'), this.#piping]);
  }

  /** On the disk, not only on the way there. */
  async end(): Promise<void> {
    this.#gzip.end();
    await this.#piping;
    const file = await open(this.#path, 'r');
    await file.sync().finally(() => file.close());
  }

  async abandon(): Promise<void> {
    this.#gzip.destroy();
    await this.#piping.catch(() => undefined);
  }
}
