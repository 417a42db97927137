import { type TemplateResult, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { CivicElement } from '../../base/civic-element.js';
import { heading } from '../../base/heading.js';
import { type LoadContext, LoadController } from '../../base/load-controller.js';
import { empty, failed, pending } from '../../base/states.js';
import type { MediaRule } from '../../config/options.js';
import type { Feed } from '../../contracts/feed.js';
import type { Post } from '../../contracts/post.js';
import { SourceError } from '../../internal/errors.js';
import { loadFeed } from '../../sources/load-feed.js';
import { baseStyles } from '../../theme/base.styles.js';
import { CivicFeedLoadedEvent, CivicFeedPostOpenedEvent } from './feed.events.js';
import { feedStyles } from './feed.styles.js';
import { merge } from './merge.js';
import { type PostContext, postTemplate } from './post.js';

interface LoadedFeeds {
  feeds: Feed[];
  /** Sources that could not be had, by host. */
  missing: string[];
}

const MEDIA_RULES: readonly string[] = ['auto', 'always', 'click', 'none'];
/** Posts that are rendered between two breaths of the page. */
const CHUNK = 20;

const breathe = (): Promise<void> => {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
};

const tokens = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/**
 * What a town publishes, from one or several feeds as one list.
 *
 * @summary A social feed from RSS, Atom, JSON Feed or Mastodon, without anybody's plug-in.
 * @tag civic-feed
 * @fires {CivicFeedLoadedEvent} civic-feed-loaded - Posts are there. Once per load.
 * @fires {CivicFeedPostOpenedEvent} civic-feed-post-opened - A resident followed a link to a post.
 * @fires {CivicErrorEvent} civic-error - A source could not be read, or not all of it. Once per source and load.
 * @slot - Shown until there are posts, and when there are none: usually a link to where the posts are.
 * @csspart base - Everything.
 * @csspart heading - The heading.
 * @csspart post - One post.
 * @csspart title - The title of a post.
 * @csspart byline - Who and when.
 * @csspart avatar - The picture of an author.
 * @csspart author - The name of an author.
 * @csspart content - The text of a post.
 * @csspart media - The pictures, films and sounds of a post.
 * @csspart image - One picture.
 * @csspart reveal - The button that fetches pictures from elsewhere.
 * @csspart file - A link to a file.
 * @csspart card - The preview of a link.
 * @csspart poll - The results of a poll in a post.
 * @csspart quote - A quoted post.
 * @csspart action - The call to action of a post.
 * @csspart counts - Replies, shares and likes.
 * @csspart more - The "Show more" button.
 * @csspart pending - The space kept while posts are fetched.
 * @csspart failed - The sentence when nothing could be fetched.
 * @csspart retry - The button beside it.
 * @csspart empty - The sentence when there are no posts.
 * @cssprop [--civic-accent=#0b5cad] - Colour of calls to action.
 * @cssprop [--civic-on-accent=#fff] - Text on it.
 * @cssprop [--civic-surface=transparent] - Background of a post.
 * @cssprop [--civic-border] - Lines around posts.
 * @cssprop [--civic-radius=0.5em] - Corners.
 * @cssprop [--civic-space=1em] - Space between and inside posts.
 */
export class CivicFeed extends CivicElement {
  static override styles = [baseStyles, feedStyles];

  /** How many posts are shown at first, and added by "Show more". */
  @property({ type: Number }) limit = 6;

  /** `list`, `grid` or `compact`. */
  @property() layout: 'list' | 'grid' | 'compact' = 'list';

  /** When pictures and films are fetched: `auto` (own and allowed origins), `always`, `click` or `none`. Default: as configured. */
  @property() media?: MediaRule;

  /** What is left out, white space between: `boosts`, `replies`, `sensitive`. */
  @property() hide = '';

  /** Only posts with this tag. */
  @property() tag = '';

  /** Posts with one of these words are left out. Commas between. */
  @property({ attribute: 'block-words' }) blockWords = '';

  /** How many posts are rendered; grows chunk by chunk towards what is asked for. */
  @state() private rendered = 0;
  @state() private pages = 1;
  @state() private revealed: ReadonlySet<Post> = new Set();
  @state() private broken: ReadonlySet<string> = new Set();

  #posts: readonly Post[] = [];
  #merged: unknown[] = [];
  #growing = false;

  readonly #load = new LoadController<LoadedFeeds>({
    host: this,
    input: () => {
      const sources = tokens(this.src).map(
        (address) => this.config.value.resolve(address, this.locale.wanted) ?? address,
      );
      return sources.length ? sources : undefined;
    },
    load: (context) => this.#loadAll(context),
    loaded: ({ feeds }) => this.#loaded(feeds),
    failed: (error) => this.fail(error),
  });

  protected override get showsFallback(): boolean {
    return !this.#load.data || !this.#posts.length;
  }

  protected override willUpdate(): void {
    const feeds = this.#load.data?.feeds;
    const merged = [feeds, this.hide, this.tag, this.blockWords];
    if (merged.some((part, i) => part !== this.#merged[i])) {
      if (feeds !== this.#merged[0]) {
        this.rendered = 0;
        this.pages = 1;
      }
      this.#merged = merged;
      const blockWords = this.blockWords.split(',').map((word) => word.trim());
      this.#posts = merge(feeds ?? [], {
        hide: tokens(this.hide),
        tag: this.tag,
        blockWords: blockWords.filter(Boolean),
      });
    }
    this.rendered = Math.min(this.#wanted, Math.max(this.rendered, Math.min(CHUNK, this.#wanted)));
  }

  protected override updated(): void {
    if (this.rendered < this.#wanted) void this.#grow();
  }

  protected override renderContent(): unknown {
    const { data, error } = this.#load;
    const layout = ['grid', 'compact'].includes(this.layout) ? this.layout : 'list';
    return html`<section
      class=${layout}
      aria-label=${this.heading || this.locale.t('feed')}
      aria-busy=${this.#load.busy}
    >
      ${heading(this.headingLevel, this.heading)} ${this.#renderState(data, error)}
    </section>`;
  }

  get #wanted(): number {
    return Math.min(this.#posts.length, this.#pageSize * this.pages);
  }

  get #pageSize(): number {
    return Math.max(1, Math.trunc(this.limit) || 6);
  }

  get #context(): PostContext {
    const rule = MEDIA_RULES.includes(this.media ?? '') ? this.media! : this.config.value.media;
    return {
      config: this.config.value,
      locale: this.locale,
      rule,
      level: this.heading ? this.headingLevel + 1 : this.headingLevel,
      broken: this.broken,
      revealed: this.revealed,
      reveal: (post) => (this.revealed = new Set([...this.revealed, post])),
    };
  }

  #renderState(data: LoadedFeeds | undefined, error: SourceError | undefined): unknown {
    if (!data) {
      if (error) return failed(this.locale, error, this.#load.retry);
      return this.#load.busy ? pending(this.locale, Math.min(this.#pageSize, 20)) : nothing;
    }
    return html`${this.#posts.length ? this.#renderPosts() : empty(this.locale, 'feedEmpty')}
    ${
      data.missing.length
        ? html`<div class="failed" part="failed">
            <p role="status">${this.locale.t('feedPartly', { names: this.locale.list(data.missing) })}</p>
            <button type="button" class="button" part="retry" @click=${this.#load.retry}>
              ${this.locale.t('retry')}
            </button>
          </div>`
        : nothing
    }`;
  }

  #renderPosts(): TemplateResult {
    const context = this.#context;
    const shown = this.#posts.slice(0, this.rendered);
    const chunks = Array.from({ length: Math.ceil(shown.length / CHUNK) }, (_, i) => i * CHUNK);
    return html`<ul
        class="posts"
        role="list"
        @click=${this.#onClick}
        @error=${this.#onError}
      >
        ${chunks.map((start) => {
          const posts = shown.slice(start, start + CHUNK);
          const { config, rule, level, broken, revealed } = context;
          const dependencies = [
            config,
            rule,
            level,
            broken,
            revealed,
            this.locale.lang,
            posts.length,
            ...posts,
          ];
          return guard(dependencies, () =>
            posts.map(
              (post) =>
                html`<li class=${post.title ? nothing : 'untitled'}>${postTemplate(post, context)}</li>`,
            ),
          );
        })}
      </ul>
      ${
        this.#posts.length > this.#wanted
          ? html`<button type="button" class="button more" part="more" @click=${this.#onMore}>
              ${this.locale.t('showMore')}
            </button>`
          : nothing
      }`;
  }

  async #loadAll({ config, lang, signal }: LoadContext): Promise<LoadedFeeds> {
    const addresses = tokens(this.src);
    const results = await Promise.allSettled(
      addresses.map((address) => {
        const url = config.resolve(address, lang);
        if (!url) throw new SourceError('format', `“${address}” is not an address.`, { url: address });
        return loadFeed(url, { fetch: config.fetch, allowed: config.mayRead, signal });
      }),
    );
    const feeds = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const errors = results.flatMap((result, i) =>
      result.status === 'rejected' ? [SourceError.from(result.reason, addresses[i])] : [],
    );
    if (!feeds.length && errors[0]) {
      for (const error of errors.slice(1)) this.fail(error);
      throw errors[0];
    }
    if (!signal.aborted) for (const error of errors) this.fail(error);
    return { feeds, missing: errors.map(({ url = '' }) => hostOf(url)) };
  }

  #loaded(feeds: readonly Feed[]): void {
    for (const { problems, url, format } of feeds) {
      if (problems.length)
        this.fail(
          new SourceError('format', `Part of this ${format} document was left out.`, { url, problems }),
        );
    }
    this.dispatchEvent(new CivicFeedLoadedEvent(this.#posts.length));
    if (!this.#posts.length)
      this.fail(new SourceError('empty', 'There are no posts to show.', { url: this.src }));
  }

  /** Adds what is still to be rendered, a chunk at a time, so that the page stays usable meanwhile. */
  async #grow(): Promise<void> {
    if (this.#growing) return;
    this.#growing = true;
    await breathe();
    this.#growing = false;
    this.rendered = Math.min(this.#wanted, this.rendered + CHUNK);
  }

  readonly #onMore = async (): Promise<void> => {
    const first = this.#wanted;
    this.pages++;
    this.rendered = Math.min(this.#wanted, first + CHUNK);
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLElement>('article')[first]?.focus();
  };

  readonly #onClick = (event: Event): void => {
    const target = event.target as Element;
    const link = target.closest<HTMLAnchorElement>('a.open');
    const item = link && target.closest('li');
    if (!item) return;
    const post = this.#posts[[...this.renderRoot.querySelectorAll('.posts > li')].indexOf(item)];
    if (post) this.dispatchEvent(new CivicFeedPostOpenedEvent(post.id, link.href));
  };

  /** What the page's policy blocks, or what is gone, becomes a link. */
  readonly #onError = {
    capture: true,
    handleEvent: (event: Event): void => {
      const source = (event.target as HTMLElement).getAttribute('src');
      if (source) this.broken = new Set([...this.broken, source]);
    },
  };
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
