import type { MiddlewareHandler } from 'hono';
import { markup } from '../markup.js';
import { described, type Server } from '../server.js';
import { type Subject, subjectOfPage } from './subject.js';

/** Says in the head of a page that it can be had as a widget, so that its address, pasted elsewhere, becomes one. */
export function discovery(server: Server): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const response = c.res;
    const isPage =
      c.req.method === 'GET' &&
      response.status === 200 &&
      response.headers.get('Content-Type')?.startsWith('text/html');
    if (!isPage || /^\/(api|widgets|embed|admin)\//.test(c.req.path)) return;
    // A page whose address is somebody's own is not for others.
    if (response.headers.get('Referrer-Policy') === 'no-referrer') return;
    const subject = await subjectOrNone(server, c.req.path);
    if (!subject) return;
    const origin = server.origin(c);
    const links = (['json', 'xml'] as const).map((format) => {
      const query = new URLSearchParams({ url: origin + c.req.path, format });
      const type = format === 'json' ? 'application/json+oembed' : 'text/xml+oembed';
      return markup`<link rel="alternate" type="${type}" href="${origin}/oembed?${query.toString()}" title="${subject.title}">
`;
    });
    const page = (await response.text()).replace('</head>', () => `${markup`${links}`.toString()}</head>`);
    c.res = new Response(page, response);
  };
}

/** The page is there, whatever can't be found out about it. */
async function subjectOrNone(server: Server, path: string): Promise<Subject | undefined> {
  try {
    return await subjectOfPage(server, path, 60_000);
  } catch (error) {
    server.log({ level: 'error', event: 'oembed', ...described(error) });
    return undefined;
  }
}
