import { html, nothing } from 'lit';
import type { ServiceChannel } from '../contracts/service.js';
import { DAY, DAYS, openingAt, parseHours, localTime } from '../internal/opening-hours.js';
import { safeLink } from '../internal/safe-url.js';
import type { MessageKey } from '../locale/messages.js';
import { CivicServiceOpenedEvent } from './service-events.js';
import type { Own, Part, ServiceContext } from './service-view.js';

/** What a way to a service is called where it has no name of its own. */
export const CHANNELS: Record<ServiceChannel['type'], MessageKey> = {
  online: 'channelOnline',
  phone: 'channelPhone',
  email: 'channelEmail',
  office: 'channelOffice',
  chat: 'channelChat',
  post: 'channelPost',
};

/** The address of a page, which is nothing to read where there is a label. */
const isPage = ({ type }: ServiceChannel): boolean => type === 'online' || type === 'chat';

/** An address with a campaign's parameters, as it was in all else. */
export function withCampaign(address: string, campaign: string): string {
  if (!campaign || !/^https?:/.test(address)) return address;
  const url = new URL(address);
  const given = new URLSearchParams(campaign.includes('=') ? campaign : { utm_campaign: campaign });
  for (const key of [...given.keys()]) if (url.searchParams.has(key)) given.delete(key);
  // Not through `searchParams`, which writes anew what was there.
  url.search = [url.search, given].map(String).filter(Boolean).join('&');
  return url.href;
}

/** A channel as something to follow, or undefined where its value is only to be read. */
function linkOf(channel: ServiceChannel, campaign: string): string | undefined {
  const { type, value } = channel;
  if (isPage(channel)) return value && withCampaign(value, campaign);
  if (type === 'phone' && /(\d.*){3}/.test(value)) return safeLink(`tel:${value.replace(/[^\d+]/g, '')}`);
  return type === 'email' && /^[^\s@?&]+@[^\s@?&]+$/.test(value) ? safeLink(`mailto:${value}`) : undefined;
}

export const opens =
  (url: string, channel: ServiceChannel['type'], { service: { id, name }, place }: ServiceContext) =>
  (event: Event): void => {
    const opened = { service: id, name, url, place, channel };
    event.currentTarget?.dispatchEvent(new CivicServiceOpenedEvent(opened));
  };

/** `Mo-Fr 08:00-16:30` as people write it, with the days' names in the visitor's language. */
function hoursInWords(hours: string, { locale }: ServiceContext): string {
  return hours
    .replace(/-/g, '–')
    .replace(/,\b/g, ', ')
    .replace(/\b(?:Mo|Tu|We|Th|Fr|Sa|Su)\b/g, (day) =>
      // 1 January 2024 was a Monday.
      locale.date(new Date(Date.UTC(2024, 0, 1 + DAYS.indexOf(day))), { weekday: 'short', timeZone: 'UTC' }),
    );
}

/** Whether somebody is there now, and until or from when, in the town's time; undefined where nobody can know. */
function openNow(hours: string, { service, locale, now }: ServiceContext): string | undefined {
  const rules = parseHours(hours);
  try {
    const found = rules && openingAt(now, rules, service);
    if (!found) return undefined;
    const { isOpen, until } = found;
    if (!until || (isOpen && until > now + DAY)) return locale.t(isOpen ? 'serviceOpen' : 'serviceClosed');
    const zone = service.timeZone || undefined;
    const [there, here] = [until, now].map((at) => Math.floor(localTime(at, zone) / DAY));
    const days = there! - here!;
    const at = (options: Intl.DateTimeFormatOptions) =>
      locale.date(new Date(until), { ...options, ...(zone && { timeZone: zone }) });
    const day =
      days === 0 || (isOpen && days === 1)
        ? ''
        : `${at(days < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long' })} `;
    const date = day + at({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    return locale.t(isOpen ? 'serviceOpenUntil' : 'serviceUpcomingUntil', { date });
  } catch {
    // A time zone that is none.
    return undefined;
  }
}

/** The other ways to the service, and whether somebody is there. */
export function channelList(context: ServiceContext, own: Own, isShown: boolean): Part {
  const { service, campaign, locale } = context;
  const others = (service.channels ?? []).filter(
    ({ value, label }) => (value || label) && value !== service.url,
  );
  if (!others.length) return nothing;
  return html`<ul role="list" class="channels" part="channels">
    ${others.map((channel) => {
      const { type, label, value, hours } = channel;
      const href = linkOf(channel, campaign);
      const isNamed = (label && isPage(channel)) || !value;
      const text = own(isNamed ? label! : value);
      const now = hours && isShown && openNow(hours, context);
      return html`<li>
        ${isNamed ? nothing : html`<strong>${label ? own(label) : locale.t(CHANNELS[type])}</strong>`}
        <span>${href ? html`<a href=${href} @click=${opens(href, type, context)}>${text}</a>` : text}</span>
        ${now ? html`<span class="now" part="open">${now}</span>` : nothing}
        ${
          hours
            ? html`<span class="muted"
                >${parseHours(hours) ? hoursInWords(hours, context) : own(hours)}</span
              >`
            : nothing
        }
      </li>`;
    })}
  </ul>`;
}
