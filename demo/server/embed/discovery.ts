import type { MiddlewareHandler } from 'hono';
import { markup } from '../markup.js';
import type { Server } from '../server.js';
import { subjectOfPage } from './subject.js';

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
    const subject = await subjectOfPage(server, c.req.path);
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
