import type { Feed } from '../../contracts/feed.js';
import type { Post } from '../../contracts/post.js';

export interface FeedFilter {
  hide: readonly string[];
  tag: string;
  blockWords: readonly string[];
}

const plainTag = (tag: string): string => tag.replace(/^#/, '').toLowerCase();

function wanted(post: Post, { hide, tag, blockWords }: FeedFilter): boolean {
  if (hide.includes('boosts') && post.boostedBy) return false;
  if (hide.includes('replies') && post.replyTo) return false;
  if (hide.includes('sensitive') && (post.sensitive || post.warning)) return false;
  if (tag && !post.tags.some((each) => plainTag(each) === plainTag(tag))) return false;
  if (!blockWords.length) return true;
  const text = [post.title, post.html, post.warning, ...post.tags].join(' ').toLowerCase();
  return !blockWords.some((word) => text.includes(word.toLowerCase()));
}

/** Times to sort by. A post without a date keeps its place behind the one before it in its document. */
function times(posts: readonly Post[]): Map<Post, number> {
  const found = new Map<Post, number>();
  let last = Infinity;
  for (const post of posts) {
    const time = Date.parse(post.published ?? '');
    if (!Number.isNaN(time)) last = time;
    found.set(post, last === Infinity ? -1 : last);
  }
  return found;
}

/** The posts of several feeds as one list: pinned ones first, then the newest, each only once. */
export function merge(feeds: readonly Feed[], filter: FeedFilter): Post[] {
  const time = new Map<Post, number>();
  const seen = new Set<string>();
  const posts: Post[] = [];
  for (const feed of feeds) {
    const source = { name: feed.title ?? '', ...(feed.url && { url: feed.url }) };
    for (const [post, at] of times(feed.posts)) {
      const key = post.url ?? post.id;
      if (seen.has(key) || !wanted(post, filter)) continue;
      seen.add(key);
      post.source ??= source;
      if (feed.language) post.language ??= feed.language;
      time.set(post, at);
      posts.push(post);
    }
  }
  // Alone, a feed's own order is what its editor wants to be seen.
  if (feeds.length > 1) posts.sort((a, b) => time.get(b)! - time.get(a)!);
  return [...posts.filter((post) => post.pinned), ...posts.filter((post) => !post.pinned)];
}
