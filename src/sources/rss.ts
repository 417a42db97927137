import type { Feed } from '../contracts/feed.js';
import type { Media, Person, Post } from '../contracts/post.js';
import { SourceError } from '../internal/errors.js';
import { safeLink } from '../internal/safe-url.js';
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
import { CUT, edited, language, problem } from './json.js';
import { distinct, medium } from './media.js';

/** What counts readers, in feeds that went through a service for it. */
const TRACKERS =
  /<div class="feedflare">[^]*?<\/div>|<img\b[^>]*\bsrc="[^"]*(?:feedburner\.com\/~|feedsportal\.com|pixel\.wp\.com|\/stats\.|doubleclick\.net)[^>]*>/gi;

/** Markup that is escaped, in CDATA, or simply there. A program's word for nothing is no text. */
function markup(node: XmlElement | undefined): string {
  if (!node) return '';
  const html = node.nodes.some(isElement) ? innerHtml(node) : textOf(node);
  return /^\s*(?:null|undefined)?\s*$/.test(html) ? '' : html.replace(TRACKERS, '');
}

const text = (node: XmlElement | undefined): string => htmlToLine(markup(node));

/** Some publishers escape an address twice; none has `&amp;` in one on purpose. */
const address = (written: string): string => written.trim().replace(/&amp;/g, '&');

/** A link with text (RSS) or in `href` (Atom elements in RSS). */
function link(node: XmlElement, base: string, rel = 'alternate'): string | undefined {
  for (const each of children(node, 'link')) {
    const written = rel === 'alternate' ? address(textOf(each)) : '';
    const href = (each.attributes.rel ?? 'alternate') === rel ? each.attributes.href : undefined;
    const url = safeLink(written || href, each.attributes['xml:base'] ? each.base : base);
    if (url) return url;
  }
  return undefined;
}

/** The pictures and films of Media RSS in an element. A group is one thing in several versions. */
export function mediaOf(item: XmlElement, base: string): (Media | undefined)[] {
  const read = (each: XmlElement, around: XmlElement) => {
    const { url, href, type, medium: kind, width, height, fileSize, length } = each.attributes;
    const note = child(each, 'media:description') ?? child(around, 'media:description');
    const thumbnail = child(each, 'media:thumbnail') ?? child(around, 'media:thumbnail');
    const isImage = /^image/.test(type ?? kind ?? '');
    // Players for Flash play nowhere.
    if (/flash/.test(type ?? '')) return undefined;
    return medium(url ?? href, base, {
      mime: type ?? (/^(?:image|video|audio)$/.test(kind ?? '') ? kind : undefined),
      alt: each.tag === 'enclosure' ? undefined : text(note),
      title: text(child(each, 'media:title')),
      preview: isImage ? undefined : thumbnail?.attributes.url,
      width,
      height,
      bytes: fileSize ?? length,
    });
  };
  const groups = children(item, 'media:group').map((group) => {
    const versions = children(group, 'media:content');
    const chosen = versions.find((each) => each.attributes.isDefault === 'true');
    return [chosen, ...versions].map((each) => each && read(each, group)).find(Boolean);
  });
  return [
    ...children(item, 'media:content').map((each) => read(each, each)),
    ...groups,
    ...children(item, 'enclosure').map((each) => read(each, each)),
  ];
}

function media(item: XmlElement, base: string): Media[] {
  const found = mediaOf(item, base).filter(Boolean);
  if (found.length) return distinct(found);
  const picture = child(item, 'media:thumbnail', 'itunes:image', 'image') ?? children(item, 'media:group')[0];
  const { url, href, width, height } = picture?.attributes ?? {};
  const written = picture && (textOf(child(picture, 'url')) || textOf(picture));
  return distinct([medium(url ?? href ?? address(written ?? ''), base, { type: 'image', width, height })]);
}

/** `town@example.org (Storå kommun)` is RSS's way to write a name; an address alone is the last thing to show. */
function author(node: XmlElement): Person | undefined {
  const written = text(child(node, 'name') ?? node);
  const name = /\(([^)]+)\)\s*$/.exec(written)?.[1] ?? written.replace(/<?\S+@\S+>?/, '').trim();
  return name || written ? { name: name || written } : undefined;
}

