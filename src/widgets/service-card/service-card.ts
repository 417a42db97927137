import { type PropertyValues, type TemplateResult, html } from 'lit';
import { property } from 'lit/decorators.js';
import { safeService } from '../../base/load-services.js';
import { ServiceElement } from '../../base/service-element.js';
import { serviceStyles } from '../../base/service-view.styles.js';
import type { Service } from '../../contracts/service.js';
import { policy } from '../../internal/trusted-types.js';
import { serviceJsonLd } from '../../sources/service-json-ld.js';
import { baseStyles } from '../../theme/base.styles.js';
import { serviceCardStyles } from './service-card.styles.js';

/**
 * One e-service: what it is, what it takes, and the button that starts it.
 *
 * @summary A card that promotes an e-service, from the town's catalogue or from its own attributes.
 * @tag civic-service-card
 * @fires {CivicServicesLoadedEvent} civic-services-loaded - The service is there. Once per load.
 * @fires {CivicServiceOpenedEvent} civic-service-opened - A resident followed a link to the service.
 * @fires {CivicServiceSeenEvent} civic-service-seen - Half of the card was to be seen for a second. With `seen` only.
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
 * @csspart more-about - Other ways to the service.
 * @csspart channels - The list of these ways.
 * @csspart open - Whether somebody is there now.
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
export class CivicServiceCard extends ServiceElement {
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

  /**
   * `none` leaves out the JSON-LD (schema.org's `GovernmentService`) that the card otherwise puts beside itself for
   * search engines.
   */
  @property({ attribute: 'json-ld' }) jsonLd = '';

  protected override readonly rows = 1;
  protected override readonly place = 'card';
  #script: HTMLScriptElement | undefined;
  #written = '';

  /** A card that leads nowhere leaves the page's own link where it is. */
  protected override get showsFallback(): boolean {
    const [service] = this.services;
    return !service || !(service.url || service.channels?.some(({ value }) => value));
  }

  /** What `src` says, with the attributes on top; the attributes alone are a service as well. */
  protected override get services(): readonly Service[] {
    const { serviceId, name, summary, href, actionLabel, image, imageAlt, cost, duration, login } = this;
    const loaded = this.load.data?.services.find(({ id }) => !serviceId || id === serviceId);
    if (!loaded && (this.src || !name)) return [];
    const own = safeService(
      {
        ...{ id: '', name, summary, actionLabel, cost, duration, url: href },
        login: login ? [login] : null,
        image: { url: image, alt: imageAlt },
      },
      document.baseURI,
    );
    const given = Object.entries(own).filter(([, value]) => value);
    return [{ id: serviceId, name, ...loaded, ...Object.fromEntries(given) }];
  }

  protected override renderContent(): TemplateResult {
    return html`<div class=${this.shape}>${super.renderContent()}</div>`;
  }

  protected override renderServices(): TemplateResult {
    return this.renderService(this.services[0]!);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const [service] = this.services;
    // What stands in the page already needs no copy.
    const isWanted = service && this.jsonLd !== 'none' && !this.src.startsWith('#');
    const json = isWanted ? serviceJsonLd(service, document.documentElement.lang) : '';
    if (json === this.#written) return;
    this.#written = json;
    this.#script?.remove();
    if (!json) return;
    this.#script = document.createElement('script');
    this.#script.type = 'application/ld+json';
    // Data, which no browser runs; a page with Trusted Types wants to be told so all the same.
    this.#script.text = (policy()?.createScript(json) ?? json) as string;
    this.append(this.#script);
  }
}
