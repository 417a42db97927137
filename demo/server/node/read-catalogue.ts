import jsonld from 'jsonld';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Service } from '../../../src/contracts/service.js';
import { parseServices, readServices, safeLink, safeResource } from '../../../src/formats.js';
import type { Upstream } from '../upstream.js';

const mostBytes = 20_000_000;
const timeout = 30_000;
/** Contexts of one document: each is another question to somebody. */
const mostContexts = 10;

/** A catalogue of any format, from an address or a file on this machine, with absolute addresses. */
export async function readCatalogue(
  place: string,
  languages: readonly string[],
  { upstream, version }: { upstream: Upstream; version: string },
): Promise<{ services: Service[]; notes: string[] }> {
  const notes: string[] = [];
  const get = async (address: string): Promise<string> => {
    const answer = await upstream(address, {
      headers: {
        Accept: 'application/ld+json, application/json, */*;q=0.5',
        'User-Agent': `civic-widgets/${version}`,
      },
      signal: AbortSignal.timeout(timeout),
      maxBytes: mostBytes,
    });
    if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}.`);
    return new TextDecoder().decode(answer.body);
  };
  const isAddress = /^https?:/i.test(place);
  const text = isAddress ? await get(place) : await readFile(place, 'utf8');
  const base = isAddress ? place : pathToFileURL(place).href;
  let json = parse(text, place);
  if (hasContext(json)) {
    try {
      json = await expanded(json, base, get);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      notes.push(`The document's context could not be had, so it is read by the names in it (${reason}).`);
    }
  }
  const { services, problems } = readServices(json, languages);
  for (const { path, expected, found } of problems) {
    notes.push(`Left out: ${path || 'the document'} should be ${expected}, found ${found}.`);
  }
  return { services: services.map((service) => absolute(service, isAddress ? base : undefined)), notes };
}

function parse(text: string, place: string): unknown {
  try {
    return parseServices(text);
  } catch {
    throw new Error(`${place} holds nothing that can be read as services.`);
  }
}

const hasContext = (json: unknown): boolean =>
  [json].flat().some((each) => typeof each === 'object' && each !== null && '@context' in each);

/** Full expansion by the JSON-LD algorithm, contexts read through the guard. */
async function expanded(
  json: unknown,
  base: string,
  get: (address: string) => Promise<string>,
): Promise<unknown> {
  const contexts = new Set<string>();
  const documentLoader = async (address: string): Promise<object> => {
    contexts.add(address);
    if (contexts.size > mostContexts) throw new Error('too many contexts');
    // What schema.org's terms are is known, and its context is found by a header that not every proxy keeps.
    const document: unknown = /^https?:\/\/schema\.org\/?$/.test(address)
      ? { '@context': { '@vocab': 'http://schema.org/' } }
      : JSON.parse(await get(address));
    return { documentUrl: address, document };
  };
  const options = { base, documentLoader } as jsonld.Options.Expand;
  return jsonld.expand(json as jsonld.JsonLdDocument, options);
}

/** Addresses as they are from elsewhere; from a file there is nothing that a relative one could belong to. */
function absolute(service: Service, base: string | undefined): Service {
  const { url, image, provider, channels } = service;
  const result: Service = { ...service };
  const set = <Key extends keyof Service>(key: Key, value: Service[Key] | undefined) => {
    // JSON leaves out what is undefined.
    (result as Record<string, unknown>)[key] = value;
  };
  set('url', safeLink(url, base));
  const picture = image && safeResource(image.url, base);
  set('image', picture ? { ...image, url: picture } : undefined);
  if (provider) {
    const { url: home, ...rest } = provider;
    const address = safeLink(home, base);
    result.provider = { ...rest, ...(address !== undefined && { url: address }) };
  }
  if (channels) {
    result.channels = channels.map((channel) =>
      channel.type === 'online' || channel.type === 'chat'
        ? { ...channel, value: safeLink(channel.value, base) ?? '' }
        : channel,
    );
  }
  return result;
}
