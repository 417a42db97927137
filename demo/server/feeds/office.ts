import { PublishedFeeds, type PublishedFeed, type PublishedOptions } from './published.js';

/** What the office was answered; `isDone` is false where nothing came of it. */
export interface OfficeAnswer {
  isDone: boolean;
  text: string;
}

export const usage = `npm run feeds -- list                    the town's own feeds and the configured sources, and what is hidden of each
npm run feeds -- hide FEED               hides a whole source
npm run feeds -- hide FEED POST          hides one post, by its id or address
npm run feeds -- show FEED [POST]        shows it again
npm run feeds -- refresh [FEED]          reads one source or all of them now`;

/** What the office says about the feeds of other servers and its own. It holds from the next visitor on. */
export async function tellOffice(words: readonly string[], options: PublishedOptions): Promise<OfficeAnswer> {
  const [verb = '', id, post, ...rest] = words;
  if (rest.length > 0) return refused(usage);
  const feeds = new PublishedFeeds(options);
  if (id !== undefined && !feeds.ids.includes(id)) {
    const known = feeds.ids.join(', ') || 'none';
    return refused(`No source is called "${id}". Known: ${known}.`);
  }
  if (verb === 'list' && id === undefined) return list(feeds);
  if (verb === 'hide' && id !== undefined) return hide(feeds, id, post);
  if (verb === 'show' && id !== undefined) return show(feeds, id, post);
  if (verb === 'refresh' && post === undefined) return refresh(id, options);
  return refused(usage);
}

async function list(feeds: PublishedFeeds): Promise<OfficeAnswer> {
  const all = await Promise.all(feeds.ids.map((id) => feeds.read(id)));
  const lines = all.flatMap((feed) =>
    feed ? [summary(feed), ...feed.hidden.map((post) => `  hidden: ${post}`)] : [],
  );
  return done(lines.join('\n') || 'There are no sources.');
}

function summary({ id, isOwn, isHidden, fetched, failure, failures, posts }: PublishedFeed): string {
  const read = fetched && `${posts.length} posts, read ${fetched.toISOString()}`;
  return [
    id,
    isOwn ? `${posts.length} posts, written here` : (read ?? 'not read yet'),
    failure !== undefined && `failed ${failures} times since, last: ${failure}`,
    isHidden && 'hidden',
  ]
    .filter(Boolean)
    .join('; ');
}

async function hide(feeds: PublishedFeeds, id: string, post: string | undefined): Promise<OfficeAnswer> {
  const isThere = await feeds.hide(id, post);
  if (post === undefined) return done(`${id} is hidden.`);
  return done(
    isThere
      ? `The post is hidden in ${id}.`
      : `No post of ${id} has this id or address now. It is hidden if it comes.`,
  );
}

async function show(feeds: PublishedFeeds, id: string, post: string | undefined): Promise<OfficeAnswer> {
  const what = post === undefined ? id : `The post of ${id}`;
  return (await feeds.show(id, post)) ? done(`${what} is shown again.`) : refused(`${what} was not hidden.`);
}

async function refresh(id: string | undefined, { relay }: PublishedOptions): Promise<OfficeAnswer> {
  const sources = relay.sources.filter((source) => id === undefined || source.id === id);
  if (id !== undefined && sources.length === 0)
    return refused(`${id} is written here: there is nothing to read.`);
  const outcomes = await Promise.all(sources.map((source) => relay.refresh(source, true)));
  const lines = sources.map((source, index) => `${source.id}: ${outcomes[index] ?? 'read'}`);
  return { isDone: outcomes.every((failure) => failure === undefined), text: lines.join('\n') };
}

function done(text: string): OfficeAnswer {
  return { isDone: true, text };
}

function refused(text: string): OfficeAnswer {
  return { isDone: false, text };
}
