import type { Feed, ItemProblem } from '../contracts/feed.js';
import type { Card, Emoji, Media, Person, Post, PostPoll, Quote } from '../contracts/post.js';
import { safeLink, safeResource } from '../internal/safe-url.js';
import type { Steps } from '../internal/steps.js';
import { htmlToLine, htmlToText } from '../internal/text.js';
import { parseDate } from './dates.js';
import {
  type Json,
  array,
  compact,
  language,
  number,
  object,
  present,
  readEach,
  string,
  words,
} from './json.js';
import { distinct, medium } from './media.js';

const KINDS = new Map<unknown, Media['type']>([
  ['image', 'image'],
  ['video', 'video'],
  ['audio', 'audio'],
  ['gifv', 'animation'],
]);

/** A quoted post's address, for software that can't show quotes. */
const REPEATED = /<(p|span) class="quote-inline">[^]*?(?:<\/\1>|$)/g;

const isThere = (value: unknown): boolean => Object.keys(object(value)).length > 0;

/** A name without the `:shortcodes:` of its pictures. */
export function account(value: Json, base: string): Person | undefined {
  const shortcodes = array(value.emojis).map((each) => string(each.shortcode));
  const name = (string(value.display_name) ?? '')
    .slice(0, 300)
    .replace(/:(\w+):/g, (all, code: string) => (shortcodes.includes(code) ? '' : all))
    .trim();
  const handle = words(value.acct) ?? words(value.username);
  if (!name && !handle) return undefined;
  return compact<Person>({
    name: name || handle,
    url: safeLink(value.url, base),
    avatar: safeResource(value.avatar_static, base) ?? safeResource(value.avatar, base),
  });
}

function attachment(value: Json, base: string): Media | undefined {
  const meta = object(value.meta);
  const { width, height } = { ...object(meta.small), ...object(meta.original) };
  return medium(words(value.url) ?? value.remote_url, base, {
    type: KINDS.get(value.type),
    mime: string(object(value.pleroma).mime_type),
    alt: string(value.description),
    preview: string(value.preview_url),
    width,
    height,
  });
}

function card(value: Json, base: string): Card | undefined {
  const url = safeLink(value.url, base);
  const title = words(value.title);
  const image = safeResource(value.image, base);
  const alt = words(value.image_description);
  return url && title
    ? compact<Card>({
        url,
        title,
        summary: words(value.description),
        image: image && { url: image, ...(alt && { alt }) },
      })
    : undefined;
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
    voters: number(value.voters_count) ?? (value.multiple === true ? undefined : number(value.votes_count)),
    multiple: value.multiple === true,
    closes: parseDate(value.expires_at),
  };
}

/** Mastodon wraps the quoted status, or gives its number only; Pleroma and Akkoma give it as it is. */
function quote(value: Json, base: string): Quote | undefined {
  if (!isThere(value)) return undefined;
  const state = string(value.state);
  const status = state === undefined ? value : object(value.quoted_status);
  const url = safeLink(status.url, base);
  const inner = object(status.quote);
  if (!isPublic(status) || (!isThere(status) && state === 'accepted')) return { state: 'unavailable' };
  return compact<Quote>({
    url,
    author: account(object(status.account), base)?.name,
    text: htmlToText((string(status.content) ?? '').replace(REPEATED, '')).slice(0, 500),
    state: state && state !== 'accepted' ? state : 'shown',
    quote: isThere(inner) && {
      url: safeLink(object(inner.quoted_status ?? inner).url, base),
      state: inner.state === undefined || inner.state === 'accepted' ? 'shown' : string(inner.state),
    },
  });
}

/** What a status answers: the status where the document holds it, else who is answered. */
function replyTo(status: Json, all: ReadonlyMap<unknown, Json>, base: string): string | undefined {
  const id = string(status.in_reply_to_id);
  if (!id) return undefined;
  const owner = string(status.in_reply_to_account_id);
  const person = array(status.mentions).find((each) => string(each.id) === owner) ?? object(status.account);
  return safeLink(all.get(id)?.url, base) ?? safeLink(person.url, base) ?? safeLink(status.url, base);
}

