import { type TemplateResult, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Config } from '../config/options.js';
import type { Service } from '../contracts/service.js';
import { DAY, localTime } from '../internal/opening-hours.js';
import type { LocaleController } from '../locale/locale-controller.js';
import type { MessageKey } from '../locale/messages.js';
import { heading } from './heading.js';
import { picture } from './picture.js';
import { channelList, opens, withCampaign } from './service-channels.js';
import { factsOf, factList } from './service-facts.js';
import type { CivicServiceOpenedEvent } from './service-events.js';
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
  /** Whether somebody opened or closed the details. */
  isOpen: boolean | undefined;
  toggle: (isOpen: boolean) => void;
  campaign: string;
  /** The server's time. */
  now: number;
}

export type Part = TemplateResult | typeof nothing;
/** A text of the service's own, in the language that it is in. */
export type Own = (text: string) => TemplateResult;

const STATES = {
  maintenance: 'serviceMaintenance',
  upcoming: 'serviceUpcoming',
  closed: 'serviceClosed',
} as const satisfies Record<string, MessageKey>;

/** Days before the last one on which a card says how many are left. */
const NEAR = 14;

/** Why the service can't be used now, in words; undefined where it can. */
function unavailable({ service: { status }, locale, now }: ServiceContext): string | undefined {
  const { state = 'available', until } = status ?? {};
  // "Closed until 24 December" includes that day.
  const day = state !== 'upcoming' && !until?.includes(':') ? DAY : 0;
  if (state === 'available' || Date.parse(until ?? '') + day <= now) return undefined;
  const date = inWords(locale, until);
  return date ? locale.t(`${STATES[state]}Until`, { date }) : locale.t(STATES[state]);
}

/** How long there is time, where that is not long any more, or was. */
function lastDays({ service: { deadline, timeZone }, locale, now }: ServiceContext): string | undefined {
  const last = /^\d{4}-\d\d-\d\d/.exec(deadline ?? '')?.[0];
  let today = now;
  try {
    today = localTime(now, timeZone);
  } catch {
    // No such zone: the visitor's day is nearly always the same.
  }
  const days = (Date.parse(last ?? '') - (today - (today % DAY))) / DAY;
  if (!(days <= NEAR)) return undefined;
  const left = new Intl.RelativeTimeFormat(locale.lang, { numeric: 'auto' }).format(days, 'day');
  return `${locale.t('serviceDeadline')} ${inWords(locale, last)} (${left})`;
}

/** How many of the facts are seen at once; a card that is not compact shows all. */
const IN_COMPACT = 3;
const IN_LIST = 6;
/** Characters of a summary that are read at a glance; what is longer goes on in the details. */
const GLANCE = 280;

/** One service: what it is, what it takes, and the one thing to do. */
export function serviceTemplate(context: ServiceContext): TemplateResult {
  const { service, locale, config, layout, level, place, index, isOpen, toggle } = context;
  const { id, name, summary, url, provider, status, actionLabel, image, textLanguages } = service;
  const own: Own = (text) => {
    const known =
      textLanguages && Object.hasOwn(textLanguages, text) ? textLanguages[text] : service.language;
    return words(text, languageOf(locale, known));
  };
  const barred = unavailable(context);
  const near = barred ? undefined : lastDays(context);
  const notice = barred ?? near;
  const start = barred || !url ? undefined : withCampaign(url, context.campaign);
  const isCompact = layout === 'compact';
  const facts = factsOf(context, own, !!near);
  const seen = isCompact ? IN_COMPACT : place === 'list' ? IN_LIST : facts.length;
  const more = factList(facts.slice(seen), locale);
  const isShown = isOpen ?? ((place === 'card' && !isCompact) || !start);
  const channels = channelList(context, own, isShown);
  const cut = summary && summary.length > GLANCE ? summary.lastIndexOf(' ', GLANCE) : -1;
  const isLong = cut > 0;
  const hasMore = isLong || more !== nothing || channels !== nothing;
  return html`<article class="service ${layout}" part="card" data-id=${id} aria-labelledby="name-${index}">
    ${isCompact ? nothing : picture(image, config)}
    <div class="body">
      ${heading(level, own(name), 'name', `name-${index}`)}
      ${
        summary && !isCompact
          ? html`<p class="summary" part="summary">
              ${own(isLong ? `${summary.slice(0, cut)} …` : summary)}
            </p>`
          : nothing
      }
      ${
        notice || status?.message
          ? html`<p class="notice" part="status">
              ${notice ? html`<strong>${notice}</strong>` : nothing}
              ${status?.message ? own(status.message) : nothing}
            </p>`
          : nothing
      }
      ${factList(facts.slice(0, seen), locale)}
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
        hasMore && !(isCompact && start)
          ? html`<details
              class="more-about"
              part="more-about"
              ?open=${live(isShown)}
              @toggle=${({ target }: Event) => {
                const { open } = target as HTMLDetailsElement;
                if (open !== isShown) toggle(open);
              }}
            >
              <summary id="more-${index}" aria-labelledby="more-${index} name-${index}">
                ${locale.t(more === nothing && !isLong ? 'serviceOther' : 'serviceMore')}
              </summary>
              ${isLong ? html`<p>${own(summary!)}</p>` : nothing} ${more} ${channels}
            </details>`
          : nothing
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
