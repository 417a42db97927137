import type { Context } from 'hono';
import { languageOf, prefersHtml, prefersJson } from './http/accept.js';
import { problemResponse, type Problem } from './problem.js';
import { described, type Server } from './server.js';
import { notFoundPage, problemPage } from './site/pages.js';

/** A problem as the asker can use it: a page for people, problem details for programs. */
export async function failure(c: Context, server: Server, problem: Problem): Promise<Response> {
  const language = languageOf(c);
  const isPage = !/^\/(api|widgets|oembed|open311|healthz|openapi\.json)(\/|$)/.test(c.req.path);
  const forPerson = isPage ? !prefersJson(c) : prefersHtml(c);
  if (!forPerson) return problemResponse(problem, language);
  try {
    const own = problem.status === 404 ? await notFoundPage(server, c.req.path) : undefined;
    return own ?? (await problemPage(server, problem, language));
  } catch (error) {
    server.log({ level: 'error', event: 'problem-page', ...described(error) });
    return problemResponse(problem, language);
  }
}
