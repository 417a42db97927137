import { Hono } from 'hono';
import { Problem } from './problem.js';
import { described, type Server } from './server.js';

const patience = 5000;

/** `200` only when the database answers too. */
export function healthRoute(server: Server): Hono {
  const routes = new Hono();

  routes.get('/', async (c) => {
    const db = await server.database();
    try {
      await within(patience, db.query('SELECT 1 AS one'));
    } catch (error) {
      server.log({ level: 'error', event: 'health', ...described(error) });
      throw new Problem(503, 'noDatabase');
    }
    return c.json({ status: 'ok', version: server.version }, 200, { 'Cache-Control': 'no-store' });
  });

  return routes;
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
