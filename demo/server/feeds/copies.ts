import type { Feed } from '../../../src/contracts/feed.js';
import type { Database } from '../database/database.js';
import type { FeedSource } from './source.js';

/** A feed as it is kept: what can be shown of it. */
export type FeedDocument = Pick<Feed, 'title' | 'url' | 'language' | 'posts'>;

/** How a server knows again what it has sent, the address that it sent it from, and who has read it here. */
export interface Validators {
  url: string;
  version: string;
  etag?: string | undefined;
  lastModified?: string | undefined;
}

export interface FeedState {
  /** Another one for each document. */
  revision: string;
  /** Nothing before the first good answer. */
  copy?: { fetched: Date; changed: Date; validators: Validators | undefined };
  /** Attempts in a row that came to nothing, why the last one did, and when the next may be. */
  failures: number;
  failure: string | undefined;
  retry: Date | undefined;
}

interface StateRow {
  address: string;
  revision: string;
  validators: string | null;
  fetched: Date | null;
  changed: Date | null;
  failures: number;
  failure: string | null;
  retry: Date | null;
}

/** What is known of a source. What was kept for another address under the same name is not its own. */
export async function readState(db: Database, source: FeedSource): Promise<FeedState> {
  const [row] = await db.query<StateRow>(
    `SELECT address, revision, validators, fetched, changed, failures, failure, retry
     FROM feed_copies WHERE id = $1`,
    [source.id],
  );
  if (row?.address !== source.url) return { revision: '', failures: 0, failure: undefined, retry: undefined };
  const { revision, failures, fetched, changed } = row;
  const validators = row.validators === null ? undefined : (JSON.parse(row.validators) as Validators);
  return {
    revision,
    ...(fetched && changed && { copy: { fetched, changed, validators } }),
    failures,
    failure: row.failure ?? undefined,
    retry: row.retry ?? undefined,
  };
}

export async function readDocument(db: Database, source: FeedSource): Promise<FeedDocument | undefined> {
  const [row] = await db.query<{ document: string | null }>(
    'SELECT document FROM feed_copies WHERE id = $1 AND address = $2',
    [source.id, source.url],
  );
  return row?.document == null ? undefined : (JSON.parse(row.document) as FeedDocument);
}

/** Replaces the copy as a whole: what is no longer in the document is no longer kept. */
export async function keepCopy(
  db: Database,
  source: FeedSource,
  document: FeedDocument,
  validators: Validators | undefined,
  now: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO feed_copies (id, address, revision, document, validators, fetched, changed, failures)
     VALUES ($1, $2, $6, $3, $4, $5, $5, 0)
     ON CONFLICT (id) DO UPDATE SET
       address = excluded.address,
       revision = excluded.revision,
       document = excluded.document,
       validators = excluded.validators,
       fetched = excluded.fetched,
       changed = CASE
         WHEN feed_copies.address = excluded.address AND feed_copies.document = excluded.document
         THEN feed_copies.changed ELSE excluded.changed END,
       failures = 0, failure = NULL, retry = NULL`,
    [
      source.id,
      source.url,
      JSON.stringify(document),
      validators ? JSON.stringify(validators) : null,
      now.toISOString(),
      crypto.randomUUID(),
    ],
  );
}

/** The other server says that its document is still the same. */
export async function confirmCopy(db: Database, source: FeedSource, now: Date): Promise<void> {
  await db.query(
    `UPDATE feed_copies SET fetched = $3, failures = 0, failure = NULL, retry = NULL
     WHERE id = $1 AND address = $2`,
    [source.id, source.url, now.toISOString()],
  );
}

export async function noteFailure(
  db: Database,
  source: FeedSource,
  { failures, failure, retry }: { failures: number; failure: string; retry: Date },
): Promise<void> {
  await db.query(
    `INSERT INTO feed_copies (id, address, revision, failures, failure, retry) VALUES ($1, $2, '', $3, $4, $5)
     ON CONFLICT (id) DO UPDATE SET failures = excluded.failures, failure = excluded.failure, retry = excluded.retry`,
    [source.id, source.url, failures, failure, retry.toISOString()],
  );
}

/** Forgets what was kept under a name, for whatever address. */
export async function dropCopy(db: Database, id: string): Promise<void> {
  await db.query('DELETE FROM feed_copies WHERE id = $1', [id]);
}

/** At a start: what nobody configures any more goes, and who failed gets another chance at once. */
export async function tidyCopies(db: Database, sources: readonly FeedSource[]): Promise<void> {
  const configured = new Map(sources.map(({ id, url }) => [id, url]));
  const kept = await db.query<{ id: string; address: string }>('SELECT id, address FROM feed_copies');
  for (const { id, address } of kept) if (configured.get(id) !== address) await dropCopy(db, id);
  await db.query('UPDATE feed_copies SET retry = NULL');
}
