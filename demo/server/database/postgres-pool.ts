import type { Options, PostgresType, Sql } from 'postgres';
import type { Value } from './database.js';

/**
 * Connections to a PostgreSQL server. Each is a client of its own that is thrown away when its connection ends: the
 * library's own pool connects again behind a transaction that is still running, and then does the rest of it without one.
 */
export class PostgresPool {
  readonly #open: () => Sql;
  readonly #size: number;
  readonly #idle: Connection[] = [];
  readonly #waiting: (() => void)[] = [];
  #count = 0;

  private constructor(open: () => Sql, size: number) {
    this.#open = open;
    this.#size = size;
  }

  static async create(url: string, size: number): Promise<PostgresPool> {
    const { default: postgres } = await import('postgres');
    return new PostgresPool(() => postgres(url, options), size);
  }

  /** Does `work` on one connection that nobody else uses meanwhile. */
  async use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.#take();
    try {
      return await work(connection);
    } finally {
      this.#giveBack(connection);
    }
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    while (this.#count > 0) {
      const connection = await this.#take(false);
      if (connection) {
        this.#count -= 1;
        await connection.end();
      }
    }
  }

  async #take(mayOpen: false): Promise<Connection | undefined>;
  async #take(mayOpen?: true): Promise<Connection>;
  async #take(mayOpen = true): Promise<Connection | undefined> {
    for (;;) {
      const connection = this.#idle.pop();
      if (connection?.isUsable) return connection;
      if (connection) this.#drop(connection);
      else if (!mayOpen && this.#count === 0) return undefined;
      else if (mayOpen && this.#count < this.#size) {
        this.#count += 1;
        return new Connection(this.#open);
      } else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #giveBack(connection: Connection): void {
    if (connection.isUsable) this.#idle.push(connection);
    else this.#drop(connection);
    this.#waiting.shift()?.();
  }

  #drop(connection: Connection): void {
    this.#count -= 1;
    connection.end().catch(() => undefined);
  }
}

/** Milliseconds after which a connection is made anew, so that they spread over servers behind a balancer. */
const lifetime = 30 * 60_000;
/** Parameters of a statement that is worth being remembered: one of many rows is another one each time. */
const mostPrepared = 20;

export class Connection {
  readonly #sql: Sql;
  readonly #born = performance.now();
  #isLost = false;

  constructor(open: () => Sql) {
    this.#sql = open();
    this.#sql.options.onclose = () => (this.#isLost = true);
  }

  get isUsable(): boolean {
    return !this.#isLost && performance.now() - this.#born < lifetime;
  }

  async query<Row extends object>(text: string, params: readonly Value[] = []): Promise<Row[]> {
    if (this.#isLost) throw new ConnectionLost();
    const prepare = params.length > 0 && params.length <= mostPrepared;
    return [...(await this.#sql.unsafe<Row[]>(text, [...params] as never[], { prepare }))];
  }

  /** For one on which a transaction may still be open. */
  spoil(): void {
    this.#isLost = true;
  }

  end(): Promise<void> {
    return this.#sql.end({ timeout: 1 });
  }
}

/** What was asked came after the connection had ended. */
class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  readonly code = 'CONNECTION_CLOSED';
}

/** As bytes and nothing more: a Buffer is a view into memory that others use too. */
const bytea: PostgresType = {
  to: 17,
  from: [17],
  serialize: (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}`,
  parse: (hex: string) => new Uint8Array(Buffer.from(hex.slice(2), 'hex')),
};

const options = {
  max: 1,
  max_lifetime: null,
  connect_timeout: 10,
  fetch_types: false,
  onnotice: () => undefined,
  connection: { application_name: 'civic-widgets' },
  types: { bytea },
} as unknown as Options<Record<string, PostgresType>>;
