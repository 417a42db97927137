import { type Exchange, connectionFailure } from '../../../../src/doctor.js';
import { UpstreamError, type Upstream } from '../../upstream.js';

const maxBytes = 4_000_000;
const patience = 15_000;

/** Asks as a widget on a page of `origin` would, and nothing that stands in the server's own network. */
export async function askUpstream(upstream: Upstream, url: string, origin: string): Promise<Exchange> {
  const exchange: Exchange = { url, hops: [], origin };
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    return { ...exchange, failure: { code: 'address', detail: '' } };
  }
  const began = performance.now();
  try {
    const answer = await upstream(url, {
      headers: { Accept: '*/*', Origin: origin },
      signal: AbortSignal.timeout(patience),
      maxBytes,
    });
    const { status, headers, body, isCut } = answer;
    const took = performance.now() - began;
    return {
      ...exchange,
      answer: { url: answer.url, status, headers, bytes: body, took },
      ...(isCut && { failure: { code: 'too-large', detail: '' } as const }),
    };
  } catch (error) {
    return { ...exchange, failure: failureOf(error) };
  }
}

function failureOf(error: unknown): NonNullable<Exchange['failure']> {
  if (!(error instanceof UpstreamError)) return { code: 'unreachable', detail: '' };
  if (error.failure === 'refused') return { code: 'private', detail: error.message };
  if (error.failure === 'timeout') return { code: 'timeout', detail: String(patience / 1000) };
  const [code, detail] = connectionFailure(error.cause);
  return { code, detail };
}
