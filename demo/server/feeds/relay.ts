import { SourceError } from '../../../src/formats.js';
import type { Database } from '../database/database.js';
import { Problem } from '../problem.js';
import { described } from '../server.js';
import { UpstreamError, type Upstream } from '../upstream.js';
import { confirmCopy, dropCopy, keepCopy, noteFailure, readState, type FeedState } from './copies.js';
import { fetchFeed } from './fetch-feed.js';
import type { FeedSource } from './source.js';

export interface RelayOptions {
  sources: readonly FeedSource[];
  /** Without it nothing is fetched, and what is kept is served. */
  upstream: Upstream | undefined;
  /** Milliseconds for all that reading a source once asks of others. */
  timeout: number;
  version: string;
  database: () => Promise<Database>;
  now: () => Date;
  log: (entry: object) => void;
}

const minute = 60_000;
const day = 1440 * minute;
/** A copy older than this is not shown before the source has been asked. */
const servedUnasked = day;
/** One that nobody has confirmed for so long may show what its author has deleted: it goes. */
const longestKept = 30 * day;
const longestBackOff = 60 * minute;

/** The feeds of other servers: reads each when somebody wants it and it is due, and keeps the last good copy. */
export class FeedRelay {
  readonly sources: readonly FeedSource[];
  readonly #options: RelayOptions;
  readonly #refreshing = new Map<string, Promise<string | undefined>>();

  constructor(options: RelayOptions) {
    this.#options = options;
    this.sources = options.sources;
  }

  find(id: string): FeedSource | undefined {
    return this.sources.find((source) => source.id === id);
  }

  /**
   * What there is to show of a source. One that is due is read again behind the answer.
   * @throws {Problem} where there is nothing to show
   */
  async current(source: FeedSource): Promise<Required<Pick<FeedState, 'copy' | 'revision'>>> {
    const db = await this.#options.database();
    let state = await readState(db, source);
    const age = this.#age(state);
    if (this.#isDue(source, state)) {
      const refreshed = this.refresh(source);
      if (age > servedUnasked) {
        await refreshed;
        state = await readState(db, source);
      }
    }
    const { copy, revision } = state;
    if (!copy || this.#age(state) > longestKept) throw this.#unavailable(state);
    return { copy, revision };
  }

  /**
   * Reads a source, once for everybody who wants it at the same time.
   * @param isForced also when it is not due
   * @returns why it could not be read
   */
  refresh(source: FeedSource, isForced = false): Promise<string | undefined> {
    let work = this.#refreshing.get(source.id);
    if (!work) {
      work = this.#refresh(source, isForced)
        .catch((error: unknown) => {
          this.#options.log({ level: 'error', event: 'feed', feed: source.id, ...described(error) });
          return 'a fault of this server';
        })
        .finally(() => this.#refreshing.delete(source.id));
      this.#refreshing.set(source.id, work);
    }
    return work;
  }

  async #refresh(source: FeedSource, isForced: boolean): Promise<string | undefined> {
    const { upstream, timeout, version, now } = this.#options;
    const db = await this.#options.database();
    const state = await readState(db, source);
    if (!upstream) return 'nothing is fetched here';
    // Somebody else may have been faster.
    if (!isForced && !this.#isDue(source, state)) return undefined;
    try {
      const fetched = await fetchFeed(source, {
        upstream,
        signal: AbortSignal.timeout(timeout),
        version,
        validators: state.copy?.validators,
      });
      if (fetched === 'unchanged') await confirmCopy(db, source, now());
      else await keepCopy(db, source, fetched.document, fetched.validators, now());
      return undefined;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      return this.#failed(db, source, state, error);
    }
  }

  async #failed(db: Database, source: FeedSource, state: FeedState, error: SourceError): Promise<string> {
    const failure = failureOf(error);
    const failures = state.failures + 1;
    const backOff = Math.min(minute * 2 ** (failures - 1), longestBackOff);
    const asked = Math.min((error.retryAfter ?? 0) * 1000, day);
    const retry = new Date(this.#options.now().getTime() + Math.max(backOff, asked));
    // What the other server has taken away for good, or could have, is not kept here.
    if (error.status === 410 || this.#age(state) > longestKept) await dropCopy(db, source.id);
    await noteFailure(db, source, { failures, failure, retry });
    this.#options.log({ level: 'warn', event: 'feed', feed: source.id, failure });
    return failure;
  }

  #age({ copy }: FeedState): number {
    return copy ? this.#options.now().getTime() - copy.fetched.getTime() : Infinity;
  }

  #isDue(source: FeedSource, state: FeedState): boolean {
    const mayAsk = !state.retry || state.retry <= this.#options.now();
    return mayAsk && this.#age(state) >= source.refresh * 1000;
  }

  #unavailable({ failure, retry }: FeedState): Problem {
    const wait = retry ? (retry.getTime() - this.#options.now().getTime()) / 1000 : 60;
    const headers = { 'Retry-After': String(Math.max(1, Math.ceil(wait))) };
    return failure === 'timeout'
      ? new Problem(504, 'upstreamSlow', { headers })
      : new Problem(502, 'upstreamFailed', { headers });
  }
}

/** In a word or two, for the office and the log; never an address, and nothing of what was answered. */
function failureOf({ code, status, cause }: SourceError): string {
  if (cause instanceof UpstreamError) return cause.failure;
  return status === undefined ? code : `http ${status}`;
}
