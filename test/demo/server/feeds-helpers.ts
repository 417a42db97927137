import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Hono } from 'hono';
import { createApp } from '../../../demo/server/app.js';
import type { Database } from '../../../demo/server/database/database.js';
import { migrate } from '../../../demo/server/database/migrate.js';
import { openPglite } from '../../../demo/server/database/pglite.js';
import { guardedUpstream } from '../../../demo/server/node/upstream.js';
import type { AppOptions } from '../../../demo/server/options.js';
import type { FeedSource } from '../../../demo/server/feeds/source.js';
import { town } from '../../fixtures/town.js';
import { start, type TestServer } from './helpers.js';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Another server, on this machine: a real one. */
export class Elsewhere {
  readonly #server: Server;
  /** What it was asked, in order. */
  readonly requests: IncomingMessage[] = [];
  answer: Handler = (_, response) => void response.writeHead(404).end();

  constructor() {
    this.#server = createServer((request, response) => {
      this.requests.push(request);
      // Whoever asks may hang up at any time.
      response.on('error', () => undefined);
      this.answer(request, response);
    });
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** From now on always this. */
  gives(body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): void {
    this.answer = (_, response) => void response.writeHead(status, headers).end(body);
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

export function source(url: string, more: Partial<FeedSource> = {}): FeedSource {
  return {
    id: 'facebook',
    url,
    query: {},
    headers: {},
    refresh: 300,
    maxBytes: 4_000_000,
    proxyImages: true,
    ...more,
  };
}

let opened: Promise<Database> | undefined;

/** One database for a file of tests, as if it were new each time. */
async function emptyDatabase(): Promise<Database> {
  const db = await (opened ??= openPglite());
  await migrate(db, start);
  for (const table of ['feed_copies', 'hidden_feeds', 'hidden_posts', 'secrets']) {
    await db.query(`DELETE FROM ${table}`);
  }
  return db;
}

export async function closeDatabase(): Promise<void> {
  await (await opened)?.close();
}

export type RelayServer = Omit<TestServer, 'close'>;

/** The server of the tests with some sources, which it may ask on this machine. */
export async function relayServer(
  feeds: FeedSource | readonly FeedSource[],
  options: Partial<AppOptions> = {},
): Promise<RelayServer> {
  const db = options.database ? undefined : await emptyDatabase();
  const clock = { now: start };
  const app = createApp({
    town,
    version: '1.4.2',
    database: () => Promise.resolve(db!),
    now: () => clock.now,
    limits: false,
    sources: [feeds].flat(),
    upstream: guardedUpstream({ allowLoopback: true }),
    origin: 'https://stora.example',
    ...options,
  });
  return { app, db: db!, clock };
}

export interface SentFeed {
  title: string;
  items: {
    id: string;
    url: string;
    content_html: string;
    authors?: { name: string; avatar?: string }[];
    _civic?: { media?: { url: string; preview?: string }[]; emojis?: { url: string }[] };
  }[];
}

export async function feedOf(app: Hono, id = 'facebook'): Promise<SentFeed> {
  return (await (await app.request(`/api/feeds/${id}`)).json()) as SentFeed;
}

export interface GraphPost {
  id: string;
  message?: string;
  full_picture?: string;
  [more: string]: unknown;
}

/** What Facebook answers, with a token in the address of the next page. */
export function graph(posts: readonly GraphPost[], token = 'none'): string {
  const data = posts.map((post) => ({
    created_time: '2026-11-20T08:00:00+0000',
    permalink_url: `https://www.facebook.example/stora/posts/${post.id}`,
    message: `Inlägg ${post.id}`,
    ...post,
  }));
  const next = `https://graph.facebook.example/v21.0/1/posts?access_token=${token}&after=abc`;
  return JSON.stringify({ data, paging: { next, cursors: { after: 'abc' } } });
}

/** Asks again until the answer is as it should be: what happens behind an answer has no other sign. */
export async function until<T>(ask: () => Promise<T>, isRight: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const value = await ask();
    // Lets other things happen that wait for the network.
    await new Promise((resolve) => setImmediate(resolve));
    if (isRight(value)) return value;
    if (Date.now() > deadline) throw new Error(`Still ${JSON.stringify(value)}`);
  }
}
