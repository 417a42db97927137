import { Hono } from 'hono';
import type { Database } from './database/database.js';
import { newestMigration } from './database/migrate.js';
import { migrations } from './database/migrations.js';
import { languageOf } from './http/accept.js';
import { Problem } from './problem.js';
import { described, type Server } from './server.js';

/** Milliseconds for each question. Who asks has less patience than residents have. */
const patience = 3000;
/** Bytes below which what comes in may soon not be kept. */
const leastSpace = 100_000_000;

type Check = 'ok' | 'failing';

/** `200` only when what people send would be kept: the database answers, has this version's tables, and has room. */
export function healthRoute(server: Server): Hono {
  const routes = new Hono();

  routes.get('/', async (c) => {
    const check = async (what: string, isWell: () => Promise<boolean>): Promise<[string, Check]> => {
      try {
        if (await within(patience, isWell())) return [what, 'ok'];
        server.log({ level: 'error', event: 'health', check: what });
      } catch (error) {
        server.log({ level: 'error', event: 'health', check: what, ...described(error) });
      }
      return [what, 'failing'];
    };
    const { freeSpace } = server;
    const results = await Promise.all([
      check('database', async () => answers(await server.database())),
      check('migrations', async () => isUpToDate(await server.database())),
      ...(freeSpace ? [check('disk', async () => (await freeSpace()) >= leastSpace)] : []),
    ]);
    const checks = Object.fromEntries(results);
    const headers = { 'Cache-Control': 'no-store' };
    if (results.every(([, result]) => result === 'ok')) {
      return c.json({ status: 'ok', version: server.version, checks }, 200, headers);
    }
    const detail = checks.database === 'ok' && checks.migrations === 'ok' ? 'noSpace' : 'noDatabase';
    const problem = new Problem(503, detail).details(languageOf(c));
    return c.json({ ...problem, version: server.version, checks }, 503, {
      ...headers,
      'Content-Type': 'application/problem+json',
      'Retry-After': '60',
    });
  });

  return routes;
}

async function answers(db: Database): Promise<boolean> {
  return (await db.query('SELECT 1 AS one')).length === 1;
}

/** Tables of a newer version may be there already, while processes of this one are being replaced. */
async function isUpToDate(db: Database): Promise<boolean> {
  return (await newestMigration(db)) >= migrations.length;
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Too slow')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
