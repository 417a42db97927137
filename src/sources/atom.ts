import type { Feed } from '../contracts/feed.js';
import type { Media, Person, Post } from '../contracts/post.js';
import { safeLink } from '../internal/safe-url.js';
import { decodeEntities, htmlToText, textToHtml } from '../internal/text.js';
import { type XmlElement, child, children, innerHtml, isElement, textOf } from '../internal/xml.js';
import { parseDate } from './dates.js';
import { distinct, medium } from './media.js';

/** An Atom text construct as HTML, RFC 4287 §3.1; Atom 0.3 says `mode` and MIME types. */
function html(node: XmlElement | undefined): string {
  if (!node) return '';
  const { type = 'text', mode } = node.attributes;
  const written = textOf(node);
  if (mode === 'base64' || (/^(?!text\b|html|xhtml|.*\+xml)/i.test(type) && type.includes('/'))) {
    return /^text\/|octet-stream/.test(type) || mode === 'base64' ? fromBase64(written) : '';
  }
  if (type === 'xhtml' || /xhtml\+xml/.test(type) || mode === 'xml') return innerHtml(node);
  if (node.nodes.some(isElement)) return innerHtml(node);
  if (/html/.test(type) || mode === 'escaped') return written;
  // Declared as text and yet markup: what a publisher means is plain to see.
  return /<\/?[a-z][^>]*>/i.test(written) && type !== 'text' && type !== 'text/plain'
    ? written
    : textToHtml(written.trim());
}

function fromBase64(written: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(written.trim()), (letter) => letter.charCodeAt(0)));
  } catch {
    return '';
  }
}

function title(node: XmlElement | undefined): string {
  if (!node) return '';
  const plainText =
    !node.attributes.type || node.attributes.type === 'text' || node.attributes.type === 'text/plain';
  if (plainText && !node.nodes.some(isElement) && node.attributes.mode !== 'base64')
    return textOf(node).replace(/\s+/g, ' ').trim();
  return htmlToText(html(node));
}

function links(node: XmlElement, base: string) {
  return children(node, 'link').map(({ attributes, base: own }) => ({
    rel: (attributes.rel ?? 'alternate').replace(/^.*\//, ''),
    type: attributes.type,
    title: attributes.title,
    length: attributes.length,
    url: safeLink(attributes.href, own || base),
  }));
}

function alternate(node: XmlElement, base: string): string | undefined {
  const found = links(node, base).filter((each) => each.rel === 'alternate' && each.url);
  return (found.find((each) => !each.type || /html/.test(each.type)) ?? found[0])?.url;
}

function people(node: XmlElement, base: string): Person[] {
  return children(node, 'author', 'dc:creator')
    .map((each) => {
      const uri = textOf(child(each, 'uri', 'url')).trim();
      return {
        name: htmlToText(textOf(child(each, 'name') ?? (each.nodes.some(isElement) ? undefined : each))),
        url: safeLink(uri, base),
      };
    })
    .filter((each) => each.name);
}

function media(entry: XmlElement, base: string): Media[] {
  const found: (Media | undefined)[] = links(entry, base)
    .filter((each) => each.rel === 'enclosure')
    .map((each) => medium(each.url, base, { mime: each.type, title: each.title, bytes: each.length }));
  for (const group of [entry, ...children(entry, 'media:group')]) {
    const alt = htmlToText(textOf(child(group, 'media:title')));
    const thumbnail = child(group, 'media:thumbnail')?.attributes;
    for (const { attributes } of children(group, 'media:content')) {
      // YouTube's "content" is a player for Flash; its picture and the entry's link are what serves.
      if (/flash/.test(attributes.type ?? '')) continue;
      found.push(
        medium(attributes.url, base, {
          mime: attributes.type ?? attributes.medium,
          alt,
          preview: thumbnail?.url,
          width: attributes.width,
          height: attributes.height,
          bytes: attributes.fileSize,
        }),
      );
    }
    if (thumbnail && !found.length)
      found.push(
        medium(thumbnail.url, base, { type: 'image', alt, width: thumbnail.width, height: thumbnail.height }),
      );
  }
  return distinct(found);
}

function readEntry(entry: XmlElement, feedBase: string): Post | undefined {
  const base = entry.base || feedBase;
  const content = child(entry, 'content');
  const summary = html(child(entry, 'summary'));
  const described = textToHtml(
    textOf(child(child(entry, 'media:group') ?? entry, 'media:description')).trim(),
  );
  const body = html(content) || summary || described;
  const url =
    alternate(entry, base) ??
    safeLink(content?.attributes.src, base) ??
    links(entry, base).find((each) => each.rel === 'self')?.url;
  const id = textOf(child(entry, 'id')).trim();
  const heading = title(child(entry, 'title'));
  const published = parseDate(
    textOf(child(entry, 'published', 'issued', 'created', 'dc:date', 'updated', 'modified', 'pubDate')),
  );
  const updated = parseDate(textOf(child(entry, 'updated', 'modified')));
  const found = media(entry, base);
  if (!id && !url && !heading && !body) return undefined;
  const language = content?.lang || entry.lang;
  return {
    id: id || url || heading,
    ...(url && { url }),
    ...(heading && { title: heading }),
    ...(body && { html: body }),
    ...(summary && summary !== body && { summary }),
    base: content?.base || base,
    ...(published && { published }),
    ...(updated && { updated }),
    ...(language && { language }),
    authors: people(entry, base),
    tags: children(entry, 'category')
      .map((each) => each.attributes.label ?? each.attributes.term ?? textOf(each))
      .map((tag) => decodeEntities(tag).trim())
      .filter(Boolean),
    media: found,
  };
}

/** Atom 1.0 (RFC 4287) and 0.3; YouTube's feeds are Atom with `media:group`. */
export function atom(root: XmlElement, address: string): Feed {
  const base = root.base || address;
  const url = alternate(root, base);
  const authors = people(root, base);
  const entries = root.tag === 'entry' ? [root] : children(root, 'entry');
  const posts = entries
    .filter((entry) => entry.whole)
    .map((entry) => readEntry(entry, base))
    .filter((post) => post !== undefined);
  for (const post of posts) if (!post.authors.length) post.authors = authors;
  const name = title(child(root, 'title'));
  const next = links(root, base).find((each) => each.rel === 'next')?.url;
  return {
    format: 'atom',
    ...(name && { title: name }),
    ...(url && { url }),
    ...(root.lang && { language: root.lang }),
    posts,
    ...(next && { next }),
    problems: entries.some((entry) => !entry.whole)
      ? [{ path: 'feed', expected: 'a whole document', found: 'one that breaks off' }]
      : [],
  };
}
