import type { Config } from '../../config/options.js';
import type { Feed } from '../../contracts/feed.js';
import { loadFeed } from '../../sources/load-feed.js';

export interface KnownFeed {
  feed: Feed;
  /** When it was fetched, milliseconds since 1970. */
  at: number;
}

interface Flight {
  promise: Promise<Feed>;
  passengers: number;
  abort: AbortController;
}

/** Milliseconds for which a feed that one widget fetched serves the next one too. */
const FRESH = 60_000;
/** Posts of a feed that are kept on the device, where that is allowed at all. */
const KEPT_POSTS = 20;

/** By `fetch`, so that two that answer differently are not mixed up. */
const shelves = new WeakMap<
  typeof fetch,
  { known: Map<string, KnownFeed>; flights: Map<string, Flight>; waiting: Set<() => void> }
>();

function shelf({ fetch }: Config) {
  let found = shelves.get(fetch);
  if (!found) shelves.set(fetch, (found = { known: new Map(), flights: new Map(), waiting: new Set() }));
  return found;
}

function isFresh(known: KnownFeed | undefined): boolean {
  return !!known && Date.now() - known.at < FRESH;
}

/** Settles when somebody has fetched one of the feeds, be it long ago or another widget later. */
export function arrival(urls: readonly string[], config: Config, signal: AbortSignal): Promise<void> {
  const { known, waiting } = shelf(config);
  return new Promise((resolve) => {
    const look = () => {
      if (!signal.aborted && !urls.every((url) => isFresh(known.get(url)))) return;
      waiting.delete(look);
      resolve();
    };
    waiting.add(look);
    signal.addEventListener('abort', look, { once: true });
    look();
  });
}

/**
 * A feed, asked for once however many widgets want it.
 * @param again not to be content with what is known
 * @throws {SourceError}
 */
export async function getFeed(
  url: string,
  config: Config,
  signal: AbortSignal,
  again: boolean,
): Promise<Feed> {
  const { known, flights, waiting } = shelf(config);
  const found = known.get(url);
  if (found && !again && isFresh(found) && config.mayRead(url)) return found.feed;
  let flight = flights.get(url);
  if (!flight) {
    const abort = new AbortController();
    const promise = loadFeed(url, { fetch: config.fetch, allowed: config.mayRead, signal: abort.signal })
      .then((feed) => {
        keep(url, { feed, at: Date.now() }, config);
        for (const look of [...waiting]) look();
        return feed;
      })
      .finally(() => flights.delete(url));
    flights.set(url, (flight = { promise, passengers: 0, abort }));
  }
  const taken = flight;
  taken.passengers++;
  const leave = () => {
    if (--taken.passengers === 0) {
      flights.delete(url);
      taken.abort.abort();
    }
  };
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await taken.promise;
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

function device({ storage }: Config): Storage | undefined {
  try {
    return storage === 'local' ? localStorage : storage === 'session' ? sessionStorage : undefined;
  } catch {
    // Blocked by the browser: then nothing is kept.
    return undefined;
  }
}

const keyOf = (url: string): string => `civic-feed:${url}`;

function keep(url: string, known: KnownFeed, config: Config): void {
  shelf(config).known.set(url, known);
  try {
    const feed = { ...known.feed, posts: known.feed.posts.slice(0, KEPT_POSTS) };
    device(config)?.setItem(keyOf(url), JSON.stringify({ ...known, feed }));
  } catch {
    // Full: the copy in memory has to do.
  }
}

/** The last good copy of a feed: from memory, or from the device where that is allowed. */
export function lastGood(url: string, config: Config): KnownFeed | undefined {
  const known = shelf(config).known.get(url);
  if (known) return known;
  try {
    const kept = JSON.parse(device(config)?.getItem(keyOf(url)) ?? 'null') as KnownFeed | null;
    return Array.isArray(kept?.feed.posts) ? kept : undefined;
  } catch {
    return undefined;
  }
}
