import type { Server } from '../server.js';
import { allServices } from '../services/store.js';

interface Known {
  at: number;
  ids: ReadonlyMap<string, string>;
}

const known = new WeakMap<Server, Known>();

/**
 * The ids of services by the path of their page, without a slash at its end, read again when they are older than so
 * many milliseconds.
 */
export async function servicePages(server: Server, maxAge: number): Promise<ReadonlyMap<string, string>> {
  const at = server.now().getTime();
  const last = known.get(server);
  if (last && at - last.at < maxAge) return last.ids;
  const services = await allServices(await server.database());
  const ids = new Map(services.flatMap(({ id, url }) => (url ? [[url.replace(/\/$/, ''), id]] : [])));
  known.set(server, { at, ids });
  return ids;
}
