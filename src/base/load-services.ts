import type { Service } from '../contracts/service.js';
import { safeLink, safeResource } from '../internal/safe-url.js';
import { type Services, services } from '../sources/services.js';
import type { LoadContext } from './load-controller.js';
import { loadJson, unusable } from './load-document.js';

export type { Services };

/** A service whose addresses are absolute and safe, or left out. */
export function safeService(service: Service, base: string): Service {
  const { url, image, provider, channels } = service;
  const picture = image && safeResource(image.url, base);
  return {
    ...service,
    url: safeLink(url, base),
    image: picture ? { ...image, url: picture } : undefined,
    provider: provider && { ...provider, url: safeLink(provider.url, base) },
    channels: channels?.map((channel) =>
      /^(online|chat)$/.test(channel.type)
        ? { ...channel, value: safeLink(channel.value, base) ?? '' }
        : channel,
    ),
  };
}

/**
 * Reads one service or a list of them.
 * @throws {SourceError} what `loadJson` throws, and `format` where there is no usable service but an unusable one
 */
export async function loadServices(address: string, context: LoadContext): Promise<Services> {
  const document = await loadJson(address, context);
  const found = services(document.json);
  if (!found.services.length && found.problems.length) throw unusable(found.problems, document.url);
  return { ...found, services: found.services.map((service) => safeService(service, document.url)) };
}
