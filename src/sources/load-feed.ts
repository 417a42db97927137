import type { Feed } from '../contracts/feed.js';
import { decode } from '../internal/decode.js';
import { type ReadOptions, read } from '../internal/request.js';
import { readFeed } from './read-feed.js';

/**
 * Fetches and reads one feed.
 * @throws {SourceError} what `read` throws, and `format`
 */
export async function loadFeed(url: string, options: ReadOptions): Promise<Feed> {
  const answer = await read(url, options);
  return readFeed(decode(answer.bytes, answer.headers.get('content-type') ?? ''), answer.url);
}
