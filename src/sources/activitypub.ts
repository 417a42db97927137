import type { Feed, ItemProblem } from '../contracts/feed.js';
import type { Card, Emoji, Media, Person, Post, PostPoll } from '../contracts/post.js';
import { safeLink, safeResource } from '../internal/safe-url.js';
import type { Steps } from '../internal/steps.js';
import { htmlToLine, textToHtml } from '../internal/text.js';
import { parseDate } from './dates.js';
import {
  type Json,
  array,
  compact,
  edited,
  language,
  list,
  number,
  object,
  present,
  readEach,
  string,
  words,
} from './json.js';
import { distinct, medium } from './media.js';

const COLLECTION = /^(?:Ordered)?Collection(?:Page)?$/;
const ACTOR = /^(?:Person|Group|Organization|Service|Application)$/;
const POST = /^(?:Note|Article|Page|Question|Video|Audio|Event)$/;
const ACTIVITY = /^(?:Create|Update|Announce|Add)$/;
/** Told by name, so that what is not one of ours is a mistake to report. */
const NO_POST =
  /^(?:Tombstone|(?:Disl|L)ike|Follow|Delete|Undo|Accept|Reject|Block|Flag|Remove|Move|Join|Leave)$/;
const PUBLIC = /^(?:https:\/\/www\.w3\.org\/ns\/activitystreams#|as:)?Public$/;

const is = (value: unknown, pattern: RegExp): boolean =>
  list(object(value).type).some((type) => pattern.test(string(type) ?? ''));

const line = (value: unknown): string => htmlToLine(string(value) ?? '');

/** An address, a Link, or the id of an object. */
const addressOf = (value: unknown): string | undefined => {
  const { href, url, id } = object(value);
  const [first] = list(url);
  return string(value) ?? string(href) ?? string(first) ?? string(object(first).href) ?? string(id);
};

interface Target {
  url: string;
  mime: string | undefined;
  value: Json;
}

/** Every address in `url` or the like that passes the gate, with its type; none that only machines need. */
const targets = (value: unknown, base: string, gate = safeLink): Target[] =>
  list(value).flatMap((each) => {
    const url = gate(addressOf(each), base);
    const { rel, mediaType } = object(each);
    const isForPeople = !list(rel).some((word) => /tracker|metadata/.test(String(word)));
    return url && isForPeople ? [{ url, mime: string(mediaType), value: object(each) }] : [];
  });

const resource = (value: unknown, base: string): string | undefined =>
  targets(value, base, safeResource)[0]?.url;

/** The page to read it on. */
function pageOf(value: Json, base: string): string | undefined {
  const found = targets(value.url, base);
  const page = found.find(({ mime }) => !mime || mime === 'text/html') ?? found[0];
  return page?.url ?? safeLink(value.id, base);
}

/** A person that is told by address only is called as people write it: `@town@social.example`. */
function person(value: unknown, base: string): Person | undefined {
  const { name, preferredUsername, icon } = object(value);
  const id = safeLink(addressOf(value), base);
  if (!id) return undefined;
  const { host, pathname } = new URL(id);
  const handle = words(preferredUsername) ?? /\/@?(?=[^/]*[a-z])([\w.-]{1,30})\/?$/i.exec(pathname)?.[1];
  return compact<Person>({
    name: line(name) || (handle ? `@${handle}@${host}` : host),
    url: pageOf(object(value), base) ?? id,
    avatar: resource(list(icon)[0], base),
  });
}

/** Several people: the person comes before the channel or group. */
function author({ attributedTo, actor }: Json, base: string): Person | undefined {
  const all = list(attributedTo ?? actor);
  return person(all.find((each) => is(each, /^Person$/)) ?? all[0], base);
}

/** A film or sound: as a file of middling size, else as a stream, else the page that plays it. */
function film(value: Json, url: string | undefined, base: string): Media | undefined {
  const type = is(value, /^Video$/) ? 'video' : is(value, /^Audio$/) ? 'audio' : undefined;
  if (!type) return undefined;
  const all = targets(value.url, base, safeResource);
  const files = [...all, ...all.flatMap((each) => targets(each.value.tag, base, safeResource))];
  const of = (pattern: RegExp, height: number) =>
    files.find((each) => pattern.test(each.mime ?? '') && (number(each.value.height) ?? 0) <= height);
  const playable = /^(?:video|audio)\/(?!mp2t)/;
  const chosen = of(playable, 720) ?? of(playable, Infinity) ?? of(/mpegurl/i, Infinity);
  const [still] = targets(value.icon, base, safeResource).sort(
    (a, b) => (number(b.value.width) ?? 0) - (number(a.value.width) ?? 0),
  );
  const { width, height } = object(chosen?.value.width ? chosen.value : still?.value);
  const found = medium(chosen?.url ?? url, base, {
    type,
    mime: chosen ? chosen.mime : 'text/html',
    preview: still?.url,
    width,
    height,
    bytes: chosen?.value.size,
  });
  const captions = array(value.subtitleLanguage).flatMap((each) => {
    const track = resource(each.url, base);
    return track ? [{ url: track, lang: language(each.identifier), label: words(each.name) }] : [];
  });
  return found && { ...found, ...(captions.length && { captions }) };
}

/** A link among the attachments is what a post is about, not a file to download. */
const isLink = (value: unknown, file: Media | undefined): boolean =>
  is(value, /^(?:Link|Page)$/) && file?.type === 'file';

function attachment(value: unknown, base: string): Media | undefined {
  const found = object(value);
  const [file] = targets(found.url ?? found.href ?? value, base, safeResource);
  return medium(file?.url, base, {
    type: (['image', 'video', 'audio'] as const).find((type) => is(value, new RegExp(`^${type}$`, 'i'))),
    mime: string(found.mediaType) ?? file?.mime,
    alt: string(found.name),
    preview: resource(found.icon ?? found.preview, base),
    width: found.width,
    height: found.height,
    bytes: found.size,
  });
}

function attachments(
  value: Json,
  url: string | undefined,
  base: string,
): { media: Media[]; card: Card | undefined } {
  const main = film(value, url, base);
  const all = [...list(value.attachment), ...(main ? [] : list(value.image))].map(
    (each) => [each, attachment(each, base)] as const,
  );
  const [link, target] = all.find(([each, file]) => isLink(each, file)) ?? [];
  return {
    media: distinct([main, ...all.map(([each, file]) => (isLink(each, file) ? undefined : file))]),
    card: target && { url: target.url, title: words(object(link).name) ?? new URL(target.url).host },
  };
}

function poll({ oneOf, anyOf, votersCount, endTime, closed }: Json): PostPoll | undefined {
  const options = list(oneOf ?? anyOf)
    .map(object)
    .map(({ name, replies }) => ({
      label: line(name),
      votes: number(object(replies).totalItems),
    }));
  const closes = parseDate(endTime) ?? parseDate(closed);
  return options.length ? { options, voters: number(votersCount), multiple: !oneOf, closes } : undefined;
}

function emoji(value: Json, base: string): Emoji | undefined {
  const url = is(value, /^Emoji$/) && resource(object(value.icon).url, base);
  return url ? { shortcode: line(value.name).replace(/:/g, ''), url } : undefined;
}

/** Its text, and in what language: the one of its several that is the text, or the only one. */
function content(value: Json): { html: string; lang: string | undefined } {
  const all = Object.entries(object(value.contentMap));
  const [lang, text] =
    all.find(([, each]) => each === value.content) ?? (all.length > 1 ? [] : (all[0] ?? []));
  const html = words(value.content) ?? words(text ?? all[0]?.[1]) ?? '';
  const spoken = object(value.language).identifier ?? value.language ?? value.inLanguage;
  return {
    html: /^text\/(?!html)/.test(string(value.mediaType) ?? '') ? textToHtml(html) : html,
    lang: language(spoken) ?? language(lang),
  };
}

function readObject(value: Json, around: Json, base: string): Post | undefined {
  const url = pageOf(value, base);
  const title = line(value.name ?? value.title);
  const id = words(value.id) ?? url ?? title;
  if (!id) return undefined;
  const { html, lang } = content(value);
  const published = parseDate(value.published) ?? parseDate(around.published);
  // On short posts the summary is Mastodon's content warning, on long ones it is what it is called.
  const isShort = is(value, /^(?:Note|Question)$/);
  const quoted = safeLink(addressOf(value.quote ?? value.quoteUrl ?? value.quoteUri), base);
  const tags = list(value.tag).map(object);
  const emojis = present(tags.map((each) => emoji(each, base)));
  const total = (key: string) => number(object(value[key]).totalItems);
  return compact<Post>({
    ...attachments(value, url, base),
    id,
    url,
    title,
    html,
    summary: !isShort && words(value.summary),
    base: url ?? base,
    published,
    updated: edited(published, parseDate(value.updated)),
    language: lang,
    authors: present([author(value, base) ?? author(around, base)]),
    tags: present(tags.map((each) => is(each, /^(?:Hasht|T)ag$/) && line(each.name).replace(/^#/, ''))),
    network: 'activitypub',
    warning: isShort && line(value.summary),
    sensitive: value.sensitive === true,
    counts: {
      replies: total('replies'),
      boosts: total('shares'),
      likes: total('likes'),
      views: number(value.views),
    },
    replyTo: safeLink(addressOf(list(value.inReplyTo)[0]), base),
    quote: quoted && { url: quoted, state: 'shown' },
    poll: poll(value),
    emojis: emojis.length > 0 && emojis,
  });
}

/** Where somebody is addressed at all, everybody must be among them. */
function isPublic({ to, cc }: Json): boolean {
  const addressed = [to, cc].flatMap(list);
  return !addressed.length || addressed.some((each) => PUBLIC.test(addressOf(each) ?? ''));
}

/** A post in its activities: created, shared, or shared as created. Null for what is none and need not be. */
function readItem(item: unknown, around: Json, base: string, depth = 0): Post | null | undefined {
  const value = object(item);
  if (typeof item === 'string') {
    // Told by address only: a link is all there is to show.
    const url = safeLink(item, base);
    const published = parseDate(around.published);
    return url
      ? compact<Post>({
          id: url,
          url,
          published,
          authors: [],
          tags: [],
          network: 'activitypub',
          unavailable: true,
        })
      : undefined;
  }
  if (is(value, NO_POST) || !isPublic(value)) return null;
  if (is(value, POST)) return readObject(value, around, base);
  // Shared as created is two activities deep; more is somebody's joke.
  if (!is(value, ACTIVITY) || depth > 2) return undefined;
  const post = readItem(value.object, value, base, depth + 1);
  const booster = is(value, /^Announce$/) ? person(value.actor, base) : undefined;
  return post && booster ? { ...post, boostedBy: booster, replyTo: null } : post;
}

export const isActivityPub = (json: unknown): boolean => {
  const value = object(json);
  const isOurs = [COLLECTION, ACTOR, POST, ACTIVITY, NO_POST].some((pattern) => is(value, pattern));
  return isOurs && ['@context', 'id', 'orderedItems', 'items', 'object'].some((mark) => mark in value);
};

/**
 * ActivityPub: an outbox or other collection, a page of one, or a single post. A collection that gives its first
 * page by address only has no posts and says `next`; so does an actor, of its outbox.
 */
export function* activitypub(json: unknown, base: string): Steps<Feed> {
  const root = object(json);
  const isList = is(root, COLLECTION);
  const page = isList && is(root.first, COLLECTION) ? object(root.first) : root;
  const items = isList ? list(page.orderedItems ?? page.items) : [root];
  const problems: ItemProblem[] = [];
  const owner = is(root, ACTOR) ? person(root, base) : undefined;
  const posts = owner
    ? []
    : yield* readEach(items, isList ? 'items' : '', 'a post with an id, a link or a name', problems, (item) =>
        readItem(item, {}, base),
      );
  const next = page.next ?? (isList && !items.length && root.first) ?? (owner && root.outbox);
  return compact<Feed>({
    format: 'activitypub',
    title: owner?.name ?? (isList && words(root.name)),
    url: owner?.url,
    posts,
    next: safeLink(addressOf(next || (owner && root.outbox)), base),
    problems,
  });
}
