import type { Context } from 'hono';
import { acceptsEncoding } from '../http/accept.js';
import { etagOf, isFresh } from '../http/cached.js';
import { requestedRange } from '../http/range.js';
import type { Asset } from '../options.js';

const etags = new WeakMap<object, Promise<string>>();

/** A file, whole, in part or compressed, or `304`. */
export async function assetResponse(
  c: Context,
  asset: Asset,
  headers: Record<string, string>,
): Promise<Response> {
  const common: Record<string, string> = { 'X-Content-Type-Options': 'nosniff', ...headers };
  if (asset.encoded) common.Vary = 'Accept-Encoding';
  const full: Record<string, string> = { ...common, 'Content-Type': asset.type };
  if (asset.body instanceof ReadableStream) return new Response(asset.body, { headers: full });

  const bytes = typeof asset.body === 'string' ? new TextEncoder().encode(asset.body) : asset.body;
  const etag = await etagFor(asset.body, bytes);
  if (isFresh(c, etag)) return new Response(null, { status: 304, headers: { ...common, ETag: etag } });
  full.ETag = etag;
  if (/^(audio|video)\//.test(asset.type)) return partial(c, bytes, full);

  const coding = (['br', 'gzip'] as const).find((name) => asset.encoded?.[name] && acceptsEncoding(c, name));
  if (!coding) return new Response(bytes, { headers: full });
  return new Response(await asset.encoded![coding]!(), { headers: { ...full, 'Content-Encoding': coding } });
}

/** Safari plays a film only from a server that can send parts of it. */
function partial(c: Context, bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string>): Response {
  const ranged = { ...headers, 'Accept-Ranges': 'bytes' };
  const range = requestedRange(c.req.header('Range'), bytes.length);
  if (range === undefined) return new Response(bytes, { headers: ranged });
  if (range === 'unsatisfiable') {
    return new Response(null, {
      status: 416,
      headers: { ...ranged, 'Content-Range': `bytes */${bytes.length}` },
    });
  }
  return new Response(bytes.subarray(range.start, range.end + 1), {
    status: 206,
    headers: { ...ranged, 'Content-Range': `bytes ${range.start}-${range.end}/${bytes.length}` },
  });
}

function etagFor(body: Uint8Array | string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (typeof body === 'string') return etagOf(bytes);
  const etag = etags.get(body) ?? etagOf(bytes);
  etags.set(body, etag);
  return etag;
}
