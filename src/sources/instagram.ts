import type { Feed, ItemProblem } from '../contracts/feed.js';
import type { Media, Post } from '../contracts/post.js';
import { safeLink } from '../internal/safe-url.js';
import type { Steps } from '../internal/steps.js';
import { textToHtml } from '../internal/text.js';
import { parseDate } from './dates.js';
import { film, hashtags, nextPage } from './facebook.js';
import { type Json, array, compact, number, object, readEach, string, words } from './json.js';
import { distinct, medium } from './media.js';

/** One picture or film. A film with music that is not the town's own comes without its address. */
function attachment(value: Json, url: string | undefined, base: string): Media | undefined {
  const alt = string(value.alt_text);
  return value.media_type === 'VIDEO'
    ? film(value.media_url, url, base, { alt, preview: string(value.thumbnail_url) })
    : medium(value.media_url, base, { type: 'image', alt });
}

function readPost(value: Json, base: string): Post | undefined {
  const url = safeLink(value.permalink, base);
  const id = words(value.id) ?? url;
  if (!id) return undefined;
  const text = string(value.caption) ?? '';
  const children = array(object(value.children).data);
  const name = words(value.username) ?? words(object(value.owner).username);
  return compact<Post>({
    id,
    url,
    html: textToHtml(text),
    published: parseDate(value.timestamp),
    authors: name ? [{ name, url: safeLink(`https://www.instagram.com/${name}/`) }] : [],
    tags: hashtags(text),
    media: distinct((children.length ? children : [value]).map((each) => attachment(each, url, base))),
    network: 'instagram',
    counts: { replies: number(value.comments_count), likes: number(value.like_count) },
  });
}

const connection = (json: unknown): Json => {
  const { data, media } = object(json);
  return object(Array.isArray(data) ? json : media);
};

export const isInstagram = (json: unknown): boolean =>
  array(connection(json).data).some((each) => 'media_type' in each || 'media_url' in each);

/** The media of an Instagram account, from the Graph API. */
export function* instagram(json: unknown, address: string): Steps<Feed> {
  const problems: ItemProblem[] = [];
  const { data, paging } = connection(json);
  const posts = yield* readEach(array(data), 'data', 'a post with an id or a link', problems, (value) =>
    readPost(value, address),
  );
  const title = posts[0]?.authors[0]?.name;
  return compact<Feed>({ format: 'instagram', title, posts, next: nextPage(paging, address), problems });
}
