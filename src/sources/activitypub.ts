import type { Feed, ItemProblem } from '../contracts/feed.js';
import type { Card, Emoji, Media, Person, Post, PostPoll } from '../contracts/post.js';
import { safeLink, safeResource } from '../internal/safe-url.js';
import { htmlToLine, textToHtml } from '../internal/text.js';
import { parseDate } from './dates.js';
import { type Json, array, edited, language, list, number, object, readEach, string, words } from './json.js';
import { distinct, medium } from './media.js';

const COLLECTION = /^(?:Ordered)?Collection(?:Page)?$/;
const ACTOR = /^(?:Person|Group|Organization|Service|Application)$/;
const POST = /^(?:Note|Article|Page|Question|Video|Audio|Event)$/;
const ACTIVITY = /^(?:Create|Update|Announce|Add)$/;
/** Told by name, so that what is not one of ours is a mistake to report. */
const NO_POST =
  /^(?:Tombstone|Like|Dislike|Follow|Delete|Undo|Accept|Reject|Block|Flag|Remove|Move|Join|Leave)$/;
const PUBLIC = /^(?:https:\/\/www\.w3\.org\/ns\/activitystreams#|as:)?Public$/;

const is = (value: unknown, pattern: RegExp): boolean =>
  list(object(value).type).some((type) => typeof type === 'string' && pattern.test(type));

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
    const isForPeople = !list(rel).some((word) => /tracker|metadata|storyboard/.test(String(word)));
    return url && isForPeople ? [{ url, mime: string(mediaType), value: object(each) }] : [];
  });

/** The page to read it on. */
function pageOf(value: Json, base: string): string | undefined {
  const found = targets(value.url, base);
  const page = found.find(({ mime }) => mime === 'text/html') ?? found.find(({ mime }) => !mime);
  return (page ?? found[0])?.url ?? safeLink(value.id, base);
}

/** A person that is told by address only is called as people write it: `@town@social.example`. */
function person(value: unknown, base: string): Person | undefined {
  const { name, preferredUsername, icon } = object(value);
  const id = safeLink(addressOf(value), base);
  const url = pageOf(object(value), base) ?? id;
  if (!id || !url) return words(name) ? { name: htmlToLine(words(name)!) } : undefined;
  const { host, pathname } = new URL(id);
  const last = /\/([^/]{1,30})\/?$/.exec(pathname)?.[1]?.replace(/^@/, '') ?? '';
  const handle = words(preferredUsername) ?? (/^(?=.*[a-z])[\w.-]+$/i.test(last) ? last : undefined);
  return {
    name: htmlToLine(words(name) ?? '') || (handle ? `@${handle}@${host}` : host),
    url,
    avatar: targets(list(icon)[0], base, safeResource)[0]?.url,
  };
}

/** Several people: the person comes before the channel or group. */
function author(value: Json, base: string): Person | undefined {
  const all = list(value.attributedTo ?? value.actor);
  return person(all.find((each) => is(each, /^Person$/)) ?? all[0], base);
}

/** A film or sound: as a file of middling size, else as a stream, else the page that plays it. */
function film(value: Json, url: string | undefined, base: string): Media | undefined {
  const type = is(value, /^Video$/) ? 'video' : is(value, /^Audio$/) ? 'audio' : undefined;
  if (!type) return undefined;
  const all = targets(value.url, base, safeResource);
  const files = [...all, ...all.flatMap((each) => targets(each.value.tag, base, safeResource))];
  const playable = files.filter(({ mime }) => /^(?:video|audio)\/(?!mp2t)/.test(mime ?? ''));
  const chosen: Target | undefined =
    playable.find((each) => (number(each.value.height) ?? 0) <= 720) ??
    playable[0] ??
    files.find(({ mime }) => /mpegurl/i.test(mime ?? ''));
  const widest = (a: Target, b: Target) => (number(b.value.width) ?? 0) - (number(a.value.width) ?? 0);
  const [still] = targets(value.icon, base, safeResource).sort(widest);
  const found = medium(chosen?.url ?? url, base, {
    type,
    mime: chosen?.mime ?? 'text/html',
    preview: still?.url,
    width: chosen?.value.width ?? still?.value.width,
    height: chosen?.value.height ?? still?.value.height,
    bytes: chosen?.value.size,
  });
  const captions = array(value.subtitleLanguage).flatMap((each) => {
    const [track] = targets(each.url, base, safeResource);
    return track ? [{ url: track.url, lang: language(each.identifier), label: words(each.name) }] : [];
  });
  return found && captions.length ? { ...found, captions } : found;
}

