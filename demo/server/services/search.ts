import type { Service } from '../../../src/contracts/service.js';
import { ServiceIndex } from '../../../src/formats.js';

let known: { key: string; index: ServiceIndex } | undefined;

/** Services that hold every word but for slips, those first that have it in their name: as the widget searches. */
export function searchServices(services: readonly Service[], query: string): Service[] {
  if (!query.trim()) return [...services];
  const key = JSON.stringify(services);
  if (known?.key !== key) known = { key, index: new ServiceIndex(services) };
  return known.index.find(query);
}

/** Services of a topic or a life event. */
export function withTopic(services: readonly Service[], topic: string): Service[] {
  const wanted = folded(topic);
  return services.filter(({ topics, lifeEvents }) =>
    [...(topics ?? []), ...(lifeEvents ?? [])].some((own) => folded(own) === wanted),
  );
}

/** Services in a language, `sv` for `sv-FI` too, and those that name none. */
export function inLanguage(services: readonly Service[], lang: string): Service[] {
  const base = (tag: string): string => tag.split('-')[0]!.toLowerCase();
  return services.filter(({ language }) => !language || base(language) === base(lang));
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
