import type { Context } from 'hono';
import type { Database } from './database/database.js';
import type { FeedSource } from './feeds/source.js';
import type { Rate } from './http/rate-limit.js';
import type { Town } from './seed/town.js';
import type { Upstream } from './upstream.js';

export interface Asset {
  body: Uint8Array<ArrayBuffer> | string | ReadableStream<Uint8Array>;
  /** As sent in `Content-Type`. */
  type: string;
  /** The same content made smaller, made when it is asked for. */
  encoded?: Partial<Record<'br' | 'gzip', () => Promise<Uint8Array<ArrayBuffer>>>>;
}

export interface Limits {
  /** Votes, submissions, ratings and messages of one address. */
  sends: Rate;
  /** References that are tried; one that finds its case counts for a fifth. */
  lookups: Rate;
  /** Pictures that have to be fetched from another server first. */
  pictures: Rate;
}

/** A whole school votes through one address. */
export const defaultLimits: Limits = {
  sends: { burst: 300, perMinute: 120 },
  lookups: { burst: 20, perMinute: 20 },
  pictures: { burst: 300, perMinute: 120 },
};

export interface AppOptions {
  town: Town;
  /** Opens the database. Called at most once, when something first needs it; feeds and forms never do. */
  database: () => Promise<Database>;
  /**
   * Files by path: `/widgets/civic-widgets.js` and the rest of what was built, without a version in the path; and the
   * site's, such as `/index.html`. Without it there are no pages but those that the server makes itself.
   */
  assets?: (path: string) => Promise<Asset | undefined>;
  /** Of the built files, for `/widgets/<version>/`. Default `0.0.0`. */
  version?: string;
  /** SRI hashes by file name. Default: worked out from the files. */
  integrity?: Record<string, string>;
  /** The server's clock. */
  now?: () => Date;
  /** Gets one flat object for each failure that is the server's own, without personal data. Default: nobody. */
  log?: (entry: object) => void;
  /** Where a request came from, for rate limits. Default: all requests count as one address. */
  clientAddress?: (c: Context) => string | undefined;
  /** How many proxies stand in front and add to `X-Forwarded-For`; `true` is one. Default: none is believed. */
  trustProxy?: boolean | number;
  /** Scheme, host and port as visitors see them. Default: as the request says. */
  origin?: string;
  /** Feeds of other servers, served before the town's own of the same id. They need the database. */
  sources?: readonly FeedSource[];
  /** Asks those servers, `node/upstream.ts` in Node. Without it what is kept of them is served. */
  upstream?: Upstream;
  /** Milliseconds for all that reading a source or a picture asks of others. Default 10,000. */
  upstreamTimeout?: number;
  /** `false` switches rate limits off. */
  limits?: Partial<Limits> | false;
}
