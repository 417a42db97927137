import type { Database } from '../database/database.js';
import { picturesOf } from './clean-post.js';
import type { FeedDocument } from './copies.js';

/** What the office does not want to be shown of a feed. */
export interface Hidden {
  isFeedHidden: boolean;
  /** Ids and addresses, as they were given. */
  posts: string[];
}

export async function hiddenOf(db: Database, feedId: string): Promise<Hidden> {
  const rows = await db.query<{ post: string | null }>(
    `SELECT NULL AS post FROM hidden_feeds WHERE feed_id = $1
     UNION ALL (SELECT post FROM hidden_posts WHERE feed_id = $1 ORDER BY post)`,
    [feedId],
  );
  return {
    isFeedHidden: rows.some(({ post }) => post === null),
    posts: rows.flatMap(({ post }) => post ?? []),
  };
}

/** Whether a picture must not be handed out any more because it stood in what is hidden. */
export async function isPictureHidden(db: Database, feedId: string, url: string): Promise<boolean> {
  const rows = await db.query<{ pictures: string | null }>(
    `SELECT NULL AS pictures FROM hidden_feeds WHERE feed_id = $1
     UNION ALL SELECT pictures FROM hidden_posts WHERE feed_id = $1`,
    [feedId],
  );
  return rows.some(({ pictures }) => pictures === null || (JSON.parse(pictures) as string[]).includes(url));
}

export async function hideSource(db: Database, feedId: string, now: Date): Promise<void> {
  await db.query('INSERT INTO hidden_feeds (feed_id, at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    feedId,
    now.toISOString(),
  ]);
}

/** Whether it was hidden. */
export async function unhideSource(db: Database, feedId: string): Promise<boolean> {
  const rows = await db.query('DELETE FROM hidden_feeds WHERE feed_id = $1 RETURNING feed_id', [feedId]);
  return rows.length > 0;
}

/**
 * Hides a post, also before it comes, with the pictures that nothing else in the copy shows.
 * @param post its id or its address
 * @returns whether it is in the copy now
 */
export async function hidePost(
  db: Database,
  feedId: string,
  post: string,
  { copy, now }: { copy: FeedDocument | undefined; now: Date },
): Promise<boolean> {
  const posts = copy?.posts ?? [];
  const hidden = posts.filter((each) => isHidden(each, [post]));
  const shown = new Set(posts.filter((each) => !hidden.includes(each)).flatMap(picturesOf));
  const pictures = hidden.flatMap(picturesOf).filter((url) => !shown.has(url));
  await db.query(
    `INSERT INTO hidden_posts (feed_id, post, pictures, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (feed_id, post) DO UPDATE SET pictures = excluded.pictures`,
    [feedId, post, JSON.stringify(pictures), now.toISOString()],
  );
  return hidden.length > 0;
}

/** Whether it was hidden under this id or address. */
export async function unhidePost(db: Database, feedId: string, post: string): Promise<boolean> {
  const { posts } = await hiddenOf(db, feedId);
  const given = posts.filter((each) => normalized(each) === normalized(post));
  for (const each of given) {
    await db.query('DELETE FROM hidden_posts WHERE feed_id = $1 AND post = $2', [feedId, each]);
  }
  return given.length > 0;
}

export function isHidden(
  { id, url }: { id: string; url?: string | undefined },
  posts: readonly string[],
): boolean {
  const own = [id, url].map((name) => name !== undefined && normalized(name));
  // Where the post's own address has a fragment, it is one of several on a page; else people copied one along.
  return posts.map(normalized).some((post) => own.includes(post) || own.includes(post.replace(/#.*/, '')));
}

/** An address as people copy it: with or without a slash at the end. */
function normalized(post: string): string {
  if (!/^https?:/i.test(post) || !URL.canParse(post)) return post.trim();
  const url = new URL(post.trim());
  return `${url.origin}${url.pathname.replace(/\/$/, '')}${url.search}${url.hash}`;
}
