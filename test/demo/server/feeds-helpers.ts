import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Hono } from 'hono';
import { guardedUpstream } from '../../../demo/server/node/upstream.js';
import type { AppOptions } from '../../../demo/server/options.js';
import type { FeedSource } from '../../../demo/server/feeds/source.js';
import { testServer, type TestServer } from './helpers.js';

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

/** The server of the tests with one source, which it may ask on this machine. */
export function relayServer(
  feed: FeedSource | readonly FeedSource[],
  options: Partial<AppOptions> = {},
): Promise<TestServer> {
  return testServer({
    sources: [feed].flat(),
    upstream: guardedUpstream({ allowLoopback: true }),
    origin: 'https://stora.example',
    ...options,
  });
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
    if (isRight(value)) return value;
    if (Date.now() > deadline) throw new Error(`Still ${JSON.stringify(value)}`);
  }
}
