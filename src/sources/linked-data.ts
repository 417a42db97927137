import type { Steps } from '../internal/steps.js';
import { list, object, string } from './json.js';
import type { LocalText } from './local-text.js';

/**
 * A thing of a JSON-LD document: what is said of it, by the last part of each property's IRI in lower case. That is
 * what prefixes, national profiles and contexts that nobody fetches leave alike: `dct:title`, a `tittel` that the
 * document's own context explains and `PublicService.title` all are `title`.
 */
export interface Thing {
  id: string;
  types: string[];
  said: Map<string, Value[]>;
  /** Told of within a service only. */
  isInner: boolean;
}
export type Value = LocalText | Thing;

export interface Graph {
  /** In the order of the document, those within others too. */
  things: ReadonlySet<Thing>;
  /** What is said of a thing under the first of some names, with a space between, that says anything. */
  readonly values: (thing: Thing, names: string) => Value[];
}

/** An IRI, or a language, by term. */
type Terms = ReadonlyMap<string, { iri?: string | undefined; lang?: string | undefined }>;

export const isThing = (value: Value): value is Thing => 'said' in value;

/** Last part of an IRI. */
export const localName = (iri: string): string => /[^#/:.]*$/.exec(iri)![0];

/** What is a service; what Finland's catalogue calls one too. */
export const SERVICE = /^(?:(?:Government|Public)?Service|PermitOrObligation|ProfessionalQualifications?)$/;

/** Vocabularies that the formats are made of, and what no context explains: a `title` of any other is another. */
const KNOWN =
  /^https?:\/\/([\w.-]+\.)?(schema|purl|w3|w3id|europa|xmlns|etsi|fiware|smartdatamodels)\.(org|com|eu)\/|^(?!\w+:\/\/)/i;
const TAG = /^(?!(?:id|url|tel)$)[a-z]{2,3}(?:[-_]\w+)*$/i;
const MAX_DEPTH = 60;
/** Values of one property: more are somebody's attempt to be slow. */
const MAX_VALUES = 50;

/** JSON-LD without fetching any context: those that formats publish say what their names say already. */
export function* readGraph(json: unknown): Steps<Graph> {
  const things = new Set<Thing>();
  const byId = new Map<string, Thing>();

  function extend(terms: Terms, given: unknown): Terms {
    const own = new Map(terms);
    for (const context of list(given)) {
      for (const [term, definition] of Object.entries(object(context))) {
        const { '@id': id, '@language': lang } = object(definition);
        own.set(term, { iri: string(definition) ?? string(id), lang: string(lang) });
      }
    }
    return own;
  }

  function expand(name: string, terms: Terms): string {
    let iri = terms.get(name)?.iri ?? name.replace(/^(id|type)$/, '@$1');
    // A term may stand for a prefixed name, and that for an IRI.
    for (let i = 0; i < 2; i++)
      iri = iri.replace(/^([^:/]+):(?!\/\/)/, (all, prefix: string) => terms.get(prefix)?.iri ?? all);
    return iri;
  }

  function read(value: unknown, terms: Terms, depth: number, isInner: boolean, lang?: string): Value[] {
    const again = (each: unknown, tag = lang) => read(each, terms, depth + 1, isInner, tag);
    if (depth > MAX_DEPTH) return [];
    if (Array.isArray(value)) return value.flatMap((each) => again(each));
    if (typeof value !== 'object' || !value) {
      const text = String((value as number | null | undefined) ?? '').trim();
      return text ? [{ text, lang }] : [];
    }
    const { '@context': context, url } = value as Record<string, unknown>;
    if (context) terms = extend(terms, context);
    const members = Object.entries(value as Record<string, unknown>).map(
      ([key, each]) => [key, expand(key, terms), each] as const,
    );
    const member = (...names: string[]): unknown => members.find(([, iri]) => names.includes(iri))?.[2];
    const types = list(member('@type')).map((type) => localName(expand(String(type), terms)));
    const language = member('@language', 'language');
    // NGSI-LD wraps whatever it says once more, and Finland's catalogue says of every text what it is in.
    const inner =
      member('@value', '@list', '@set') ??
      (/^\w*(?:Property|Relationship)$/.test(types[0] ?? '')
        ? member('value', 'object', 'languageMap')
        : language && !url
          ? member('value')
          : undefined);
    if (inner !== undefined) return again(inner, string(language) ?? lang);
    if (members.length && members.every(([key]) => TAG.test(key)))
      return members.flatMap(([tag, , each]) => again(each, tag));
    const id = expand(string(member('@id')) ?? '', terms);
    const thing = byId.get(id) ?? { id, types: [], said: new Map<string, Value[]>(), isInner };
    if (id) byId.set(id, thing);
    things.add(thing);
    thing.types.push(...types);
    thing.isInner &&= isInner;
    isInner ||= types.some((type) => SERVICE.test(type));
    for (const [key, iri, each] of members) {
      if (/^@(?:id|type|context)$/.test(iri)) continue;
      const own = terms.get(key)?.lang ?? terms.get('@language')?.iri;
      for (const one of list(each)) {
        const { language: said, type } = object(one);
        const name = (said && string(type) ? string(type)! : localName(iri)).toLowerCase();
        const values = again(one, own);
        if (KNOWN.test(iri)) thing.said.set(name, thing.said.get(name) ?? []);
        if (KNOWN.test(iri)) for (const found of values) thing.said.get(name)!.push(found);
      }
    }
    return [thing];
  }

  const { '@context': context, '@graph': graph } = object(json);
  const terms = extend(new Map(), context);
  for (const each of list(graph ?? json)) {
    read(each, terms, 0, false);
    yield;
  }
  return {
    things,
    values(thing, names) {
      const name = names.split(' ').find((each) => thing.said.get(each)?.length);
      return (name ? thing.said.get(name)! : [])
        .slice(0, MAX_VALUES)
        .map((value) => (isThing(value) ? value : (byId.get(expand(value.text, terms)) ?? value)));
    },
  };
}
