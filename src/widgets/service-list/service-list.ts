import { type TemplateResult, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ServiceElement } from '../../base/service-element.js';
import { serviceStyles } from '../../base/service-view.styles.js';
import type { Service } from '../../contracts/service.js';
import { baseStyles } from '../../theme/base.styles.js';
import { fieldStyles } from '../../theme/fields.styles.js';
import { serviceListStyles } from './service-list.styles.js';

/** In any case and with or without diacritics: who looks for "forskola" means "förskola". */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const topicsOf = ({ topics, lifeEvents }: Service): string[] => [...(topics ?? []), ...(lifeEvents ?? [])];

const isAbout = (service: Service, topic: string): boolean =>
  !topic || topicsOf(service).some((own) => folded(own) === folded(topic));

const matches = (service: Service, words: string): boolean => {
  const { name, summary, provider, audience, need } = service;
  const text = folded([name, summary, provider?.name, ...topicsOf(service), audience, need].join('\n'));
  return folded(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
};

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
export class CivicServiceList extends ServiceElement {
  static override styles = [baseStyles, fieldStyles, serviceStyles, serviceListStyles];

  /** How many services are shown at first, and added by "Show more". */
  @property({ type: Number }) limit = 6;

  /** Visitors can search, and choose a topic where there are several. */
  @property({ type: Boolean }) search = false;

  /** Only services of this topic or life event. */
  @property() topic = '';

  @state() private pages = 1;
  @state() private query = '';
  @state() private chosenTopic = '';

  /** What the page asks for, whatever the visitor searches. */
  protected override get services(): readonly Service[] {
    return (this.load.data?.services ?? []).filter((service) => isAbout(service, this.topic));
  }

  protected override get rows(): number {
    return Math.min(this.#pageSize, 20);
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
    const found = this.services.filter(
      (service) => isAbout(service, this.chosenTopic) && matches(service, this.query),
    );
    const shown = this.#pageSize * this.pages;
    return html`${this.search ? this.#renderSearch(found.length) : nothing}
      <ul class="services" role="list">
        ${found
          .slice(0, shown)
          .map((service, index) => html`<li>${this.renderService(service, 'list', index)}</li>`)}
      </ul>
      ${
        found.length > shown
          ? html`<button type="button" class="button more" part="more" @click=${this.#onMore}>
              ${this.locale.t('showMore')}
            </button>`
          : nothing
      }`;
  }

  get #pageSize(): number {
    return Math.max(1, Math.trunc(this.limit) || 6);
  }

  #renderSearch(found: number): TemplateResult {
    const { locale } = this;
    const topics = [...new Set(this.services.flatMap((service) => service.topics ?? []))].sort((a, b) =>
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
          topics.length > 1 && !this.topic
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
