import { type PropertyValues, type TemplateResult, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { heading } from '../../base/heading.js';
import { CHANNELS } from '../../base/service-channels.js';
import { ServiceElement } from '../../base/service-element.js';
import { serviceStyles } from '../../base/service-view.styles.js';
import type { Service } from '../../contracts/service.js';
import { breathe, inSlices } from '../../internal/steps.js';
import type { MessageKey } from '../../locale/messages.js';
import { baseStyles } from '../../theme/base.styles.js';
import { fieldStyles } from '../../theme/fields.styles.js';
import { type Entry, entries, find, folded } from './find-services.js';
import { serviceListStyles } from './service-list.styles.js';

/** What visitors can narrow the list by, with what a service says of it. */
const FILTERS: readonly [
  name: string,
  label: MessageKey,
  valuesOf: (service: Service) => readonly string[] | null | undefined,
][] = [
  ['topic', 'serviceTopic', ({ topics }) => topics],
  ['life-event', 'serviceLifeEvent', ({ lifeEvents }) => lifeEvents],
  ['audience', 'serviceAudience', ({ audience }) => audience],
  [
    'channel',
    'serviceChannel',
    ({ url, channels }) => [...(url ? ['online'] : []), ...(channels ?? []).map(({ type }) => type)],
  ],
];

/** Cards that are made at once, and that are taken away: more would keep the page from answering. */
const AT_ONCE = 20;
const AWAY_AT_ONCE = 10 * AT_ONCE;
/** Cards that are laid out wherever they stand. */
const NEAR = 12;

const firstTopic = ({ topics }: Service): string => topics?.[0] ?? '';

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
  @state() private chosen: Partial<Record<string, string>> = {};
  /** How many cards there are so far. */
  @state() private drawn = AT_ONCE;
  /** Something else is asked for, and first what is shown gets less. */
  @state() private isLeaving = false;
  /** What is searched; missing for the moment that it takes to make. */
  @state() private index: readonly Entry[] | undefined;
  #indexed: unknown;
  #asked: unknown[] = [];
  #found: readonly Service[] = [];
  #options: (readonly [value: string, text: string])[][] = [];
  #shown = 0;

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
    const all = this.load.data?.services;
    if (!all || !this.search || all === this.#indexed) return;
    this.#indexed = all;
    this.index = undefined;
    void inSlices(entries(all)).then((index) => {
      if (all === this.#indexed) this.index = index;
    });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.isLeaving || this.drawn < this.#shown) void breathe().then(this.#draw);
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
    const { group, locale } = this;
    const found = this.#find();
    this.#shown = Math.min(found.length, this.#pageSize * this.pages);
    const groups: [topic: string, first: number, services: Service[]][] = [];
    for (const [i, service] of found.slice(0, Math.min(this.#shown, this.drawn)).entries()) {
      const topic = group ? firstTopic(service) : '';
      if (groups.at(-1)?.[0] !== topic) groups.push([topic, i, []]);
      groups.at(-1)![2].push(service);
    }
    return html`${this.search ? this.#renderSearch(found.length) : nothing}
    ${groups.map(
      ([topic, first, services]) =>
        html`${group ? heading(this.level, topic || locale.t('serviceNoTopic'), 'topic') : nothing}
          <ul class="services" role="list">
            ${Array.from({ length: Math.ceil(services.length / AT_ONCE) }, (_, i) =>
              this.#renderCards(services.slice(i * AT_ONCE, (i + 1) * AT_ONCE), first + i * AT_ONCE),
            )}
          </ul>`,
    )}
    ${
      found.length > this.#shown
        ? html`<button type="button" class="button more" part="more" @click=${this.#onMore}>
            ${locale.t('showMore')}
          </button>`
        : nothing
    }`;
  }

  /** Some cards, made again only where what they depend on is different; the time is only where one is open. */
  #renderCards(services: readonly Service[], first: number): unknown {
    const { shape, campaign, opened, config } = this;
    const { lang, wanted } = this.locale;
    const level = this.group ? this.level + 1 : this.level;
    const minute = opened.size && Math.floor(Date.now() / 30_000);
    const known = services.map(({ id }) => opened.get(id));
    return guard(
      [...services, ...known, first, level, shape, campaign, config.value, lang, wanted, minute],
      () =>
        services.map(
          (service, i) =>
            html`<li class=${first + i < NEAR ? nothing : 'far'}>
              ${this.renderService(service, first + i, level)}
            </li>`,
        ),
    );
  }

  get #pageSize(): number {
    return Math.max(1, Math.trunc(this.limit) || 6);
  }

  /** What is searched for, worked out again only where something else is. */
  #find(): readonly Service[] {
    const all = this.load.data?.services ?? [];
    const { index, chosen, topic, sort, group, locale } = this;
    const { lang } = locale;
    const query = this.query.trim();
    const asked = [all, index, query, chosen, topic, sort, group, lang];
    if (this.isLeaving || asked.every((each, i) => each === this.#asked[i])) return this.#found;
    const { compare } = new Intl.Collator(lang, { numeric: true });
    const { services } = this;
    this.#options = FILTERS.map(([name, , valuesOf]) =>
      [...new Set(services.flatMap((service) => valuesOf(service) ?? []))]
        .map((value) => [value, name === 'channel' ? locale.t(CHANNELS[value as 'chat']) : value] as const)
        .sort(([, a], [, b]) => compare(a, b)),
    );
    this.#asked = asked;
    const found = (query && index ? find(index, query) : [...services]).filter(
      (service) =>
        (!topic || isAbout(service, topic)) &&
        FILTERS.every(([name, , valuesOf]) => !chosen[name] || has(valuesOf(service), chosen[name])),
    );
    if (sort === 'name' && !query) found.sort((a, b) => compare(a.name, b.name));
    // Those without a topic last.
    if (group)
      found.sort((a, b) => +!firstTopic(a) - +!firstTopic(b) || compare(firstTopic(a), firstTopic(b)));
    return (this.#found = found);
  }

  #renderSearch(found: number): TemplateResult {
    const { locale } = this;
    const isNarrowed = this.query.trim() || Object.values(this.chosen).some(Boolean);
    const isKnown = isNarrowed && (this.index || !this.query);
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
        ${FILTERS.map(([name, label], i) => this.#renderFilter(name, label, this.#options[i]!))}
      </div>
      <p class="found muted" part="found" role="status">
        ${isKnown ? locale.t(found ? 'serviceFound' : 'serviceNotFound', { n: found }) : nothing}
      </p>
      ${
        isNarrowed
          ? html`<button type="button" class="link-button" part="reset" @click=${this.#onReset}>
              ${locale.t('serviceReset')}
            </button>`
          : nothing
      }`;
  }

  #renderFilter(
    name: string,
    label: MessageKey,
    options: readonly (readonly [string, string])[],
  ): TemplateResult | typeof nothing {
    const { locale } = this;
    if (options.length < 2 || (name === 'topic' && this.topic)) return nothing;
    return html`<div>
      <label class="label" for=${name}>${locale.t(label)}</label>
      <select class="input" id=${name} name=${name} @change=${this.#onChosen}>
        <option value="">${locale.t(name === 'topic' ? 'serviceTopics' : 'serviceAny')}</option>
        ${options.map(
          ([value, text]) =>
            html`<option value=${value} .selected=${value === (this.chosen[name] ?? '')}>${text}</option>`,
        )}
      </select>
    </div>`;
  }

  readonly #draw = (): void => {
    if (!this.isLeaving) this.drawn += AT_ONCE;
    else if (this.drawn > AWAY_AT_ONCE) this.drawn -= AWAY_AT_ONCE;
    else {
      this.isLeaving = false;
      this.pages = 1;
      this.drawn = AT_ONCE;
    }
  };

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
    this.isLeaving = true;
    if (this.drawn <= AWAY_AT_ONCE) this.#draw();
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
      ...FILTERS.map(([each]) => [`${name}-${each}`, this.chosen[each]] as [string, string]),
    ];
  }

  #recall(): void {
    if (this.remember === null) return;
    const { searchParams } = new URL(location.href);
    const [query, ...chosen] = this.#remembered().map(([key]) => searchParams.get(key) ?? '');
    this.query = query ?? '';
    this.chosen = Object.fromEntries(FILTERS.map(([name], i) => [name, chosen[i]]));
  }
}
