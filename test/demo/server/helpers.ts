import assert from 'node:assert/strict';
import type { Hono } from 'hono';
import { createApp } from '../../../demo/server/app.js';
import type { Database } from '../../../demo/server/database/database.js';
import { openPglite } from '../../../demo/server/database/pglite.js';
import type { AppOptions, Asset } from '../../../demo/server/options.js';
import { town } from '../../fixtures/town.js';

/** When the clock of every test starts. */
export const start = new Date('2026-11-22T10:20:30.000Z');

export interface TestServer {
  app: Hono;
  db: Database;
  /** Moves the server's clock. */
  clock: { now: Date };
  close(): Promise<void>;
}

/** The real server on a database in memory, with a clock that stands still and no rate limits. */
export async function testServer(options: Partial<AppOptions> = {}): Promise<TestServer> {
  const db = await openPglite();
  const clock = { now: start };
  const app = createApp({
    town,
    version: '1.4.2',
    database: () => Promise.resolve(db),
    now: () => clock.now,
    limits: false,
    ...options,
  });
  return { app, db, clock, close: () => db.close() };
}

/** The server without any database: everything that needs one fails. */
export function appWithoutDatabase(options: Partial<AppOptions> = {}): Hono {
  return createApp({
    town,
    version: '1.4.2',
    database: () => Promise.reject(new Error('No database here.')),
    now: () => start,
    ...options,
  });
}

export type Fields = Record<string, string | readonly string[]>;

export const asPage = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

/** Posts like a plain HTML form without files. */
export async function post(
  app: Hono,
  path: string,
  fields: Fields,
  headers: Record<string, string> = {},
): Promise<Response> {
  const body = new URLSearchParams();
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) body.append(name, value);
  }
  return app.request(path, { method: 'POST', body, headers });
}

/** Posts like a plain HTML form with files. */
export async function postFiles(
  app: Hono,
  path: string,
  fields: Fields,
  files: Record<string, File[]>,
): Promise<Response> {
  const body = new FormData();
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) body.append(name, value);
  }
  for (const [name, list] of Object.entries(files)) for (const file of list) body.append(name, file);
  return app.request(path, { method: 'POST', body });
}

/** Assets from a table of texts, by path. */
export function assetsFrom(files: Record<string, string>): (path: string) => Promise<Asset | undefined> {
  return (path) => {
    const body = Object.hasOwn(files, path) ? files[path] : undefined;
    const type = path.endsWith('.html') ? 'text/html; charset=utf-8' : 'text/javascript; charset=utf-8';
    return Promise.resolve(body === undefined ? undefined : { body, type });
  };
}

/** A poll or one of its questions. */
export interface SentQuestion {
  options: { id: string; votes: number }[];
  voters: number;
  rounds: unknown[];
}

/** The members of everything that the server sends: a test reads those that its answer must have. */
export interface Sent extends SentQuestion {
  type: string;
  status: number | string;
  detail: string;
  errors: { name: string; message: string }[];
  services: { id: string }[];
  forms: unknown[];
  url: string;
  submitUrl: string;
  caseUrl: string;
  reference: string;
  message: string;
  statusUrl: string;
  messages: unknown[];
  questions: SentQuestion[];
  blank: number;
  opens: string;
  closes: string;
  now: string;
  updated: string;
}

export function json(response: Response): Promise<Sent> {
  return response.json() as Promise<Sent>;
}

/** What a refused form says, by field. */
export async function mistakes(response: Response): Promise<Record<string, string>> {
  assert.equal(response.status, 422, await response.clone().text());
  assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
  const { errors } = await json(response);
  return Object.fromEntries(errors.map(({ name, message }) => [name, message]));
}
