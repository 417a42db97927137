import { check } from '../contracts/check.js';
import type { ItemProblem } from '../contracts/feed.js';
import { Service, ServiceList } from '../contracts/service.js';

export interface Services {
  services: Service[];
  problems: ItemProblem[];
}

/** A catalogue of services, an array of them, or a single one. */
export function services(json: unknown): Services {
  const catalogue = check(ServiceList, json).data;
  const items = catalogue?.services ?? (Array.isArray(json) ? (json as unknown[]) : undefined);
  const found: Services = { services: [], problems: [] };
  for (const [i, item] of (items ?? [json]).entries()) {
    const { data, problems } = check(Service, item, items ? `${catalogue ? 'services' : ''}[${i}]` : '');
    if (problems) found.problems.push(...problems);
    else
      found.services.push(
        catalogue?.language ? { ...data, language: data.language ?? catalogue.language } : data,
      );
  }
  return found;
}
