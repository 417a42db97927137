import type { Post } from '../../../src/contracts/post.js';
import { htmlToText } from '../../../src/formats.js';
import type { Database } from '../database/database.js';
import type { FeedSeed } from '../seed/town.js';
import { readDocument, readState, type FeedDocument } from './copies.js';
import { hiddenOf, hidePost, hideSource, isHidden, unhidePost, unhideSource } from './hidden.js';
import { isOwnHidden, readOwn } from './own.js';
import type { FeedRelay } from './relay.js';

export interface PublishedOptions {
  db: Database;
  /** The feeds of other servers. */
  relay: FeedRelay;
  /** The feeds that the town writes itself. */
  own: readonly FeedSeed[];
  now: () => Date;
}

/** A post as the office chooses among posts. */
export interface PublishedPost {
  id: string;
  url: string | undefined;
  /** Its title, or how its text begins. */
  name: string;
  published: string | undefined;
  isHidden: boolean;
}

export interface PublishedFeed {
  id: string;
  title: string;
  /** Whether the town writes it itself. */
  isOwn: boolean;
  isHidden: boolean;
  /** When it was read, where it comes from another server and has been read. */
  fetched: Date | undefined;
  /** Attempts since that came to nothing, and why the last one did. */
  failures: number;
  failure: string | undefined;
  posts: PublishedPost[];
  /** Ids and addresses that were hidden, as they were given. */
  hidden: string[];
}

/** Its addresses stay the same wherever the office is. */
const nowhere = 'https://town.invalid';
const shortName = 80;

/** What the server publishes as feeds, for the office: what there is, and what is to be hidden. It holds at once. */
export class PublishedFeeds {
  readonly #options: PublishedOptions;

  constructor(options: PublishedOptions) {
    this.#options = options;
  }

  /** All of them. Of two of one name, the one that is served. */
  get ids(): string[] {
    const { relay, own } = this.#options;
    return [...new Set([...relay.sources, ...own].map(({ id }) => id))];
  }

  /** One of them with its posts, hidden ones too. */
  async read(id: string): Promise<PublishedFeed | undefined> {
    const { db, relay, own } = this.#options;
    const source = relay.find(id);
    const seed = own.find((each) => each.id === id);
    if (!source && !seed) return undefined;
    const hidden = await hiddenOf(db, id);
    const state = source && (await readState(db, source));
    const document = await this.#document(id);
    return {
      id,
      title: (source ? source.title : seed?.title) ?? document?.title ?? id,
      isOwn: !source,
      isHidden: hidden.isFeedHidden,
      fetched: state?.copy?.fetched,
      failures: state?.failures ?? 0,
      failure: state?.failure,
      posts: (document?.posts ?? []).map((post) => ({
        id: post.id,
        url: post.url,
        name: nameOf(post),
        published: post.published,
        isHidden: this.#isHidden(id, post, hidden.posts),
      })),
      hidden: hidden.posts,
    };
  }

  /**
   * Hides one post, by its id or address and also before it comes, or the whole feed.
   * @returns whether it is there now
   */
  async hide(id: string, post?: string): Promise<boolean> {
    const { db, relay, now } = this.#options;
    if (post === undefined) {
      await hideSource(db, id, now());
      return true;
    }
    const document = await this.#document(id);
    const isThere = (document?.posts ?? []).some((each) => this.#isHidden(id, each, [post]));
    // Pictures go through here, and are hidden with their posts, of other servers' feeds only.
    await hidePost(db, id, post, { copy: relay.find(id) && document, now: now() });
    return isThere;
  }

  /** @returns whether it was hidden */
  show(id: string, post?: string): Promise<boolean> {
    const { db } = this.#options;
    return post === undefined ? unhideSource(db, id) : unhidePost(db, id, post);
  }

  async #document(id: string): Promise<FeedDocument | undefined> {
    const { db, relay, own, now } = this.#options;
    const source = relay.find(id);
    if (source) return readDocument(db, source);
    const seed = own.find((each) => each.id === id);
    return seed && readOwn(seed, { origin: nowhere, now: now() });
  }

  #isHidden(id: string, post: Post, posts: readonly string[]): boolean {
    const context = { origin: nowhere, now: this.#options.now() };
    return this.#options.relay.find(id) ? isHidden(post, posts) : isOwnHidden(post, posts, context);
  }
}

function nameOf({ title, html = '', id }: Post): string {
  const text = title || htmlToText(html).replace(/\s+/g, ' ') || id;
  return text.length > shortName ? `${text.slice(0, shortName)}…` : text;
}
