/** Posts are there to be read. Once per load. */
export class CivicFeedLoadedEvent extends Event {
  /** How many posts there are in all sources together, shown or not. */
  readonly posts: number;

  constructor(posts: number) {
    super('civic-feed-loaded', { bubbles: true, composed: true });
    this.posts = posts;
  }
}

/** A resident followed a link to a post. */
export class CivicFeedPostOpenedEvent extends Event {
  readonly post: string;
  readonly url: string;

  constructor(post: string, url: string) {
    super('civic-feed-post-opened', { bubbles: true, composed: true });
    this.post = post;
    this.url = url;
  }
}

declare global {
  interface HTMLElementEventMap {
    'civic-feed-loaded': CivicFeedLoadedEvent;
    'civic-feed-post-opened': CivicFeedPostOpenedEvent;
  }
}
