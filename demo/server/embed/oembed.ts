import type { Context } from 'hono';
import { isFresh, etagOf } from '../http/cached.js';
import { attributes, escapeHtml, markup } from '../markup.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { type Subject, heights, subjectOfPage } from './subject.js';

/** Pixels, where nobody says less. */
const width = 600;

/** https://oembed.com/, for addresses of pages that are about one poll, form or service. */
export async function oembed(c: Context, server: Server): Promise<Response> {
  const format = c.req.query('format') ?? 'json';
  if (format !== 'json' && format !== 'xml') throw new Problem(501, 'oembedFormat');
  const origin = server.origin(c);
  const asked = c.req.query('url') ?? '';
  const url = URL.canParse(asked) ? new URL(asked) : undefined;
  const subject = url?.origin === origin ? await subjectOfPage(server, url.pathname) : undefined;
  if (!subject) throw Problem.notFound();
  const size = {
    width: atMost(width, c.req.query('maxwidth')),
    height: atMost(heights[subject.widget], c.req.query('maxheight')),
  };
  const answer: Record<string, string | number> = {
    version: '1.0',
    type: 'rich',
    provider_name: server.town.name,
    provider_url: `${origin}/`,
    title: subject.title,
    ...size,
    html: frameTag(origin, subject, size),
    cache_age: 3600,
  };
  const body = format === 'json' ? JSON.stringify(answer) : xml(answer);
  const etag = await etagOf(body);
  const headers = { ETag: etag, 'Cache-Control': 'public, max-age=300' };
  if (isFresh(c, etag)) return new Response(null, { status: 304, headers });
  const type = format === 'json' ? 'application/json' : 'text/xml; charset=utf-8';
  return new Response(body, { headers: { ...headers, 'Content-Type': type } });
}

function frameTag(origin: string, subject: Subject, size: { width: number; height: number }): string {
  const query = new URLSearchParams({ src: subject.src, ...(subject.lang && { lang: subject.lang }) });
  return markup`<iframe${attributes({
    class: 'civic-embed',
    src: `${origin}/embed/${subject.widget}?${query.toString()}`,
    title: subject.title,
    ...size,
    frameborder: 0,
    loading: 'lazy',
  })}></iframe>`.toString();
}

function atMost(size: number, limit: string | undefined): number {
  const number = Math.floor(Number(limit));
  return number >= 1 ? Math.min(size, number) : size;
}

function xml(answer: Record<string, string | number>): string {
  const elements = Object.entries(answer).map(
    ([name, value]) => `<${name}>${escapeHtml(String(value))}</${name}>`,
  );
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${elements.join('')}</oembed>\n`;
}
