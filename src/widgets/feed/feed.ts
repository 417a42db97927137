import { type PropertyValues, type TemplateResult, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CivicElement } from '../../base/civic-element.js';
import { heading } from '../../base/heading.js';
import { type LoadContext, LoadController } from '../../base/load-controller.js';
import { near } from '../../base/near.js';
import { empty, failed, pending } from '../../base/states.js';
import type { MediaRule } from '../../config/options.js';
import type { Post } from '../../contracts/post.js';
import { onTick } from '../../internal/clock.js';
import { SourceError } from '../../internal/errors.js';
import { safeLink } from '../../internal/safe-url.js';
import { breathe } from '../../internal/steps.js';
import { baseStyles } from '../../theme/base.styles.js';
import { CivicFeedLoadedEvent, CivicFeedPostOpenedEvent } from './feed.events.js';
import { feedStyles } from './feed.styles.js';
import { filterTemplate, linksTemplate, missingTemplate } from './footer.js';
import { arrival } from './known-feeds.js';
import { type LoadedSource, loadFeeds, loadNext } from './load-feeds.js';
import { merge } from './merge.js';
import { replaceBroken } from './media.js';
import { type PostContext, postElement } from './post.js';

const MEDIA_RULES: readonly string[] = ['auto', 'always', 'click', 'none'];
/** Posts that are rendered between two breaths of the page: few at first, so that something is there to read. */
const FIRST_CHUNK = 5;
/** Milliseconds of one task for those that follow: less would mean more layouts, more would be felt. */
const SLICE = 30;
/** As many posts as space is kept for before any of them is there. */
const RESERVED = 20;
/** Seconds; what is asked for more often is not news but load. */
const MIN_REFRESH = 30;

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
 * @csspart filter - The choice among sources.
 * @csspart new - The button that shows new posts.
 * @csspart more - The "Show more" button.
 * @csspart links - Where to follow the sources.
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

  /** Lets visitors choose among the sources. */
  @property({ type: Boolean }) filter = false;

  /** Seconds between looks for new posts, at least 30; they wait behind a button. 0 never looks. */
  @property({ type: Number }) refresh = 0;

  /** Where to follow the town, instead of a link to each source. */
  @property({ attribute: 'profile-href' }) profileHref = '';

  /** The rules for those who comment on the town's posts. */
  @property({ attribute: 'policy-href' }) policyHref = '';

  @state() private pages = 1;
  @state() private chosen = '';
  /** What a refresh brought, until somebody wants to see it. */
  @state() private newer: readonly LoadedSource[] | undefined;

  #posts: readonly Post[] = [];
  #merged: readonly unknown[] = [];
  /** What every element in the list was made with; another context makes them anew. */
  #made: readonly unknown[] = [];
  #items = new Map<Post, HTMLLIElement>();
  /** What is still to be written into the items. */
  #unwritten: (() => void)[] = [];
  readonly #revealed = new WeakSet<Post>();
  #growing = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #stopTicking: (() => void) | undefined;
  #background = new AbortController();

  readonly #load = new LoadController<readonly LoadedSource[]>({
    host: this,
    input: () => this.#urls(),
    // Far below, nobody may ever come: unless another widget has fetched the same.
    wait: async ({ config, signal }) => {
      if (this.#isPreloaded()) return;
      const stop = new AbortController();
      signal.addEventListener('abort', () => stop.abort());
      await Promise.race([near(this, stop.signal), arrival(this.#urls() ?? [], config, stop.signal)]);
      stop.abort();
    },
    load: (context) => loadFeeds(this.#urls() ?? [], context, (sources) => this.#load.replace(sources)),
    loaded: (sources) => this.#loaded(sources),
    failed: (error) => this.fail(error),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#schedule();
    this.#stopTicking = onTick(() => this.#tick());
    // Taken away half full.
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    this.#stopTicking?.();
    this.#background.abort();
  }

  protected override get showsFallback(): boolean {
    return !this.#load.data || !this.#posts.length;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('src')) {
      this.pages = 1;
      this.chosen = '';
      this.newer = undefined;
    }
    const parts = [this.#load.data, this.hide, this.tag, this.blockWords, this.chosen];
    if (parts.some((part, i) => part !== this.#merged[i])) {
      this.#merged = parts;
      this.#posts = this.#merge(this.#load.data ?? []);
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('refresh')) this.#schedule();
    this.#fill();
  }

  protected override renderContent(): unknown {
    const layout = ['grid', 'compact'].includes(this.layout) ? this.layout : 'list';
    return html`<section
      class=${layout}
      aria-label=${this.heading || this.locale.t('feed')}
      aria-busy=${this.#load.busy}
    >
      ${heading(this.headingLevel, this.heading)} ${this.#renderState()}
    </section>`;
  }

  get #wanted(): number {
    return Math.min(this.#posts.length, this.#pageSize * this.pages);
  }

  get #pageSize(): number {
    return Math.max(1, Math.trunc(this.limit) || 6);
  }

  get #context(): Omit<PostContext, 'isRevealed' | 'later'> {
    const rule = MEDIA_RULES.includes(this.media ?? '') ? this.media! : this.config.value.media;
    const level = this.heading ? this.headingLevel + 1 : this.headingLevel;
    return { config: this.config.value, locale: this.locale, rule, level };
  }

  get #list(): HTMLElement | null {
    return this.renderRoot.querySelector('.posts');
  }

  #urls(): string[] | undefined {
    const { config, lang } = this.loadContext;
    const urls = tokens(this.src).map((address) => config.resolve(address, lang) ?? address);
    return urls.length ? urls : undefined;
  }

  /** What the page fetches anyway need not wait until the widget is near. */
  #isPreloaded(): boolean {
    const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel=preload][as=fetch]')];
    return !!this.#urls()?.some((url) => links.some(({ href }) => href === url));
  }

  #merge(sources: readonly LoadedSource[]): Post[] {
    const blockWords = this.blockWords.split(',').map((word) => word.trim());
    const feeds = sources.flatMap(({ feed, name }) =>
      feed && (!this.chosen || name === this.chosen) ? [feed] : [],
    );
    return merge(feeds, { hide: tokens(this.hide), tag: this.tag, blockWords: blockWords.filter(Boolean) });
  }

  #renderState(): unknown {
    const { data, error, pending: isPending } = this.#load;
    if (!data) {
      if (error) return failed(this.locale, error, this.#load.retry);
      return isPending ? pending(this.locale, Math.min(this.#pageSize, RESERVED)) : nothing;
    }
    return html`${this.filter ? filterTemplate(data, this.chosen, this.locale, this.#onFilter) : nothing}
      <div role="status">${this.newer ? this.#renderNew(this.newer) : nothing}</div>
      ${this.#posts.length ? this.#renderPosts() : empty(this.locale, 'feedEmpty')}
      ${missingTemplate(data, this.locale, this.#load.retry)}
      ${linksTemplate(data, safeLink(this.profileHref, document.baseURI), safeLink(this.policyHref, document.baseURI), this.locale)}`;
  }

  #renderNew(newer: readonly LoadedSource[]): TemplateResult {
    return html`<button type="button" class="button new" part="new" @click=${this.#onNew}>
      ${this.locale.t('feedNew', { n: this.#unseen(newer).length })}
    </button>`;
  }

  /** The list's items are put there by {@link #fill}. */
  #renderPosts(): TemplateResult {
    return html`<ul
        class="posts"
        part="posts"
        role="list"
        @click=${this.#onClick}
        @error=${this.#onMediaError}
      ></ul>
      ${
        this.#posts.length > this.#wanted || this.#hasNext
          ? html`<button type="button" class="button more" part="more" @click=${this.#onMore}>
              ${this.locale.t('showMore')}
            </button>`
          : nothing
      }`;
  }

  get #hasNext(): boolean {
    return !!this.#load.data?.some(({ feed }) => feed?.next);
  }

  #unseen(sources: readonly LoadedSource[]): Post[] {
    const seen = new Set(this.#posts.map((post) => post.url ?? post.id));
    return this.#merge(sources).filter((post) => !seen.has(post.url ?? post.id));
  }

  #loaded(sources: readonly LoadedSource[]): void {
    for (const { feed, error } of sources) {
      if (error) this.fail(error);
      if (!feed?.problems.length) continue;
      const { problems, url, format } = feed;
      this.fail(
        new SourceError('format', `Part of this ${format} document was left out.`, { url, problems }),
      );
    }
    this.dispatchEvent(new CivicFeedLoadedEvent(this.#posts.length));
    if (!this.#posts.length)
      this.fail(new SourceError('empty', 'There are no posts to show.', { url: this.src }));
  }

  #item(post: Post): HTMLLIElement {
    let item = this.#items.get(post);
    if (!item) {
      const later = (write: () => void) => void this.#unwritten.push(write);
      item = postElement(post, { ...this.#context, isRevealed: this.#revealed.has(post), later });
      this.#items.set(post, item);
    }
    return item;
  }

  /** Puts the posts into the list, one chunk now and the others a breath apart, so that the page stays usable. */
  #fill(): void {
    this.#write();
    const list = this.#list;
    if (!list) return;
    const { config, rule, level } = this.#context;
    const made = [config, rule, level, this.locale.lang, this.locale.wanted];
    if (made.some((part, i) => part !== this.#made[i])) {
      this.#made = made;
      this.#items.clear();
    }
    const wanted = this.#posts.slice(0, this.#wanted);
    const right = wanted.findIndex(
      (post, i) => list.children[i] !== this.#items.get(post) || !list.children[i],
    );
    const from = right < 0 ? wanted.length : right;
    // What is gone, or stands where something else belongs.
    const until = performance.now() + (from ? SLICE : 0);
    let to = from;
    while (to < wanted.length && (to - from < FIRST_CHUNK || performance.now() < until))
      this.#item(wanted[to++]!);
    const chunk = wanted.slice(from, to).map((post) => this.#item(post));
    const isLast = to === wanted.length;
    if (isLast || list.children.length <= from) {
      while (list.children.length > from) list.lastElementChild!.remove();
      list.append(...chunk);
    } else list.children[from]!.before(...chunk);
    if (isLast) this.#forget(wanted);
    if (!isLast || this.#unwritten.length) void this.#grow();
  }

  #write(): void {
    for (const write of this.#unwritten.splice(0)) write();
  }

  #forget(wanted: readonly Post[]): void {
    if (this.#items.size > wanted.length * 2)
      this.#items = new Map(wanted.map((post) => [post, this.#item(post)]));
  }

  async #grow(): Promise<void> {
    if (this.#growing) return;
    this.#growing = true;
    await breathe();
    this.#growing = false;
    if (this.isConnected) this.#fill();
  }

  #tick(): void {
    for (const time of this.renderRoot.querySelectorAll('time')) {
      const text = this.locale.relative(new Date(time.dateTime));
      if (time.textContent !== text) time.textContent = text;
    }
  }

  #schedule(): void {
    clearInterval(this.#timer);
    if (!(this.refresh > 0) || !this.isConnected) return;
    this.#timer = setInterval(() => void this.#look(), Math.max(MIN_REFRESH, this.refresh) * 1000);
  }

  /** What only went away or changed is taken over at once: it may have been taken back for a reason. */
  async #look(): Promise<void> {
    if (document.hidden || !this.#load.data || this.#load.busy) return;
    try {
      const sources = await loadFeeds(this.#urls() ?? [], this.#again(true));
      if (this.#unseen(sources).length) this.newer = sources;
      else if (sources.every((source) => !source.error) && this.pages === 1) this.#load.replace(sources);
    } catch {
      // What is shown stays; the next look may have more luck.
    }
  }

  #again(again: boolean): LoadContext {
    if (this.#background.signal.aborted) this.#background = new AbortController();
    return { ...this.loadContext, signal: this.#background.signal, again };
  }

  async #focusPost(index: number): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLElement>('article')[index]?.focus();
  }

  readonly #onFilter = (name: string): void => {
    this.chosen = name;
    this.pages = 1;
  };

  readonly #onNew = (): void => {
    if (this.newer) this.#load.replace(this.newer);
    this.newer = undefined;
    void this.#focusPost(0);
  };

  readonly #onMore = async (): Promise<void> => {
    const first = this.#wanted;
    if (first === this.#posts.length && this.#load.data) {
      const sources = await loadNext(this.#load.data, this.#again(false));
      for (const { error, feed } of sources) if (error && feed?.next) this.fail(error);
      this.#load.replace(sources);
      await this.updateComplete;
    }
    this.pages++;
    await this.#focusPost(first);
  };

  readonly #onClick = (event: Event): void => {
    const pressed = (event.target as Element).closest<HTMLElement>('a.open, .reveal');
    const item = pressed?.closest('li');
    const post = item && this.#posts.find((each) => this.#items.get(each) === item);
    if (!post) return;
    if (pressed instanceof HTMLAnchorElement) {
      this.dispatchEvent(new CivicFeedPostOpenedEvent(post.id, pressed.href));
      return;
    }
    this.#revealed.add(post);
    this.#items.delete(post);
    const shown = this.#item(post);
    this.#write();
    item.replaceWith(shown);
    shown.querySelector('article')?.focus();
  };

  /** What the page's policy blocks, or what is gone, becomes a link. */
  readonly #onMediaError = {
    capture: true,
    handleEvent: (event: Event): void => replaceBroken(event.target as Element, { ...this.#context }),
  };
}
