import type { Feed } from '../contracts/feed.js';
import type { Post } from '../contracts/post.js';
import { decode } from '../internal/decode.js';
import { SourceError } from '../internal/errors.js';
import { type Answer, type ReadOptions, read } from '../internal/request.js';
import { inSlices } from '../internal/steps.js';
import { CUT } from './cut.js';
import { type Json, object, problem } from './json.js';
import { type Profile, profileOf } from './profiles.js';
import { feedSteps } from './read-feed.js';

/** Collections lead from an actor to an outbox to its first page. */
const MAX_HOPS = 3;

const textOf = ({ bytes, headers }: Answer): string => decode(bytes, headers.get('content-type') ?? '');

async function readJson(url: string, options: ReadOptions): Promise<Json> {
  const answer = await read(url, options);
  try {
    return object(JSON.parse(textOf(answer)));
  } catch (cause) {
    throw new SourceError('format', 'Expected a profile as JSON.', { url, cause });
  }
}

/** What a feed may well contain and nobody can look at. */
const isBlank = ({ url, title, html, media, card, poll, quote }: Post): boolean =>
  !url && !title && !html && !media?.length && !card && !poll && !quote;

async function loadDocument(url: string, options: ReadOptions, hops = 0): Promise<Feed> {
  const answer = await read(url, options);
  const feed = await inSlices(feedSteps(textOf(answer), answer.url, answer.headers));
  if (feed.format === 'activitypub' && !feed.posts.length && feed.next && hops < MAX_HOPS) {
    const page = await loadDocument(feed.next, options, hops + 1);
    return { ...feed, ...page, title: page.title ?? feed.title, url: page.url ?? feed.url } as Feed;
  }
  const problems = feed.posts.flatMap((post, i) =>
    isBlank(post) ? [problem(`posts[${i}]`, 'a post with something to show', 'nothing but its id')] : [],
  );
  if (answer.truncated && !feed.problems.includes(CUT)) problems.push(CUT);
  const posts = feed.posts.filter((post) => !isBlank(post));
  return { ...feed, posts, problems: [...feed.problems, ...problems] };
}

async function loadProfile({ url, then }: Profile, options: ReadOptions): Promise<Feed> {
  const posts = then ? then(await readJson(url, options)) : url;
  if (!posts) throw new SourceError('format', 'The profile does not say where its posts are.', { url });
  return loadDocument(posts, options);
}

/** Whether somebody else than the network that the address looks like answered. */
const isElsewhere = ({ code, status }: SourceError): boolean => code === 'format' || status === 404;

/**
 * Fetches and reads one feed; of the page of a Mastodon or Bluesky profile, the posts. Each address on the way has
 * to be allowed.
 * @throws {SourceError} what `read` throws, and `format`
 */
export async function loadFeed(url: string, options: ReadOptions): Promise<Feed> {
  const profile = profileOf(url);
  if (!profile) return loadDocument(url, options);
  try {
    return await loadProfile(profile, options);
  } catch (error) {
    if (!(error instanceof SourceError) || !isElsewhere(error)) throw error;
    // Other sites have such addresses too: then it is the document there that is meant.
    return loadDocument(url, options).catch(() => Promise.reject(error));
  }
}
