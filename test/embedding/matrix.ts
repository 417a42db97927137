import type { EngineName } from './engines/view.js';

export type Table = 'rule' | 'page' | 'policy' | 'frame' | 'framework';

interface Cell {
  ok: boolean;
  /** Why it can't be there. */
  why?: string;
  /** What was measured. */
  notes?: readonly string[];
}

const MARK = (cell: Cell | undefined): string => (!cell ? '–' : cell.why ? 'n/a' : cell.ok ? 'ok' : 'FAILS');

/** What was tried where, and how it went. */
export class Matrix {
  readonly #rows = new Map<string, Map<EngineName, Cell>>();
  readonly #engines: EngineName[];

  constructor(engines: EngineName[]) {
    this.#engines = engines;
  }

  put(table: Table, name: string, engine: EngineName, cell: Cell): void {
    const key = `${table} ${name}`;
    const row = this.#rows.get(key) ?? new Map<EngineName, Cell>();
    row.set(engine, cell);
    this.#rows.set(key, row);
  }

  toString(): string {
    const names = [...this.#rows.keys()];
    const width = Math.max(0, ...names.map((name) => name.length));
    const line = (name: string, cells: string[]) =>
      `${name.padEnd(width)}  ${cells.map((cell) => cell.padEnd(9)).join(' ')}`.trimEnd();
    const reasons = names.flatMap((name) =>
      [...this.#rows.get(name)!].flatMap(([engine, { why, notes = [] }]) => [
        ...(why ? [`${name}, ${engine}: impossible, because ${why}`] : []),
        ...notes.map((note) => `${name}, ${engine}: ${note}`),
      ]),
    );
    return [
      line('', this.#engines),
      ...names.map((name) =>
        line(
          name,
          this.#engines.map((engine) => MARK(this.#rows.get(name)?.get(engine))),
        ),
      ),
      ...reasons,
    ].join('\n');
  }
}
