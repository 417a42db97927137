import type { Feed, ItemProblem } from '../contracts/feed.js';
import type { Card, Media, Person, Post, PostPoll, Quote } from '../contracts/post.js';
import { safeLink, safeResource } from '../internal/safe-url.js';
import { htmlToText } from '../internal/text.js';
import { parseDate } from './dates.js';
import { type Json, array, number, object, string } from './json.js';
import { medium } from './media.js';

const KINDS: Record<string, Media['type']> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  gifv: 'animation',
};

/** A name without the `:shortcodes:` of its pictures. */
export function account(value: Json, base: string): Person | undefined {
  const emojis = array(value.emojis).map((each) => string(each.shortcode));
  const name = (string(value.display_name) ?? '')
    .replace(/:(\w+):/g, (all, code: string) => (emojis.includes(code) ? '' : all))
    .trim();
  const handle = string(value.acct) ?? string(value.username);
  if (!name && !handle) return undefined;
  return {
    name: name || `@${handle}`,
    url: safeLink(value.url, base),
    avatar: safeResource(value.avatar_static, base) ?? safeResource(value.avatar, base),
  };
}

function attachment(value: Json, base: string): Media | undefined {
  const meta = object(value.meta);
  const { width, height } = { ...object(meta.original), ...object(meta.small) };
  return medium(value.url ?? value.remote_url, base, {
    type: KINDS[string(value.type) ?? ''] ?? 'file',
    alt: string(value.description),
    preview: string(value.preview_url),
    width,
    height,
  });
}

function card(value: Json, base: string): Card | undefined {
  const url = safeLink(value.url, base);
  const title = string(value.title);
  if (!url || !title) return undefined;
  const image = safeResource(value.image, base);
  return {
    url,
    title,
    summary: string(value.description) || undefined,
    image: image ? { url: image, alt: string(value.image_description) } : undefined,
  };
}

/** Counts are numbers, or strings of digits in some dialects. */
export function poll(value: Json): PostPoll | undefined {
  const options = array(value.options).map((option) => ({
    label: string(option.title) ?? '',
    votes: number(option.votes_count),
  }));
  if (!options.length) return undefined;
  return {
    options,
    voters: number(value.voters_count) ?? number(value.votes_count),
    closes: parseDate(value.expires_at),
  };
}

function quote(value: Json, base: string): Quote | undefined {
  const state = string(value.state);
  // Mastodon wraps the quoted status; Pleroma and Akkoma give it as it is.
  const status = state ? object(value.quoted_status) : value;
  const url = safeLink(status.url, base);
  if (!state && !url) return undefined;
  return {
    url,
    author: account(object(status.account), base)?.name,
    text: htmlToText(string(status.content) ?? '').slice(0, 500),
    state: state && state !== 'accepted' ? state : 'shown',
  };
}

function readStatus(value: Json, base: string): Post | undefined {
  const boosted = object(value.reblog);
  const isBoost = !!Object.keys(boosted).length;
  // A boost's own text is a copy, or nothing.
  const status = isBoost ? boosted : value;
  const id = string(status.id) ?? string(status.uri);
  const author = account(object(status.account), base);
  if (!id || typeof status.content !== 'string') return undefined;
  const url = safeLink(status.url, base) ?? safeLink(status.uri, base);
  const published = parseDate(status.created_at);
  const edited = parseDate(status.edited_at);
  const quoted = Object.keys(object(status.quote)).length
    ? object(status.quote)
    : object(object(status.pleroma).quote);
  const reply = string(status.in_reply_to_id) && !isBoost;
  return {
    id: string(status.uri) ?? id,
    ...(url && { url }),
    html: status.content,
    base: url ?? base,
    ...(published && { published }),
    ...(edited && { updated: edited }),
    ...(string(status.language) && { language: string(status.language)! }),
    authors: author ? [author] : [],
    tags: array(status.tags)
      .map((tag) => string(tag.name) ?? '')
      .filter(Boolean),
    network: 'mastodon',
    pinned: value.pinned === true,
    media: array(status.media_attachments)
      .map((each) => attachment(each, base))
      .filter((each) => each !== undefined),
    warning: string(status.spoiler_text) || undefined,
    sensitive: status.sensitive === true,
    counts: {
      replies: number(status.replies_count),
      boosts: number(status.reblogs_count),
      likes: number(status.favourites_count),
    },
    boostedBy: isBoost ? account(object(value.account), base) : undefined,
    replyTo: reply ? (url ?? id) : undefined,
    quote: quote(quoted, base),
    card: card(object(status.card), base),
    poll: poll(object(status.poll)),
  };
}

const isStatus = (value: Json): boolean =>
  typeof value.content === 'string' &&
  (!!value.account || !!value.spoiler_text || 'reblog' in value || 'visibility' in value);

export const isMastodon = (json: unknown): boolean => {
  const list = Array.isArray(json) ? json : array(object(json).statuses);
  return list.length ? list.some((each) => isStatus(object(each))) : isStatus(object(json));
};

/** The Mastodon API's statuses, in its own and in Pleroma's, Akkoma's and GoToSocial's dialects. Public ones only. */
export function mastodon(json: unknown, base: string): Feed {
  const statuses = Array.isArray(json)
    ? json.map(object)
    : Array.isArray(object(json).statuses)
      ? array(object(json).statuses)
      : [object(json)];
  const problems: ItemProblem[] = [];
  const posts: Post[] = [];
  statuses.forEach((status, i) => {
    if (status.visibility === 'private' || status.visibility === 'direct') return;
    const post = readStatus(status, base);
    if (post) posts.push(post);
    else
      problems.push({
        path: `[${i}]`,
        expected: 'a status with id and content',
        found: JSON.stringify(status).slice(0, 60),
      });
  });
  const owner = statuses.map((status) => account(object(status.account), base)).find(Boolean);
  return {
    format: 'mastodon',
    ...(owner && { title: owner.name, ...(owner.url && { url: owner.url }) }),
    posts,
    problems,
  };
}
