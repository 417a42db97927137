import type { Context } from 'hono';
import type { ChallengeOptions } from './challenge/options.js';
import type { Database } from './database/database.js';
import type { FeedSource } from './feeds/source.js';
import type { Rate } from './http/rate-limit.js';
import type { OfficeOptions } from './office/options.js';
import type { Open311Options } from './open311/options.js';
import type { PollLogin } from './polls/login.js';
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
  /** Plain HTML forms that bring no proof that somebody took the time. */
  plain: Rate;
  /** Pictures that have to be fetched from another server first. */
  pictures: Rate;
}

/** A whole school votes through one address. */
export const defaultLimits: Limits = {
  sends: { burst: 300, perMinute: 120 },
  lookups: { burst: 20, perMinute: 20 },
  plain: { burst: 20, perMinute: 5 },
  pictures: { burst: 300, perMinute: 120 },
};

export interface AppOptions {
  town: Town;
  /**
   * Opens the database. Called once, when something first needs it, and again only where it could not be reached; feeds
   * and forms never need it.
   */
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
  /** Origins beside its own that the pages under `/embed/` may read from and send to. */
  embedAllow?: readonly string[];
  /** Feeds of other servers, served before the town's own of the same id. They need the database. */
  sources?: readonly FeedSource[];
  /** Asks those servers, `node/upstream.ts` in Node. Without it what is kept of them is served. */
  upstream?: Upstream;
  /** Milliseconds for all that reading a source or a picture asks of others. Default 10,000. */
  upstreamTimeout?: number;
  /**
   * Forms with a `challengeUrl` ask for a proof of work. Default `false`: their definitions are served without it.
   */
  challenge?: ChallengeOptions | false;
  /** Keys of Open311 clients, and other servers that requests are passed on to. Default: the town's own. */
  open311?: Open311Options;
  /**
   * Looks for viruses in what people send, before anyone can open it; fails when it can't tell. `node/scanner.ts` in
   * Node. Without it files can be opened unscanned, and the office says so.
   */
  scan?: (content: Uint8Array) => Promise<'clean' | 'infected'>;
  /** Passwords, mail, webhooks and the staff's provider, which need a machine. Without them there is no sign-in. */
  office?: OfficeOptions;
  /** The provider with which residents sign in to polls of the policy `login`. Without it these take no votes. */
  pollLogin?: PollLogin;
  /** Bytes that are still free where the data is. Without it nobody looks. */
  freeSpace?: () => Promise<number>;
  /** `false` switches rate limits off. */
  limits?: Partial<Limits> | false;
}
