import { Hono, type Context } from 'hono';
import { languageOf } from '../http/accept.js';
import { readForm, textOf, textsOf } from '../http/body.js';
import { cached } from '../http/cached.js';
import { uuidOf } from '../http/uuid.js';
import { messagesIn } from '../messages.js';
import { Problem } from '../problem.js';
import { described, type Server } from '../server.js';
import { createRequest } from './create-request.js';
import { errorResponse, Open311Error, problemAsErrors } from './error.js';
import { contentType, formatOf, inFormat } from './format.js';
import { requestFilter } from './query.js';
import { findService, serviceDefinition, serviceEntry, servicesOf, type Service } from './service.js';
import { requestBy, requestsBy, type RequestRow } from './store.js';
import { publicRequest } from './view.js';

/** A request's largest body: its pictures. */
export const requestBodyLimits = { maxBytes: 20_000_000 };

const servicesCache = 'public, max-age=60, stale-if-error=86400';
const requestsCache = 'public, no-cache';
const ending = '(?:\\.json|\\.xml)?';

/**
 * Open311 GeoReport v2 (https://wiki.open311.org/GeoReport_v2/): its six methods in JSON and XML. Services are the
 * town's forms that say so, and requests are their submissions, which the office answers like all others. Beyond the
 * standard: `submission`, a UUID that makes a repeated POST the same request, and `media`, pictures in a multipart
 * body. `device_id` and `account_id` are not kept.
 */
export function open311Routes(server: Server): Hono {
  const routes = new Hono();

  routes.get(`/:list{services${ending}}`, async (c) => {
    checkJurisdiction(server, c.req.query('jurisdiction_id'));
    return answer(c, 'services', (await servicesOf(server)).map(serviceEntry), servicesCache);
  });

  routes.get('/services/:code', async (c) => {
    checkJurisdiction(server, c.req.query('jurisdiction_id'));
    const service = await serviceBy(server, idOf(c, 'code'));
    return answer(c, 'service_definition', serviceDefinition(service), servicesCache);
  });

  routes.get(`/:list{requests${ending}}`, async (c) => {
    checkJurisdiction(server, c.req.query('jurisdiction_id'));
    const filter = requestFilter(new URL(c.req.url).searchParams, server.now());
    return answerRequests(c, server, await requestsBy(await server.database(), filter));
  });

  routes.get('/requests/:id', async (c) => {
    checkJurisdiction(server, c.req.query('jurisdiction_id'));
    const found = await requestBy(await server.database(), 'id', idOf(c, 'id'));
    if (!found) throw new Open311Error(404, 'service_request_id was not found.');
    return answerRequests(c, server, [found]);
  });

  routes.get('/tokens/:token', async (c) => {
    checkJurisdiction(server, c.req.query('jurisdiction_id'));
    const found = await requestBy(await server.database(), 'token', idOf(c, 'token'));
    if (!found) throw new Open311Error(404, 'token was not found.');
    const entry = { service_request_id: found.id, token: found.token };
    return answer(c, 'service_requests', [entry], 'no-store');
  });

  routes.post(`/:list{requests${ending}}`, async (c) => {
    server.countSend(c);
    const sent = await readForm(c, requestBodyLimits);
    const submission = uuidOf(sent, 'submission');
    const first = submission && (await requestBy(await server.database(), 'submission', submission));
    return created(c, server, first || (await take(c, server, sent, submission)));
  });

  routes.all('/*', () => {
    throw new Open311Error(404, 'There is nothing at this address.');
  });

  routes.onError((error, c) => {
    if (error instanceof Open311Error) return errorResponse(c, error.status, error.descriptions);
    if (error instanceof Problem) {
      if (error.status !== 422) return problemAsErrors(c, error);
      const messages = messagesIn(languageOf(c));
      const mistakes = error.errors.map(({ name, message }) => `${name}: ${message(messages)}`);
      return errorResponse(c, 400, mistakes);
    }
    server.log({ level: 'error', event: 'open311', method: c.req.method, ...described(error) });
    return errorResponse(c, 500, ['General service error.']);
  });

  return routes;
}

async function take(
  c: Context,
  server: Server,
  sent: FormData,
  submission: string = crypto.randomUUID(),
): Promise<RequestRow> {
  const key = argument(sent, 'api_key');
  if (key === undefined) throw new Open311Error(403, 'api_key was not provided.');
  if (!apiKeys(server).includes(key)) throw new Open311Error(403, 'api_key is not valid.');
  checkJurisdiction(server, argument(sent, 'jurisdiction_id'));
  const code = argument(sent, 'service_code');
  if (code === undefined) throw new Open311Error(400, 'service_code was not provided.');
  return createRequest(server, await serviceBy(server, code), sent, { submission, language: languageOf(c) });
}

/** Several of what there can be one of is none that can be found. */
function argument(sent: FormData, name: string): string | undefined {
  return textsOf(sent, name).length > 1 ? textsOf(sent, name).join(', ') : textOf(sent, name);
}

function apiKeys(server: Server): readonly string[] {
  return server.open311.apiKeys ?? server.town.open311?.apiKeys ?? [];
}

function jurisdictionOf(server: Server): string | undefined {
  return server.open311.jurisdiction ?? server.town.open311?.jurisdiction;
}

/** There is only one here, so it need not be said. */
function checkJurisdiction(server: Server, jurisdiction: string | undefined): void {
  if (jurisdiction && jurisdiction !== jurisdictionOf(server)) {
    throw new Open311Error(404, 'jurisdiction_id was not found.');
  }
}

async function serviceBy(server: Server, code: string): Promise<Service> {
  const service = await findService(server, code);
  if (!service) throw new Open311Error(404, 'service_code was not found.');
  return service;
}

/** The last part of the address without its ending; whatever can't be one is not found, and asks no database. */
function idOf(c: Context, name: string): string {
  const id = (c.req.param(name) ?? '').replace(/\.(json|xml)$/, '');
  return /^[\p{L}\p{N}_.~-]{1,100}$/u.test(id) ? id : '-';
}

async function answerRequests(c: Context, server: Server, rows: readonly RequestRow[]): Promise<Response> {
  const services = new Map((await servicesOf(server)).map((service) => [service.member.code, service]));
  const requests = rows.map((row) => publicRequest(row, services.get(row.service_code)));
  return answer(c, 'service_requests', requests, requestsCache);
}

function answer(c: Context, root: string, value: object, cacheControl: string): Promise<Response> {
  const format = formatOf(c);
  return cached(c, {
    body: inFormat(format, root, value),
    type: contentType(format),
    cacheControl,
    headers: { Vary: 'Accept' },
  });
}

async function created(c: Context, server: Server, row: RequestRow): Promise<Response> {
  const format = formatOf(c);
  const service = await findService(server, row.service_code);
  const entry = {
    ...(row.token === null ? { service_request_id: row.id } : { token: row.token }),
    service_notice: service?.member.notice ?? null,
    account_id: null,
  };
  return new Response(inFormat(format, 'service_requests', [entry]), {
    status: 201,
    headers: { 'Content-Type': contentType(format), 'Cache-Control': 'no-store' },
  });
}
