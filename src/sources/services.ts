import { check } from '../contracts/check.js';
import type { ItemProblem } from '../contracts/feed.js';
import { Service, ServiceList } from '../contracts/service.js';
import { type Steps, atOnce } from '../internal/steps.js';
import { compact, list, object, present, problem, words } from './json.js';
import { SERVICE, readGraph } from './linked-data.js';
import { linkedService } from './linked-services.js';
import { parseOpen311 } from './open311.js';

export interface Services {
  services: Service[];
  problems: ItemProblem[];
  /** Of the texts that there are, those in the languages that were asked for. */
  isLocal?: boolean;
}

/** JSON-LD that a page holds. */
const SCRIPTS = /<script\b[^>]*ld\+json[^>]*>([^]*?)<\/script/gi;

/**
 * What a document holds that may be a catalogue: JSON, Open311's XML, or a page with JSON-LD in it.
 * @throws {SyntaxError} where it is none of these
 */
export function parseServices(text: string): unknown {
  const scripts = /^\s*<(?:!doctype|html)/i.test(text) ? [...text.matchAll(SCRIPTS)] : [];
  if (!scripts.length) return parseOpen311(text);
  return scripts.flatMap(([, script]) => {
    try {
      return [JSON.parse(script!) as unknown];
    } catch {
      // Not the only one, perhaps.
      return [];
    }
  });
}

/**
 * The services of a document of any format, told by its content.
 * @param languages what to take of texts in several languages, BCP 47, the best first
 */
export function* readServices(json: unknown, languages: readonly string[] = []): Steps<Services> {
  const catalogue = check(ServiceList, json).data;
  const items = catalogue?.services ?? (Array.isArray(json) ? (json as unknown[]) : undefined);
  const found: Services = { services: [], problems: [] };
  const first = object(items ? items[0] : json);
  const isOwn = words(first.id) && words(first.name) && !words(first.type) && !first['@type'];

  if (items?.some((each) => object(each).service_code !== undefined)) {
    for (const { service_code: code, service_name: name, description, group, groups } of items.map(object)) {
      const id = words(code);
      const service = id && { id, name: words(name) ?? id, summary: words(description) };
      const topics = list(groups ?? group).map(words);
      if (service) found.services.push(compact<Service>({ ...service, topics: present(topics) }));
    }
    return found;
  }
  if (!isOwn) {
    const graph = yield* readGraph(json);
    for (const thing of graph.things) {
      if (thing.isInner || !thing.types.some((type) => SERVICE.test(type))) continue;
      const service = linkedService(thing, graph, languages);
      if (service) found.services.push(service);
      else
        found.problems.push(
          problem(thing.id || thing.types.join(), 'a service with a name', Object.fromEntries(thing.said)),
        );
      yield;
    }
    if (found.services.length || found.problems.length) return { ...found, isLocal: true };
  }
  for (const [i, item] of (items ?? [json]).entries()) {
    const { data, problems } = check(Service, item, items ? `${catalogue ? 'services' : ''}[${i}]` : '');
    if (problems) found.problems.push(...problems);
    else {
      const language = data.language ?? catalogue?.language;
      found.services.push(language ? { ...data, language } : data);
    }
    yield;
  }
  return found;
}

/** {@link readServices}, where nobody waits. */
export const services = (json: unknown, languages?: readonly string[]): Services =>
  atOnce(readServices(json, languages));
