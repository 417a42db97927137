import { toBase64Url } from '../../base64url.js';
import type { Database } from '../../database/database.js';
import { keyedHash } from '../../database/secret.js';
import type { Server } from '../../server.js';

const minute = 60_000;
const lockedFor = 15 * minute;
/** A mistake of longer ago does not count. */
const remembered = 60 * minute;
const allowed = { account: 5, address: 30 };

/** Who tries: by the name that was typed, whether or not there is such an account, and by where from. */
export interface Attempt {
  account: string;
  address: string;
}

/**
 * Counts an attempt before it is made, so that many at once count too; the answer is how many seconds to wait, or
 * nothing when it may be made.
 */
export async function countAttempt(server: Server, attempt: Attempt): Promise<number | undefined> {
  const db = await server.database();
  const now = server.now();
  const waits = await Promise.all(
    (['account', 'address'] as const).map(async (kind) =>
      count(db, await subjectOf(server, kind, attempt), allowed[kind], now),
    ),
  );
  const wait = Math.max(...waits);
  return wait > 0 ? Math.ceil(wait / 1000) : undefined;
}

/** Somebody is who they say: their mistakes are forgotten. Those of others at the same address are not. */
export async function forgetAttempt(server: Server, attempt: Attempt): Promise<void> {
  const db = await server.database();
  await unlock(server, attempt.account);
  await db.query('UPDATE sign_in_failures SET count = count - 1 WHERE subject = $1 AND count > 0', [
    await subjectOf(server, 'address', attempt),
  ]);
}

export async function unlock(server: Pick<Server, 'store' | 'now'>, account: string): Promise<boolean> {
  const { db } = await server.store();
  const subject = await subjectOf(server, 'account', { account, address: '' });
  const gone = await db.query('DELETE FROM sign_in_failures WHERE subject = $1 RETURNING subject', [subject]);
  return gone.length > 0;
}

export async function tidyAttempts(db: Database, now: Date): Promise<void> {
  await db.query('DELETE FROM sign_in_failures WHERE last < $1', [
    new Date(now.getTime() - remembered).toISOString(),
  ]);
}

async function count(db: Database, subject: string, limit: number, now: Date): Promise<number> {
  const [row] = await db.query<{ count: number; locked: Date | null }>(
    `INSERT INTO sign_in_failures (subject, count, last) VALUES ($1, 1, $2)
     ON CONFLICT (subject) DO UPDATE SET
       count = CASE WHEN sign_in_failures.last < $3 OR sign_in_failures.locked < $2 THEN 1
         ELSE sign_in_failures.count + 1 END,
       locked = CASE WHEN sign_in_failures.locked < $2 THEN NULL ELSE sign_in_failures.locked END,
       last = $2
     RETURNING count, locked`,
    [subject, now.toISOString(), new Date(now.getTime() - remembered).toISOString()],
  );
  if (!row) throw new Error('The attempt was not counted.');
  if (row.locked) return row.locked.getTime() - now.getTime();
  if (row.count <= limit) return 0;
  await db.query('UPDATE sign_in_failures SET locked = $2 WHERE subject = $1', [
    subject,
    new Date(now.getTime() + lockedFor).toISOString(),
  ]);
  return lockedFor;
}

/** No address is kept: the hash of one is another every day. */
async function subjectOf(
  server: Pick<Server, 'store' | 'now'>,
  kind: keyof Attempt,
  attempt: Attempt,
): Promise<string> {
  const { secret } = await server.store();
  const text =
    kind === 'account' ? attempt.account : `${server.now().toISOString().slice(0, 10)} ${attempt.address}`;
  return toBase64Url(await keyedHash(secret, `sign-in-${kind}`, text));
}
