import type { Feed } from '../contracts/feed.js';
import type { Media, Person, Post } from '../contracts/post.js';
import { safeLink } from '../internal/safe-url.js';
import type { Steps } from '../internal/steps.js';
import { decodeEntities, htmlToLine, textToHtml } from '../internal/text.js';
import { type XmlElement, child, children, innerHtml, isElement, textOf } from '../internal/xml.js';
import { CUT, wholeItems } from './cut.js';
import { parseDate } from './dates.js';
import { compact, edited, language, number, present, readEach } from './json.js';
import { medium } from './media.js';
import { mediaRss } from './media-rss.js';

const TAGS = /<\/?(?:p|br|a|b|i|em|strong|img|div|span|ul|ol|li|h\d|blockquote)\b[^<>]{0,500}>/i;

function fromBase64(written: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(written.trim()), (letter) => letter.charCodeAt(0)));
  } catch {
    return '';
  }
}

/** An Atom text construct as HTML, RFC 4287 §3.1; Atom 0.3 says `mode` and MIME types. */
function html(node: XmlElement | undefined): string {
  if (!node) return '';
  const { type = '', mode } = node.attributes;
  if (node.nodes.some(isElement)) return innerHtml(node);
  const isText = /^(?:text\b|html$)|\+xml$|^$/i.test(type);
  const written = textOf(node);
  if (mode === 'base64' || (!isText && type.includes('/') && !/xml$/.test(type))) {
    return /^text\/|octet-stream/.test(type) || mode === 'base64' ? fromBase64(written) : '';
  }
  if (/html/i.test(type) || mode === 'escaped') return written;
  // Nothing is said, and yet there is markup: what a publisher means is plain to see.
  return !type && TAGS.test(written) ? written : textToHtml(written);
}

function title(node: XmlElement | undefined): string {
  if (!node) return '';
  const { type = 'text', mode } = node.attributes;
  const isPlain = /^text(?:\/plain)?$/.test(type) && !node.nodes.some(isElement) && mode !== 'base64';
  return isPlain ? textOf(node).replace(/\s+/g, ' ').trim() : htmlToLine(html(node));
}

const links = (node: XmlElement, base: string) =>
  children(node, 'link').map((each) => ({
    rel: (each.attributes.rel ?? 'alternate').replace(/^.*\//, ''),
    type: each.attributes.type,
    url: safeLink(each.attributes.href ?? textOf(each), each.base || base),
  }));

function alternate(node: XmlElement, base: string): string | undefined {
  const found = links(node, base).filter((each) => each.rel === 'alternate' && each.url);
  return (found.find((each) => !each.type || /html/.test(each.type)) ?? found[0])?.url;
}

const people = (node: XmlElement | undefined, base: string): Person[] =>
  (node ? children(node, 'author', 'dc:creator') : [])
    .map((each) =>
      compact<Person>({
        name: htmlToLine(textOf(child(each, 'name') ?? (each.nodes.some(isElement) ? undefined : each))),
        url: safeLink(textOf(child(each, 'uri', 'url')), base),
      }),
    )
    .filter((each) => each.name);

/** YouTube gives a picture, a page to watch it on, and numbers. */
function film(group: XmlElement, url: string | undefined, [still]: Media[]): Partial<Post> {
  const found = medium(url, undefined, {
    type: 'video',
    mime: 'text/html',
    title: title(child(group, 'media:title')),
    preview: still?.url,
    width: still?.width,
    height: still?.height,
  });
  const community = child(group, 'media:community');
  const of = (tag: string, name: string) => number((community && child(community, tag))?.attributes[name]);
  return {
    network: 'youtube',
    ...(found && { media: [found] }),
    counts: { views: of('media:statistics', 'views'), likes: of('media:starRating', 'count') },
  };
}

function readEntry(entry: XmlElement, document: string): Post | undefined {
  const base = entry.base || document;
  const content = child(entry, 'content');
  const summary = html(child(entry, 'summary', 'description')).trim();
  const group = child(entry, 'media:group');
  const note = child(group ?? entry, 'media:description');
  const described = note?.attributes.type === 'html' ? textOf(note) : textToHtml(textOf(note));
  const body = html(content).trim() || summary || described;
  const url =
    alternate(entry, base) ??
    safeLink(content?.attributes.src, base) ??
    links(entry, base).find((each) => each.rel === 'self')?.url;
  const own = textOf(child(entry, 'id')).trim();
  const heading = title(child(entry, 'title'));
  const published = ['published', 'issued', 'created', 'dc:date', 'updated', 'modified', 'pubDate']
    .map((name) => parseDate(textOf(child(entry, name))))
    .find(Boolean);
  const found = mediaRss(entry, base);
  const label = child(entry, 'category')?.attributes.term;
  const id = own || url || heading || found[0]?.url || textOf(entry).trim().slice(0, 100) || label;
  if (!id) return undefined;
  const inner = content?.base ?? base;
  return compact<Post>({
    id,
    url,
    title: heading,
    html: body,
    summary: summary !== body && summary,
    base: inner === document ? (url ?? inner) : inner,
    published,
    updated: edited(published, parseDate(textOf(child(entry, 'updated', 'modified')))),
    language: language(content?.lang) ?? language(entry.lang),
    authors: [people(entry, base), people(child(entry, 'source'), base)].find((each) => each.length) ?? [],
    tags: present(
      children(entry, 'category')
        .map((each) => decodeEntities(each.attributes.label ?? each.attributes.term ?? textOf(each)).trim())
        // An address tells programs something.
        .filter((tag) => !/^https?:/.test(tag)),
    ),
    media: found,
    ...(group && child(entry, 'yt:videoId') && film(group, url, found)),
  });
}

/**
 * Atom 1.0 (RFC 4287) and 0.3; YouTube's feeds are Atom with `media:group`.
 * @param document where it came from
 */
export function* atom(root: XmlElement, document: string): Steps<Feed> {
  const base = root.base || document;
  const authors = people(root, base);
  const entries = root.tag === 'entry' ? [root] : children(root, 'entry');
  const problems = root.whole ? [] : [CUT];
  const posts = yield* readEach(wholeItems(entries), 'entry', 'something in it', problems, (entry) => {
    const post = readEntry(entry, document);
    return post && (post.authors.length ? post : { ...post, authors });
  });
  return compact<Feed>({
    format: 'atom',
    title: title(child(root, 'title')),
    url: alternate(root, base),
    language: language(root.lang),
    posts,
    next: links(root, base).find((each) => each.rel === 'next')?.url,
    problems,
  });
}
