import type { Context } from 'hono';
import { cached } from '../http/cached.js';
import type { Server } from '../server.js';
import { assetResponse } from './asset-response.js';
import { builderHeaders, pageHeaders } from './headers.js';
import { completed } from './pages.js';

const cacheControl = 'public, no-cache';

/** One of the town's own pages and files, or nothing where there is none. */
export async function siteFile(c: Context, server: Server): Promise<Response | undefined> {
  const path = readable(c.req.path);
  if (path === undefined || (c.req.method !== 'GET' && c.req.method !== 'HEAD')) return undefined;
  const asset = await server.asset(path.endsWith('/') ? `${path}index.html` : path);
  if (!asset) return (await hasIndex(server, path)) ? toFolder(c, path) : undefined;
  if (!asset.type.startsWith('text/html')) return assetResponse(c, asset, { 'Cache-Control': cacheControl });
  const body = await completed(server, asset);
  const headers = path.startsWith('/builder/') ? builderHeaders : pageHeaders;
  return cached(c, { body, type: asset.type, cacheControl, headers });
}

async function hasIndex(server: Server, path: string): Promise<boolean> {
  return !path.endsWith('/') && (await server.asset(`${path}/index.html`)) !== undefined;
}

/** A browser keeps a link's fragment through a redirect, so a widget's configuration survives. */
function toFolder(c: Context, path: string): Response {
  const location = `${encodeURI(path)}/${new URL(c.req.url).search}`;
  return new Response(null, { status: 308, headers: { Location: location, 'Cache-Control': 'no-cache' } });
}

/** The path of a file that may be asked for. Layouts are not pages; built files have addresses of their own. */
function readable(path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const hidden = /[\0\\]|\/\/|\/\.|\/layout\.html$|^\/(api|widgets)(\/|$)/;
  return hidden.test(decoded) ? undefined : decoded;
}
