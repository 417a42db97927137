import type { Context } from 'hono';
import { toBase64Url } from '../base64url.js';

export interface Cacheable {
  body: string | Uint8Array<ArrayBuffer>;
  type: string;
  cacheControl: string;
  /** What makes two answers the same, when it is not the whole body. */
  identity?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

/** An answer with an ETag, or `304` to somebody who has it. The tag is weak: bodies may differ where it does not. */
export async function cached(c: Context, answer: Cacheable): Promise<Response> {
  const etag = await etagOf(answer.identity ?? answer.body);
  const headers = { ...answer.headers, ETag: etag, 'Cache-Control': answer.cacheControl };
  if (isFresh(c, etag)) return new Response(null, { status: 304, headers });
  return new Response(answer.body, { headers: { ...headers, 'Content-Type': answer.type } });
}

/** JSON whose ETag ignores `now` and `updated`. */
export function cachedJson(c: Context, value: object, cacheControl: string): Promise<Response> {
  return cached(c, {
    body: JSON.stringify(value),
    identity: JSON.stringify(value, (key, member: unknown) =>
      key === 'now' || key === 'updated' ? undefined : member,
    ),
    type: 'application/json',
    cacheControl,
  });
}

export async function etagOf(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `W/"${toBase64Url(hash.subarray(0, 18))}"`;
}

/** Whether the asker has this content already. */
export function isFresh(c: Context, etag: string): boolean {
  const ifNoneMatch = c.req.header('If-None-Match');
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag));
}
