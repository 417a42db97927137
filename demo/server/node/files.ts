import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Asset } from '../options.js';

const types: Record<string, string> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/vnd.microsoft.icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.m4a': 'audio/mp4',
  '.map': 'application/json',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.vtt': 'text/vtt; charset=utf-8',
  '.webm': 'video/webm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

const compressible = /^(text\/|application\/(json|manifest|xml)|image\/svg)/;

interface Cached {
  /** Changes with the file. */
  stamp: string;
  asset: Asset;
}

/**
 * The files of some folders by the beginning of their path; the first folder that has the file wins. Read again when
 * they change, and compressed once.
 */
export function folderAssets(
  folders: readonly [prefix: string, folder: string][],
): (path: string) => Promise<Asset | undefined> {
  const cache = new Map<string, Cached>();
  return async (path) => {
    const type = types[extname(path).toLowerCase()];
    if (!type || !isPlain(path)) return undefined;
    for (const [prefix, folder] of folders) {
      if (!path.startsWith(prefix)) continue;
      const asset = await read(join(folder, path.slice(prefix.length)), type, cache);
      if (asset) return asset;
    }
    return undefined;
  };
}

/** No way out of the folder, and nothing hidden. */
function isPlain(path: string): boolean {
  return (
    path.startsWith('/') &&
    !path
      .split('/')
      .slice(1)
      .some((part) => part === '' || part.startsWith('.')) &&
    !/[\0\\]/.test(path)
  );
}

async function read(file: string, type: string, cache: Map<string, Cached>): Promise<Asset | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const stamp = `${found.mtimeMs}-${found.size}`;
  const cached = cache.get(file);
  if (cached?.stamp === stamp) return cached.asset;
  const body = new Uint8Array(await readFile(file));
  const asset: Asset = { body, type };
  if (compressible.test(type) && body.length > 500) {
    asset.encoded = { br: once(() => brotli(body)), gzip: once(() => zip(body)) };
  }
  cache.set(file, { stamp, asset });
  return asset;
}

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

async function brotli(body: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await compressBrotli(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
  );
}

async function zip(body: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await compressGzip(body, { level: 9 }));
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}
