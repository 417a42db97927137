import { type ErrorCode, SourceError } from './errors.js';

/** Seconds after which a read counts as timed out, and a sending is given up. */
export const READ_TIMEOUT = 15;
export const SEND_TIMEOUT = 30;

export interface Answer {
  /** The final address, after redirects: what relative addresses in the document resolve against. */
  url: string;
  headers: Headers;
  bytes: Uint8Array;
  /** The connection broke, or the size cap was reached, before the end. */
  truncated: boolean;
}

export interface ReadOptions {
  fetch: typeof fetch;
  /** Whether an address may be read from; asked for the final address too. */
  allowed(url: string): boolean;
  signal?: AbortSignal | undefined;
  /** Bytes after which reading stops; what arrived until then is used. */
  maxBytes?: number;
}

const CODES: Record<number, ErrorCode> = { 409: 'rejected', 422: 'rejected', 429: 'busy', 503: 'busy' };

function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (!value) return undefined;
  const seconds = /^\d+$/.test(value) ? +value : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

async function failure(response: Response, url: string): Promise<SourceError> {
  const { status, headers } = response;
  const isJson = /json/.test(headers.get('content-type') ?? '');
  // What can't be read says no more than the status.
  const json: unknown = isJson && (await response.json().catch(() => undefined));
  const { detail, title, errors } = (json || {}) as Record<string, unknown>;
  const said = [detail, title].find((text): text is string => typeof text === 'string');
  return new SourceError(CODES[status] ?? 'http', said || `The server answered ${status}.`, {
    url,
    status,
    retryAfter: retryAfter(headers),
    problems: Array.isArray(errors) ? errors : [],
  });
}

export function notAllowed(url: string): SourceError {
  return new SourceError('not-allowed', `${url} is not an allowed origin.`, { url });
}

/**
 * Reads an address. The request is the one that `<link rel="preload" as="fetch" crossorigin>` makes: no header of
 * ours, same-origin credentials.
 * @throws {SourceError} `not-allowed`, `network`, `http`, `busy`, `rejected`
 */
export async function read(url: string, options: ReadOptions): Promise<Answer> {
  const { signal, maxBytes = 8_000_000 } = options;
  if (!options.allowed(url)) throw notAllowed(url);
  let response: Response;
  try {
    response = await options.fetch(url, { credentials: 'same-origin', ...(signal && { signal }) });
  } catch (cause) {
    throw new SourceError(
      'network',
      `${url} could not be reached: wrong address, no network, no CORS, or connect-src of the page's policy.`,
      { url, cause },
    );
  }
  const final = response.url || url;
  if (!options.allowed(final)) throw notAllowed(final);
  if (!response.ok) throw await failure(response, url);
  const { bytes, truncated } = await drain(response, maxBytes, url);
  return { url: final, headers: response.headers, bytes, truncated };
}

async function drain({ body }: Response, maxBytes: number, url: string) {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let truncated = false;
  const reader = body?.getReader();
  try {
    while (!truncated) {
      const { value } = (await reader?.read()) ?? {};
      if (!value) break;
      chunks.push(value);
      size += value.length;
      truncated = size > maxBytes;
    }
    if (truncated) void reader?.cancel();
  } catch (cause) {
    if (!size) throw new SourceError('network', `${url} broke off before the first byte.`, { url, cause });
    truncated = true;
  }
  return { bytes: new Uint8Array(await new Blob(chunks).arrayBuffer()), truncated };
}

/**
 * Sends what a plain HTML form would send, and reads the JSON that comes back (undefined where there is none).
 * @throws {SourceError} `not-allowed`, `network`, `timeout`, `http`, `rejected`, `busy`, `format`
 */
export async function send(
  url: string,
  body: URLSearchParams | FormData,
  options: ReadOptions,
): Promise<{ json: unknown; headers: Headers; status: number }> {
  if (!options.allowed(url)) throw notAllowed(url);
  const timer = new AbortController();
  const stop = () => timer.abort();
  const clock = setTimeout(stop, SEND_TIMEOUT * 1000);
  options.signal?.addEventListener('abort', stop);
  try {
    // A redirect would hand the person's words to an address that nobody checked.
    const response = await options.fetch(url, {
      method: 'POST',
      body,
      redirect: 'error',
      credentials: 'same-origin',
      headers: { accept: 'application/json' },
      signal: timer.signal,
    });
    if (!response.ok) throw await failure(response, url);
    const text = await response.text();
    return {
      json: text.trim() ? JSON.parse(text) : undefined,
      headers: response.headers,
      status: response.status,
    };
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const [code, what]: [ErrorCode, string] = timer.signal.aborted
      ? ['timeout', `did not answer in ${SEND_TIMEOUT} seconds`]
      : error instanceof SyntaxError
        ? ['format', 'did not answer with JSON']
        : ['network', 'could not be reached'];
    throw new SourceError(code, `${url} ${what}.`, { url, cause: error });
  } finally {
    clearTimeout(clock);
    options.signal?.removeEventListener('abort', stop);
  }
}
