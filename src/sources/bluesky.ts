import type { Feed, ItemProblem } from '../contracts/feed.js';
import type { Card, Media, Person, Post, Quote } from '../contracts/post.js';
import { safeLink, safeResource } from '../internal/safe-url.js';
import type { Steps } from '../internal/steps.js';
import { escapeHtml, linkHtml, paragraphs } from '../internal/text.js';
import { parseDate } from './dates.js';
import {
  type Json,
  array,
  compact,
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

const APP = 'https://bsky.app/';
/** Labels after which people want to be asked first. */
const SENSITIVE =
  /^(?:!warn|porn|sexual(?:-figurative)?|nudity|nsfw|gore|graphic-media|corpse|self-harm|intolerant)$/;
/** Labels of what is not for people without an account, or for nobody any more. */
const WITHHELD = /^!(?:no-unauthenticated|hide|takedown|suspend)$/;
/** By type, what a quoted post that is not there is told as. */
const STATES: readonly (readonly [RegExp, string])[] = [
  [/#viewNotFound$/, 'not-found'],
  [/#viewBlocked$/, 'blocked'],
  [/#viewDetached$/, 'detached'],
];
/** By collection, where in the app an `at:` address is to be read. */
const PAGES = new Map([
  ['app.bsky.feed.post', 'post'],
  ['app.bsky.feed.generator', 'feed'],
  ['app.bsky.graph.list', 'lists'],
  ['app.bsky.graph.starterpack', 'starter-pack'],
]);
const MAX_DEPTH = 50;

const typeOf = ({ $type }: Json): string => string($type) ?? '';

const handleOf = ({ handle, did }: Json): string | undefined =>
  handle === 'handle.invalid' ? string(did) : (words(handle) ?? words(did));

const profile = (who: string | undefined, rest = ''): string | undefined =>
  who && safeLink(`profile/${who}${rest}`, APP);

function pageOf(uri: unknown, author: Json = {}): string | undefined {
  const [, did, collection = '', key] = /^at:\/\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(string(uri) ?? '') ?? [];
  const part = PAGES.get(collection);
  const who = handleOf(author) ?? did;
  return part === 'starter-pack'
    ? safeLink(`${part}/${who}/${key}`, APP)
    : part && profile(who, `/${part}/${key}`);
}

function person(value: Json): Person | undefined {
  const handle = handleOf(value);
  const name = words(value.displayName) ?? handle;
  return name
    ? compact<Person>({ name, url: profile(handle), avatar: safeResource(value.avatar) })
    : undefined;
}

/** Whether one of the labels in force is among these: the network's, and those that authors gave themselves. */
const isLabelled = (pattern: RegExp, ...values: unknown[]): boolean =>
  values
    .map((value) => object(value).labels)
    .flatMap((labels) => [...array(labels), ...array(object(labels).values)])
    .some(
      ({ val, neg, exp }) =>
        pattern.test(string(val) ?? '') && neg !== true && !(Date.parse(string(exp) ?? '') < Date.now()),
    );

function facetLink({ uri, did, tag }: Json): string | undefined {
  const word = string(tag)?.replace(/\p{Cs}/gu, '');
  return (
    safeLink(uri) ?? profile(string(did)) ?? (word && safeLink(`hashtag/${encodeURIComponent(word)}`, APP))
  );
}

/** A post's text as HTML. Facets count bytes of UTF-8; one that does not fit the text is none. */
function html(record: Json): string {
  const bytes = new TextEncoder().encode(string(record.text));
  const part = (from: number, to?: number) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(from, to));
  const facets = array(record.facets).map(({ index, features }) => ({
    start: number(object(index).byteStart) ?? -1,
    end: number(object(index).byteEnd) ?? -1,
    link: present(array(features).map(facetLink))[0],
  }));
  let at = 0;
  let out = '';
  for (const { start, end, link } of facets.sort((a, b) => a.start - b.start)) {
    // A byte that continues a letter can't begin anything.
    const isWithin = [start, end].some((index) => bytes[index]! >> 6 === 2);
    if (!link || start < at || end <= start || end > bytes.length || isWithin) continue;
    out += escapeHtml(part(at, start)) + linkHtml(link, part(start, end));
    at = end;
  }
  return paragraphs(out + escapeHtml(part(at)));
}

/** A picture, or a film, which is a stream. Bluesky tells proportions, now and then as small numbers. */
function medium_(value: Json): Media | undefined {
  const { alt, aspectRatio, fullsize, thumb, thumbnail, playlist } = value;
  const { width, height } = object(aspectRatio);
  const scale = Number(width) < 100 ? 1000 / Number(width) : 1;
  const preview = string(thumb) ?? string(thumbnail);
  return medium(playlist ?? fullsize ?? preview, undefined, {
    type: playlist ? 'video' : 'image',
    mime: playlist ? 'application/x-mpegURL' : undefined,
    preview,
    alt: string(alt),
    width: Number(width) * scale,
    height: Number(height) * scale,
  });
}

function card(address: unknown, title?: unknown, summary?: unknown, picture?: unknown): Card | undefined {
  const url = safeLink(address);
  const image = safeResource(picture);
  return url
    ? compact<Card>({
        url,
        title: words(title) ?? new URL(url).host,
        summary: words(summary),
        image: image && { url: image },
      })
    : undefined;
}

function quote(value: Json, isInner: boolean): Quote {
  const state = STATES.find(([type]) => type.test(typeOf(value)))?.[1];
  if (state) return { state };
  const author = object(value.author);
  if (isLabelled(WITHHELD, value, author)) return { state: 'withheld' };
  const inner = isInner
    ? undefined
    : present(array(value.embeds).map((each) => embed(each, undefined, true).quote))[0];
  return compact<Quote>({
    url: pageOf(value.uri, author),
    author: person(author)?.name,
    text: words(object(value.value).text)?.slice(0, 500),
    state: 'shown',
    quote: inner && compact({ url: inner.url, state: inner.state }),
  });
}

/** A quoted post, or a feed, list or starter pack that is shown. */
function recordEmbed(value: Json, isInner: boolean): Partial<Post> {
  if (/#view|^$/.test(typeOf(value))) return { quote: quote(value, isInner) };
  const { name, description } = { ...object(value.record), ...value };
  return {
    card: card(
      pageOf(value.uri, object(value.creator)),
      value.displayName ?? name,
      description,
      value.avatar,
    ),
  };
}

/** What is attached to a post. What nobody knows yet is a link to the post itself. */
function embed(view: Json, url: string | undefined, isInner = false): Partial<Post> {
  const { uri, title, description, thumb } = object(view.external);
  const record = object(view.record);
  switch (/\bembed\.(\w+)/.exec(typeOf(view))?.[1] ?? typeOf(view)) {
    case '':
      return {};
    case 'images':
    case 'gallery':
      return { media: distinct(array(view.images ?? view.items).map(medium_)) };
    case 'video':
      return { media: distinct([medium_(view)]) };
    case 'external':
      return { card: card(uri, title, description, thumb) };
    case 'record':
      return recordEmbed(record, isInner);
    case 'recordWithMedia':
      return { ...recordEmbed(object(record.record), isInner), ...embed(object(view.media), url, true) };
    default:
      return { card: card(url) };
  }
}

/** A view of a post with what a feed says of it, or a record as its author has it. */
function readItem(item: Json): Post | undefined {
  const view = object(item.post ?? item);
  const record = object(view.record ?? view);
  const common = { authors: present([person(object(view.author))]), tags: [], network: 'bluesky' };
  if (typeof record.text !== 'string') {
    const { uri, notFound } = item;
    const isGone = notFound || item.blocked || /blocked|notfound/i.test(typeOf(item));
    // A blocked post is still somebody's; one that is not found is nowhere.
    const url = notFound ? undefined : pageOf(uri);
    return isGone && words(uri)
      ? compact<Post>({ ...common, id: words(uri)!, url, authors: [], unavailable: true })
      : undefined;
  }
  const url = pageOf(view.uri, object(view.author));
  const published = parseDate(record.createdAt) ?? parseDate(view.indexedAt);
  const text = html(record);
  const { $type, by } = object(item.reason);
  const { uri: answered } = object(object(record.reply).parent);
  const tags = array(record.facets)
    .flatMap((facet) => array(facet.features))
    .map(({ tag }) => tag);
  return compact<Post>({
    ...common,
    id: words(view.uri) ?? words(view.cid) ?? `${published} ${text.slice(0, 100)}`,
    url,
    html: text,
    published,
    language: language(list(record.langs)[0]),
    tags: present([...tags, ...list(record.tags)].map(words)),
    pinned: /#reasonPin$/.test(string($type) ?? ''),
    media: [],
    sensitive: isLabelled(SENSITIVE, view, record),
    counts: {
      replies: number(view.replyCount),
      boosts: number(view.repostCount),
      likes: number(view.likeCount),
    },
    boostedBy: by ? person(object(by)) : undefined,
    replyTo: !by && pageOf(answered, object(object(object(item.reply).parent).author)),
    ...embed(object(view.embed ?? record.embed), url),
  });
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
  for (const name of ['feed', 'posts']) if (Array.isArray(root[name])) return [name, array(root[name])];
  if (root.thread) return ['thread', thread(object(root.thread))];
  return ['', Array.isArray(json) ? array(json) : thread(root)];
}

export const isBluesky = (json: unknown): boolean => {
  const [name, items] = itemsOf(json);
  const isOurs = (item: Json) =>
    /^app\.bsky\./.test(typeOf(item)) ||
    /^at:/.test(string(item.uri) ?? '') ||
    !!object(item.post).record ||
    !!(item.record && item.uri);
  return items.some(isOurs) || (name !== '' && !items.length);
};

/**
 * Bluesky: `getAuthorFeed`, `getFeed`, `getListFeed`, `getPosts`, `getQuotes`, `searchPosts`, `getPostThread` and
 * single posts. Posts whose authors ask not to be shown to people without an account are left out.
 * @param address where the answer came from; with its `cursor` it is the next page's
 */
export function* bluesky(json: unknown, address: string): Steps<Feed> {
  const [name, items] = itemsOf(json);
  const problems: ItemProblem[] = [];
  let withheld = 0;
  const posts = yield* readEach(items, name, 'a post with a text', problems, (item) => {
    const view = object(item.post ?? item);
    if (!isLabelled(WITHHELD, view, view.author, object(item.reason).by)) return readItem(item);
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
  const next = cursor && safeLink(address) ? new URL(address) : undefined;
  if (cursor) next?.searchParams.set('cursor', cursor);
  return compact<Feed>({
    format: 'bluesky',
    title: owner?.name,
    url: owner?.url,
    posts,
    next: next?.href,
    problems,
  });
}
