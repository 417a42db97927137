import type { Media } from '../contracts/post.js';
import { htmlToLine } from '../internal/text.js';
import { type XmlElement, child, children, textOf } from '../internal/xml.js';
import { distinct, medium } from './media.js';

const text = (node: XmlElement | undefined): string => htmlToLine(textOf(node));

function read(each: XmlElement, around: XmlElement, base: string): Media | undefined {
  const { url, href, type, medium: kind, width, height, fileSize, length } = each.attributes;
  // Players for Flash play nowhere.
  if (/flash/.test(type ?? '')) return undefined;
  const isEnclosure = each.tag === 'enclosure';
  const isImage = /^image/.test(type ?? kind ?? '');
  return medium(url ?? href, base, {
    mime: type ?? (/^(?:image|video|audio)$/.test(kind ?? '') ? kind : undefined),
    alt: isEnclosure
      ? undefined
      : text(child(each, 'media:description') ?? child(around, 'media:description')),
    title: text(child(each, 'media:title')),
    preview: isImage
      ? undefined
      : (child(each, 'media:thumbnail') ?? child(around, 'media:thumbnail'))?.attributes.url,
    width,
    height,
    bytes: fileSize ?? length,
  });
}

/**
 * The pictures, films and sounds of an item by Media RSS 1.5 and RSS's own `enclosure`; thumbnails where there is
 * nothing else. A group is one thing in several versions.
 */
export function mediaRss(item: XmlElement, base: string): Media[] {
  const groups = children(item, 'media:group');
  const chosen = groups.map((group) => {
    const versions = children(group, 'media:content');
    const first = versions.filter((each) => each.attributes.isDefault === 'true');
    return [...first, ...versions].map((each) => read(each, group, base)).find(Boolean);
  });
  const found = distinct([
    ...children(item, 'media:content').map((each) => read(each, item, base)),
    ...chosen,
    ...children(item, 'enclosure').map((each) => read(each, item, base)),
  ]);
  if (found.length) return found;
  return distinct(
    [item, ...groups]
      .flatMap((each) => children(each, 'media:thumbnail').slice(0, 1))
      .map(({ attributes: { url, width, height } }) => medium(url, base, { type: 'image', width, height })),
  );
}
