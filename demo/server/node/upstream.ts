import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { UpstreamError, type Upstream, type UpstreamAnswer, type UpstreamRequest } from '../upstream.js';
import { isLoopback, isPublic } from './public-address.js';

export type Lookup = (host: string) => Promise<LookupAddress[]>;

export interface GuardOptions {
  /** Origins that may use a port of their own; all others 80 and 443. */
  origins?: readonly string[];
  /** Also 127.0.0.1 and ::1, at any port. For development and tests. */
  allowLoopback?: boolean;
  /** Also the town's own network. */
  allowPrivate?: boolean;
  /** Default: the system's. */
  lookup?: Lookup;
}

const mostRedirects = 3;
const redirects = [301, 302, 303, 307, 308];
/** All that anybody reads of an answer: of the last ones, only the check of an endpoint. */
const readHeaders = [
  ...['content-type', 'etag', 'last-modified', 'link', 'retry-after'],
  ...['access-control-allow-origin', 'access-control-expose-headers', 'age', 'cache-control'],
  ...['content-encoding', 'content-security-policy', 'date', 'set-cookie'],
];
const decoders: Record<string, () => NodeJS.ReadWriteStream & Readable> = {
  gzip: createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
};

/**
 * Asks servers of the open internet only. A name is resolved once for each request, and the connection goes to the
 * very address that was checked, so no second answer of the DNS can lead elsewhere; redirects are checked alike.
 */
export function guardedUpstream(options: GuardOptions = {}): Upstream {
  return async (address, request) => {
    try {
      return await follow(new URL(address), request, options);
    } catch (error) {
      if (request.signal.aborted) throw new UpstreamError('timeout', 'It took too long.', error);
      if (error instanceof UpstreamError) throw error;
      throw new UpstreamError('unreachable', 'The connection failed.', error);
    }
  };
}

async function follow(url: URL, request: UpstreamRequest, options: GuardOptions): Promise<UpstreamAnswer> {
  let headers = { ...request.headers, ...request.secretHeaders };
  for (let hop = 0; ; hop += 1) {
    const response = await get(url, headers, await checkedAddresses(url, request.signal, options), request);
    const { location } = response.headers;
    if (!redirects.includes(response.statusCode ?? 0) || location === undefined) {
      return answerOf(url, response, request.maxBytes);
    }
    response.destroy();
    if (request.form) throw new UpstreamError('unreachable', 'It redirects what is posted.');
    if (hop === mostRedirects) throw new UpstreamError('refused', 'It redirects too often.');
    const next = redirectTarget(url, location);
    // Once elsewhere, nobody leads back to where the secrets are for.
    if (next.origin !== url.origin) headers = { ...request.headers };
    url = next;
  }
}

/** @throws {UpstreamError} where it gives up encryption, or is no address */
export function redirectTarget(from: URL, location: string): URL {
  if (!URL.canParse(location, from.href)) throw new UpstreamError('refused', 'It redirects nowhere.');
  const to = new URL(location, from.href);
  if (from.protocol === 'https:' && to.protocol !== 'https:') {
    throw new UpstreamError('refused', 'It redirects from https to something less.');
  }
  return to;
}

/** Where to connect for a host: only addresses that may be asked. @throws {UpstreamError} */
export async function checkedAddresses(
  url: URL,
  signal: AbortSignal,
  { origins = [], allowLoopback = false, allowPrivate = false, lookup = systemLookup }: GuardOptions,
): Promise<LookupAddress[]> {
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new UpstreamError('refused', 'Only http and https are asked, without a user name.');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const found = family ? [{ address: host, family }] : await unlessAborted(signal, lookup(host));
  const usable = found.filter(({ address }) => isPublic(address) || (allowLoopback && isLoopback(address)));
  if (allowPrivate) return found;
  if (usable.length === 0) throw new UpstreamError('refused', 'It is not on the open internet.');
  const isPortOpen = ['', '80', '443'].includes(url.port) || origins.includes(url.origin);
  if (!isPortOpen && !usable.every(({ address }) => isLoopback(address))) {
    throw new UpstreamError('refused', 'Its port is not one of those that are asked.');
  }
  return usable;
}

function systemLookup(host: string): Promise<LookupAddress[]> {
  return new Promise((fulfil, reject) => {
    resolve(host, { all: true }, (error, addresses) => (error ? reject(error) : fulfil(addresses)));
  });
}

/** The system's resolver can't be stopped: it is only waited for no longer. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((fulfil, reject) => {
    const stop = (): void => reject(new Error('Aborted'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(fulfil, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function get(
  url: URL,
  headers: Record<string, string>,
  addresses: readonly LookupAddress[],
  { form, signal, method = form ? 'POST' : 'GET' }: Omit<UpstreamRequest, 'method'> & { method?: string },
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const pinned: LookupFunction = (_, options, answer) => {
    const [first] = addresses;
    if (options.all) answer(null, [...addresses]);
    else answer(null, first!.address, first!.family);
  };
  return new Promise((fulfil, reject) => {
    const body = form?.toString();
    const asked = {
      'Accept-Encoding': 'gzip, br',
      ...(body !== undefined && { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' }),
      ...headers,
    };
    // No connection is kept: one that is used again would go to an address that was checked for something else.
    request(url, { method, agent: false, headers: asked, lookup: pinned, signal })
      .on('response', fulfil)
      .on('error', reject)
      .end(body);
  });
}

async function answerOf(url: URL, response: IncomingMessage, maxBytes: number): Promise<UpstreamAnswer> {
  const status = response.statusCode ?? 0;
  const headers = new Headers();
  for (const name of readHeaders) {
    const value = response.headers[name];
    if (value !== undefined) headers.set(name, [value].flat().join(', '));
  }
  if (status < 200 || status > 599) throw new UpstreamError('unreachable', 'Its status is none.');
  return { url: url.href, status, headers, ...(await bodyOf(response, maxBytes)) };
}

async function bodyOf(
  response: IncomingMessage,
  maxBytes: number,
): Promise<Pick<UpstreamAnswer, 'body' | 'isCut'>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let isCut = false;
  // Leaving the loop early closes the connection.
  for await (const chunk of decoded(response) as AsyncIterable<Uint8Array>) {
    const usable = chunk.subarray(0, maxBytes - length);
    chunks.push(usable);
    length += usable.length;
    if (usable.length === chunk.length) continue;
    isCut = true;
    break;
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return { body, isCut };
}

function decoded(response: IncomingMessage): Readable {
  const coding = response.headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (coding === '' || coding === 'identity') return response;
  const decoder = Object.hasOwn(decoders, coding) ? decoders[coding]?.() : undefined;
  if (!decoder) {
    response.destroy();
    throw new UpstreamError('unreachable', 'It is compressed in a way that nobody asked for.');
  }
  // A failure reaches whoever reads the decoder.
  return pipeline(response, decoder, () => undefined);
}
