import { type TemplateResult, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
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
  service: Service;
  config: Config;
  locale: LocaleController;
  layout: ServiceLayout;
  /** Level of the service's name. */
  level: number;
  place: CivicServiceOpenedEvent['place'];
  /** Tells the ids of several cards in one shadow root apart. */
  index: number;
  /** Which details were opened or closed, by the service's id. */
  opened: Map<string, boolean>;
}

type Part = TemplateResult | typeof nothing;
/** A text of the service's own. */
type Own = (text: string) => TemplateResult;

/** The address of a page, which is nothing to read where there is a label. */
const isPage = ({ type }: ServiceChannel): boolean => type === 'online' || type === 'chat';

/** A channel as something to follow, or undefined where its value is only to be read. */
function linkOf(channel: ServiceChannel): string | undefined {
  const { type, value } = channel;
  if (isPage(channel)) return value;
  if (type === 'phone' && /(\d.*){3}/.test(value)) return safeLink(`tel:${value.replace(/[^\d+]/g, '')}`);
  return type === 'email' && /^[^\s@?&]+@[^\s@?&]+$/.test(value) ? safeLink(`mailto:${value}`) : undefined;
}

const STATES = {
  maintenance: 'serviceMaintenance',
  upcoming: 'serviceUpcoming',
  closed: 'serviceClosed',
} as const satisfies Record<string, MessageKey>;

/** Why the service can't be used now, in words; undefined where it can. */
function unavailable({ service: { status }, locale }: ServiceContext): string | undefined {
  const { state = 'available', until } = status ?? {};
  // "Closed until 24 December" includes that day.
  const day = state !== 'upcoming' && !until?.includes(':') ? 86_400_000 : 0;
  if (state === 'available' || Date.parse(until ?? '') + day <= Date.now()) return undefined;
  const date = inWords(locale, until);
  return date ? locale.t(`${STATES[state]}Until`, { date }) : locale.t(STATES[state]);
}

function languageName(tag: string, { lang }: LocaleController): string {
  try {
    return new Intl.DisplayNames([lang], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

type Fact = readonly [key: MessageKey, texts: readonly (string | null | undefined)[] | null | undefined];

/** What there is to know, what matters before one starts first. */
function factsOf({ service, locale }: ServiceContext): Fact[] {
  const { cost, duration, login, processingTime, deadline, audience, languages, need } = service;
  return [
    ['serviceCost', [cost]],
    ['serviceDuration', [duration]],
    ['serviceLogin', login],
    ['serviceProcessing', [processingTime]],
    ['serviceDeadline', [inWords(locale, deadline) ?? deadline]],
    ['serviceAudience', audience],
    ['serviceLanguages', languages?.map((tag) => languageName(tag, locale))],
    ['serviceNeed', need],
  ];
}

/** How many of the facts are seen at once; a card that is not compact shows all. */
const IN_COMPACT = 3;
const IN_LIST = 5;

function factList(facts: readonly Fact[], { locale }: ServiceContext, own: Own): Part {
  const shown = facts
    .map(([key, texts]) => [key, (texts ?? []).filter((text) => text)] as const)
    .filter(([, texts]) => texts.length);
  if (!shown.length) return nothing;
  return html`<dl class="facts" part="facts">
    ${shown.map(
      ([key, texts]) =>
        html`<div class=${key === 'serviceNeed' ? 'wide' : nothing}>
          <dt>${locale.t(key)}</dt>
          ${texts.map((text) => html`<dd>${own(text!)}</dd>`)}
        </div>`,
    )}
  </dl>`;
}

function channelList(context: ServiceContext, own: Own): Part {
  const { url, channels } = context.service;
  const others = (channels ?? []).filter(({ value }) => value && value !== url);
  if (!others.length) return nothing;
  return html`<ul role="list">
    ${others.map((channel) => {
      const { type, label, value, hours } = channel;
      const href = linkOf(channel);
      const isNamed = label && isPage(channel);
      const text = own(isNamed ? label : value);
      return html`<li>
        ${label && !isNamed ? html`<strong>${own(label)}</strong>` : nothing}
        <span>${href ? html`<a href=${href} @click=${opens(href, type, context)}>${text}</a>` : text}</span>
        ${hours ? html`<span class="muted">${words(hours)}</span>` : nothing}
      </li>`;
    })}
  </ul>`;
}

const opens =
  (url: string, channel: ServiceChannel['type'], { service: { id, name }, place }: ServiceContext) =>
  (event: Event): void => {
    const opened = { service: id, name, url, place, channel };
    event.currentTarget?.dispatchEvent(new CivicServiceOpenedEvent(opened));
  };

/** One service: what it is, what it takes, and the one thing to do. */
export function serviceTemplate(context: ServiceContext): TemplateResult {
  const { service, locale, config, layout, level, place, index, opened } = context;
  const { id, name, summary, url, provider, status, actionLabel, image } = service;
  const language = languageOf(locale, service.language);
  const own: Own = (text) => words(text, language);
  const barred = unavailable(context);
  const start = barred ? undefined : url;
  const isCompact = layout === 'compact';
  const facts = factsOf(context);
  const seen = isCompact ? IN_COMPACT : place === 'list' ? IN_LIST : facts.length;
  const more = factList(facts.slice(seen), context, own);
  const channels = channelList(context, own);
  return html`<article class="service ${layout}" part="card" aria-labelledby="name-${index}">
    ${isCompact ? nothing : picture(image, config)}
    <div class="body">
      ${heading(level, own(name), 'name', `name-${index}`)}
      ${summary && !isCompact ? html`<p class="summary" part="summary">${own(summary)}</p>` : nothing}
      ${
        barred || status?.message
          ? html`<p class="notice" part="status">
              ${barred ? html`<strong>${barred}</strong>` : nothing}
              ${status?.message ? own(status.message) : nothing}
            </p>`
          : nothing
      }
      ${factList(facts.slice(0, seen), context, own)}
      ${
        start
          ? html`<a
              class="button primary"
              part="action"
              id="action-${index}"
              aria-labelledby="action-${index} name-${index}"
              href=${start}
              @click=${opens(start, 'online', context)}
              >${actionLabel ? own(actionLabel) : locale.t('serviceStart')}</a
            >`
          : nothing
      }
      ${
        isCompact || (more === nothing && channels === nothing)
          ? nothing
          : html`<details
              class="more-about"
              part="more-about"
              ?open=${live(opened.get(id) ?? (place === 'card' && !start))}
              @toggle=${(event: Event) => opened.set(id, (event.target as HTMLDetailsElement).open)}
            >
              <summary id="more-${index}" aria-labelledby="more-${index} name-${index}">
                ${locale.t(more === nothing ? 'serviceOther' : 'serviceMore')}
              </summary>
              ${more} ${channels}
            </details>`
      }
      ${
        provider && !isCompact
          ? html`<p class="muted provider" part="provider">
              ${locale.t('serviceProvider')}
              ${provider.url ? html`<a href=${provider.url}>${own(provider.name)}</a>` : own(provider.name)}
            </p>`
          : nothing
      }
    </div>
  </article>`;
}
