import type * as z from 'zod/mini';
import type { Feed, JsonFeed, JsonFeedItem } from '../../../src/contracts/feed.js';
import type { CivicExtension, Post } from '../../../src/contracts/post.js';
import { htmlToText } from '../../../src/formats.js';

export type WrittenItem = z.input<typeof JsonFeedItem>;
export type WrittenFeed = Omit<z.input<typeof JsonFeed>, 'items'> & { items: WrittenItem[] };

/**
 * Any feed as JSON Feed 1.1 with our `_civic`: reading it again gives the same feed. Its posts stand by themselves:
 * addresses in their markup are absolute. The one thing that the format has no room for is markup in a summary.
 */
export function toJsonFeed({
  title,
  url,
  language,
  next,
  posts,
}: Omit<Feed, 'format' | 'problems'>): WrittenFeed {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: title ?? '',
    ...(url && { home_page_url: url }),
    ...(next && { next_url: next }),
    ...(language && { language }),
    items: posts.map(toItem),
  };
}

export function toItem(post: Post): WrittenItem {
  const {
    id,
    url,
    title,
    html,
    summary,
    base,
    published,
    updated,
    language,
    authors,
    tags,
    source,
    ...civic
  } = post;
  return {
    id,
    ...(url && { url }),
    ...(title && { title }),
    // One of the two contents must be there, also in a post that is all pictures.
    content_html: html ?? '',
    ...(html && summary && { summary: htmlToText(summary) }),
    ...(published && { date_published: published }),
    ...(updated && { date_modified: updated }),
    ...(language && { language }),
    ...(authors.length > 0 && { authors }),
    ...(tags.length > 0 && { tags }),
    ...(Object.keys(civic).length > 0 && { _civic: civic satisfies CivicExtension }),
  };
}
