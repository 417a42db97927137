import type { Service } from '../../../src/contracts/service.js';
import { safeResource } from '../../../src/formats.js';
import type { Database } from '../database/database.js';
import { UpstreamError, type Upstream } from '../upstream.js';
import { allServices } from './store.js';

export interface LinkOptions {
  upstream: Upstream;
  now: () => Date;
  version: string;
  /** Where relative addresses lead. Without it they are left out: they are this server's own. */
  origin?: string | undefined;
  /** Waits between two questions to one server. */
  pause: (milliseconds: number) => Promise<void>;
  timeout?: number;
  /** Also what was asked less than a day ago. */
  isAll?: boolean;
}

export interface LinkState {
  address: string;
  /** `200`, `404`, `no answer` … */
  answer: string;
  /** In a row. */
  failures: number;
  /** Of the first of them. */
  since: Date | null;
}

/** Milliseconds between two questions to one server: nobody should notice us. */
const politeness = 1000;
/** Once is an accident. */
const deadAfter = 2;
const fresh = 20 * 3_600_000;

export const isDead = ({ failures }: Pick<LinkState, 'failures'>): boolean => failures >= deadAfter;

/** Where a service sends people. */
export function addressesOf({ url, channels }: Service, origin?: string): string[] {
  const ways = (channels ?? []).filter(({ type }) => type === 'online' || type === 'chat');
  return [url, ...ways.map(({ value }) => value)]
    .map((address) => safeResource(address, origin))
    .filter((address) => address !== undefined);
}

/** Asks every address of every service, and keeps what came of it. One server is asked one thing at a time. */
export async function checkLinks(db: Database, options: LinkOptions): Promise<LinkState[]> {
  const services = await allServices(db);
  const known = new Map((await linkStates(db)).map((state) => [state.address, state]));
  const addresses = new Set(services.flatMap((service) => addressesOf(service, options.origin)));
  const hosts = new Map<string, string[]>();
  for (const address of addresses) {
    const checked = known.get(address)?.checked.getTime() ?? 0;
    if (!options.isAll && options.now().getTime() - checked < fresh) continue;
    const { host } = new URL(address);
    hosts.set(host, [...(hosts.get(host) ?? []), address]);
  }
  const found: LinkState[] = [];
  await Promise.all(
    [...hosts.values()].map(async (list) => {
      for (const [i, address] of list.entries()) {
        if (i > 0) await options.pause(politeness);
        const answer = await ask(address, options);
        const before = known.get(address);
        const failures = isFailure(answer) ? (before?.failures ?? 0) + 1 : 0;
        const since = failures === 0 ? null : (before?.since ?? options.now());
        const state = { address, answer, failures, since };
        await keep(db, state, options.now());
        found.push(state);
      }
    }),
  );
  // What no service leads to any more is nobody's concern.
  for (const { address } of known.values()) {
    if (!addresses.has(address)) await db.query('DELETE FROM service_links WHERE address = $1', [address]);
  }
  return found.sort((one, other) => one.address.localeCompare(other.address));
}

export async function linkStates(db: Database): Promise<(LinkState & { checked: Date })[]> {
  return db.query('SELECT address, answer, failures, since, checked FROM service_links ORDER BY address');
}

/**
 * `HEAD`, and `GET` where that is not answered as a page is: many servers do not know `HEAD`. Whoever answers that they
 * are busy, or wants to know who asks, is there.
 */
async function ask(address: string, options: LinkOptions): Promise<string> {
  let answer = 'no answer';
  for (const method of ['HEAD', 'GET'] as const) {
    try {
      const { status } = await options.upstream(address, {
        method,
        headers: {
          Accept: 'text/html,*/*;q=0.8',
          'User-Agent': `civic-widgets/${options.version} (link check)`,
        },
        signal: AbortSignal.timeout(options.timeout ?? 10_000),
        maxBytes: 1,
      });
      answer = String(status);
      if (!isFailure(answer)) return answer;
    } catch (error) {
      answer = error instanceof UpstreamError && error.failure === 'refused' ? 'refused' : 'no answer';
      // A server that may not be asked may not be asked twice either.
      if (answer === 'refused') return answer;
    }
    if (method === 'HEAD') await options.pause(politeness);
  }
  return answer;
}

function isFailure(answer: string): boolean {
  const status = Number(answer);
  if (!status) return true;
  return status === 404 || status === 410 || (status >= 500 && status !== 503);
}

async function keep(db: Database, { address, answer, failures, since }: LinkState, now: Date): Promise<void> {
  await db.query(
    `INSERT INTO service_links (address, checked, failures, answer, since) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (address) DO UPDATE SET checked = excluded.checked, failures = excluded.failures,
       answer = excluded.answer, since = excluded.since`,
    [address, now.toISOString(), failures, answer, since?.toISOString() ?? null],
  );
}
