import type { Feed, ItemProblem } from '../contracts/feed.js';
import type { Card, Media, Person, Post, Quote } from '../contracts/post.js';
import { safeLink, safeResource } from '../internal/safe-url.js';
import { escapeHtml, linkHtml, paragraphs } from '../internal/text.js';
import { parseDate } from './dates.js';
import { type Json, array, language, list, number, object, readEach, string, words } from './json.js';
import { distinct, medium } from './media.js';

const APP = 'https://bsky.app/';
/** Labels after which people want to be asked first. */
const SENSITIVE =
  /^(?:!warn|porn|sexual|sexual-figurative|nudity|nsfw|gore|graphic-media|corpse|self-harm|intolerant)$/;
/** Labels of what is not for people without an account, or for nobody any more. */
const WITHHELD = /^!(?:no-unauthenticated|hide|takedown|suspend)$/;
/** What a quoted post that is not there is told as. */
const STATES = new Map([
  ['viewNotFound', 'not-found'],
  ['viewBlocked', 'blocked'],
  ['viewDetached', 'detached'],
]);
/** By collection, where in the app an `at:` address is to be read. */
const PAGES = new Map([
  ['app.bsky.feed.post', 'post'],
  ['app.bsky.feed.generator', 'feed'],
  ['app.bsky.graph.list', 'lists'],
  ['app.bsky.graph.starterpack', ''],
]);
const MAX_DEPTH = 50;