function emoji({ shortcode, static_url: still, url }: Json, base: string): Emoji | undefined {
  const [code, picture] = [words(shortcode), safeResource(still, base) ?? safeResource(url, base)];
  return code && picture ? { shortcode: code, url: picture } : undefined;
}

function readStatus(value: Json, all: ReadonlyMap<unknown, Json>, base: string): Post | undefined {
  const isBoost = isThere(value.reblog);
  // A boost's own text is a copy, or nothing.
  const status = isBoost ? object(value.reblog) : value;
  const id = words(status.uri) ?? words(status.id);
  const media = distinct(array(status.media_attachments).map((each) => attachment(each, base)));
  const url = safeLink(status.url, base) ?? safeLink(status.uri, base);
  const html = string(status.content) ?? '';
  if (!id || !(typeof status.content === 'string' || media.length)) return undefined;
  const emojis = present(array(status.emojis).map((each) => emoji(each, base)));
  return compact<Post>({
    id,
    url,
    html,
    base: url ?? base,
    published: parseDate(status.created_at),
    updated: parseDate(status.edited_at),
    language: language(status.language),
    authors: present([account(object(status.account), base)]),
    tags: present(array(status.tags).map((tag) => words(tag.name))),
    network: 'mastodon',
    pinned: value.pinned === true,
    media,
    warning: htmlToLine(string(status.spoiler_text) ?? ''),
    sensitive: status.sensitive === true,
    counts: {
      replies: number(status.replies_count),
      boosts: number(status.reblogs_count),
      likes: number(status.favourites_count),
    },
    boostedBy: isBoost && account(object(value.account), base),
    replyTo: !isBoost && replyTo(status, all, base),
    quote: quote(isThere(status.quote) ? object(status.quote) : object(object(status.pleroma).quote), base),
    card: card(object(status.card), base),
    poll: poll(object(status.poll)),
    emojis: emojis.length > 0 && emojis,
  });
}

/** What a network does not call public is nobody's here, whoever answered with it. */
const isPublic = ({ visibility }: Json): boolean =>
  visibility === undefined || visibility === null || visibility === 'public' || visibility === 'unlisted';

const isStatus = (value: Json): boolean =>
  (typeof value.content === 'string' || isThere(value.reblog) || Array.isArray(value.media_attachments)) &&
  ['account', 'spoiler_text', 'reblog', 'visibility'].some((key) => key in value);

/** A list, a search's answer, a conversation, or a single status. */
function statusesOf(json: unknown): Json[] {
  if (Array.isArray(json)) return array(json);
  const { statuses, ancestors, descendants } = object(json);
  if (Array.isArray(statuses)) return array(statuses);
  if (Array.isArray(descendants)) return [...array(ancestors), ...array(descendants)];
  return [object(json)];
}

export const isMastodon = (json: unknown): boolean => statusesOf(json).some(isStatus);

/** The Mastodon API's statuses, in its own and in Pleroma's, Akkoma's and GoToSocial's dialects. Public ones only. */
export function* mastodon(json: unknown, base: string): Steps<Feed> {
  const statuses = statusesOf(json);
  const byId = new Map(statuses.map((status) => [string(status.id), status]));
  const problems: ItemProblem[] = [];
  const posts = yield* readEach(statuses, '', 'a status with id and content', problems, (status) =>
    isPublic(status) && isPublic(object(status.reblog)) ? readStatus(status, byId, base) : null,
  );
  const owners = statuses.map((status) => account(object(status.account), base));
  const owner = owners.every((each) => each?.url === owners[0]?.url) ? owners[0] : undefined;
  return compact<Feed>({ format: 'mastodon', title: owner?.name, url: owner?.url, posts, problems });
}
