/** The reference server in the page, behind the configuration's `fetch`: one fake, which is the real thing. */
import { fixture, waitUntil } from '@open-wc/testing';
import type { LitElement, TemplateResult } from 'lit';
import { createApp } from '../../demo/server/app.js';
import type { Database } from '../../demo/server/database/database.js';
import { overPglite } from '../../demo/server/database/pglite.js';
import { town as demoTown } from '../../demo/server/seed/index.js';
import type { Town } from '../../demo/server/seed/town.js';
import { configure } from '../../src/config/page-config.js';
import { clean } from './page.js';

export interface ServerOptions {
  /** What the town has; what is not named it has not. Default: the demo's, which takes longer to start. */
  town?: Partial<Town>;
  /** The server's clock. */
  now?: () => Date;
  /** Answers instead of the server, where it gives an answer. */
  before?: (request: Request) => Response | undefined | Promise<Response | undefined>;
}

export interface LoggedRequest {
  method: string;
  url: URL;
  /** What was sent, as it was given to `fetch`. */
  body: URLSearchParams | FormData | undefined;
}

/** No network; an answer that waits until `repair()`; or a status. */
export type Fault = 'network' | 'slow' | number;

export interface TestServer {
  /** What was asked for, in order. */
  readonly requests: readonly LoggedRequest[];
  /** What was sent, in order. */
  readonly posts: readonly LoggedRequest[];
  /** Lets requests fail from now on: all, or those of a method. */
  break(fault: Fault, method?: 'GET' | 'POST'): void;
  /** Ends that; what waited is answered. */
  repair(): void;
  /** Asks the server without being counted. */
  ask(path: string, init?: RequestInit): Promise<Response>;
}

let opened: Promise<Database> | undefined;

before(async function () {
  // Not at the expense of the first test.
  this.timeout(60_000);
  await (opened ??= open());
});

/** From files that the test runner serves: making a database from nothing takes five times as long. */
async function open(): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite');
  const files = await fetch('/__pglite/fresh.tar');
  return overPglite(await PGlite.create({ loadDataDir: await files.blob() }));
}

/** One database a page, emptied for each server. */
async function emptyDatabase(): Promise<Database> {
  const database = await (opened ??= open());
  await database.query('DROP SCHEMA public CASCADE');
  await database.query('CREATE SCHEMA public');
  return database;
}

/** Pictures are where the test runner serves them. */
const withPictures = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value).replaceAll('"/media/', '"/demo/site/media/')) as Value;

const demo: Town = { ...demoTown, services: (now) => withPictures(demoTown.services(now)) };

const village: Town = { name: 'Village', feeds: [], forms: [], services: () => [], polls: () => [] };

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')));
  });
}

/** Starts a server of the test's own and configures the page to use it, until the test is over. */
export function startServer(options: ServerOptions = {}): TestServer {
  const app = createApp({
    town: options.town ? { ...village, ...options.town } : demo,
    database: emptyDatabase,
    limits: false,
    ...(options.now && { now: options.now }),
  });
  const requests: LoggedRequest[] = [];
  let broken: { fault: Fault; method?: string | undefined } | undefined;
  let waiting: (() => void)[] = [];

  const answer = async (request: Request): Promise<Response> => {
    if (broken && (broken.method ?? request.method) === request.method) {
      const { fault } = broken;
      if (fault === 'network') throw new TypeError('Failed to fetch');
      if (fault !== 'slow') return new Response(null, { status: fault });
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    return (await options.before?.(request)) ?? (await app.fetch(request));
  };

  configure({
    fetch: (input, init) => {
      const request = new Request(input, init);
      const body = init?.body as LoggedRequest['body'];
      requests.push({ method: request.method, url: new URL(request.url), body });
      return Promise.race([answer(request), aborted(request.signal)]);
    },
  });

  return {
    requests,
    get posts() {
      return requests.filter(({ method }) => method === 'POST');
    },
    break: (fault, method) => void (broken = { fault, method }),
    repair: () => {
      broken = undefined;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
    ask: async (path, init) => app.fetch(new Request(new URL(path, location.origin), init)),
  };
}

const squeezed = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** Waits for a condition; longer than for anything but a slow machine with a slow browser. */
export const until = (condition: () => unknown, otherwise?: string): Promise<void> =>
  waitUntil(condition, otherwise, { timeout: 8000 });

/** What a widget shows, as text. */
export const textOf = (widget: Element): string =>
  squeezed(widget.shadowRoot!.querySelector('.civic')?.textContent);

/** The elements of a widget with a part name. */
export const parts = <Found extends HTMLElement = HTMLElement>(widget: Element, part: string): Found[] => [
  ...widget.shadowRoot!.querySelectorAll<Found>(`[part~='${part}']`),
];

export const part = <Found extends HTMLElement = HTMLElement>(
  widget: Element,
  name: string,
): Found | undefined => parts<Found>(widget, name)[0];

/** The name of an element as its label or its own text gives it. */
function nameOf(element: Element): string {
  const ids = (element.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean);
  const root = element.getRootNode() as ShadowRoot;
  if (ids.length) return squeezed(ids.map((id) => root.getElementById(id)?.textContent).join(' '));
  const labels = (element as HTMLInputElement).labels;
  return squeezed(labels?.[0]?.textContent ?? element.textContent);
}

/** The element of a widget with a name, by what it is: `named(poll, 'button', 'Vote')`. */
export const named = <Found extends HTMLElement = HTMLElement>(
  widget: Element,
  selector: string,
  name: string | RegExp,
): Found | undefined =>
  [...widget.shadowRoot!.querySelectorAll<Found>(selector)].find((element) =>
    typeof name === 'string' ? nameOf(element) === name : name.test(nameOf(element)),
  );

/** Whether the fallback in the default slot is to be seen. */
export const showsFallback = (widget: Element): boolean => !widget.shadowRoot!.querySelector('slot')!.hidden;

/** A widget in the page, until the test is over. */
export function mount<Widget extends LitElement>(template: TemplateResult): Promise<Widget> {
  return fixture<Widget>(template);
}

/** The events of some names that reach the document, oldest first, until the test is over. */
export function heard<Name extends keyof HTMLElementEventMap>(...names: Name[]): HTMLElementEventMap[Name][] {
  const events: HTMLElementEventMap[Name][] = [];
  const listen = (event: Event): void => void events.push(event as HTMLElementEventMap[Name]);
  for (const name of names) {
    document.addEventListener(name, listen);
    listening.push(() => document.removeEventListener(name, listen));
  }
  return events;
}

const listening: (() => void)[] = [];

afterEach(() => {
  for (const stop of listening.splice(0)) stop();
  clean();
});
