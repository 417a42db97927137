import type { Feed } from '../contracts/feed.js';
import type { Media, Person, Post } from '../contracts/post.js';
import { safeLink } from '../internal/safe-url.js';
import { htmlToText } from '../internal/text.js';
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
import { distinct, medium } from './media.js';

/** Markup that is escaped, in CDATA, or simply there. */
export const markup = (node: XmlElement | undefined): string =>
  !node ? '' : node.nodes.some(isElement) ? innerHtml(node) : textOf(node);

export const text = (node: XmlElement | undefined): string => htmlToText(markup(node));

/** A link with text (RSS) or in `href` (Atom elements in RSS). */
function link(node: XmlElement, base: string): string | undefined {
  for (const each of children(node, 'link')) {
    const written = textOf(each).trim();
    const rel = each.attributes.rel ?? 'alternate';
    const url = safeLink(written || (rel === 'alternate' && each.attributes.href), each.base || base);
    if (url) return url;
  }
  return undefined;
}

function media(item: XmlElement, base: string): Media[] {
  const found: (Media | undefined)[] = [];
  const add = (each: XmlElement, around: XmlElement) => {
    const { url, href, type, medium: kind, width, height, fileSize, length } = each.attributes;
    const note = child(each, 'media:description') ?? child(around, 'media:description');
    const thumbnail = child(each, 'media:thumbnail') ?? child(around, 'media:thumbnail');
    found.push(
      medium(url ?? href, base, {
        mime: type ?? (/^(?:image|video|audio)$/.test(kind ?? '') ? kind : undefined),
        alt: each.tag === 'enclosure' ? undefined : text(note),
        title: text(child(each, 'media:title')),
        preview: thumbnail?.attributes.url,
        width,
        height,
        bytes: fileSize ?? length,
      }),
    );
  };
  for (const group of [item, ...children(item, 'media:group')]) {
    for (const each of children(group, 'media:content')) add(each, each);
    for (const each of children(group, 'enclosure')) add(each, each);
    if (!found.length) {
      for (const each of children(group, 'media:thumbnail')) {
        found.push(
          medium(each.attributes.url, base, {
            type: 'image',
            width: each.attributes.width,
            height: each.attributes.height,
          }),
        );
      }
    }
  }
  if (!found.length) {
    const image = child(item, 'itunes:image', 'image');
    const url = image?.attributes.href ?? (image && (textOf(child(image, 'url')) || textOf(image)));
    found.push(medium(url?.trim(), base, { type: 'image' }));
  }
  return distinct(found);
}

/** `town@example.org (Storå kommun)` is RSS's way to write a name. */
function author(node: XmlElement): Person | undefined {
  const written = text(child(node, 'name') ?? node);
  const name = /\(([^)]+)\)\s*$/.exec(written)?.[1] ?? written.replace(/<?\S+@\S+>?/, '').trim();
  return name ? { name } : undefined;
}

function readItem(item: XmlElement, channelBase: string): Post | undefined {
  const base = item.base || channelBase;
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
  const published = [
    'pubDate',
    'dc:date',
    'published',
    'dcterms:created',
    'dcterms:issued',
    'updated',
    'date',
    'pubdate',
  ]
    .map((name) => parseDate(textOf(child(item, name))))
    .find(Boolean);
  const updated = parseDate(textOf(child(item, 'dcterms:modified', 'updated')));
  const authors = children(item, 'dc:creator', 'author', 'itunes:author')
    .map(author)
    .filter((each) => each !== undefined);
  return {
    id: guidText || url || title,
    ...(url && { url }),
    ...(title && { title }),
    ...((content || summary) && { html: content || summary }),
    ...(content && summary && content !== summary && { summary }),
    base: item.base || url || base,
    ...(published && { published }),
    ...(updated && { updated }),
    ...(item.lang && { language: item.lang }),
    authors: authors.filter((each, i) => authors.findIndex((other) => other.name === each.name) === i),
    tags: children(item, 'category', 'dc:subject').map(text).filter(Boolean),
    media: found,
  };
}

/** RSS 0.9x, 1.0 (RDF) and 2.0. Namespaces are known by their names, whatever prefix a document gives them. */
export function rss(root: XmlElement, address: string): Feed {
  const channel = child(root, 'channel') ?? root;
  const base = root.base || address;
  const url = link(channel, base);
  const language = textOf(child(channel, 'language', 'dc:language')).trim() || root.lang || channel.lang;
  // RSS 1.0 has its items beside the channel; some documents nest one item in another.
  const items = descendants(root, 'item');
  // Cut in the middle: the last item is not what its author wrote.
  const posts = items
    .filter((item) => item.whole)
    .map((item) => readItem(item, url ?? base))
    .filter((post) => post !== undefined);
  const title = text(child(channel, 'title'));
  return {
    format: 'rss',
    ...(title && { title }),
    ...(url && { url }),
    ...(language && { language }),
    posts,
    problems: items.some((item) => !item.whole)
      ? [{ path: 'channel', expected: 'a whole document', found: 'one that breaks off' }]
      : [],
  };
}
