import type { Service, ServiceChannel } from '../contracts/service.js';
import { present } from './json.js';
import { OWN_LISTS, OWN_STATUS, OWN_TEXTS } from './linked-services.js';

const is = (type: string, members: object) => ({ '@type': type, ...members });
const open = (description: string | null | undefined, dates?: object) =>
  description && is('OpeningHoursSpecification', { ...dates, description });

function channelOf({ type, label, value, hours }: ServiceChannel): object {
  const contact = { phone: 'telephone', email: 'email', chat: 'url' }[type as string];
  return is('ServiceChannel', {
    name: label,
    additionalType: type,
    ...(contact
      ? { servicePhone: is('ContactPoint', { [contact]: value, hoursAvailable: open(hours) }) }
      : type === 'online'
        ? { serviceUrl: value }
        : type === 'post'
          ? { servicePostalAddress: is('PostalAddress', { streetAddress: value }) }
          : { serviceLocation: is('Place', { address: value, openingHoursSpecification: open(hours) }) }),
  });
}

/**
 * A service as schema.org's `GovernmentService`, for search engines; `linkedService` reads it back.
 * @param pageLanguage what goes without saying
 */
export function serviceJsonLd(service: Service, pageLanguage = ''): string {
  const { url, image, provider, language, cost, deadline } = service;
  const own: Record<string, unknown> = { ...service, ...service.status };
  const extra = [...OWN_TEXTS, ...OWN_LISTS, ...OWN_STATUS]
    .filter((key) => own[key]?.toString())
    .map((propertyID) => is('PropertyValue', { propertyID, value: own[propertyID] }));
  const document = is('GovernmentService', {
    identifier: service.id,
    name: service.name,
    description: service.summary,
    url,
    image: image && is('ImageObject', { url: image.url, caption: image.alt }),
    provider: provider && is('GovernmentOrganization', provider),
    audience: service.audience?.map((name) => is('Audience', { name })),
    serviceType: service.topics,
    offers:
      (cost || deadline || extra[0]) &&
      is('Offer', { description: cost, validThrough: deadline, additionalProperty: extra }),
    hoursAvailable: service.specialHours?.map(({ date, hours }) =>
      open(hours || 'off', { validFrom: date, validThrough: date }),
    ),
    availableChannel: present([
      url && is('ServiceChannel', { serviceUrl: url, availableLanguage: service.languages }),
      ...(service.channels ?? []).map(channelOf),
    ]),
  });
  const home = 'https://schema.org';
  const isOther = language && language !== pageLanguage;
  return JSON.stringify(
    { '@context': isOther ? [home, { '@language': language }] : home, ...document },
    // What says nothing is left out.
    (_, value: { length?: number } | null | false) => (value && value.length !== 0 ? value : undefined),
  ).replace(/</g, '\\u003c');
}
