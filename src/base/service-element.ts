import { type PropertyValues, type TemplateResult, html } from 'lit';
import { property } from 'lit/decorators.js';
import type { Service } from '../contracts/service.js';
import { onTick } from '../internal/clock.js';
import { SourceError } from '../internal/errors.js';
import { CivicElement } from './civic-element.js';
import { heading } from './heading.js';
import { LoadController } from './load-controller.js';
import { type LoadedServices, loadServices } from './load-services.js';
import { CivicServiceSeenEvent, CivicServicesLoadedEvent } from './service-events.js';
import { type ServiceLayout, serviceTemplate } from './service-view.js';
import { empty, waiting } from './states.js';

/** How much of a service, and how long, until it is seen. */
const SEEN_PART = 0.5;
const SEEN_TIME = 1000;

/** What a card and a list of services share: where services come from, and how one looks. */
export abstract class ServiceElement extends CivicElement {
  /** `vertical`, `horizontal` (picture beside the text where there is room) or `compact`. */
  @property() layout: ServiceLayout = 'vertical';

  /**
   * What links to services carry for the site's own statistics: `utm_source=town&utm_medium=card`, or a name alone,
   * which is `utm_campaign`. What an address says of these already stays.
   */
  @property() campaign = '';

  /** Tells with `civic-service-seen` when half of a service was to be seen for a second, once each. */
  @property({ type: Boolean }) seen = false;

  protected readonly load = new LoadController<LoadedServices>({
    host: this,
    load: (context) => loadServices(this.src, context),
    loaded: (data) => this.#loaded(data),
    failed: (error) => this.fail(error),
  });

  protected abstract readonly place: 'card' | 'list';

  /** Whether a service's details were opened or closed, by its id: what is searched for moves among the cards. */
  protected readonly opened = new Map<string, boolean>();

  readonly #told = new Set<string>();
  readonly #timers = new Map<Element, ReturnType<typeof setTimeout>>();
  #observed = new WeakMap<Element, string>();
  #observer: IntersectionObserver | undefined;
  #stop: (() => void) | undefined;
  #askedIn: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = onTick(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#observed = new WeakMap();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  protected override willUpdate(_: PropertyValues): void {
    const { lang } = this.load.data ?? {};
    const { wanted } = this.locale;
    if (!lang || lang === wanted || this.#askedIn === wanted) return;
    this.#askedIn = wanted;
    void this.load.reload();
  }

  protected override updated(_: PropertyValues): void {
    if (!this.seen) return;
    const threshold = [0.1, 0.3, SEEN_PART];
    this.#observer ??= new IntersectionObserver((entries) => entries.forEach(this.#onSeen), { threshold });
    for (const card of this.renderRoot.querySelectorAll('article')) {
      const { id = '' } = card.dataset;
      if (this.#observed.get(card) === id) continue;
      this.#observed.set(card, id);
      // Whoever is there already is looked at again where it has become another service's.
      this.#observer.unobserve(card);
      this.#observer.observe(card);
    }
  }

  /** What there is to show. */
  protected abstract get services(): readonly Service[];

  /** How many services are expected. */
  protected abstract get rows(): number;

  protected abstract renderServices(): unknown;

  protected override get showsFallback(): boolean {
    return !this.services.length;
  }

  /** The heading, and the services or what stands in for them. */
  protected override renderContent(): TemplateResult {
    const { load, locale } = this;
    const instead = () => (load.data ? empty(locale, 'serviceEmpty') : waiting(locale, load, this.rows));
    return html`${heading(this.headingLevel, this.heading)}
    ${this.services.length ? this.renderServices() : instead()}`;
  }

  /** Attributes that nobody checks hold anything; what is no layout is the usual one. */
  protected get shape(): ServiceLayout {
    return ['horizontal', 'compact'].includes(this.layout) ? this.layout : 'vertical';
  }

  /** Level of what stands below the heading. */
  protected get level(): number {
    return this.heading ? this.headingLevel + 1 : this.headingLevel;
  }

  protected renderService(service: Service, index = 0, level = this.level): TemplateResult {
    const { locale, shape: layout, place, opened, campaign } = this;
    const { value: config } = this.config;
    const now = Date.now() + (this.load.data?.skew ?? 0);
    const toggle = (isOpen: boolean) => {
      opened.set(service.id, isOpen);
      this.requestUpdate();
    };
    return serviceTemplate({
      ...{ service, config, locale, layout, level, place, index, campaign, now, toggle },
      isOpen: opened.get(service.id),
    });
  }

  readonly #onSeen = ({
    target,
    intersectionRatio,
    intersectionRect,
    rootBounds,
  }: IntersectionObserverEntry) => {
    clearTimeout(this.#timers.get(target));
    const { id = '' } = (target as HTMLElement).dataset;
    // What is larger than the screen can't be half on it.
    const isSeen =
      intersectionRatio >= SEEN_PART ||
      intersectionRect.height > (rootBounds?.height ?? Infinity) * SEEN_PART;
    if (!isSeen || this.#told.has(id)) return;
    const tell = () => {
      const service = this.services.find((each) => each.id === id);
      if (!service || document.hidden || (target as HTMLElement).dataset.id !== id || this.#told.has(id))
        return;
      this.#told.add(id);
      this.dispatchEvent(new CivicServiceSeenEvent({ service: id, name: service.name, place: this.place }));
    };
    this.#timers.set(target, setTimeout(tell, SEEN_TIME));
  };

  #loaded({ problems }: LoadedServices): void {
    const url = this.src;
    const { length } = this.services;
    if (problems.length)
      this.fail(new SourceError('format', 'Some services were left out.', { url, problems }));
    if (length) this.dispatchEvent(new CivicServicesLoadedEvent(length));
    else this.fail(new SourceError('empty', 'There is no such service.', { url }));
  }
}
