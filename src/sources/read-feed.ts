import type { Feed } from '../contracts/feed.js';
import { SourceError } from '../internal/errors.js';
import { safeLink } from '../internal/safe-url.js';
import { type Steps, atOnce } from '../internal/steps.js';
import { undoLatin1 } from '../internal/text.js';
import { type XmlElement, isElement, readXml } from '../internal/xml.js';
import { activitypub, isActivityPub } from './activitypub.js';
import { atom } from './atom.js';
import { bluesky, isBluesky } from './bluesky.js';
import { CUT, wholeJson } from './cut.js';
import { facebook, isFacebook } from './facebook.js';
import { instagram, isInstagram } from './instagram.js';
import { isJsonFeed, jsonFeed } from './json-feed.js';
import { isMastodon, mastodon } from './mastodon.js';
import { rss } from './rss.js';
import { isWordPress, wordpress } from './wordpress.js';

type Reader = (json: unknown, address: string) => Steps<Feed>;

/** The first that knows a document reads it: from those with a mark of their own to those with none. */
const FORMATS: readonly (readonly [is: (json: unknown) => boolean, read: Reader])[] = [
  [isJsonFeed, jsonFeed],
  [isMastodon, mastodon],
  [isWordPress, wordpress],
  [isBluesky, bluesky],
  [isActivityPub, activitypub],
  [isInstagram, instagram],
  [isFacebook, facebook],
];

const ROOTS = new Map([
  ['feed', atom],
  ['entry', atom],
  ['rss', rss],
  ['rdf:rdf', rss],
  ['channel', rss],
]);

/** The element that is a feed: the outermost one, or what follows a program's warnings. */
function rootOf(node: XmlElement): XmlElement | undefined {
  for (const each of node.nodes) {
    if (!isElement(each)) continue;
    if (ROOTS.has(each.tag.toLowerCase())) return each;
    const inner = /^(?:html|head|body)$/i.test(each.tag) ? undefined : rootOf(each);
    if (inner) return inner;
  }
  return undefined;
}

function* xml(text: string, address: string): Steps<Feed | undefined> {
  const root = rootOf(yield* readXml(undoLatin1(text), address));
  return root && (yield* ROOTS.get(root.tag.toLowerCase())!(root, address));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function* json(text: string, address: string): Steps<Feed | undefined> {
  let whole = parse(text);
  let found = whole;
  yield;
  if (!whole) {
    // Line ends inside of texts are a mistake that many programs make.
    const clean = text.replace(/\p{Cc}+/gu, ' ');
    whole = parse(clean);
    found = whole ?? parse(yield* wholeJson(clean));
    yield;
  }
  if (Array.isArray(found) && !found.length)
    return { format: 'mastodon', posts: [], problems: whole ? [] : [CUT] };
  const reader = FORMATS.find(([is]) => is(found))?.[1];
  const feed = reader && (yield* reader(found, address));
  if (!whole) feed?.problems.push(CUT);
  return feed;
}

/** The next page by RFC 8288, as Mastodon and WordPress tell it. */
function nextOf(link: string | null | undefined, address: string): string | undefined {
  const [, next] = /<([^<>]*)>\s*;[^<>]*?\brel\s*=\s*"?next\b/i.exec(link ?? '') ?? [];
  return safeLink(next, address);
}

function* read(text: string, address: string): Steps<Feed | undefined> {
  const body = text.trimStart();
  if (/^[{[]\s*["{}[\]]/.test(body)) return yield* json(body, address);
  return /<(?:[\w-]+:)?(?:rss|feed|entry|rdf|channel)\b/i.test(body) ? yield* xml(body, address) : undefined;
}

/**
 * A document of any feed format, told by its content and never by its address or type.
 * @param address where it came from: what relative addresses in it resolve against
 * @param headers of the answer, for the formats that tell their next page there
 * @throws {SourceError} `format`, saying what was there instead
 */
export const readFeed = (...document: Parameters<typeof feedSteps>): Feed => atOnce(feedSteps(...document));

/** {@link readFeed}, for documents that take a while. */
export function* feedSteps(text: string, address: string, headers?: Pick<Headers, 'get'>): Steps<Feed> {
  let feed: Feed | undefined;
  try {
    feed = yield* read(text, address);
  } catch (error) {
    throw SourceError.from(error, address);
  }
  if (feed) {
    const next = feed.next ?? nextOf(headers?.get('link'), address);
    return next ? { ...feed, next } : feed;
  }
  const seen = /<html|<!doctype html/i.test(text.slice(0, 1000))
    ? 'a web page'
    : text.trim()
      ? `“${text.trim().slice(0, 40)}…”`
      : 'nothing';
  throw new SourceError(
    'format',
    `Expected a feed (RSS, Atom, JSON Feed, Mastodon, Bluesky, ActivityPub, WordPress), found ${seen}.`,
    { url: address },
  );
}
