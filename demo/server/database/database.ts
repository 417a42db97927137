/** What every driver takes as a parameter and gives back alike. JSON is kept as text. */
export type Value = string | number | boolean | null | Uint8Array;

/**
 * A PostgreSQL dialect behind three calls. Rows hold strings, numbers (cast counts with `::integer`), booleans,
 * `Date` for timestamptz and `Uint8Array` for bytea. Times go in as RFC 3339 strings.
 */
export interface Database {
  query<Row extends object>(text: string, params?: readonly Value[]): Promise<Row[]>;
  /** Commits what `work` did when it fulfils, undoes it when it throws. One within another joins it. */
  transaction<T>(work: (db: Database) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
