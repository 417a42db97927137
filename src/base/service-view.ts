import { type TemplateResult, html, nothing } from 'lit';
import type { Config } from '../config/options.js';
import type { Service, ServiceChannel } from '../contracts/service.js';
import { safeLink } from '../internal/safe-url.js';
import type { LocaleController } from '../locale/locale-controller.js';
import type { MessageKey } from '../locale/messages.js';
import { heading } from './heading.js';
import { picture } from './picture.js';
import { CivicServiceOpenedEvent } from './service-events.js';
import { inWords, languageOf, words } from './words.js';

export type ServiceLayout = 'vertical' | 'horizontal' | 'compact';

export interface ServiceContext {
  config: Config;
  locale: LocaleController;
  layout: ServiceLayout;
  /** Level of the service's name. */
  level: number;
  place: CivicServiceOpenedEvent['place'];
  /** Tells the ids of several cards in one shadow root apart. */
  index?: number;
}

/** Attributes that nobody checks hold anything; what is no layout is the usual one. */
export const layoutOf = (value: string): ServiceLayout =>
  value === 'horizontal' || value === 'compact' ? value : 'vertical';

/** A channel as something to follow, or undefined where its value is only to be read. */
function linkOf({ type, value }: ServiceChannel): string | undefined {
  switch (type) {
    case 'phone':
      return /\d.*\d.*\d/.test(value) ? safeLink(`tel:${value.replace(/[^\d+]/g, '')}`) : undefined;
    case 'email':
      return /^[^\s@?&]+@[^\s@?&]+$/.test(value) ? safeLink(`mailto:${value}`) : undefined;
    case 'online':
    case 'chat':
      return value;
    default:
      return undefined;
  }
}

const STATES = {
  maintenance: ['serviceMaintenance', 'serviceMaintenanceUntil'],
  upcoming: ['serviceUpcoming', 'serviceUpcomingUntil'],
  closed: ['serviceClosed', 'serviceClosedUntil'],
} as const satisfies Record<string, readonly [MessageKey, MessageKey]>;

/** Why the service can't be used now, in words; undefined where it can. */
function unavailable({ status }: Service, locale: LocaleController): string | undefined {
  const { state = 'available', until } = status ?? {};
  // "Closed until 24 December" includes that day.
  const day = state !== 'upcoming' && !until?.includes(':') ? 86_400_000 : 0;
  if (state === 'available' || Date.parse(until ?? '') + day <= Date.now()) return undefined;
  const date = inWords(locale, until);
  const [plain, dated] = STATES[state];
  return date ? locale.t(dated, { date }) : locale.t(plain);
}

function languageNames(tags: readonly string[], locale: LocaleController): string[] {
  return tags.map((tag) => {
    try {
      return new Intl.DisplayNames([locale.lang], { type: 'language' }).of(tag) ?? tag;
    } catch {
      return tag;
    }
  });
}

type Fact = readonly [key: MessageKey, texts: readonly (string | null | undefined)[] | null | undefined];

/** What matters before one starts. */
const essentials = (service: Service): Fact[] => [
  ['serviceCost', [service.cost]],
  ['serviceDuration', [service.duration]],
  ['serviceLogin', service.login],
];

const timing = ({ processingTime, deadline }: Service, locale: LocaleController): Fact[] => [
  ['serviceProcessing', [processingTime]],
  ['serviceDeadline', [inWords(locale, deadline) ?? deadline]],
];

const rest = ({ audience, languages, need }: Service, locale: LocaleController): Fact[] => [
  ['serviceAudience', audience],
  ['serviceLanguages', languageNames(languages ?? [], locale)],
  ['serviceNeed', need],
];

function factList(
  facts: readonly Fact[],
  service: Service,
  locale: LocaleController,
): TemplateResult | typeof nothing {
  const shown = facts
    .map(([key, texts]) => [key, (texts ?? []).filter((text) => text)] as const)
    .filter(([, texts]) => texts.length);
  if (!shown.length) return nothing;
  const language = languageOf(locale, service.language);
  return html`<dl class="facts" part="facts">
    ${shown.map(
      ([key, texts]) =>
        html`<div class=${key === 'serviceNeed' ? 'wide' : nothing}>
          <dt>${locale.t(key)}</dt>
          ${texts.map((text) => html`<dd>${words(text!, language)}</dd>`)}
        </div>`,
    )}
  </dl>`;
}

