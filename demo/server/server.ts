import type { Context } from 'hono';
import { DatabaseUnavailable, type Database } from './database/database.js';
import { defaultChallenge, type ChallengeOptions } from './challenge/options.js';
import { prepare, type Store } from './database/prepare.js';
import { adoptFiles, ScanQueue } from './forms/scan-queue.js';
import { network, RateLimit } from './http/rate-limit.js';
import { defaultLimits, type AppOptions, type Asset } from './options.js';
import type { OfficeOptions } from './office/options.js';
import type { Open311Options } from './open311/options.js';
import { OidcProvider } from './oidc/provider.js';
import { BallotBox } from './polls/ballot-box.js';
import { PollCounts } from './polls/counts.js';
import type { ReadyLogin } from './polls/login.js';
import { Problem } from './problem.js';
import { seal, unseal } from './seal.js';
import type { Town } from './seed/town.js';
import type { Upstream } from './upstream.js';

/** What the routes share: the options with their defaults, and the database once somebody needs it. */
export class Server {
  readonly town: Town;
  readonly version: string;
  readonly now: () => Date;
  readonly integrity: Record<string, string>;
  readonly embedAllow: readonly string[];
  readonly challenge: Required<ChallengeOptions> | false;
  readonly open311: Open311Options;
  readonly scan: AppOptions['scan'];
  readonly office: OfficeOptions;
  /** Takes the votes. */
  readonly ballotBox = new BallotBox(() => this.database());
  /** What the votes of polls add up to. */
  readonly counts = new PollCounts(this);
  /** How residents sign in to vote, where they can. */
  readonly login: ReadyLogin | undefined;
  readonly freeSpace: AppOptions['freeSpace'];
  readonly #options: AppOptions;
  readonly #sends: RateLimit | undefined;
  readonly #lookups: RateLimit | undefined;
  readonly #pictures: RateLimit | undefined;
  readonly #plain: RateLimit | undefined;
  readonly #scans: ScanQueue | undefined;
  #store: Promise<Store> | undefined;

  constructor(options: AppOptions) {
    this.#options = options;
    this.town = options.town;
    this.version = options.version ?? '0.0.0';
    this.integrity = options.integrity ?? {};
    this.embedAllow = options.embedAllow ?? [];
    this.now = options.now ?? (() => new Date());
    this.challenge = options.challenge ? { ...defaultChallenge, ...options.challenge } : false;
    this.open311 = options.open311 ?? {};
    this.scan = options.scan;
    this.#scans = options.scan && new ScanQueue(this, options.scan);
    this.office = options.office ?? {};
    this.freeSpace = options.freeSpace;
    const { pollLogin } = options;
    this.login = pollLogin && {
      provider: new OidcProvider(pollLogin),
      returnOrigins: pollLogin.returnOrigins ?? [],
    };
    if (options.limits !== false) {
      const limits = { ...defaultLimits, ...options.limits };
      this.#sends = new RateLimit(limits.sends, this.now);
      this.#lookups = new RateLimit(limits.lookups, this.now);
      this.#pictures = new RateLimit(limits.pictures, this.now);
      this.#plain = new RateLimit(limits.plain, this.now);
    }
  }

  /** Asks other servers, where the town may. */
  get upstream(): Upstream | undefined {
    return this.#options.upstream;
  }

  get timeZone(): string {
    return this.town.timeZone ?? 'Europe/Stockholm';
  }

  async database(): Promise<Database> {
    return (await this.store()).db;
  }

  store(): Promise<Store> {
    this.#store ??= this.#open();
    return this.#store;
  }

  async #open(): Promise<Store> {
    try {
      const store = await prepare(await this.#options.database(), this.town, this.now());
      await adoptFiles(store.db, this.scan !== undefined);
      this.scanSoon();
      return store;
    } catch (error) {
      // It may be back for the next visitor.
      if (error instanceof DatabaseUnavailable) this.#store = undefined;
      // The message too: opening has only to do with the town's own definitions.
      const message = error instanceof Error ? error.message : String(error);
      this.log({ level: 'error', event: 'database', message, ...described(error) });
      throw new Problem(503, 'noDatabase', { headers: { 'Retry-After': '60' } });
    }
  }

  asset(path: string): Promise<Asset | undefined> {
    return this.#options.assets?.(path) ?? Promise.resolve(undefined);
  }

  log(entry: object): void {
    this.#options.log?.({ time: this.now().toISOString(), ...entry });
  }

  countSend(c: Context): void {
    this.#sends?.take(this.#clientAddress(c));
  }

  countPicture(c: Context): void {
    this.#pictures?.take(this.#clientAddress(c));
  }

  /** Somebody sent files. Nobody waits for the scanner. */
  scanSoon(): void {
    void this.#scans?.run();
  }

  /** Whether the address may send one more form without any proof. */
  takePlain(c: Context): boolean {
    return this.#plain?.takes(this.#clientAddress(c)) ?? true;
  }

  /** Looks for something secret. To find it costs a fifth of a guess: who knows a reference may look often. */
  async lookUp<T>(c: Context, find: () => Promise<T | undefined>): Promise<T | undefined> {
    const address = this.#clientAddress(c);
    this.#lookups?.take(address);
    const found = await find();
    if (found !== undefined) this.#lookups?.giveBack(address, 0.8);
    return found;
  }

  /** Where the options say it: what is sent by itself has no request to learn it from. */
  get publicOrigin(): string | undefined {
    return this.#options.origin?.replace(/\/$/, '');
  }

  origin(c: Context): string {
    if (this.publicOrigin !== undefined) return this.publicOrigin;
    const { protocol, host } = new URL(c.req.url);
    const forwarded = this.#options.trustProxy ? c.req.header('X-Forwarded-Proto') : undefined;
    return `${forwarded === 'https' ? 'https:' : protocol}//${host}`;
  }

  async seal(purpose: string, text: string, minutes: number): Promise<string> {
    const { secret } = await this.store();
    return seal(secret, purpose, text, new Date(this.now().getTime() + minutes * 60_000));
  }

  async unseal(purpose: string, token: string | undefined): Promise<string | undefined> {
    const { secret } = await this.store();
    return unseal(secret, purpose, token, this.now());
  }

  /** Where a request came from, for counting only. */
  addressOf(c: Context): string {
    return network(this.#clientAddress(c));
  }

  #clientAddress(c: Context): string {
    const hops = Number(this.#options.trustProxy ?? 0);
    const forwarded = (c.req.header('X-Forwarded-For') ?? '').split(',').map((address) => address.trim());
    const believed = hops > 0 ? forwarded.at(-hops) : undefined;
    return believed || this.#options.clientAddress?.(c) || 'unknown';
  }
}

/** An error for the log, without its message: messages quote what people sent. */
export function described(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s*at /.test(line));
  return {
    error: error.name,
    ...(typeof code === 'string' && { code }),
    where: frames.slice(0, 6).map((frame) => frame.trim()),
  };
}
