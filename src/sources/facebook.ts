import type { Feed, ItemProblem } from '../contracts/feed.js';
import type { Card, Media, Post } from '../contracts/post.js';
import { safeLink, safeResource } from '../internal/safe-url.js';
import { textToHtml } from '../internal/text.js';
import { parseDate } from './dates.js';
import { type Json, array, edited, number, object, readEach, string, words } from './json.js';
import { distinct, medium } from './media.js';

/** Words after `#`, without it. */
export const hashtags = (text: string): string[] =>
  [...text.matchAll(/(?<![\p{L}\p{N}_&])#([\p{L}\p{N}_]+)/gu)].map(([, tag]) => tag!);

/** The next page, asked of the address that the document came from: the one that Facebook names holds the token. */
export function nextPage(paging: Json, address: string): string | undefined {
  const next = safeLink(paging.next, address);
  if (!next) return undefined;
  const after = new URL(next).searchParams.get('after') ?? string(object(paging.cursors).after);
  const url = new URL((after && safeLink(address)) || next);
  url.searchParams.delete('access_token');
  if (after) url.searchParams.set('after', after);
  return url.href;
}

/** Facebook leads through its own address, to count. */
function target(value: unknown, base: string): string | undefined {
  const url = safeLink(value, base);
  const beyond =
    url && /^l\.facebook\.com$|^lm\./.test(new URL(url).host) && new URL(url).searchParams.get('u');
  return beyond ? safeLink(beyond) : url;
}

function attachment(value: Json, url: string | undefined, base: string): Media | undefined {
  const { image, source } = object(value.media);
  const { src, width, height } = object(image);
  const alt = string(value.description);
  if (!/video/.test(string(value.media_type) ?? string(value.type) ?? '')) {
    return medium(src, base, { type: 'image', alt, width, height });
  }
  const isPlayable = safeResource(source, base) !== undefined;
  const mime = isPlayable ? 'video/mp4' : 'text/html';
  const address = isPlayable ? source : (safeLink(value.url, base) ?? url);
  return medium(address, base, {
    type: 'video',
    mime,
    title: string(value.title),
    preview: string(src),
    width,
    height,
  });
}

function card(value: Json, base: string): Card | undefined {
  const url = target(object(value.target).url ?? value.url, base);
  const title = words(value.title);
  if (!url || !title) return undefined;
  const image = safeResource(object(object(value.media).image).src, base);
  return { url, title, summary: words(value.description), image: image ? { url: image } : undefined };
}

function readPost(value: Json, base: string): Post | undefined {
  const url = safeLink(value.permalink_url, base);
  const text = string(value.message) ?? string(value.story) ?? '';
  const attachments = array(object(value.attachments).data);
  const isShared = (each: Json) => /share|link/.test(string(each.type) ?? string(each.media_type) ?? '');
  const parts = attachments
    .filter((each) => !isShared(each))
    .flatMap((each) => {
      const inner = array(object(each.subattachments).data);
      return inner.length ? inner : [each];
    });
  const shared = attachments
    .filter(isShared)
    .map((each) => card(each, base))
    .find(Boolean);
  const media = distinct(parts.map((each) => attachment(each, url, base)));
  const picture = media.length || shared ? undefined : medium(value.full_picture, base, { type: 'image' });
  const id = words(value.id) ?? url;
  if (!id) return undefined;
  const published = parseDate(value.created_time);
  const updated = edited(published, parseDate(value.updated_time));
  const from = object(value.from);
  const name = words(from.name);
  const total = (key: string) => number(object(object(value[key]).summary).total_count);
  return {
    id,
    ...(url && { url }),
    ...(text && { html: textToHtml(text) }),
    ...(published && { published }),
    ...(updated && { updated }),
    authors: name
      ? [
          {
            name,
            url: safeLink(from.link, base),
            avatar: safeResource(object(object(from.picture).data).url),
          },
        ]
      : [],
    tags: hashtags(text),
    media: picture ? [picture] : media,
    network: 'facebook',
    card: shared,
    counts: {
      replies: total('comments'),
      boosts: number(object(value.shares).count),
      likes: total('reactions') ?? total('likes'),
    },
  };
}

/** The list of a connection, asked for by itself or as a field of its page. */
const connection = (json: unknown): Json => {
  const { data, posts, feed, published_posts: published } = object(json);
  return Array.isArray(data) ? object(json) : object(posts ?? published ?? feed);
};

export const isFacebook = (json: unknown): boolean => {
  const { data } = connection(json);
  const marks = ['message', 'story', 'permalink_url', 'created_time', 'full_picture', 'attachments'];
  return (
    Array.isArray(data) && (!data.length || array(data).some((each) => marks.some((mark) => mark in each)))
  );
};

/** The posts of a Facebook page, from the Graph API; published ones for everybody only. */
export function facebook(json: unknown, address: string): Feed {
  const problems: ItemProblem[] = [];
  const { data, paging } = connection(json);
  const posts = readEach(array(data), 'data', 'a post with an id or a link', problems, (value) => {
    const privacy = string(object(value.privacy).value);
    const isForAll =
      value.is_hidden !== true && value.is_published !== false && (!privacy || privacy === 'EVERYONE');
    return isForAll ? readPost(value, address) : null;
  });
  const title = words(object(json).name);
  const next = nextPage(object(paging), address);
  return { format: 'facebook', ...(title && { title }), posts, ...(next && { next }), problems };
}
