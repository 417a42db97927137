import assert from 'node:assert/strict';
import type { Hono } from 'hono';
import type { Database } from '../../../demo/server/database/database.js';
import { scryptPasswords } from '../../../demo/server/node/passwords.js';
import { accountCommand } from '../../../demo/server/office/accounts/command.js';
import type { AppOptions } from '../../../demo/server/options.js';
import { post, testServer, type Fields, type TestServer } from '../server/helpers.js';

/** The real hashes, made fast. */
export const passwords = scryptPasswords({ ln: 4, r: 8, p: 1 });

export interface OfficeServer extends TestServer {
  /** `npm run account -- …`, with the password that it printed. */
  account(...words: string[]): Promise<string>;
  /** Makes an account and signs in with it. */
  signedIn(...words: string[]): Promise<Staff>;
  /** Sends the form "synpunkt" and gives the resident's reference. */
  submit(fields?: Fields): Promise<string>;
}

/** @param own a database other than the one in memory */
export async function officeServer(options: Partial<AppOptions> = {}, own?: Database): Promise<OfficeServer> {
  const server = await testServer({
    origin: 'http://localhost',
    ...options,
    ...(own && { database: () => Promise.resolve(own) }),
    office: { passwords, ...options.office },
  });
  const { app, clock } = server;
  const db = own ?? server.db;
  // Tables.
  await app.request('/api/polls');
  const account = async (...words: string[]): Promise<string> => {
    const { isDone, text } = await accountCommand(words, { db, passwords, now: () => clock.now });
    assert.ok(isDone, text);
    return /^Password: (\S+)$/m.exec(text)?.[1] ?? '';
  };
  return {
    ...server,
    db,
    account,
    signedIn: async (...words) => {
      const password = await account(...words);
      const staff = new Staff(app);
      const { status } = await staff.signIn(words[0]!, password);
      assert.equal(status, 303);
      return staff;
    },
    submit: async (fields = {}) => {
      const response = await post(app, '/api/forms/synpunkt/submissions', {
        area: 'gata',
        message: 'En grop i vägen',
        ...fields,
      });
      assert.equal(response.status, 201);
      return ((await response.json()) as { reference: string }).reference;
    },
  };
}

/** Somebody's browser at the office: keeps cookies, sends forms as they stand in the pages. */
export class Staff {
  readonly cookies = new Map<string, string>();
  readonly #app: Hono;
  /** Of the page that was looked at last. */
  csrf = '';

  constructor(app: Hono) {
    this.#app = app;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#sent(path, { headers });
  }

  /** The page, which has to be one. */
  async page(path: string, headers: Record<string, string> = {}): Promise<string> {
    const response = await this.get(path, { Accept: 'text/html', ...headers });
    const text = await response.text();
    assert.equal(response.status, 200, `${path}: ${response.status} ${text}`);
    this.csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? this.csrf;
    return text;
  }

  /** A form of a page that this browser has open. */
  async post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Response> {
    const body = new URLSearchParams();
    for (const [name, values] of Object.entries({ csrf: this.csrf, ...fields })) {
      for (const value of [values].flat()) body.append(name, value);
    }
    return this.#sent(path, {
      method: 'POST',
      body,
      headers: {
        Accept: 'text/html',
        Origin: 'http://localhost',
        'Sec-Fetch-Site': 'same-origin',
        ...headers,
      },
    });
  }

  /** Posts, and gives the page that it leads to. */
  async done(path: string, fields: Fields = {}): Promise<string> {
    const response = await this.post(path, fields);
    assert.equal(response.status, 303, `${path}: ${response.status} ${await response.clone().text()}`);
    return this.page(response.headers.get('Location')!);
  }

  async signIn(name: string, password: string): Promise<Response> {
    const response = await this.post('/admin/sign-in', { name, password });
    if (response.status === 303) await this.page('/admin/ratings/');
    return response;
  }

  /** The office's address of the only case that a search finds. */
  async caseAddress(query = ''): Promise<string> {
    const list = await this.page(`/admin/cases/${query}`);
    const [address, ...others] = list.match(/\/admin\/cases\/[0-9a-f]{12}/g) ?? [];
    assert.ok(address !== undefined && others.length === 0, list);
    return address;
  }

  async #sent(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0) {
      headers.set('Cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    const response = await this.#app.request(path, { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return response;
  }
}
