import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { connectionFailure } from '../doctor/connection.js';
import type { Answer, Exchange, FailureCode } from '../doctor/report.js';

export interface AskOptions {
  /** Origin of the page that would ask. */
  origin: string;
  userAgent: string;
  /** Milliseconds for everything; a widget waits 15,000. */
  timeout?: number;
}

/** As much as a widget reads. */
const MAX_BYTES = 4_000_000;
/** As Chromium takes. */
const MAX_HEADERS = 256 * 1024;
const MAX_HOPS = 5;
const DECODERS = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
};

class Failure extends Error {
  readonly code: FailureCode;
  constructor(code: FailureCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

function get(url: URL, options: AskOptions, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const headers = {
    Accept: '*/*',
    'Accept-Encoding': 'gzip, br, deflate',
    Origin: options.origin,
    'User-Agent': options.userAgent,
  };
  return new Promise((fulfil, reject) => {
    request(url, { agent: false, headers, signal, maxHeaderSize: MAX_HEADERS })
      .on('response', fulfil)
      .on('error', reject)
      .end();
  });
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i < rawHeaders.length; i += 2) headers.append(rawHeaders[i]!, rawHeaders[i + 1]!);
  return headers;
}

/** All of a body that came, and whether that is all of it. */
async function drain(
  response: IncomingMessage,
  signal: AbortSignal,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; failure?: 'cut' | 'too-large' }> {
  const coding = response.headers['content-encoding']?.trim().toLowerCase() ?? '';
  const decoder = coding in DECODERS ? DECODERS[coding as 'gzip']() : undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const whole = () => new Uint8Array(Buffer.concat(chunks));
  try {
    for await (const chunk of (decoder
      ? pipeline(response, decoder, () => undefined)
      : response) as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_BYTES) return { bytes: whole(), failure: 'too-large' };
    }
  } catch (error) {
    // What never ends is not cut: nobody waits for the rest.
    if (!size || signal.aborted) throw error;
    return { bytes: whole(), failure: 'cut' };
  }
  return { bytes: whole() };
}

async function follow(exchange: Exchange, options: AskOptions, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  let url = new URL(exchange.url);
  for (;;) {
    const response = await get(url, options, signal);
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if ([301, 302, 303, 307, 308].includes(status) && location !== undefined) {
      response.destroy();
      if (exchange.hops.length === MAX_HOPS) throw new Failure('redirects', '');
      if (!URL.canParse(location, url.href)) throw new Failure('unreachable', 'it redirects to no address');
      const next = new URL(location, url);
      if (!/^https?:$/.test(next.protocol))
        throw new Failure('unreachable', `it redirects to ${next.protocol}`);
      exchange.hops.push({ status, from: url.href, to: next.href });
      url = next;
      continue;
    }
    const { bytes, failure } = await drain(response, signal);
    const took = performance.now() - started;
    const answer: Answer = { url: url.href, status, headers: headersOf(response), bytes, took };
    Object.assign(exchange, { answer }, failure && { failure: { code: failure, detail: '' } });
    return;
  }
}

/** Asks one address as a widget on a page of `origin` would. Never throws. */
export async function ask(address: string, options: AskOptions): Promise<Exchange> {
  const { origin, timeout = 15_000 } = options;
  const exchange: Exchange = { url: address, hops: [], origin };
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    return { ...exchange, failure: { code: 'address', detail: '' } };
  const signal = AbortSignal.timeout(timeout);
  try {
    await follow(exchange, options, signal);
  } catch (error) {
    const [code, detail] = signal.aborted
      ? (['timeout', String(timeout / 1000)] as const)
      : error instanceof Failure
        ? ([error.code, error.message] as const)
        : connectionFailure(error);
    exchange.failure = { code, detail };
  }
  return exchange;
}
