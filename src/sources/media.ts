import type { Media } from '../contracts/post.js';
import { safeResource } from '../internal/safe-url.js';

const BY_ENDING: readonly (readonly [RegExp, Media['type']])[] = [
  [/\.(?:jpe?g|png|gif|webp|avif|svg)$/i, 'image'],
  [/\.(?:mp4|m4v|webm|mov|ogv)$/i, 'video'],
  [/\.(?:mp3|m4a|ogg|oga|opus|wav|flac|aac)$/i, 'audio'],
];

/** What a file is, by its type or, where that says nothing, by the end of its address. */
export function mediaType(mime: string | undefined | null, url: string): Media['type'] {
  const main = /^(image|video|audio)\b/i.exec(mime ?? '')?.[1]?.toLowerCase() as Media['type'] | undefined;
  if (main) return main;
  const path = url.replace(/[?#].*/, '');
  return (
    ((!mime || /octet-stream/.test(mime)) && BY_ENDING.find(([ending]) => ending.test(path))?.[1]) || 'file'
  );
}

type Found = Partial<Record<'mime' | 'alt' | 'title' | 'preview', string | null | undefined>> & {
  type?: Media['type'] | undefined;
  width?: unknown;
  height?: unknown;
  bytes?: unknown;
};

const positive = (value: unknown): number | undefined => {
  const number = Math.round(Number(value));
  return number > 0 ? number : undefined;
};

/** A medium with its addresses through the gate, or undefined where it has none that is safe. */
export function medium(address: unknown, base: string | undefined, found: Found): Media | undefined {
  const url = safeResource(address, base);
  if (!url) return undefined;
  return {
    type: found.type ?? mediaType(found.mime, url),
    url,
    preview: safeResource(found.preview, base),
    alt: found.alt?.trim() || undefined,
    title: found.title?.trim() || undefined,
    width: positive(found.width),
    height: positive(found.height),
    bytes: positive(found.bytes),
  };
}

/** Each address once; the first that came is the best described one. */
export function distinct(media: readonly (Media | undefined)[]): Media[] {
  const byUrl = new Map<string, Media>();
  for (const each of media) if (each && !byUrl.has(each.url)) byUrl.set(each.url, each);
  return [...byUrl.values()];
}
