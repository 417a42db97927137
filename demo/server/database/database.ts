/** What every driver takes as a parameter and gives back alike. JSON is kept as text. */
export type Value = string | number | boolean | null | Uint8Array;

export interface TransactionOptions {
  /** Reads one state of the database from first to last, and fails where others changed what it changes. */
  isSnapshot?: boolean;
  /**
   * Doing the whole once more changes nothing: it may be tried again also when the connection broke while it was being
   * committed, and nobody knows whether it was.
   */
  isRepeatable?: boolean;
}

/**
 * A PostgreSQL dialect behind three calls. Rows hold strings, numbers (cast counts with `::integer`), booleans,
 * `Date` for timestamptz and `Uint8Array` for bytea. Times go in as RFC 3339 strings.
 */
export interface Database {
  query<Row extends object>(text: string, params?: readonly Value[]): Promise<Row[]>;
  /**
   * Commits what `work` did when it fulfils, undoes it when it throws. One within another joins it. Where others were in
   * the way (a deadlock, a serialization failure) it is undone and `work` is called again, so all that it does is ask
   * the database.
   */
  transaction<T>(work: (db: Database) => Promise<T>, options?: TransactionOptions): Promise<T>;
  close(): Promise<void>;
}

/** The database cannot be reached now; nothing is wrong with what was asked. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  /** The driver's, such as `ECONNREFUSED` or a SQLSTATE. */
  readonly code: string;

  constructor(code: string, cause: unknown) {
    super('The database cannot be reached.', { cause });
    this.code = code;
  }
}

/** The SQLSTATE or the driver's own code of an error. */
export function codeOf(error: unknown): string | undefined {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause === undefined ? undefined : codeOf(cause);
}