function authors(item: XmlElement): Person[] {
  const all = children(item, 'dc:creator', 'author', 'itunes:author').map(author);
  const found = all.filter((each) => each !== undefined);
  const named = found.filter((each) => !each.name.includes('@'));
  const shown = named.length ? named : found;
  return shown.filter((each, i) => shown.findIndex((other) => other.name === each.name) === i);
}

function readItem(item: XmlElement, channelBase: string, document: string): Post | undefined {
  const own = item.base === document ? undefined : item.base;
  const base = own ?? channelBase;
  const guid = child(item, 'guid', 'id');
  const guidText = textOf(guid).trim();
  const permalink = guid?.attributes.isPermaLink?.toLowerCase() !== 'false' && /^https?:/i.test(guidText);
  const url =
    link(item, base) ??
    safeLink(item.attributes['rdf:about'], base) ??
    (permalink ? safeLink(guidText, base) : undefined);
  const title = text(child(item, 'title', 'dc:title', 'media:title'));
  const content = markup(child(item, 'content:encoded', 'content', 'xhtml:body', 'body', 'xhtml:div'));
  const summary = markup(child(item, 'description', 'summary', 'itunes:summary', 'media:description'));
  const found = media(item, base);
  if (!url && !title && !content && !summary && !found.length) return undefined;
  const published = 'pubDate dc:date published dcterms:created dcterms:issued date pubdate updated'
    .split(' ')
    .map((name) => parseDate(textOf(child(item, name))))
    .find(Boolean);
  const updated = edited(published, parseDate(textOf(child(item, 'dcterms:modified', 'updated'))));
  const lang = language(item.lang) ?? language(textOf(child(item, 'dc:language')));
  return {
    id: guidText || url || title || summary.slice(0, 100),
    ...(url && { url }),
    ...(title && { title }),
    ...((content || summary) && { html: content || summary }),
    ...(content && summary && content !== summary && { summary }),
    base: own ?? url ?? base,
    ...(published && { published }),
    ...(updated && { updated }),
    ...(lang && { language: lang }),
    authors: authors(item),
    tags: children(item, 'category', 'dc:subject').map(text).filter(Boolean),
    media: found,
  };
}

const BODIES = ['description', 'content:encoded', 'content', 'summary'];

/**
 * The items that the document ended after. Where there is none, the one that it broke off in, without what was
 * being written when it did (a text may end early, a title or a link may not).
 */
export function wholeItems(items: readonly XmlElement[]): readonly XmlElement[] {
  const whole = items.filter((item) => item.whole);
  const [first] = items;
  if (whole.length || !first) return whole;
  const nodes = first.nodes.filter((each) => !isElement(each) || each.whole || BODIES.includes(each.tag));
  return child({ ...first, nodes }, 'title') ? [{ ...first, nodes }] : [];
}

/**
 * RSS 0.9x, 1.0 (RDF) and 2.0. Namespaces are known by their names, whatever prefix a document gives them.
 * @param document where it came from
 * @throws {SourceError} `format` where a server put its own failure into the form of a feed
 */
export function rss(root: XmlElement, document: string): Feed {
  const channel = child(root, 'channel') ?? root;
  const base = root.base || document;
  const url = link(channel, base);
  const lang = language(textOf(child(channel, 'language', 'dc:language'))) ?? language(channel.lang);
  // RSS 1.0 has its items beside the channel; some documents nest one item in another.
  const items = descendants(root, 'item');
  const failure = children(channel, 'ERROR', 'Error', 'error')[0];
  if (!items.length && failure) {
    throw new SourceError('format', `Expected a feed, found its error message “${text(failure)}”.`, {
      url: document,
    });
  }
  const problems = root.whole ? [] : [CUT];
  const posts: Post[] = [];
  wholeItems(items).forEach((item, i) => {
    const post = readItem(item, url ?? base, document);
    if (post) posts.push(post);
    else problems.push(problem(`item[${i}]`, 'a title, a text or a link', 'an empty item'));
  });
  const title = text(child(channel, 'title'));
  const next = link(channel, base, 'next');
  return {
    format: 'rss',
    ...(title && { title }),
    ...(url && { url }),
    ...(lang && { language: lang }),
    posts,
    ...(next && { next }),
    problems,
  };
}
