import type { Feed } from '../../../src/contracts/feed.js';
import { loadFeed } from '../../../src/formats.js';
import { type Upstream, type UpstreamAnswer } from '../upstream.js';
import type { FeedDocument, Validators } from './copies.js';
import { redacted } from './redacted.js';
import { secretsOf, type FeedSource } from './source.js';

export interface FetchOptions {
  upstream: Upstream;
  signal: AbortSignal;
  /** Of this software: another may make more of the same document. */
  version: string;
  /** Of the copy that there is. */
  validators: Validators | undefined;
}

export interface FetchedFeed {
  document: FeedDocument;
  validators: Validators | undefined;
}

const mostPosts = 1000;

/**
 * Reads a source as the widget would: of any format, of a profile its posts. What comes back holds none of the
 * source's secrets, wherever the other server has put them.
 * @throws {SourceError} whose `cause` is an `UpstreamError` where nothing was answered
 */
export async function fetchFeed(
  source: FeedSource,
  options: FetchOptions,
): Promise<FetchedFeed | 'unchanged'> {
  const { upstream, signal, version } = options;
  const known = options.validators?.version === version ? options.validators : undefined;
  const home = new URL(source.url).origin;
  const isSecure = source.url.startsWith('https:');
  let validators: Validators | undefined;
  let isUnchanged = false;

  const get = async (url: string): Promise<Response> => {
    const isHome = new URL(url).origin === home;
    const answer = await upstream(isHome ? withQuery(url, source.query) : url, {
      headers: {
        Accept: '*/*',
        'User-Agent': `civic-widgets/${version}`,
        ...(known?.url === url && conditions(known)),
      },
      ...(isHome && { secretHeaders: source.headers }),
      signal,
      maxBytes: source.maxBytes,
    });
    isUnchanged = answer.status === 304 && known?.url === url;
    validators = validatorsOf(url, version, answer);
    return responseOf(answer, Object.keys(source.query));
  };

  let feed: Feed;
  try {
    feed = await loadFeed(source.url, {
      fetch: get as typeof fetch,
      // One document may name the next: that must not give up encryption.
      allowed: (url) => !isSecure || url.startsWith('https:'),
      signal,
      maxBytes: source.maxBytes,
    });
  } catch (error) {
    if (isUnchanged) return 'unchanged';
    throw error;
  }
  const { title, url, language } = feed;
  const posts = feed.posts.slice(0, mostPosts);
  const document = { ...(title && { title }), ...(url && { url }), ...(language && { language }), posts };
  const secrets = secretsOf(source);
  const isOpen = JSON.stringify(redacted(validators, secrets)) === JSON.stringify(validators);
  return { document: redacted(document, secrets), validators: isOpen ? validators : undefined };
}

function withQuery(url: string, query: Record<string, string>): string {
  const result = new URL(url);
  for (const [name, value] of Object.entries(query)) {
    const own = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
    result.search += `${result.search ? '&' : '?'}${own}`;
  }
  return result.href;
}

function conditions({ etag, lastModified }: Validators): Record<string, string> {
  return {
    ...(etag !== undefined && { 'If-None-Match': etag }),
    ...(lastModified !== undefined && { 'If-Modified-Since': lastModified }),
  };
}

function validatorsOf(
  url: string,
  version: string,
  { headers, isCut }: UpstreamAnswer,
): Validators | undefined {
  const etag = headers.get('etag') ?? undefined;
  const lastModified = headers.get('last-modified') ?? undefined;
  return isCut || (etag ?? lastModified) === undefined ? undefined : { url, version, etag, lastModified };
}

/** The answer for the readers, which resolve addresses against its own: that must hold no secret. */
function responseOf({ url, status, headers, body }: UpstreamAnswer, secretNames: string[]): Response {
  const address = new URL(url);
  for (const name of secretNames) address.searchParams.delete(name);
  const response = new Response([204, 205, 304].includes(status) ? null : body, { status, headers });
  return Object.defineProperty(response, 'url', { value: address.href });
}
