import {
  codeOf,
  DatabaseUnavailable,
  type Database,
  type TransactionOptions,
  type Value,
} from './database.js';
import { PostgresPool, type Connection } from './postgres-pool.js';

export interface PostgresOptions {
  /** Connections that one process has at most. */
  poolSize: number;
  /** Milliseconds for which what is safe to repeat is tried again after the connection was lost. Default 5,000. */
  patience?: number;
  /** Gets one flat object where the database was away for a moment, without what was asked. */
  log?: (entry: object) => void;
}

/** Somebody else was in the way, and all that was done is undone: deadlock, serialization failure. */
const inTheWay = new Set(['40001', '40P01']);
const mostCollisions = 20;

/**
 * A PostgreSQL server, or what speaks its protocol. A lost connection is made anew. What only reads is asked again in
 * the meantime; so is a transaction that had not come to its commit, and any that says it may be.
 */
export async function openPostgres(url: string, options: PostgresOptions): Promise<Database> {
  return new Postgres(await PostgresPool.create(url, options.poolSize), options);
}

class Postgres implements Database {
  readonly #pool: PostgresPool;
  readonly #options: PostgresOptions;

  constructor(pool: PostgresPool, options: PostgresOptions) {
    this.#pool = pool;
    this.#options = options;
  }

  query<Row extends object>(text: string, params: readonly Value[] = []): Promise<Row[]> {
    const isRepeatable = /^\s*(SELECT|SHOW)\b/i.test(text) && !/\bFOR (UPDATE|SHARE)\b/i.test(text);
    return this.#persistently(
      () => this.#pool.use((connection) => connection.query<Row>(text, params)),
      () => isRepeatable,
    );
  }

  transaction<T>(work: (db: Database) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    let isCommitting = false;
    const attempt = async (connection: Connection): Promise<T> => {
      isCommitting = false;
      await connection.query(options.isSnapshot ? 'BEGIN ISOLATION LEVEL REPEATABLE READ' : 'BEGIN');
      try {
        const failures: unknown[] = [];
        const result = await work(within(connection, failures));
        // The server would take the commit of what has failed for a wish to undo it, and say that it is done.
        if (failures.length > 0) throw failures[0];
        isCommitting = true;
        await connection.query('COMMIT');
        return result;
      } catch (error) {
        await connection.query('ROLLBACK').catch(() => connection.spoil());
        throw error;
      }
    };
    return this.#persistently(
      () => this.#pool.use(attempt),
      () => !isCommitting || options.isRepeatable === true,
    );
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #persistently<T>(attempt: () => Promise<T>, isRepeatable: () => boolean): Promise<T> {
    const until = performance.now() + (this.#options.patience ?? 5000);
    let collisions = 0;
    let losses = 0;
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        const code = codeOf(error) ?? '';
        if (inTheWay.has(code) && collisions < mostCollisions) {
          collisions += 1;
          await pause(Math.random() * Math.min(200, 4 * 2 ** collisions));
        } else if (isLoss(code)) {
          if (!isRepeatable() || performance.now() > until) throw new DatabaseUnavailable(code, error);
          if (losses === 0) this.#options.log?.({ level: 'warn', event: 'database-lost', code });
          losses += 1;
          await pause(Math.min(500, 25 * 2 ** losses));
        } else {
          throw error;
        }
      }
    }
  }
}

/** Whether the connection, rather than what was asked, is what failed. */
function isLoss(code: string): boolean {
  return (
    /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)/.test(
      code,
    ) ||
    // Connection exceptions, and a server that is shutting down, crashing, starting up or full.
    /^(08...|57P0[1-35]|53300)$/.test(code)
  );
}

function within(connection: Connection, failures: unknown[]): Database {
  const db: Database = {
    query: <Row extends object>(text: string, params?: readonly Value[]) =>
      connection.query<Row>(text, params).catch((error: unknown) => {
        failures.push(error);
        throw error;
      }),
    transaction: (work) => work(db),
    close: () => Promise.reject(new Error('A transaction cannot close the database.')),
  };
  return db;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
