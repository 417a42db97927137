import { nothing, html } from 'lit';
import { property } from 'lit/decorators.js';
import { CivicElement } from '../../base/civic-element.js';
import { heading } from '../../base/heading.js';
import { LoadController } from '../../base/load-controller.js';
import { type Services, loadServices, safeService } from '../../base/load-services.js';
import { CivicServicesLoadedEvent } from '../../base/service-events.js';
import { type ServiceLayout, layoutOf, serviceTemplate } from '../../base/service-view.js';
import { serviceStyles } from '../../base/service-view.styles.js';
import { empty, failed, pending } from '../../base/states.js';
import type { Service } from '../../contracts/service.js';
import { SourceError } from '../../internal/errors.js';
import { baseStyles } from '../../theme/base.styles.js';
import { serviceCardStyles } from './service-card.styles.js';

/**
 * One e-service: what it is, what it takes, and the button that starts it.
 *
 * @summary A card that promotes an e-service, from the town's catalogue or from its own attributes.
 * @tag civic-service-card
 * @fires {CivicServicesLoadedEvent} civic-services-loaded - The service is there. Once per load.
 * @fires {CivicServiceOpenedEvent} civic-service-opened - A resident followed a link to the service.
 * @fires {CivicErrorEvent} civic-error - The service could not be read. Once per load.
 * @slot - Shown until the service is there, and when there is none: usually a link to it.
 * @csspart base - Everything.
 * @csspart heading - The heading above the card.
 * @csspart card - The card.
 * @csspart image - The picture.
 * @csspart name - The name of the service.
 * @csspart summary - What it is.
 * @csspart status - Why it can't be used now, or what to know before.
 * @csspart facts - Cost, time and what is needed.
 * @csspart action - The link that starts the service.
 * @csspart more-about - What not everybody needs: other ways to the service.
 * @csspart provider - Who answers for the service.
 * @csspart pending - The space kept while the service is fetched.
 * @csspart failed - The sentence when it could not be fetched.
 * @csspart retry - The button beside it.
 * @csspart empty - The sentence when there is no such service.
 * @cssprop [--civic-accent=#0b5cad] - Colour of the call to action.
 * @cssprop [--civic-on-accent=#fff] - Text on it.
 * @cssprop [--civic-surface=transparent] - Background of the card.
 * @cssprop [--civic-border] - Lines around and inside the card.
 * @cssprop [--civic-radius=0.5em] - Corners.
 * @cssprop [--civic-space=1em] - Space inside the card.
 */
export class CivicServiceCard extends CivicElement {
  static override styles = [baseStyles, serviceStyles, serviceCardStyles];

  /** Which service of a list; without it the first one. */
  @property({ attribute: 'service-id' }) serviceId = '';

  /** Name of the service; this and what follows also replace what `src` says. */
  @property() name = '';

  /** What the service is, in a sentence. */
  @property() summary = '';

  /** Where the service starts. */
  @property() href = '';

  /** Text of the call to action. */
  @property({ attribute: 'action-label' }) actionLabel = '';

  /** Address of a picture. */
  @property() image = '';

  /** What the picture shows; empty where it only decorates. */
  @property({ attribute: 'image-alt' }) imageAlt = '';

  /** What the service costs, as text. */
  @property() cost = '';

  /** How long it takes to fill in, as text. */
  @property() duration = '';

  /** How to sign in, as text. */
  @property() login = '';

  /** `vertical`, `horizontal` (picture beside the text where there is room) or `compact`. */
  @property() layout: ServiceLayout = 'vertical';

  readonly #load = new LoadController<Services>({
    host: this,
    input: () =>
      this.src ? [this.config.value.resolve(this.src, this.locale.wanted) ?? this.src] : undefined,
    load: (context) => loadServices(this.src, context),
    loaded: (data) => this.#loaded(data),
    failed: (error) => this.fail(error),
  });

  protected override get showsFallback(): boolean {
    return !this.#service;
  }

  protected override renderContent(): unknown {
    const { locale, headingLevel } = this;
    const service = this.#service;
    return html`${heading(headingLevel, this.heading)}
    ${
      service
        ? serviceTemplate(service, {
            config: this.config.value,
            locale,
            layout: layoutOf(this.layout),
            level: this.heading ? headingLevel + 1 : headingLevel,
            place: 'card',
          })
        : this.#renderState()
    }`;
  }

  #renderState(): unknown {
    const { data, error, pending: isPending, retry } = this.#load;
    if (data) return empty(this.locale, 'serviceEmpty');
    if (error) return failed(this.locale, error, retry);
    return isPending ? html`<div class=${layoutOf(this.layout)}>${pending(this.locale, 1)}</div>` : nothing;
  }

  #picked({ services }: Services): Service | undefined {
    return this.serviceId ? services.find(({ id }) => id === this.serviceId) : services[0];
  }

  /** What `src` says, with the attributes on top; the attributes alone are a service as well. */
  get #service(): Service | undefined {
    const { data } = this.#load;
    const loaded = data && this.#picked(data);
    const { name, summary, href: url, actionLabel, image, imageAlt: alt, cost, duration, login } = this;
    if (!loaded && (this.src || !name)) return undefined;
    const given = { name, summary, actionLabel, cost, duration, login: login && [login] };
    const addresses = safeService(
      { id: '', name, url, image: image ? { url: image, alt } : undefined },
      document.baseURI,
    );
    const own = Object.entries({ ...given, url: addresses.url, image: addresses.image });
    return { id: this.serviceId, name, ...loaded, ...Object.fromEntries(own.filter(([, value]) => value)) };
  }

  #loaded(data: Services): void {
    const url = this.src;
    const { problems } = data;
    if (problems.length)
      this.fail(new SourceError('format', 'Some services were left out.', { url, problems }));
    if (this.#picked(data)) this.dispatchEvent(new CivicServicesLoadedEvent(1));
    else
      this.fail(new SourceError('empty', `There is no service ${this.serviceId || 'in the list'}.`, { url }));
  }
}