function media(value: Json, url: string | undefined, base: string): Media[] {
  const main = film(value, url, base);
  const attached = [...list(value.attachment), ...(main ? [] : list(value.image))].map((each) => {
    const found = object(each);
    const [file] = targets(found.url ?? found.href ?? each, base, safeResource);
    const read = medium(file?.url, base, {
      type: is(each, /^Image$/) ? 'image' : undefined,
      mime: string(found.mediaType) ?? file?.mime,
      alt: string(found.name),
      preview: targets(found.icon ?? found.preview, base, safeResource)[0]?.url,
      width: found.width,
      height: found.height,
      bytes: found.size,
    });
    // A link among the attachments is what a post is about, not a file to download.
    return is(each, /^(?:Link|Page)$/) && read?.type === 'file' ? undefined : read;
  });
  return distinct([main, ...attached]);
}

function card(value: Json, base: string): Card | undefined {
  const shared = array(value.attachment).find((each) => is(each, /^(?:Link|Page)$/));
  const [link] = targets(shared?.href ?? shared?.url, base);
  return link && media({ attachment: [shared] }, undefined, base).length === 0
    ? { url: link.url, title: words(shared?.name) ?? new URL(link.url).host }
    : undefined;
}

function poll(value: Json): PostPoll | undefined {
  const options = array(value.oneOf ?? value.anyOf).map((each) => ({
    label: htmlToLine(string(each.name) ?? ''),
    votes: number(object(each.replies).totalItems),
  }));
  return options.length
    ? {
        options,
        voters: number(value.votersCount),
        multiple: Array.isArray(value.anyOf),
        closes: parseDate(value.endTime) ?? parseDate(value.closed),
      }
    : undefined;
}

function emoji(value: Json, base: string): Emoji | undefined {
  const url = targets(object(value.icon).url, base, safeResource)[0]?.url;
  return is(value, /^Emoji$/) && url
    ? { shortcode: (string(value.name) ?? '').replace(/:/g, ''), url }
    : undefined;
}

/** Its text, and in what language: the one of its several that is the text, else the first. */
function content(value: Json): { html: string; lang: string | undefined } {
  const written = string(value.content);
  const inLanguages = Object.entries(object(value.contentMap)).filter(([, text]) => typeof text === 'string');
  const [lang, text] = inLanguages.find(([, each]) => each === written) ?? inLanguages[0] ?? [];
  const html = written ?? string(text) ?? '';
  const isHtml = !/^text\/(?!html)/.test(string(value.mediaType) ?? '');
  return {
    html: isHtml ? html : textToHtml(html),
    lang:
      language(object(value.language).identifier ?? value.language) ??
      language(value.inLanguage) ??
      (inLanguages.length === 1 || written === text ? language(lang) : undefined),
  };
}

