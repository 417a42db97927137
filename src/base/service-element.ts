import { type TemplateResult, html } from 'lit';
import { property } from 'lit/decorators.js';
import type { Service } from '../contracts/service.js';
import { SourceError } from '../internal/errors.js';
import { CivicElement } from './civic-element.js';
import { heading } from './heading.js';
import { LoadController } from './load-controller.js';
import { type Services, loadServices } from './load-services.js';
import { CivicServicesLoadedEvent } from './service-events.js';
import { type ServiceLayout, serviceTemplate } from './service-view.js';
import { empty, waiting } from './states.js';

/** What a card and a list of services share: where services come from, and how one looks. */
export abstract class ServiceElement extends CivicElement {
  /** `vertical`, `horizontal` (picture beside the text where there is room) or `compact`. */
  @property() layout: ServiceLayout = 'vertical';

  protected readonly load = new LoadController<Services>({
    host: this,
    load: (context) => loadServices(this.src, context),
    loaded: (data) => this.#loaded(data),
    failed: (error) => this.fail(error),
  });

  /** Whether a service's details were opened or closed, by its id: what is searched for moves among the cards. */
  readonly #opened = new Map<string, boolean>();

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

  protected renderService(service: Service, place: 'card' | 'list', index = 0): TemplateResult {
    const { locale, shape: layout, headingLevel } = this;
    const level = this.heading ? headingLevel + 1 : headingLevel;
    const { value: config } = this.config;
    const opened = this.#opened;
    return serviceTemplate({ service, config, locale, layout, level, place, index, opened });
  }

  #loaded({ problems }: Services): void {
    const url = this.src;
    const { length } = this.services;
    if (problems.length)
      this.fail(new SourceError('format', 'Some services were left out.', { url, problems }));
    if (length) this.dispatchEvent(new CivicServicesLoadedEvent(length));
    else this.fail(new SourceError('empty', 'There is no such service.', { url }));
  }
}
