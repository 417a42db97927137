import { after, before, describe } from 'node:test';
import type { Database } from '../../../demo/server/database/database.js';
import { openPglite } from '../../../demo/server/database/pglite.js';
import { openPostgres } from '../../../demo/server/database/postgres.js';
import {
  findPostgres,
  NO_POSTGRES,
  startPostgres,
  type PostgresServer,
} from '../../../scripts/lib/postgres.ts';

export interface Engine {
  name: 'PGlite' | 'PostgreSQL';
  /** A new and empty database. */
  open(): Promise<Database>;
}

/** Why what needs a server is not tested, where it isn't. */
export const noServer = findPostgres() === undefined ? NO_POSTGRES : false;

/** The same tests on each engine that is there. */
export function onEachEngine(name: string, tests: (engine: Engine) => void): void {
  describe(`${name}, PGlite`, () => {
    const opened: Database[] = [];
    after(() => Promise.all(opened.map((db) => db.close())));
    tests({
      name: 'PGlite',
      open: async () => {
        const db = await openPglite();
        opened.push(db);
        return db;
      },
    });
  });
  withPostgres(`${name}, PostgreSQL`, (server) => {
    tests({ name: 'PostgreSQL', open: () => server.open() });
  });
}

export interface OpenServer {
  /** Of a new and empty database. */
  newUrl(): string;
  open(url?: string, poolSize?: number): Promise<Database>;
  server(): PostgresServer;
}

/** Tests that need a PostgreSQL server. */
export function withPostgres(name: string, tests: (server: OpenServer) => void): void {
  describe(name, { skip: noServer }, () => {
    let server: PostgresServer;
    const opened: Database[] = [];
    before(async () => (server = await startPostgres()));
    after(async () => {
      await Promise.all(opened.map((db) => db.close()));
      server.end();
    });
    tests({
      newUrl: () => server.newDatabase(),
      open: async (url = server.newDatabase(), poolSize = 10) => {
        const db = await openPostgres(url, { poolSize });
        opened.push(db);
        return db;
      },
      server: () => server,
    });
  });
}
