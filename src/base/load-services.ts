import type { Service } from '../contracts/service.js';
import { clockSkew } from '../internal/clock.js';
import { decode } from '../internal/decode.js';
import { SourceError } from '../internal/errors.js';
import { read } from '../internal/request.js';
import { safeLink, safeResource } from '../internal/safe-url.js';
import { type Steps, breathe, inSlices } from '../internal/steps.js';
import { type Services, parseServices, readServices } from '../sources/services.js';
import type { LoadContext } from './load-controller.js';
import { unusable } from './load-document.js';

export interface LoadedServices extends Services {
  /** Milliseconds that the visitor's clock is behind. */
  skew: number;
  /** What the visitor reads, where another language would have given other texts. */
  lang?: string | undefined;
}

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

function* safeServices(services: readonly Service[], base: string): Steps<Service[]> {
  const safe: Service[] = [];
  for (const service of services) {
    safe.push(safeService(service, base));
    yield;
  }
  return safe;
}

/** What an address leads to: another document, or with `#` an element of this page. */
async function textOf(address: string, { config, lang, signal }: LoadContext) {
  const element = address.startsWith('#') && document.getElementById(address.slice(1));
  if (element) return { text: element.textContent ?? '', url: document.baseURI };
  const url = config.resolve(address, lang);
  if (!url) throw new SourceError('format', `“${address}” is not an address.`, { url: address });
  const answer = await read(url, { fetch: config.fetch, allowed: config.mayRead, signal });
  const text = decode(answer.bytes, answer.headers.get('content-type') ?? '');
  return { text, url: answer.url, skew: clockSkew(answer.headers) };
}

/**
 * Reads one service or a list of them, in any format.
 * @throws {SourceError} what `read` throws, and `format` where there is no usable service but an unusable one
 */
export async function loadServices(address: string, context: LoadContext): Promise<LoadedServices> {
  const { lang } = context;
  const { text, url, skew = 0 } = await textOf(address, context);
  // Two megabytes are long enough to decode, and to parse.
  await breathe();
  let json: unknown;
  try {
    json = parseServices(text);
  } catch (cause) {
    const seen = /^\s*</.test(text) ? 'a page (HTML or XML)' : 'no JSON';
    throw new SourceError('format', `Expected services, found ${seen}.`, { url, cause });
  }
  const found = await inSlices(readServices(json, [lang, document.documentElement.lang]));
  if (!found.services.length && found.problems.length) throw unusable(found.problems, url);
  const services = await inSlices(safeServices(found.services, url));
  return { ...found, services, skew, lang: found.isLocal ? lang : undefined };
}
