import { originOf } from '../internal/safe-url.js';
import type { Answer, Finding } from './report.js';
import { finding } from './words.js';

/** contracts.md: what a page on another origin must be able to read. */
const EXPOSED = ['Age', 'Date', 'ETag', 'Link', 'Retry-After'];
const isCompressible = (type: string): boolean => /json|xml|text/.test(type);

/** Why a page on `page` may not read the answer; undefined where it may. */
function corsFault(headers: Headers, page: string): string | undefined {
  const allowed = headers.get('access-control-allow-origin')?.trim();
  if (!allowed) return 'The server sends no Access-Control-Allow-Origin.';
  if (allowed === '*' || allowed === page) return undefined;
  return `The server sends Access-Control-Allow-Origin: ${allowed}${/[,\s]/.test(allowed) ? ', which is more than one' : ''}.`;
}

/** Whether pages elsewhere may read it. `page` is where the widget will stand, `asked` the origin that was claimed. */
export function cors({ url, headers }: Answer, asked: string, page?: string): Finding[] {
  const origin = originOf(url);
  if (page && originOf(page) === origin) return [];
  const fault = corsFault(headers, page ? originOf(page) : asked);
  if (fault)
    return [
      page
        ? finding('cors-page', { page: originOf(page), detail: fault })
        : finding('cors', { origin, detail: fault }),
    ];
  const exposed = (headers.get('access-control-expose-headers') ?? '').toLowerCase().split(/\s*,\s*/);
  const missing = EXPOSED.filter((name) => headers.has(name) && !exposed.includes(name.toLowerCase()));
  return missing.length && !exposed.includes('*') ? [finding('expose', { missing: missing.join(', ') })] : [];
}

/** What makes an answer slow or costly. Whoever cannot see the headers of the connection passes `seesAll` as false. */
export function delivery({ headers, bytes, took }: Answer, seesAll = true): Finding[] {
  const found: Finding[] = [];
  const kilobytes = Math.round(bytes.length / 1000);
  if (took > 3000) found.push(finding('slow', { seconds: (took / 1000).toFixed(1) }));
  if (kilobytes > 500) found.push(finding('size', { kilobytes }));
  if (!seesAll) return found;
  const cache = headers.get('cache-control') ?? '';
  if (/no-store/i.test(cache)) found.push(finding('no-store', { found: `Cache-Control: ${cache}` }));
  else if (!headers.has('etag') && !headers.has('last-modified')) found.push(finding('no-validator'));
  const compressed = headers.get('content-encoding');
  if (!compressed && kilobytes > 50 && isCompressible(headers.get('content-type') ?? 'text'))
    found.push(finding('compression', { kilobytes }));
  const cookie = headers.get('set-cookie');
  if (cookie) found.push(finding('cookie', { name: cookie.split('=')[0] ?? '' }));
  return found;
}
