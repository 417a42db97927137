import type { Service } from '../../../src/contracts/service.js';

/** Services that hold every word, wherever, in any case and with or without diacritics; in their own order. */
export function searchServices(services: readonly Service[], query: string): Service[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  return services.filter((service) => {
    const text = folded(searchable(service));
    return words.every((word) => text.includes(word));
  });
}

export function withTopic(services: readonly Service[], topic: string): Service[] {
  const wanted = folded(topic);
  return services.filter(({ topics }) => topics?.some((own) => folded(own) === wanted));
}

/** Services in a language, `sv` for `sv-FI` too, and those that name none. */
export function inLanguage(services: readonly Service[], lang: string): Service[] {
  const base = (tag: string): string => tag.split('-')[0]!.toLowerCase();
  return services.filter(({ language }) => !language || base(language) === base(lang));
}

function searchable(service: Service): string {
  return [
    service.name,
    service.summary,
    service.provider?.name,
    ...(service.topics ?? []),
    ...(service.lifeEvents ?? []),
    ...(service.audience ?? []),
    ...(service.need ?? []),
  ].join('\n');
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
