import type { Feed } from '../../../src/contracts/feed.js';
import type { Post } from '../../../src/contracts/post.js';
import { readFeed } from '../../../src/formats.js';
import type { FeedContext, FeedSeed } from '../seed/town.js';
import { type Hidden, isHidden } from './hidden.js';
import { toJsonFeed } from './to-json-feed.js';

export interface WrittenDocument {
  body: string;
  type: string;
}

/** A feed that the town writes itself, as it would be served to somebody at an origin. */
export const readOwn = (feed: FeedSeed, context: FeedContext): Feed =>
  readFeed(feed.body(context), `${context.origin}/api/feeds/${feed.id}`);

/**
 * Whether a post of the town's own is hidden. The server may be known under several names: an address at this server
 * is meant whichever of them it was copied from.
 */
export function isOwnHidden({ id, url }: Post, posts: readonly string[], { origin }: FeedContext): boolean {
  const local = (name: string) => (name.startsWith(`${origin}/`) ? name.slice(origin.length) : name);
  const given = posts.flatMap((post) => [post, post.replace(/^https?:\/\/[^/]*(?=\/)/i, '')]);
  return isHidden({ id: local(id), url: url && local(url) }, given);
}

/** The town's own feed as it writes it; without what the office has hidden, as JSON Feed. */
export function writeOwn(feed: FeedSeed, context: FeedContext, hidden: Hidden): WrittenDocument {
  if (!hidden.isFeedHidden && hidden.posts.length === 0)
    return { body: feed.body(context), type: feed.contentType };
  const document = readOwn(feed, context);
  const posts = hidden.isFeedHidden
    ? []
    : document.posts.filter((post) => !isOwnHidden(post, hidden.posts, context));
  return { body: JSON.stringify(toJsonFeed({ ...document, posts })), type: 'application/feed+json' };
}
