import { Open311Error } from './error.js';
import type { RequestFilter } from './store.js';

const day = 24 * 60 * 60_000;
/** The standard's own. */
const longestSpan = 90 * day;
const mostIds = 1000;

/** What GET Service Requests asks for. An empty argument is the same as none. */
export function requestFilter(query: URLSearchParams, now: Date): RequestFilter {
  const ids = listed(query, 'service_request_id');
  if (ids.length > 0) return { ids: ids.slice(0, mostIds) };
  const filter: RequestFilter = dates(query, now);
  const codes = listed(query, 'service_code');
  if (codes.length > 0) filter.codes = codes.slice(0, mostIds);
  const statuses = new Set(listed(query, 'status'));
  for (const status of statuses) {
    if (status !== 'open' && status !== 'closed')
      throw new Open311Error(400, 'status must be open or closed.');
  }
  if (statuses.size === 1) filter.isClosed = statuses.has('closed');
  return filter;
}

function listed(query: URLSearchParams, name: string): string[] {
  return query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '' && !value.includes('\0'));
}

function dates(query: URLSearchParams, now: Date): { from: Date; to: Date } {
  const start = time(query, 'start_date');
  const end = time(query, 'end_date');
  const to = end ?? new Date(start ? Math.min(start.getTime() + longestSpan, now.getTime()) : now.getTime());
  const from = start ?? new Date(to.getTime() - longestSpan);
  if (from > to && end) throw new Open311Error(400, 'start_date must be before end_date.');
  if (to.getTime() - from.getTime() > longestSpan) {
    throw new Open311Error(400, 'start_date and end_date may not span more than 90 days.');
  }
  return { from, to };
}

function time(query: URLSearchParams, name: string): Date | undefined {
  // A plus sign that nobody encoded has become a space.
  const text = query.get(name)?.trim().replace(' ', '+');
  if (!text) return undefined;
  const isW3 = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
  const found = new Date(text);
  if (isW3 && !Number.isNaN(found.getTime())) return found;
  throw new Open311Error(400, `${name} must be a time such as 2010-01-01T00:00:00Z.`);
}
