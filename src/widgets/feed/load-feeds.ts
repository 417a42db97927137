import type { LoadContext } from '../../base/load-controller.js';
import type { Feed } from '../../contracts/feed.js';
import { SourceError } from '../../internal/errors.js';
import { getFeed, lastGood } from './known-feeds.js';

/** One of a widget's addresses, and what became of it. */
export interface LoadedSource {
  /** As a name for people: the feed's title, else its host. */
  name: string;
  feed?: Feed;
  error?: SourceError;
  /** When the copy that is shown was fetched, where a newer one could not be had. */
  keptAt?: number;
}

/** Milliseconds that the first source waits for the others before it is shown without them. */
const GRACE = 1500;

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}

async function loadSource(url: string, { config, signal, again }: LoadContext): Promise<LoadedSource> {
  try {
    const feed = await getFeed(url, config, signal, again);
    return { name: feed.title || hostOf(url), feed };
  } catch (reason) {
    const error = SourceError.from(reason, url);
    const kept = error.code === 'not-allowed' ? undefined : lastGood(url, config);
    return {
      name: kept?.feed.title || hostOf(url),
      error,
      ...(kept && { feed: kept.feed, keptAt: kept.at }),
    };
  }
}

/**
 * Loads every address. Those that are slow don't hold up the others: what is there is handed to `partial` first.
 * @throws {SourceError} where there is nothing to show of any
 */
export async function loadFeeds(
  urls: readonly string[],
  context: LoadContext,
  partial?: (sources: LoadedSource[]) => void,
): Promise<LoadedSource[]> {
  const arrived: (LoadedSource | undefined)[] = urls.map(() => undefined);
  const sofar = () => arrived.filter((source) => source !== undefined);
  let graced = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.all(
    urls.map(async (url, i) => {
      arrived[i] = await loadSource(url, context);
      if (arrived[i].feed && !timer) {
        timer = setTimeout(() => {
          graced = true;
          partial?.(sofar());
        }, GRACE);
      } else if (graced && !context.signal.aborted) partial?.(sofar());
    }),
  ).finally(() => clearTimeout(timer));
  context.signal.throwIfAborted();
  const sources = sofar();
  if (!sources.some((source) => source.feed))
    throw sources[0]?.error ?? new SourceError('empty', 'No address.');
  return sources;
}

/** The sources with the next page of each that has one. */
export async function loadNext(
  sources: readonly LoadedSource[],
  context: LoadContext,
): Promise<LoadedSource[]> {
  return Promise.all(
    sources.map(async (source) => {
      const { feed } = source;
      if (!feed?.next) return source;
      try {
        const page = await getFeed(feed.next, context.config, context.signal, false);
        const { next: _, ...rest } = feed;
        // A page that names itself as the next one would never end.
        const next = page.next && page.next !== feed.next && page.posts.length ? { next: page.next } : {};
        return {
          ...source,
          feed: { ...rest, ...next, posts: [...feed.posts, ...page.posts], problems: page.problems },
        };
      } catch (reason) {
        return { ...source, error: SourceError.from(reason, feed.next) };
      }
    }),
  );
}
