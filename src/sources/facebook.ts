import type { Feed, ItemProblem } from '../contracts/feed.js';
import type { Card, Media, Person, Post } from '../contracts/post.js';
import { safeLink, safeResource } from '../internal/safe-url.js';
import type { Steps } from '../internal/steps.js';
import { textToHtml } from '../internal/text.js';
import { parseDate } from './dates.js';
import {
  type Json,
  array,
  compact,
  edited,
  number,
  object,
  present,
  readEach,
  string,
  words,
} from './json.js';
import { distinct, medium } from './media.js';

/** Words after `#`, without it. */
export const hashtags = (text: string): string[] =>
  [...text.matchAll(/(?<![\p{L}\p{N}_&])#([\p{L}\p{N}_]+)/gu)].map(([, tag]) => tag!);

/** The next page, asked of the address that the document came from: the one that Facebook names holds the token. */
export function nextPage(value: unknown, address: string): string | undefined {
  const paging = object(value);
  const next = safeLink(paging.next, address);
  if (!next) return undefined;
  const after = new URL(next).searchParams.get('after') ?? string(object(paging.cursors).after);
  const url = new URL((after && safeLink(address)) || next);
  url.searchParams.delete('access_token');
  if (after) url.searchParams.set('after', after);
  return url.href;
}

/** A film by its file, or by the page that shows it where that is not given out. */
export function film(
  source: unknown,
  page: string | undefined,
  base: string,
  found: Partial<Media>,
): Media | undefined {
  const file = safeResource(source, base);
  return medium(file ?? page, base, { ...found, type: 'video', mime: file ? 'video/mp4' : 'text/html' });
}

/** Facebook leads through its own address, to count. */
function target(value: unknown, base: string): string | undefined {
  const url = safeLink(value, base);
  const { host, searchParams } = new URL(url ?? 'about:blank');
  return /^lm?\.facebook\.com$/.test(host) ? safeLink(searchParams.get('u')) : url;
}

function attachment(value: Json, url: string | undefined, base: string): Media | undefined {
  const { image, source } = object(value.media);
  const { src, width, height } = object(image);
  if (!/video/.test(`${string(value.media_type)} ${string(value.type)}`)) {
    return medium(src, base, { type: 'image', alt: string(value.description), width, height });
  }
  return film(source, safeLink(value.url, base) ?? url, base, {
    title: string(value.title),
    preview: string(src),
  });
}

function card(value: Json, base: string): Card | undefined {
  const url = target(object(value.target).url ?? value.url, base);
  const title = words(value.title);
  const image = safeResource(object(object(value.media).image).src, base);
  return url && title
    ? compact<Card>({ url, title, summary: words(value.description), image: image && { url: image } })
    : undefined;
}

function author({ name, link, picture }: Json, base: string): Person | undefined {
  const called = words(name);
  const avatar = safeResource(object(object(picture).data).url, base);
  return called ? compact<Person>({ name: called, url: safeLink(link, base), avatar }) : undefined;
}

function readPost(value: Json, base: string): Post | undefined {
  const url = safeLink(value.permalink_url, base);
  const id = words(value.id) ?? url;
  if (!id) return undefined;
  const text = string(value.message) ?? string(value.story) ?? '';
  const attachments = array(object(value.attachments).data);
  const isShared = ({ type, media_type }: Json) =>
    /share|link/.test(string(type) ?? string(media_type) ?? '');
  const shared = present(attachments.filter(isShared).map((each) => card(each, base)))[0];
  const parts = attachments
    .filter((each) => !isShared(each))
    .flatMap((each) => {
      const inner = array(object(each.subattachments).data);
      return inner.length ? inner : [each];
    });
  const media = distinct(parts.map((each) => attachment(each, url, base)));
  if (!media.length && !shared)
    media.push(...distinct([medium(value.full_picture, base, { type: 'image' })]));
  const published = parseDate(value.created_time);
  const total = (key: string) => number(object(object(value[key]).summary).total_count);
  return compact<Post>({
    id,
    url,
    html: textToHtml(text),
    published,
    updated: edited(published, parseDate(value.updated_time)),
    authors: present([author(object(value.from), base)]),
    tags: hashtags(text),
    media,
    network: 'facebook',
    card: shared,
    counts: {
      replies: total('comments'),
      boosts: number(object(value.shares).count),
      likes: total('reactions') ?? total('likes'),
    },
  });
}

/** The list of a connection, asked for by itself or as a field of its page. */
const connection = (json: unknown): Json => {
  const { data, posts, feed, published_posts: published } = object(json);
  return object(Array.isArray(data) ? json : (posts ?? published ?? feed));
};

export const isFacebook = (json: unknown): boolean => {
  const { data } = connection(json);
  const marks = ['message', 'story', 'permalink_url', 'created_time', 'full_picture', 'attachments'];
  return (
    Array.isArray(data) && (!data.length || array(data).some((each) => marks.some((mark) => mark in each)))
  );
};

/** The posts of a Facebook page, from the Graph API; published ones for everybody only. */
export function* facebook(json: unknown, address: string): Steps<Feed> {
  const problems: ItemProblem[] = [];
  const { data, paging } = connection(json);
  const posts = yield* readEach(array(data), 'data', 'a post with an id or a link', problems, (value) => {
    const privacy = words(object(value.privacy).value) ?? 'EVERYONE';
    const isForAll = value.is_hidden !== true && value.is_published !== false && privacy === 'EVERYONE';
    return isForAll ? readPost(value, address) : null;
  });
  return compact<Feed>({
    format: 'facebook',
    title: words(object(json).name),
    posts,
    next: nextPage(paging, address),
    problems,
  });
}