function readObject(value: Json, around: Json, base: string): Post | undefined {
  const url = pageOf(value, base);
  const { html, lang } = content(value);
  const title = htmlToLine(string(value.name) ?? string(Object.values(object(value.nameMap))[0]) ?? '');
  const found = media(value, url, base);
  const results = poll(value);
  const shared = card(value, base);
  const id = words(value.id) ?? url ?? title;
  if (!id) return undefined;
  const published = parseDate(value.published) ?? parseDate(around.published);
  const updated = edited(published, parseDate(value.updated));
  const summary = (string(value.summary) ?? '').trim();
  // On short posts the summary is Mastodon's content warning, on long ones it is what it is called.
  const isShort = is(value, /^(?:Note|Question)$/);
  const by = author(value, base) ?? author(around, base);
  const tags = array(value.tag);
  const emojis = tags.map((each) => emoji(each, base)).filter((each) => each !== undefined);
  const quoted = safeLink(
    addressOf(value.quote ?? value.quoteUrl ?? value.quoteUri ?? value._misskey_quote),
    base,
  );
  const total = (key: string) => number(object(value[key]).totalItems);
  return {
    id,
    ...(url && { url }),
    ...(title && { title }),
    ...(html.trim() && { html }),
    ...(summary && !isShort && { summary }),
    base: url ?? base,
    ...(published && { published }),
    ...(updated && { updated }),
    ...(lang && { language: lang }),
    authors: by ? [by] : [],
    tags: tags
      .filter((each) => is(each, /^Hashtag$|^Tag$/))
      .map((each) => (string(each.name) ?? '').replace(/^#/, ''))
      .filter(Boolean),
    network: 'activitypub',
    media: found,
    warning: (isShort && htmlToLine(summary)) || undefined,
    sensitive: value.sensitive === true,
    counts: {
      replies: total('replies'),
      boosts: total('shares'),
      likes: total('likes'),
      views: number(value.views),
    },
    replyTo: safeLink(addressOf(list(value.inReplyTo)[0]), base),
    quote: quoted ? { url: quoted, state: 'shown' } : undefined,
    card: shared,
    poll: results,
    ...(emojis.length && { emojis }),
  };
}

/** Where somebody is addressed at all, everybody must be among them. */
function isPublic(value: Json): boolean {
  const addressed = [value.to, value.cc].flatMap(list).map(addressOf);
  return !addressed.length || addressed.some((each) => PUBLIC.test(each ?? ''));
}

/** What is told by address only: a link is all there is to show. */
function unavailable(value: unknown, around: Json, base: string): Post | undefined {
  const url = safeLink(addressOf(value), base);
  const published = parseDate(around.published);
  return url
    ? {
        id: url,
        url,
        ...(published && { published }),
        authors: [],
        tags: [],
        network: 'activitypub',
        unavailable: true,
      }
    : undefined;
}

/** A post in its activities: created, shared, or shared as created. Null for what is none and need not be. */
function readItem(item: unknown, around: Json, base: string, depth = 0): Post | null | undefined {
  const value = object(item);
  if (typeof item === 'string') return unavailable(item, around, base);
  if (is(value, NO_POST) || !isPublic(value)) return null;
  if (is(value, POST)) return readObject(value, around, base);
  // Shared as created is two activities deep; more is somebody's joke.
  if (!is(value, ACTIVITY) || depth > 2) return undefined;
  const post = readItem(value.object, value, base, depth + 1);
  const booster = is(value, /^Announce$/) ? person(value.actor, base) : undefined;
  return post && booster ? { ...post, boostedBy: booster, replyTo: undefined } : post;
}

export const isActivityPub = (json: unknown): boolean => {
  const value = object(json);
  const marks = [
    'orderedItems',
    'items',
    'first',
    'id',
    'outbox',
    'object',
    'attributedTo',
    'content',
    'actor',
    'totalItems',
    'attachment',
    'tag',
  ];
  const isOurs = [COLLECTION, ACTOR, POST, ACTIVITY, NO_POST].some((pattern) => is(value, pattern));
  return isOurs && ('@context' in value || marks.some((mark) => mark in value));
};

/**
 * ActivityPub: an outbox or other collection, a page of one, or a single post. A collection that gives its first
 * page by address only has no posts and says `next`; so does an actor, of its outbox.
 */
export function activitypub(json: unknown, base: string): Feed {
  const root = object(json);
  const isList = is(root, COLLECTION);
  const page = isList && is(root.first, COLLECTION) ? object(root.first) : root;
  const items = list(page.orderedItems ?? page.items);
  const problems: ItemProblem[] = [];
  const isActor = is(root, ACTOR);
  const posts = readEach(
    isList ? items : isActor ? [] : [root],
    isList ? 'items' : '',
    'a post with an id, a link or a name',
    problems,
    (item) => readItem(item, {}, base),
  );
  const next = safeLink(
    addressOf(page.next ?? (isActor ? root.outbox : items.length ? undefined : root.first)),
    base,
  );
  const owner = isActor ? person(root, base) : undefined;
  const title = owner?.name ?? (isList ? words(root.name) : undefined);
  return {
    format: 'activitypub',
    ...(title && { title }),
    ...(owner?.url && { url: owner.url }),
    posts,
    ...(next && { next }),
    problems,
  };
}
