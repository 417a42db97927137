import { type TemplateResult, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { CivicElement } from '../../base/civic-element.js';
import { heading } from '../../base/heading.js';
import { LoadController } from '../../base/load-controller.js';
import { type Services, loadServices } from '../../base/load-services.js';
import { CivicServicesLoadedEvent } from '../../base/service-events.js';
import { type ServiceLayout, layoutOf, serviceTemplate } from '../../base/service-view.js';
import { serviceStyles } from '../../base/service-view.styles.js';
import { empty, failed, pending } from '../../base/states.js';
import type { Service } from '../../contracts/service.js';
import { SourceError } from '../../internal/errors.js';
import { baseStyles } from '../../theme/base.styles.js';
import { fieldStyles } from '../../theme/fields.styles.js';
import { serviceListStyles } from './service-list.styles.js';

/** In any case and with or without diacritics: who looks for "forskola" means "förskola". */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const topicsOf = ({ topics, lifeEvents }: Service): string[] => [...(topics ?? []), ...(lifeEvents ?? [])];

const searchable = (service: Service): string =>
  folded(
    [
      service.name,
      service.summary,
      service.provider?.name,
      ...topicsOf(service),
      ...(service.audience ?? []),
      ...(service.need ?? []),
    ].join('\n'),
  );

/**
 * The town's e-services as cards, to browse or to search.
 *
 * @summary A catalogue of e-services with search and topics.
 * @tag civic-service-list
 * @fires {CivicServicesLoadedEvent} civic-services-loaded - Services are there. Once per load.
 * @fires {CivicServiceOpenedEvent} civic-service-opened - A resident followed a link to a service.
 * @fires {CivicErrorEvent} civic-error - The services could not be read, or not all of them. Once per load.
 * @slot - Shown until there are services, and when there are none: usually a link to where they are.
 * @csspart base - Everything.
 * @csspart heading - The heading.
 * @csspart search - The search box and the choice of topics.
 * @csspart found - How many services were found.
 * @csspart card - One service.
 * @csspart image - The picture of a service.
 * @csspart name - The name of a service.
 * @csspart summary - What it is.
 * @csspart status - Why it can't be used now, or what to know before.
 * @csspart facts - Cost, time and what is needed.
 * @csspart action - The link that starts a service.
 * @csspart more-about - What not everybody needs: other ways to the service.
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
export class CivicServiceList extends CivicElement {
  static override styles = [baseStyles, fieldStyles, serviceStyles, serviceListStyles];

  /** How many services are shown at first, and added by "Show more". */
  @property({ type: Number }) limit = 6;

  /** Visitors can search, and choose a topic where there are several. */
  @property({ type: Boolean }) search = false;

  /** Only services of this topic or life event. */
  @property() topic = '';

  /** `vertical`, `horizontal` (picture beside the text where there is room) or `compact`. */
  @property() layout: ServiceLayout = 'vertical';

  @state() private pages = 1;
  @state() private query = '';
  @state() private chosenTopic = '';

  readonly #load = new LoadController<Services>({
    host: this,
    input: () =>
      this.src ? [this.config.value.resolve(this.src, this.locale.wanted) ?? this.src] : undefined,
    load: (context) => loadServices(this.src, context),
    loaded: ({ problems }) => this.#loaded(problems),
    failed: (error) => this.fail(error),
  });

  protected override get showsFallback(): boolean {
    return !this.#onTopic.length;
  }

  protected override renderContent(): unknown {
    const layout = layoutOf(this.layout);
    return html`<section
      class="list-${layout}"
      aria-label=${this.heading || this.locale.t('services')}
      aria-busy=${this.#load.busy}
    >
      ${heading(this.headingLevel, this.heading)} ${this.#renderState(layout)}
    </section>`;
  }

  get #pageSize(): number {
    return Math.max(1, Math.trunc(this.limit) || 6);
  }

  /** What the page asks for, whatever the visitor searches. */
  get #onTopic(): readonly Service[] {
    const services = this.#load.data?.services ?? [];
    return this.topic ? withTopic(services, this.topic) : services;
  }

  get #found(): readonly Service[] {
    const words = folded(this.query).split(/\s+/).filter(Boolean);
    const services = this.chosenTopic ? withTopic(this.#onTopic, this.chosenTopic) : this.#onTopic;
    if (!words.length) return services;
    return services.filter((service) => words.every((word) => searchable(service).includes(word)));
  }

  #renderState(layout: ServiceLayout): unknown {
    const { data, error, retry } = this.#load;
    if (!data) {
      if (error) return failed(this.locale, error, retry);
      return this.#load.pending ? pending(this.locale, Math.min(this.#pageSize, 20)) : nothing;
    }
    if (!this.#onTopic.length) return empty(this.locale, 'serviceEmpty');
    const found = this.#found;
    const shown = this.#pageSize * this.pages;
    return html`${this.search ? this.#renderSearch(found.length) : nothing}
      <ul class="services" role="list">
        ${repeat(
          found.slice(0, shown),
          (service) => service,
          (service, index) =>
            html`<li>
              ${serviceTemplate(service, {
                config: this.config.value,
                locale: this.locale,
                layout,
                level: this.heading ? this.headingLevel + 1 : this.headingLevel,
                place: 'list',
                index,
              })}
            </li>`,
        )}
      </ul>
      ${
        found.length > shown
          ? html`<button type="button" class="button more" part="more" @click=${this.#onMore}>
              ${this.locale.t('showMore')}
            </button>`
          : nothing
      }`;
  }

  #renderSearch(found: number): TemplateResult {
    const { locale } = this;
    const topics = this.topic
      ? []
      : [...new Set(this.#onTopic.flatMap(({ topics }) => topics ?? []))].sort((a, b) =>
          a.localeCompare(b, locale.lang),
        );
    const isNarrowed = this.query.trim() || this.chosenTopic;
    return html`<div class="tools" part="search" role="search" aria-label=${locale.t('serviceSearch')}>
        <div>
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
        ${
          topics.length > 1
            ? html`<div>
                <label class="label" for="topic">${locale.t('serviceTopic')}</label>
                <select class="input" id="topic" @change=${this.#onTopicChosen}>
                  <option value="">${locale.t('serviceTopics')}</option>
                  ${topics.map((topic) => html`<option ?selected=${topic === this.chosenTopic}>${topic}</option>`)}
                </select>
              </div>`
            : nothing
        }
      </div>
      <p class="found muted" part="found" role="status">
        ${isNarrowed ? locale.t(found ? 'serviceFound' : 'serviceNotFound', { n: found }) : nothing}
      </p>`;
  }

  #loaded(problems: Services['problems']): void {
    const url = this.src;
    if (problems.length)
      this.fail(new SourceError('format', 'Some services were left out.', { url, problems }));
    if (this.#onTopic.length) this.dispatchEvent(new CivicServicesLoadedEvent(this.#onTopic.length));
    else this.fail(new SourceError('empty', 'There are no services to show.', { url }));
  }

  readonly #onMore = async (): Promise<void> => {
    const first = this.#pageSize * this.pages;
    this.pages++;
    await this.updateComplete;
    const card = this.renderRoot.querySelectorAll<HTMLElement>('article')[first];
    if (!card) return;
    // Only while it has the focus: a click on a card is no reason for a frame around it.
    card.tabIndex = -1;
    card.addEventListener('blur', () => card.removeAttribute('tabindex'), { once: true });
    card.focus();
  };

  readonly #onQuery = (event: Event): void => {
    this.query = (event.target as HTMLInputElement).value;
    this.pages = 1;
  };

  readonly #onTopicChosen = (event: Event): void => {
    this.chosenTopic = (event.target as HTMLSelectElement).value;
    this.pages = 1;
  };
}

function withTopic(services: readonly Service[], topic: string): readonly Service[] {
  const wanted = folded(topic);
  return services.filter((service) => topicsOf(service).some((own) => folded(own) === wanted));
}
