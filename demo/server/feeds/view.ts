import type { FeedDocument } from './copies.js';
import { cleanPost, picturesOf } from './clean-post.js';
import { isHidden, type Hidden } from './hidden.js';
import type { FeedSource } from './source.js';
import { toJsonFeed, type WrittenFeed } from './to-json-feed.js';

/** Gives a picture an address at this server. */
export type Sign = (url: string) => Promise<string>;

/** A source as visitors get it: without what is hidden, and without anything that asks somebody else. */
export async function viewOf(
  source: FeedSource,
  document: FeedDocument | undefined,
  hidden: Hidden,
  sign: Sign,
): Promise<WrittenFeed> {
  const { title, url, language, posts = [] } = document ?? {};
  const shown = hidden.isFeedHidden ? [] : posts.filter((post) => !isHidden(post, hidden.posts));
  const signed = new Map<string, string>();
  if (source.proxyImages) {
    for (const picture of new Set(shown.flatMap(picturesOf))) signed.set(picture, await sign(picture));
  }
  const picture = source.proxyImages
    ? (address: string) => signed.get(address)
    : (address: string) => address;
  return toJsonFeed({
    title: source.title ?? title ?? source.id,
    ...(url && { url }),
    ...(language && { language }),
    posts: shown.map((post) => cleanPost(post, picture)),
  });
}
