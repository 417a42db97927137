import type { Context } from 'hono';
import { languageOf } from '../http/accept.js';
import type { Problem } from '../problem.js';
import { contentType, formatOf, inFormat } from './format.js';

/** A failure as GeoReport v2 tells it: `[{ code, description }]`, with the code as the answer's status. */
export class Open311Error extends Error {
  override readonly name = 'Open311Error';
  readonly status: number;
  readonly descriptions: readonly string[];

  constructor(status: number, ...descriptions: string[]) {
    super(descriptions[0]);
    this.status = status;
    this.descriptions = descriptions;
  }
}

export function errorResponse(
  c: Context,
  status: number,
  descriptions: readonly string[],
  headers = {},
): Response {
  const format = formatOf(c);
  const errors = descriptions.map((description) => ({ code: status, description }));
  return new Response(inFormat(format, 'errors', errors), {
    status,
    headers: { 'Content-Type': contentType(format), 'Cache-Control': 'no-store', ...headers },
  });
}

/** Problems of the rest of the server, in the same words. */
export function problemAsErrors(c: Context, problem: Problem): Response {
  const { title = '', detail = '' } = problem.details(languageOf(c));
  return errorResponse(c, problem.status, [`${title}. ${detail}`], problem.headers);
}
