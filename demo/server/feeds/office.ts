import type { Database } from '../database/database.js';
import { readDocument, readState } from './copies.js';
import { hiddenOf, hidePost, hideSource, unhidePost, unhideSource } from './hidden.js';
import type { FeedRelay } from './relay.js';
import type { FeedSource } from './source.js';

export interface OfficeOptions {
  db: Database;
  relay: FeedRelay;
  now: () => Date;
}

/** What the office was answered; `isDone` is false where nothing came of it. */
export interface OfficeAnswer {
  isDone: boolean;
  text: string;
}

export const usage = `npm run feeds -- list                    the configured sources, and what is hidden of each
npm run feeds -- hide FEED               hides a whole source
npm run feeds -- hide FEED POST          hides one post, by its id or address
npm run feeds -- show FEED [POST]        shows it again
npm run feeds -- refresh [FEED]          reads one source or all of them now`;

/** What the office says about the feeds of other servers. It holds from the next visitor on. */
export async function tellOffice(words: readonly string[], options: OfficeOptions): Promise<OfficeAnswer> {
  const [verb = '', feedId, post, ...rest] = words;
  if (rest.length > 0) return refused(usage);
  const { relay } = options;
  const source = feedId === undefined ? undefined : relay.find(feedId);
  if (feedId !== undefined && !source) {
    const known = relay.sources.map(({ id }) => id).join(', ') || 'none';
    return refused(`No source is called "${feedId}". Configured: ${known}.`);
  }
  if (verb === 'list' && !source) return list(options);
  if (verb === 'hide' && source) return hide(source, post, options);
  if (verb === 'show' && source) return show(source, post, options);
  if (verb === 'refresh' && post === undefined) return refresh(source ? [source] : relay.sources, options);
  return refused(usage);
}

async function list({ db, relay }: OfficeOptions): Promise<OfficeAnswer> {
  if (relay.sources.length === 0) return done('No sources are configured.');
  const lines: string[] = [];
  for (const source of relay.sources) {
    const state = await readState(db, source);
    const hidden = await hiddenOf(db, source.id);
    const posts = (await readDocument(db, source))?.posts.length ?? 0;
    lines.push(
      [
        source.id,
        state.copy ? `${posts} posts, read ${state.copy.fetched.toISOString()}` : 'not read yet',
        state.failure !== undefined && `failed ${state.failures} times since, last: ${state.failure}`,
        hidden.isFeedHidden && 'hidden',
      ]
        .filter(Boolean)
        .join('; '),
      ...hidden.posts.map((post) => `  hidden: ${post}`),
    );
  }
  return done(lines.join('\n'));
}

async function hide(
  source: FeedSource,
  post: string | undefined,
  { db, now }: OfficeOptions,
): Promise<OfficeAnswer> {
  if (post === undefined) {
    await hideSource(db, source.id, now());
    return done(`${source.id} is hidden.`);
  }
  const copy = await readDocument(db, source);
  const isThere = await hidePost(db, source.id, post, { copy, now: now() });
  return done(
    isThere
      ? `The post is hidden in ${source.id}.`
      : `No post of ${source.id} has this id or address now. It is hidden if it comes.`,
  );
}

async function show(
  source: FeedSource,
  post: string | undefined,
  { db }: OfficeOptions,
): Promise<OfficeAnswer> {
  const what = post === undefined ? source.id : `The post of ${source.id}`;
  const wasHidden =
    post === undefined ? await unhideSource(db, source.id) : await unhidePost(db, source.id, post);
  return wasHidden ? done(`${what} is shown again.`) : refused(`${what} was not hidden.`);
}

async function refresh(sources: readonly FeedSource[], { relay }: OfficeOptions): Promise<OfficeAnswer> {
  const outcomes = await Promise.all(sources.map((source) => relay.refresh(source, true)));
  const lines = sources.map(({ id }, index) => `${id}: ${outcomes[index] ?? 'read'}`);
  return { isDone: outcomes.every((failure) => failure === undefined), text: lines.join('\n') };
}

function done(text: string): OfficeAnswer {
  return { isDone: true, text };
}

function refused(text: string): OfficeAnswer {
  return { isDone: false, text };
}