function channelList(service: Service, context: ServiceContext): TemplateResult | typeof nothing {
  const others = (service.channels ?? []).filter(({ value }) => value && value !== service.url);
  if (!others.length) return nothing;
  const language = languageOf(context.locale, service.language);
  return html`<ul role="list">
    ${others.map((channel) => {
      const { type, label, value, hours } = channel;
      const href = linkOf(channel);
      // The address of a page is nothing to read where there is a label.
      const isPage = type === 'online' || type === 'chat';
      const text = words((isPage && label) || value, language);
      return html`<li>
        ${label && !isPage ? html`<strong>${words(label, language)}</strong>` : nothing}
        <span
          >${href ? html`<a href=${href} @click=${opens(service, href, type, context)}>${text}</a>` : text}</span
        >
        ${hours ? html`<span class="muted">${words(hours)}</span>` : nothing}
      </li>`;
    })}
  </ul>`;
}

/** What not everybody needs: in a list all that is not essential, in a card the other ways to the service. */
function more(service: Service, isOpen: boolean, context: ServiceContext): TemplateResult | typeof nothing {
  const { locale, place, index = 0 } = context;
  const facts = place === 'list' ? factList(rest(service, locale), service, locale) : nothing;
  const channels = channelList(service, context);
  if (facts === nothing && channels === nothing) return nothing;
  return html`<details class="more-about" part="more-about" ?open=${isOpen}>
    <summary id="more-${index}" aria-labelledby="more-${index} name-${index}">
      ${locale.t(facts === nothing ? 'serviceOther' : 'serviceMore')}
    </summary>
    ${facts} ${channels}
  </details>`;
}

function opens(service: Service, url: string, channel: ServiceChannel['type'], { place }: ServiceContext) {
  return (event: Event): void => {
    const opened = { service: service.id, name: service.name, url, place, channel };
    event.currentTarget?.dispatchEvent(new CivicServiceOpenedEvent(opened));
  };
}

/** One service: what it is, what it takes, and the one thing to do. */
export function serviceTemplate(service: Service, context: ServiceContext): TemplateResult {
  const { locale, config, layout, level, place, index = 0 } = context;
  const { name, summary, url, provider, status, actionLabel } = service;
  const language = languageOf(locale, service.language);
  const barred = unavailable(service, locale);
  const isCompact = layout === 'compact';
  const facts = isCompact
    ? essentials(service)
    : [
        ...essentials(service),
        ...timing(service, locale),
        ...(place === 'card' ? rest(service, locale) : []),
      ];
  return html`<article class="service ${layout}" part="card" aria-labelledby="name-${index}">
    ${isCompact ? nothing : picture(service.image, config)}
    <div class="body">
      ${heading(level, words(name, language), 'name', `name-${index}`)}
      ${summary && !isCompact ? html`<p class="summary" part="summary">${words(summary, language)}</p>` : nothing}
      ${
        barred || status?.message
          ? html`<p class="notice" part="status">
              ${barred ? html`<strong>${barred}</strong>` : nothing}
              ${status?.message ? words(status.message, language) : nothing}
            </p>`
          : nothing
      }
      ${factList(facts, service, locale)}
      ${
        url && !barred
          ? html`<a
              class="button primary"
              part="action"
              id="action-${index}"
              aria-labelledby="action-${index} name-${index}"
              href=${url}
              @click=${opens(service, url, 'online', context)}
              >${actionLabel ? words(actionLabel, language) : locale.t('serviceStart')}</a
            >`
          : nothing
      }
      ${isCompact ? nothing : more(service, place === 'card' && (!url || !!barred), context)}
      ${
        provider && !isCompact
          ? html`<p class="muted provider" part="provider">
              ${locale.t('serviceProvider')}
              ${provider.url ? html`<a href=${provider.url}>${words(provider.name, language)}</a>` : words(provider.name, language)}
            </p>`
          : nothing
      }
    </div>
  </article>`;
}
