import type { Feed } from '../contracts/feed.js';
import type { Media, Person, Post } from '../contracts/post.js';
import { SourceError } from '../internal/errors.js';
import { safeLink } from '../internal/safe-url.js';
import type { Steps } from '../internal/steps.js';
import { htmlToLine } from '../internal/text.js';
import {
  type XmlElement,
  child,
  children,
  descendants,
  innerHtml,
  isElement,
  textOf,
} from '../internal/xml.js';
import { parseDate } from './dates.js';
import { CUT, wholeItems } from './cut.js';
import { compact, edited, language, present, readEach } from './json.js';
import { distinct, medium } from './media.js';
import { mediaRss } from './media-rss.js';

/** What counts readers, in feeds that went through a service for it. */
const COUNTERS = /<div class="feedflare">[^]*?(?:<\/div>|$)|<img\b[^>]*(?:>|$)/gi;
const COUNTS = /feedflare|feedburner\.com\/~|feedsportal\.com|pixel\.wp\.com|\/stats\.|doubleclick\.net/i;

/** Markup that is escaped, in CDATA, or simply there. A program's word for nothing is no text. */
function markup(node: XmlElement | undefined): string {
  if (!node) return '';
  const html = (node.nodes.some(isElement) ? innerHtml(node) : textOf(node)).trim();
  return /^(?:null|undefined)?$/.test(html)
    ? ''
    : html.replace(COUNTERS, (found) => (COUNTS.test(found) ? '' : found));
}

const text = (node: XmlElement | undefined): string => htmlToLine(markup(node));

/** Some publishers escape an address twice; none has `&amp;` in one on purpose. */
const address = (written: string): string => written.trim().replace(/&amp;/g, '&');

/** A link with text (RSS) or in `href` (Atom elements in RSS). */
function link(node: XmlElement, base: string, rel = 'alternate'): string | undefined {
  for (const each of children(node, 'link')) {
    const written = rel === 'alternate' ? address(textOf(each)) : '';
    const isMeant = (each.attributes.rel ?? 'alternate').replace(/^.*\//, '') === rel;
    const href = isMeant ? each.attributes.href : undefined;
    const url = safeLink(written || href, each.attributes['xml:base'] ? each.base : base);
    if (url) return url;
  }
  return undefined;
}

function media(item: XmlElement, base: string): Media[] {
  const found = mediaRss(item, base);
  if (found.length) return found;
  const picture = child(item, 'itunes:image', 'image');
  const written = picture && (textOf(child(picture, 'url')) || textOf(picture));
  return distinct([medium(picture?.attributes.href ?? address(written ?? ''), base, { type: 'image' })]);
}

/** `town@example.org (Storå kommun)` is RSS's way to write a name; an address alone is the last thing to show. */
function author(node: XmlElement): Person | undefined {
  const written = text(child(node, 'name') ?? node).slice(0, 200);
  const page = /^https?:/.test(written) && safeLink(written);
  if (page) return { name: /([^/]*)\/?$/.exec(new URL(page).pathname)?.[1] || new URL(page).host, url: page };
  const name = /\(([^()@]+)\)\s*$/.exec(written)?.[1] ?? written.replace(/[(<]?\S+@\S+/, '').trim();
  return name || written ? { name: name || written } : undefined;
}

function authors(item: XmlElement): Person[] {
  const found = present(children(item, 'dc:creator', 'author', 'dc:author', 'itunes:author').map(author));
  const named = found.filter((each) => !each.name.includes('@'));
  const shown = named.length ? named : found;
  return shown.filter((each, i) => shown.findIndex((other) => other.name === each.name) === i);
}

function readItem(item: XmlElement, channelBase: string, document: string): Post | undefined {
  const own = item.base === document ? undefined : item.base;
  const base = own ?? channelBase;
  const guid = child(item, 'guid', 'id', 'dc:identifier', 'dc:id');
  const guidText = textOf(guid).trim();
  const permalink = guid?.attributes.isPermaLink?.toLowerCase() !== 'false' && /^https?:/i.test(guidText);
  const url =
    link(item, base) ??
    safeLink(item.attributes['rdf:about'], base) ??
    (permalink ? safeLink(guidText, base) : undefined);
  const title = text(child(item, 'title', 'dc:title', 'media:title'));
  const content = markup(child(item, 'content:encoded', 'content', 'xhtml:body', 'body', 'xhtml:div'));
  const summary = markup(
    child(item, 'description', 'summary', 'itunes:summary', 'dc:description', 'media:description'),
  );
  const found = media(item, base);
  const id = guidText || url || title || found[0]?.url || textOf(item).trim().slice(0, 100);
  if (!id) return undefined;
  const published = 'pubDate dc:date published dcterms:created dcterms:issued date pubdate updated'
    .split(' ')
    .map((name) => parseDate(textOf(child(item, name))))
    .find(Boolean);
  return compact<Post>({
    id,
    url,
    title,
    html: content || summary,
    summary: content !== '' && content !== summary && summary,
    base: own ?? url ?? base,
    published,
    updated: edited(published, parseDate(textOf(child(item, 'dcterms:modified', 'updated')))),
    language: language(item.lang) ?? language(textOf(child(item, 'dc:language'))),
    authors: authors(item),
    tags: present(children(item, 'category', 'dc:subject').map(text)),
    media: found,
    sensitive: descendants(item, 'media:rating').some((each) => /^\s*adult/.test(textOf(each))),
  });
}

/**
 * RSS 0.9x, 1.0 (RDF) and 2.0. Namespaces are known by their names, whatever prefix a document gives them.
 * @param document where it came from
 * @throws {SourceError} `format` where a server put its own failure into the form of a feed
 */
export function* rss(root: XmlElement, document: string): Steps<Feed> {
  const channel = child(root, 'channel') ?? root;
  const base = root.base || document;
  const url = link(channel, base);
  // RSS 1.0 has its items beside the channel; some documents nest one item in another.
  const items = descendants(root, 'item');
  const failure = children(channel, 'ERROR', 'Error', 'error')[0];
  if (!items.length && failure) {
    throw new SourceError('format', `Expected a feed, found its error message “${text(failure)}”.`, {
      url: document,
    });
  }
  const problems = root.whole ? [] : [CUT];
  const posts = yield* readEach(wholeItems(items), 'item', 'something in it', problems, (item) =>
    readItem(item, url ?? base, document),
  );
  return compact<Feed>({
    format: 'rss',
    title: text(child(channel, 'title')),
    url,
    language: language(textOf(child(channel, 'language', 'dc:language'))) ?? language(channel.lang),
    posts,
    next: link(channel, base, 'next'),
    problems,
  });
}