/** `viewBlocked` of `app.bsky.embed.record#viewBlocked`. */
const kindOf = (value: Json): string => (string(value.$type) ?? '').replace(/^.*#/, '');

/** `images` of `app.bsky.embed.images#view`. */
const embedOf = (value: Json): string => (string(value.$type) ?? '').replace(/#.*|.*\bembed\./g, '');

const handleOf = ({ handle, did }: Json): string | undefined =>
  handle === 'handle.invalid' ? string(did) : (words(handle) ?? words(did));

function pageOf(uri: unknown, author: Json = {}): string | undefined {
  const [, did, collection = '', key] = /^at:\/\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(string(uri) ?? '') ?? [];
  const part = PAGES.get(collection);
  const who = handleOf(author) ?? did;
  if (part === undefined || !who) return undefined;
  return safeLink(part ? `profile/${who}/${part}/${key}` : `starter-pack/${who}/${key}`, APP);
}

function person(value: Json): Person | undefined {
  const handle = handleOf(value);
  const name = words(value.displayName) ?? handle;
  return name
    ? { name, url: handle && safeLink(`profile/${handle}`, APP), avatar: safeResource(value.avatar) }
    : undefined;
}

/** Labels in force, of the network and of authors' own. */
const labelsOf = (value: Json): string[] =>
  [...array(value.labels), ...array(object(value.labels).values)]
    .filter(({ neg, exp }) => neg !== true && !(Date.parse(string(exp) ?? '') < Date.now()))
    .map(({ val }) => string(val) ?? '');

const isWithheld = (view: Json): boolean =>
  [...labelsOf(view), ...labelsOf(object(view.author))].some((label) => WITHHELD.test(label));

function facetLink({ uri, did, tag }: Json): string | undefined {
  if (uri) return safeLink(uri);
  if (did) return safeLink(`profile/${string(did)}`, APP);
  const word = string(tag)?.replace(/\p{Cs}/gu, '');
  return word && safeLink(`hashtag/${encodeURIComponent(word)}`, APP);
}

/** A post's text as HTML. Facets count bytes of UTF-8; one that does not fit the text is none. */
function html(record: Json): string {
  const text = string(record.text) ?? '';
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const part = (from: number, to?: number) => decoder.decode(bytes.subarray(from, to));
  const facets = array(record.facets).map(({ index, features }) => ({
    start: number(object(index).byteStart) ?? -1,
    end: number(object(index).byteEnd) ?? -1,
    link: array(features).map(facetLink).find(Boolean),
  }));
  let at = 0;
  let out = '';
  for (const { start, end, link } of facets.sort((a, b) => a.start - b.start)) {
    if (!link || start < at || end <= start || end > bytes.length) continue;
    // A byte that continues a letter can't begin anything.
    if ([start, end].some((index) => (bytes[index] ?? 0) >> 6 === 2)) continue;
    out += escapeHtml(part(at, start)) + linkHtml(link, part(start, end));
    at = end;
  }
  return paragraphs(out + escapeHtml(part(at)));
}

/** Bluesky tells proportions, now and then as small numbers. */
function size(value: unknown): { width?: number; height?: number } {
  const width = number(object(value).width) ?? 0;
  const height = number(object(value).height) ?? 0;
  const scale = width > 0 && width < 100 ? 1000 / width : 1;
  return width && height ? { width: width * scale, height: height * scale } : {};
}

function picture(value: Json): Media | undefined {
  if (value.playlist) return film(value);
  const preview = string(value.thumb) ?? string(value.thumbnail);
  const alt = string(value.alt);
  return medium(value.fullsize ?? preview, undefined, {
    type: 'image',
    preview,
    alt,
    ...size(value.aspectRatio),
  });
}

const film = (value: Json): Media | undefined =>
  medium(value.playlist, undefined, {
    type: 'video',
    mime: 'application/x-mpegURL',
    preview: string(value.thumbnail),
    alt: string(value.alt),
    ...size(value.aspectRatio),
  });

function card(address: unknown, title: unknown, summary: unknown, image: unknown): Card | undefined {
  const url = safeLink(address);
  const picture = safeResource(image);
  return url
    ? {
        url,
        title: words(title) ?? new URL(url).host,
        summary: words(summary),
        image: picture ? { url: picture } : undefined,
      }
    : undefined;
}

function quote(value: Json, isInner: boolean): Quote {
  const state = STATES.get(kindOf(value));
  if (state) return { state };
  if (isWithheld(value)) return { state: 'withheld' };
  const record = object(value.value);
  const inner = isInner
    ? undefined
    : array(value.embeds)
        .map((each) => embed(each, undefined, true).quote)
        .find(Boolean);
  const url = pageOf(value.uri, object(value.author));
  return {
    url,
    author: person(object(value.author))?.name,
    text: string(record.text)?.slice(0, 500),
    state: 'shown',
    quote: inner && { url: inner.url, state: inner.state },
  };
}

/** A quoted post, or a feed, list or starter pack that is shown. */
function recordEmbed(value: Json, isInner: boolean): Partial<Post> {
  if (/^view|^$/.test(kindOf(value))) return { quote: quote(value, isInner) };
  const page = pageOf(value.uri, object(value.creator));
  const name = value.displayName ?? value.name ?? object(value.record).name;
  return { card: card(page, name, value.description ?? object(value.record).description, value.avatar) };
}

/** What is attached to a post. What nobody knows yet is a link to the post itself. */
function embed(view: Json, url: string | undefined, isInner = false): Partial<Post> {
  switch (embedOf(view)) {
    case '':
      return {};
    case 'images':
      return { media: distinct(array(view.images).map(picture)) };
    case 'gallery':
      return { media: distinct(array(view.items).map(picture)) };
    case 'video':
      return { media: distinct([film(view)]) };
    case 'external': {
      const { uri, title, description, thumb } = object(view.external);
      return { card: card(uri, title, description, thumb) };
    }
    case 'record':
      return recordEmbed(object(view.record), isInner);
    case 'recordWithMedia':
      return {
        ...recordEmbed(object(object(view.record).record), isInner),
        ...embed(object(view.media), url, true),
      };
    default:
      return { card: card(url, undefined, undefined, undefined) };
  }
}

/** A view of a post with what a feed says of it, or a record as its author has it. */
function readItem(item: Json): Post | undefined {
  const view = object(item.post ?? item);
  const record = view.record ? object(view.record) : object(item.post ?? item);
  const author = object(view.author);
  const url = pageOf(view.uri, author);
  if (typeof record.text !== 'string') {
    const isGone = item.blocked === true || item.notFound === true || /blocked|notfound/i.test(kindOf(item));
    return isGone && string(item.uri)
      ? { id: string(item.uri)!, ...unavailable(item), authors: [], tags: [], network: 'bluesky' }
      : undefined;
  }
  const published = parseDate(record.createdAt) ?? parseDate(view.indexedAt);
  const [lang] = list(record.langs).map(language);
  const text = html(record);
  const attached = embed(object(view.embed ?? record.embed), url);
  const reason = object(item.reason);
  const by = person(author);
  const parent = object(object(record.reply).parent);
  const booster = reason.by ? person(object(reason.by)) : undefined;
  const features = array(record.facets).flatMap((facet) => array(facet.features));
  return {
    id: words(view.uri) ?? words(view.cid) ?? `${published} ${text.slice(0, 100)}`,
    ...(url && { url }),
    ...(text && { html: text }),
    ...(published && { published }),
    ...(lang && { language: lang }),
    authors: by ? [by] : [],
    tags: [...features.map(({ tag }) => tag), ...list(record.tags)]
      .map(words)
      .filter((tag) => tag !== undefined),
    network: 'bluesky',
    pinned: kindOf(reason) === 'reasonPin',
    media: [],
    sensitive: [...labelsOf(view), ...labelsOf(record)].some((label) => SENSITIVE.test(label)),
    counts: {
      replies: number(view.replyCount),
      boosts: number(view.repostCount),
      likes: number(view.likeCount),
    },
    boostedBy: booster,
    replyTo: booster ? undefined : pageOf(parent.uri, object(object(object(item.reply).parent).author)),
    ...attached,
  };
}

/** A blocked post is still somebody's; one that is not found is nowhere. */
function unavailable(item: Json): Partial<Post> {
  const url = item.notFound === true ? undefined : pageOf(item.uri);
  return { unavailable: true, ...(url && { url }) };
}

/** A conversation in the order in which it is read: what was answered, the post, the answers. */
function thread(root: Json): Json[] {
  const items: Json[] = [];
  for (let node = object(root.parent); node.$type && items.length < MAX_DEPTH; node = object(node.parent)) {
    items.unshift(node);
  }
  const add = (node: Json, depth: number) => {
    items.push(node);
    if (depth < MAX_DEPTH) for (const reply of array(node.replies)) add(reply, depth + 1);
  };
  add(root, 0);
  return items;
}

/** The list that an answer holds, with its name there. */
function itemsOf(json: unknown): [name: string, items: Json[]] {
  const root = object(json);
  if (Array.isArray(root.feed)) return ['feed', array(root.feed)];
  if (Array.isArray(root.posts)) return ['posts', array(root.posts)];
  if (Array.isArray(root.thread)) {
    return ['thread', array(root.thread).map(({ uri, value }) => ({ uri, ...object(value) }))];
  }
  if (root.thread) return ['thread', thread(object(root.thread))];
  return root.replies || root.parent ? ['', thread(root)] : ['', Array.isArray(json) ? array(json) : [root]];
}

export const isBluesky = (json: unknown): boolean => {
  const [name, items] = itemsOf(json);
  const isOurs = ({ $type, uri, post, record }: Json) =>
    /^app\.bsky\./.test(string($type) ?? '') ||
    /^at:/.test(string(uri) ?? '') ||
    !!object(post).record ||
    !!(record && uri);
  return items.some(isOurs) || (name !== '' && !items.length);
};

/**
 * Bluesky: `getAuthorFeed`, `getFeed`, `getListFeed`, `getPosts`, `getQuotes`, `searchPosts`, `getPostThread` and
 * single posts. Posts whose authors ask not to be shown to people without an account are left out.
 * @param address where the answer came from; with its `cursor` it is the next page's
 */
export function bluesky(json: unknown, address: string): Feed {
  const [name, items] = itemsOf(json);
  const problems: ItemProblem[] = [];
  let withheld = 0;
  const posts = readEach(items, name, 'a post with a text', problems, (item) => {
    if (!isWithheld(object(item.post ?? item)) && !isWithheld({ author: object(item.reason).by }))
      return readItem(item);
    withheld++;
    return null;
  });
  if (withheld) {
    problems.push({
      path: name,
      expected: 'posts for everybody',
      found: `${withheld} that their authors show only to people with an account`,
    });
  }
  const owners = items.map((item) =>
    person(object(object(item.reason).by ?? object(item.post ?? item).author)),
  );
  const owner = owners.every((each) => each?.url === owners[0]?.url) ? owners[0] : undefined;
  const cursor = words(object(json).cursor);
  const here = cursor ? safeLink(address) : undefined;
  const next = here ? new URL(here) : undefined;
  if (cursor) next?.searchParams.set('cursor', cursor);
  return {
    format: 'bluesky',
    ...(owner && { title: owner.name, ...(owner.url && { url: owner.url }) }),
    posts,
    ...(next && { next: next.href }),
    problems,
  };
}
