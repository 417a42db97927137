import type { Database } from '../database/database.js';
import { described, type Server } from '../server.js';

export type ScanState = 'pending' | 'clean' | 'infected' | 'failed' | 'unscanned';

/** A scanner that can't tell is asked again: after one minute, two, four, and then every half hour. */
const firstWait = 60_000;
const longestWait = 30 * 60_000;

interface Waiting {
  reference: string;
  position: number;
  attempts: number;
}

/** Files whose state says nothing under the settings of this start: a scanner has come, or is gone. */
export async function adoptFiles(db: Database, hasScanner: boolean): Promise<void> {
  await db.query(
    hasScanner
      ? `UPDATE files SET scan = 'pending' WHERE scan = 'unscanned'`
      : `UPDATE files SET scan = 'unscanned' WHERE scan IN ('pending', 'failed')`,
  );
}

/**
 * Has every file that was sent looked at, one after the other. The queue is the files themselves: what was not looked
 * at when the process ended is looked at by the next one. Two processes may look at the same file, which harms nobody.
 */
export class ScanQueue {
  readonly #server: Server;
  readonly #scan: NonNullable<Server['scan']>;
  #running: Promise<void> | undefined;
  #isAsked = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(server: Server, scan: NonNullable<Server['scan']>) {
    this.#server = server;
    this.#scan = scan;
  }

  /** Looks at all that waits; fulfils when nothing is due any more. */
  run(): Promise<void> {
    this.#isAsked = true;
    this.#running ??= this.#work().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #work(): Promise<void> {
    while (this.#isAsked) {
      this.#isAsked = false;
      try {
        const db = await this.#server.database();
        for (let file = await this.#next(db); file; file = await this.#next(db)) await this.#look(db, file);
        await this.#comeBack(db);
      } catch (error) {
        this.#server.log({ level: 'error', event: 'scan-queue', ...described(error) });
      }
    }
  }

  async #next(db: Database): Promise<Waiting | undefined> {
    const [file] = await db.query<Waiting>(
      `SELECT reference, position, scan_attempts AS attempts FROM files
       WHERE scan IN ('pending', 'failed') AND (scan_due IS NULL OR scan_due <= $1)
       ORDER BY scan_attempts, reference, position LIMIT 1`,
      [this.#server.now().toISOString()],
    );
    return file;
  }

  async #comeBack(db: Database): Promise<void> {
    const [{ due } = { due: null }] = await db.query<{ due: Date | null }>(
      `SELECT min(scan_due) AS due FROM files WHERE scan IN ('pending', 'failed')`,
    );
    clearTimeout(this.#timer);
    if (due === null) return;
    const wait = Math.max(1000, due.getTime() - this.#server.now().getTime());
    this.#timer = setTimeout(() => void this.run(), wait);
    // It keeps no process alive that is done otherwise.
    (this.#timer as { unref?(): void }).unref?.();
  }

  async #look(db: Database, { reference, position, attempts }: Waiting): Promise<void> {
    const [file] = await db.query<{ content: Uint8Array }>(
      'SELECT content FROM files WHERE reference = $1 AND position = $2',
      [reference, position],
    );
    if (!file) return;
    let state: ScanState;
    try {
      state = await this.#scan(file.content);
    } catch (error) {
      state = 'failed';
      this.#server.log({ level: 'error', event: 'scan', attempt: attempts + 1, ...described(error) });
    }
    const wait = Math.min(longestWait, firstWait * 2 ** attempts);
    await db.query(
      `UPDATE files SET scan = $3, scan_attempts = $4, scan_due = $5 WHERE reference = $1 AND position = $2`,
      [reference, position, state, attempts + 1, new Date(this.#server.now().getTime() + wait).toISOString()],
    );
  }
}
