import type { Context } from 'hono';
import { Problem } from '../problem.js';
import { described, type Server } from '../server.js';
import { UpstreamError } from '../upstream.js';
import { contentType, formatOf } from './format.js';
import type { Relay } from './options.js';

const patience = 10_000;
const maxBytes = 2_000_000;
const readable = /^((services|requests)|(services|requests|tokens)\/[\w~-][\w.~-]{0,99})\.(json|xml)$/;
const queried = ['service_request_id', 'service_code', 'start_date', 'end_date', 'status'];

/** What another server says of its services and requests, in its own words and format. */
export async function passOn(c: Context, server: Server, relay: Relay, path: string): Promise<Response> {
  if (!readable.test(path) || path.includes('..')) throw Problem.notFound();
  server.countPicture(c);
  const format = formatOf(c);
  const body = await read(server, relay, addressOf(c, relay, path));
  const text = new TextDecoder().decode(body);
  return new Response(path.startsWith('services.') ? offered(text, relay) : text, {
    headers: {
      'Content-Type': contentType(format),
      'Cache-Control': path.startsWith('services') ? 'public, max-age=300' : 'no-cache',
      // A stranger's XML at an address of ours must stay a document and never become a page.
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

function addressOf(c: Context, relay: Relay, path: string): string {
  const url = new URL(path, relay.endpoint);
  if (relay.jurisdiction !== undefined) url.searchParams.set('jurisdiction_id', relay.jurisdiction);
  for (const name of queried) {
    const value = c.req.query(name);
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}

async function read(server: Server, relay: Relay, url: string): Promise<Uint8Array> {
  try {
    if (!server.open311.ask) throw new UpstreamError('refused', 'No other server is asked here.');
    const answer = await server.open311.ask(url, { signal: AbortSignal.timeout(patience), maxBytes });
    if (answer.status === 404) throw Problem.notFound();
    if (answer.status === 200 && !answer.isCut) return answer.body;
    server.log({ level: 'error', event: 'open311-relay', relay: relay.id, status: answer.status });
    throw new Problem(502, 'relayFailed');
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    server.log({ level: 'error', event: 'open311-relay', relay: relay.id, ...described(error) });
    throw new Problem(error.failure === 'timeout' ? 504 : 502, 'relayFailed');
  }
}

/** Only the services that requests are passed on for. */
function offered(text: string, { services }: Relay): string {
  if (services.length === 0) return text;
  const isOffered = (code: unknown): boolean => services.includes(String(code).trim());
  if (!text.trimStart().startsWith('[')) {
    return text.replace(/<service>[\s\S]*?<\/service>/g, (service) =>
      isOffered(/<service_code>([^<]*)</.exec(service)?.[1]) ? service : '',
    );
  }
  try {
    const list = JSON.parse(text) as { service_code?: unknown }[];
    return JSON.stringify(list.filter((service) => isOffered(service.service_code)));
  } catch {
    throw new Problem(502, 'relayFailed');
  }
}
