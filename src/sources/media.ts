import type { Media } from '../contracts/post.js';
import { safeResource } from '../internal/safe-url.js';
import { compact } from './json.js';

const BY_ENDING: readonly (readonly [RegExp, Media['type']])[] = [
  [/\.(?:jpe?g|png|gif|webp|avif|svg)$/i, 'image'],
  [/\.(?:mp4|m4v|webm|mov|ogv|m3u8)$/i, 'video'],
  [/\.(?:mp3|m4a|ogg|oga|opus|wav|flac|aac)$/i, 'audio'],
];

const pathOf = (url: string): string => url.replace(/[?#].*/, '');

/** What a file is, by its type or, where that says nothing, by the end of its address. */
export function mediaType(mime: string | undefined | null, url: string): Media['type'] {
  const main = /^(image|video|audio)\b/i.exec(mime ?? '')?.[1]?.toLowerCase() as Media['type'] | undefined;
  if (main) return main;
  if (/mpegurl/i.test(mime ?? '')) return 'video';
  if (/^text\/|pdf$/i.test(mime ?? '')) return 'file';
  return BY_ENDING.find(([ending]) => ending.test(pathOf(url)))?.[1] ?? 'file';
}

type Found = Partial<Record<'mime' | 'alt' | 'title' | 'preview', string | null | undefined>> & {
  type?: Media['type'] | undefined;
  width?: unknown;
  height?: unknown;
  bytes?: unknown;
};

const positive = (value: unknown): number | undefined => {
  const number = Math.round(Number(value));
  return number > 0 && number < 1e12 ? number : undefined;
};

/**
 * A medium with its addresses through the gate, or undefined where it has none that is safe, or is a counter of
 * one pixel.
 */
export function medium(address: unknown, base: string | undefined, found: Found): Media | undefined {
  const url = safeResource(address, base);
  const width = positive(found.width);
  const height = positive(found.height);
  if (!url || (width && width < 3) || (height && height < 3)) return undefined;
  return compact<Media>({
    type: found.type ?? mediaType(found.mime, url),
    url,
    mime: found.mime?.includes('/') && found.mime,
    preview: safeResource(found.preview, base),
    alt: found.alt?.trim(),
    title: found.title?.trim(),
    width,
    height,
    bytes: positive(found.bytes),
  });
}

/** A picture file with another query is the same picture in another size. */
const keyOf = ({ url, type }: Media): string =>
  type === 'image' && BY_ENDING[0]![0].test(pathOf(url)) ? pathOf(url) : url;

/** Each medium once: the first that came, which is the best described one, or a wider picture. */
export function distinct(media: readonly (Media | undefined)[]): Media[] {
  const byKey = new Map<string, Media>();
  for (const each of media) {
    if (!each) continue;
    const known = byKey.get(keyOf(each));
    if (!known || (known.width ?? Infinity) < (each.width ?? 0))
      byKey.set(keyOf(each), { ...known, ...each });
  }
  return [...byKey.values()];
}
