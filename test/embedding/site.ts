import { createAdaptorServer } from '@hono/node-server';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../demo/server/app.js';
import type { Database } from '../../demo/server/database/database.js';
import { openPglite } from '../../demo/server/database/pglite.js';
import { folderAssets } from '../../demo/server/node/files.js';
import { town } from '../../demo/server/seed/index.js';
import type { api } from '../../src/api.js';

export const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const integrity = (JSON.parse(readFileSync('dist/integrity.json', 'utf8')) as Record<string, string>)[
  'civic-widgets.js'
]!;

/** What a page did besides showing itself. Put into its head before anything else. */
export interface Seen {
  /** Console lines of ours. */
  lines: string[];
  errors: string[];
  violations: string[];
  /** Layout shifts, where the browser reports them. */
  shifts: { value: number; what: string }[];
  /** Addresses that were asked for. */
  shiftsKnown: boolean;
}

declare global {
  var seen: Seen;
  var civicWidgets: typeof api | undefined;
}

function watcher(): void {
  const seen: Seen = { lines: [], errors: [], violations: [], shifts: [], shiftsKnown: false };
  globalThis.seen = seen;
  for (const kind of ['log', 'info', 'warn', 'error'] as const) {
    const { [kind]: original } = console;
    console[kind] = (...parts: unknown[]) => {
      const text = parts.map(String).join(' ');
      (text.includes('[civic-widgets]') ? seen.lines : seen.errors).push(text);
      original.apply(console, parts);
    };
  }
  addEventListener('error', (event) => event.message && seen.errors.push(event.message));
  addEventListener('unhandledrejection', (event) => seen.errors.push(String(event.reason)));
  addEventListener('securitypolicyviolation', (event) =>
    seen.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
  );
  if (!('PerformanceObserver' in globalThis)) return;
  seen.shiftsKnown = PerformanceObserver.supportedEntryTypes.includes('layout-shift');
  if (!seen.shiftsKnown) return;
  interface Shift extends PerformanceEntry {
    value: number;
    sources?: { node?: Element | null; previousRect: DOMRect; currentRect: DOMRect }[];
  }
  new PerformanceObserver((list) => {
    for (const { value, sources = [] } of list.getEntries() as Shift[]) {
      const what = sources.map(
        ({ node, previousRect: a, currentRect: b }) =>
          `${node?.localName ?? 'a text'} ${a.y},${a.height} → ${b.y},${b.height}`,
      );
      seen.shifts.push({ value, what: what.join('; ') });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** In a page: first in its head. */
export const WATCHER = `((__name) => { (${String(watcher)})() })((f) => f)`;
/** For a policy that allows no inline script. */
export const WATCHER_HASH = `'sha256-${createHash('sha256').update(WATCHER).digest('base64')}'`;

export interface Page {
  /** After the watcher. Default: the script, deferred. */
  head?: string;
  body?: string;
  /** Attributes of `<html>`. */
  html?: string;
  headers?: Record<string, string>;
  /** Attributes of the watcher's script. */
  watcher?: string;
}

export type Handler = (request: Request) => Response | Promise<Response>;

/** The tag that a webmaster pastes. */
export const scriptTag = (attributes = 'defer', src = `/widgets/${version}/civic-widgets.js`): string =>
  `<script ${attributes} src="${src}" integrity="${integrity}" crossorigin="anonymous"></script>`;

export const styleTag = `<link rel="stylesheet" href="/widgets/${version}/civic-widgets.css">`;

let database: Promise<Database> | undefined;

/** The demo's town, once for all sites: making its database takes seconds. */
const app = createApp({
  town,
  version,
  database: () => (database ??= openPglite()),
  assets: folderAssets([
    ['/widgets/', 'dist/'],
    ['/libraries/', 'node_modules/'],
    ['/', 'demo/site/'],
  ]),
  limits: false,
});

/** Ends what all sites share. */
export const closeTown = async (): Promise<void> => (await database)?.close();

/** The town on two origins: a site with pages of the tests, and a stranger's. */
export class Site {
  origin = '';
  /** The same server as another site: another host and port. */
  elsewhere = '';
  readonly integrity = integrity;
  /** Paths that were asked for, with their method: `GET /api/polls/badplats`. */
  readonly requests: string[] = [];
  readonly #answers = new Map<string, Handler>();
  readonly #servers: Server[] = [];
  #count = 0;

  async start(): Promise<void> {
    this.origin = `http://127.0.0.1:${await this.#listen('127.0.0.1')}`;
    this.elsewhere = `http://localhost:${await this.#listen('localhost')}`;
    await app.request('/healthz');
  }

  stop(): void {
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
  }

  async #listen(host: string): Promise<number> {
    const server = createAdaptorServer({ fetch: (request) => this.#answer(request) }) as Server;
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    return (server.address() as AddressInfo).port;
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname, host } = new URL(request.url);
    this.requests.push(`${request.method} ${host === new URL(this.origin).host ? '' : host}${pathname}`);
    const own = this.#answers.get(pathname);
    return own ? own(request) : await app.fetch(request);
  }

  /** Answers at a path of both origins until the end. */
  serve(path: string, handler: Handler): string {
    this.#answers.set(path, handler);
    return path;
  }

  file(path: string, body: string, type: string, headers: Record<string, string> = {}): string {
    return this.serve(path, () => new Response(body, { headers: { 'content-type': type, ...headers } }));
  }

  json(path: string, value: unknown, headers: Record<string, string> = {}): string {
    return this.file(path, JSON.stringify(value), 'application/json', headers);
  }

  /** Puts a page where nobody has been, and gives its path. */
  page({ head = scriptTag(), body = '', html = 'lang="sv"', headers = {}, watcher: on = '' }: Page): string {
    const path = `/t/${++this.#count}/`;
    const text = `<!doctype html><html ${html}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sida ${this.#count}</title><link rel="icon" href="/media/crest.svg"><script ${on}>${WATCHER}</script>${head}</head><body>${body}</body></html>`;
    this.file(path, text, 'text/html; charset=utf-8', { 'cache-control': 'no-cache', ...headers });
    return path;
  }
}
