import { type PropertyValues, type TemplateResult, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { heading } from '../../base/heading.js';
import { CHANNELS } from '../../base/service-channels.js';
import { ServiceElement } from '../../base/service-element.js';
import { serviceStyles } from '../../base/service-view.styles.js';
import type { Service, ServiceChannel } from '../../contracts/service.js';
import { breathe } from '../../internal/steps.js';
import type { MessageKey } from '../../locale/messages.js';
import { baseStyles } from '../../theme/base.styles.js';
import { fieldStyles } from '../../theme/fields.styles.js';
import { ServiceIndex, folded } from './find-services.js';
import { serviceListStyles } from './service-list.styles.js';

type Filter = 'topic' | 'life-event' | 'audience' | 'channel';

/** What visitors can narrow the list by. */
const FILTERS: Record<
  Filter,
  readonly [MessageKey, (service: Service) => readonly string[] | null | undefined]
> = {
  topic: ['serviceTopic', ({ topics }) => topics],
  'life-event': ['serviceLifeEvent', ({ lifeEvents }) => lifeEvents],
  audience: ['serviceAudience', ({ audience }) => audience],
  channel: [
    'serviceChannel',
    ({ url, channels }) => [...(url ? ['online'] : []), ...(channels ?? []).map(({ type }) => type)],
  ],
};
const NAMES = Object.keys(FILTERS) as Filter[];

/** Cards that are made at once: more would keep the page from answering. */
const AT_ONCE = 20;

const has = (values: readonly string[] | null | undefined, wanted: string): boolean =>
  !!values?.some((value) => folded(value) === folded(wanted));

const isAbout = ({ topics, lifeEvents }: Service, topic: string): boolean =>
  has(topics, topic) || has(lifeEvents, topic);

/**
 * The town's e-services as cards, to browse or to search.
 *
 * @summary A catalogue of e-services with search and filters.
 * @tag civic-service-list
 * @fires {CivicServicesLoadedEvent} civic-services-loaded - Services are there. Once per load.
 * @fires {CivicServiceOpenedEvent} civic-service-opened - A resident followed a link to a service.
 * @fires {CivicServiceSeenEvent} civic-service-seen - Half of a card was to be seen for a second. With `seen` only.
 * @fires {CivicErrorEvent} civic-error - The services could not be read, or not all of them. Once per load.
 * @slot - Shown until there are services, and when there are none: usually a link to where they are.
 * @csspart base - Everything.
 * @csspart heading - The heading.
 * @csspart search - The search box and the filters.
 * @csspart reset - The button that ends a search.
 * @csspart found - How many services were found.
 * @csspart topic - A topic's heading, where services are grouped.
 * @csspart card - One service.
 * @csspart image - The picture of a service.
 * @csspart name - The name of a service.
 * @csspart summary - What it is.
 * @csspart status - Why it can't be used now, or what to know before.
 * @csspart facts - Cost, time and what is needed.
 * @csspart action - The link that starts a service.
 * @csspart more-about - What not everybody needs: other ways to the service.
 * @csspart channels - The list of these ways.
 * @csspart open - Whether somebody is there now.
 * @csspart provider - Who answers for a service.
 * @csspart more - The "Show more" button.
 * @csspart pending - The space kept while services are fetched.
 * @csspart failed - The sentence when they could not be fetched.
 * @csspart retry - The button beside it.
 * @csspart empty - The sentence when there are no services.
 * @cssprop [--civic-accent=#0b5cad] - Colour of calls to action.
 * @cssprop [--civic-on-accent=#fff] - Text on it.
 * @cssprop [--civic-surface=transparent] - Background of a card.
 * @cssprop [--civic-border] - Lines around and inside cards.
 * @cssprop [--civic-radius=0.5em] - Corners.
 * @cssprop [--civic-space=1em] - Space between and inside cards.
 */
export class CivicServiceList extends ServiceElement {
  static override styles = [baseStyles, fieldStyles, serviceStyles, serviceListStyles];

  /** How many services are shown at first, and added by "Show more". */
  @property({ type: Number }) limit = 6;

  /** Visitors can search, and filter by topic, life event, audience and channel where there are several. */
  @property({ type: Boolean }) search = false;

  /** Only services of this topic or life event. */
  @property() topic = '';

  /** Services are grouped by their first topic. */
  @property({ type: Boolean }) group = false;

  /** `name` sorts by name; otherwise services stand as the endpoint lists them, found ones by how well they match. */
  @property() sort = '';

  /**
   * Keeps the search and the filters in the page's address, so that it can be shared and gone back to: in parameters
   * of this name (`services` where it is empty). Without it the page's address is left alone.
   */
  @property() remember: string | null = null;

  protected override readonly place = 'list';
  @state() private pages = 1;
  @state() private query = '';
  @state() private chosen: Partial<Record<Filter, string>> = {};
  /** How many cards there are so far. */
  @state() private drawn = AT_ONCE;
  #index: ServiceIndex | undefined;
  #all: readonly Service[] | undefined;
  #asked: unknown[] = [];
  #found: readonly Service[] = [];
  #shown = 0;
  #optionsOf: readonly Service[] | undefined;
  readonly #options = new Map<string, readonly string[]>();

  /** What the page asks for, whatever the visitor searches. */
  protected override get services(): readonly Service[] {
    const { topic } = this;
    const all = this.load.data?.services ?? [];
    return topic ? all.filter((service) => isAbout(service, topic)) : all;
  }

  protected override get rows(): number {
    return Math.min(this.#pageSize, 20);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('remember')) this.#recall();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.drawn < this.#shown) void breathe().then(() => (this.drawn += AT_ONCE));
  }

  protected override renderContent(): TemplateResult {
    return html`<section
      class=${this.shape}
      aria-label=${this.heading || this.locale.t('services')}
      aria-busy=${this.load.busy}
    >
      ${super.renderContent()}
    </section>`;
  }

  protected override renderServices(): TemplateResult {
    const found = this.#find();
    this.#shown = Math.min(found.length, this.#pageSize * this.pages);
    const groups = new Map<string, [Service, number][]>();
    for (const [i, service] of found.slice(0, Math.min(this.#shown, this.drawn)).entries()) {
      const topic = this.group ? (service.topics?.[0] ?? '') : '';
      groups.set(topic, [...(groups.get(topic) ?? []), [service, i]]);
    }
    const level = this.group ? this.level + 1 : this.level;
    return html`${this.search ? this.#renderSearch(found.length) : nothing}
    ${[...groups].map(
      ([topic, services]) =>
        html`${this.group ? heading(this.level, topic || this.locale.t('serviceNoTopic'), 'topic') : nothing}
          <ul class="services" role="list">
            ${services.map(
              ([service, i]) =>
                html`<li>
                  ${guard(this.#dependencies(service, i, level), () => this.renderService(service, i, level))}
                </li>`,
            )}
          </ul>`,
    )}
    ${
      found.length > this.#shown
        ? html`<button type="button" class="button more" part="more" @click=${this.#onMore}>
            ${this.locale.t('showMore')}
          </button>`
        : nothing
    }`;
  }

  /** What a card looks like depends on; the time only where somebody reads what is open. */
  #dependencies(service: Service, i: number, level: number): unknown[] {
    const isOpen = this.opened.get(service.id);
    const { lang, wanted } = this.locale;
    const minute = isOpen && Math.floor(Date.now() / 30_000);
    return [service, i, level, this.shape, this.campaign, this.config.value, lang, wanted, isOpen, minute];
  }

  get #pageSize(): number {
    return Math.max(1, Math.trunc(this.limit) || 6);
  }

  /** What is searched for, worked out again only where something else is. */
  #find(): readonly Service[] {
    const all = this.load.data?.services ?? [];
    const { query, chosen, topic, sort, group } = this;
    const { lang } = this.locale;
    const asked = [all, query, chosen, topic, sort, group, lang];
    if (asked.every((each, i) => each === this.#asked[i])) return this.#found;
    this.#asked = asked;
    if (this.#all !== all) this.#index = undefined;
    this.#all = all;
    const isSearched = query.trim();
    if (isSearched) this.#index ??= new ServiceIndex(all);
    const found = (isSearched ? this.#index!.find(query) : [...all]).filter(
      (service) =>
        (!topic || isAbout(service, topic)) &&
        NAMES.every((name) => !chosen[name] || has(FILTERS[name][1](service), chosen[name])),
    );
    const { compare } = new Intl.Collator(lang, { numeric: true });
    if (sort === 'name' && !isSearched) found.sort((a, b) => compare(a.name, b.name));
    // Those without a topic last.
    const first = ({ topics }: Service) => topics?.[0] ?? '';
    if (group) found.sort((a, b) => +!first(a) - +!first(b) || compare(first(a), first(b)));
    return (this.#found = found);
  }

  #renderSearch(found: number): TemplateResult {
    const { locale } = this;
    const isNarrowed = this.query.trim() || NAMES.some((name) => this.chosen[name]);
    return html`<div class="tools" part="search" role="search" aria-label=${locale.t('serviceSearch')}>
        <div class="query">
          <label class="label" for="query">${locale.t('serviceSearch')}</label>
          <input
            class="input"
            type="search"
            id="query"
            autocomplete="off"
            .value=${this.query}
            @input=${this.#onQuery}
          />
        </div>
        ${NAMES.map((name) => this.#renderFilter(name))}
      </div>
      <p class="found muted" part="found" role="status">
        ${isNarrowed ? locale.t(found ? 'serviceFound' : 'serviceNotFound', { n: found }) : nothing}
      </p>
      ${
        isNarrowed
          ? html`<button type="button" class="link-button" part="reset" @click=${this.#onReset}>
              ${locale.t('serviceReset')}
            </button>`
          : nothing
      }`;
  }

  #renderFilter(name: Filter): TemplateResult | typeof nothing {
    const { locale } = this;
    const [label, valuesOf] = FILTERS[name];
    const { compare } = new Intl.Collator(locale.lang);
    if (this.#optionsOf !== this.load.data?.services) this.#options.clear();
    this.#optionsOf = this.load.data?.services;
    // Of two thousand services, not for every letter of a search.
    const key = name + this.topic;
    const values = this.#options.get(key) ?? [
      ...new Set(this.services.flatMap((service) => valuesOf(service) ?? [])),
    ];
    this.#options.set(key, values);
    const wordsOf = (value: string) =>
      name === 'channel' ? locale.t(CHANNELS[value as ServiceChannel['type']]) : value;
    if (values.length < 2 || (name === 'topic' && this.topic)) return nothing;
    return html`<div>
      <label class="label" for=${name}>${locale.t(label)}</label>
      <select class="input" id=${name} name=${name} @change=${this.#onChosen}>
        <option value="">${locale.t(name === 'topic' ? 'serviceTopics' : 'serviceAny')}</option>
        ${values
          .map((value) => [value, wordsOf(value)] as const)
          .sort(([, a], [, b]) => compare(a, b))
          .map(
            ([value, text]) =>
              html`<option value=${value} ?selected=${value === this.chosen[name]}>${text}</option>`,
          )}
      </select>
    </div>`;
  }

  readonly #onMore = async (): Promise<void> => {
    const first = this.#pageSize * this.pages;
    this.pages++;
    this.drawn = Math.max(this.drawn, first + AT_ONCE);
    await this.updateComplete;
    const card = this.renderRoot.querySelectorAll<HTMLElement>('article')[first];
    if (!card) return;
    // Only while it has the focus: a click on a card is no reason for a frame around it.
    card.tabIndex = -1;
    card.addEventListener('blur', () => card.removeAttribute('tabindex'), { once: true });
    card.focus();
  };

  readonly #onQuery = (event: Event): void => this.#narrow((event.target as HTMLInputElement).value);

  readonly #onChosen = (event: Event): void => {
    const { name, value } = event.target as HTMLSelectElement;
    this.#narrow(this.query, { ...this.chosen, [name]: value });
  };

  readonly #onReset = (): void => {
    this.#narrow('', {});
    this.renderRoot.querySelector<HTMLElement>('#query')?.focus();
  };

  #narrow(query: string, chosen = this.chosen): void {
    this.query = query;
    this.chosen = chosen;
    this.pages = 1;
    this.drawn = AT_ONCE;
    if (this.remember === null) return;
    const url = new URL(location.href);
    for (const [key, value] of this.#remembered()) {
      if (value) url.searchParams.set(key, value);
      else url.searchParams.delete(key);
    }
    history.replaceState(history.state, '', url);
  }

  /** What the page's address says, by the names of its parameters. */
  #remembered(): [key: string, value: string | undefined][] {
    const name = this.remember || 'services';
    return [
      [name, this.query],
      ...NAMES.map((each): [string, string | undefined] => [`${name}-${each}`, this.chosen[each]]),
    ];
  }

  #recall(): void {
    if (this.remember === null) return;
    const { searchParams } = new URL(location.href);
    const [query, ...chosen] = this.#remembered().map(([key]) => searchParams.get(key) ?? '');
    this.query = query ?? '';
    this.chosen = Object.fromEntries(NAMES.map((name, i) => [name, chosen[i]]));
  }
}
