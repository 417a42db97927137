import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { toBase64Url } from '../../base64url.js';
import type { Database } from '../../database/database.js';
import { keyedHash } from '../../database/secret.js';
import type { Server } from '../../server.js';
import { isSame } from '../csrf.js';
import type { Member, Role } from '../member.js';

const cookie = 'civic-office';
const minute = 60_000;
/** Somebody who left the desk. */
const idle = 60 * minute;
/** Somebody who never does. */
const longest = 12 * 60 * minute;
/** Noting every request would be a write for each. */
const seenEvery = minute;

export interface Session {
  member: Member;
  /** The hash under which it is kept. */
  hash: string;
}

interface SessionRow {
  name: string;
  roles: string;
  departments: string;
  created: Date;
  seen: Date;
}

/** A new session under a new number, whatever the browser came with. */
export async function startSession(c: Context, server: Server, account: string): Promise<void> {
  const { db, secret } = await server.store();
  const token = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  await db.query('INSERT INTO office_sessions (hash, account, created, seen) VALUES ($1, $2, $3, $3)', [
    await hashOf(token),
    account,
    server.now().toISOString(),
  ]);
  setCookie(c, cookie, `${token}.${await signature(secret, token)}`, {
    path: '/admin',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(c, server),
  });
}

/** Who is signed in; nobody after a time without a request, after a day's work, or when the account was disabled. */
export async function findSession(c: Context, server: Server): Promise<Session | undefined> {
  const [token = '', signed = ''] = (getCookie(c, cookie) ?? '').split('.');
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  const { db, secret } = await server.store();
  if (!isSame(signed, await signature(secret, token))) return undefined;
  const hash = await hashOf(token);
  const [row] = await db.query<SessionRow>(
    `SELECT a.name, a.roles, a.departments, s.created, s.seen
     FROM office_sessions s JOIN accounts a ON a.name = s.account WHERE s.hash = $1 AND NOT a.disabled`,
    [hash],
  );
  if (!row) return undefined;
  const now = server.now();
  const time = now.getTime();
  if (time - row.seen.getTime() > idle || time - row.created.getTime() > longest) {
    await db.query('DELETE FROM office_sessions WHERE hash = $1', [hash]);
    return undefined;
  }
  if (time - row.seen.getTime() > seenEvery) {
    await db.query('UPDATE office_sessions SET seen = $2 WHERE hash = $1', [hash, now.toISOString()]);
  }
  return {
    hash,
    member: {
      name: row.name,
      roles: JSON.parse(row.roles) as Role[],
      departments: JSON.parse(row.departments) as string[],
    },
  };
}

export async function endSession(c: Context, server: Server): Promise<void> {
  const [token = ''] = (getCookie(c, cookie) ?? '').split('.');
  const db = await server.database();
  await db.query('DELETE FROM office_sessions WHERE hash = $1', [await hashOf(token)]);
  deleteCookie(c, cookie, { path: '/admin', secure: isSecure(c, server) });
}

export async function endSessionsOf(db: Database, account: string): Promise<void> {
  await db.query('DELETE FROM office_sessions WHERE account = $1', [account]);
}

/** Of sessions that nobody came back to. */
export async function tidySessions(db: Database, now: Date): Promise<void> {
  await db.query('DELETE FROM office_sessions WHERE seen < $1 OR created < $2', [
    new Date(now.getTime() - idle).toISOString(),
    new Date(now.getTime() - longest).toISOString(),
  ]);
}

export function isSecure(c: Context, server: Server): boolean {
  return server.origin(c).startsWith('https:');
}

async function hashOf(token: string): Promise<string> {
  const bytes = new TextEncoder().encode(token);
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

async function signature(secret: CryptoKey, token: string): Promise<string> {
  return toBase64Url(await keyedHash(secret, 'office-session', token));
}
