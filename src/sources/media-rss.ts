import type { Media } from '../contracts/post.js';
import { htmlToLine } from '../internal/text.js';
import { type XmlElement, child, children, textOf } from '../internal/xml.js';
import { distinct, medium } from './media.js';

const text = (node: XmlElement | undefined): string => htmlToLine(textOf(node));

function read(base: string, ...around: XmlElement[]): Media | undefined {
  const each = around[0]!;
  const { url, href, type, medium: kind, width, height, fileSize, length, title } = each.attributes;
  // Players for Flash play nowhere.
  if (/flash/.test(type ?? '')) return undefined;
  const isImage = /^image/.test(type ?? kind ?? '');
  const isContent = each.tag === 'media:content';
  // What is said of an item or a group holds for what is in it.
  const told = (name: string) => around.map((node) => child(node, name)).find(Boolean);
  return medium(url ?? href, base, {
    mime: type ?? (/^(?:image|video|audio)$/.test(kind ?? '') ? kind : undefined),
    alt: isContent ? text(told('media:description')) : undefined,
    title: isContent ? text(told('media:title')) : title,
    preview: isImage ? undefined : told('media:thumbnail')?.attributes.url,
    width,
    height,
    bytes: fileSize ?? length,
  });
}

/**
 * The pictures, films and sounds of an item by Media RSS 1.5, RSS's own `enclosure` and Atom's link of that name;
 * thumbnails where there is nothing else. A group is one thing in several versions.
 */
export function mediaRss(item: XmlElement, base: string): Media[] {
  const groups = children(item, 'media:group');
  const contents = children(item, 'media:content');
  const chosen = groups.map((group) => {
    const versions = children(group, 'media:content');
    const first = versions.filter((each) => each.attributes.isDefault === 'true');
    return [...first, ...versions].map((each) => read(base, each, group, item)).find(Boolean);
  });
  const found = distinct([
    ...contents.map((each) => read(base, each, item)),
    ...chosen,
    ...children(item, 'enclosure', 'link')
      .filter(({ tag, attributes: { rel = tag } }) => /enclosure$/.test(rel))
      .map((each) => read(base, each, item)),
  ]);
  if (found.length) return found;
  return distinct(
    [item, ...groups, ...contents]
      .flatMap((each) => children(each, 'media:thumbnail').slice(0, 1))
      .map((each) => {
        const { url = textOf(each), width, height } = each.attributes;
        return medium(url, base, { type: 'image', width, height });
      }),
  );
}
