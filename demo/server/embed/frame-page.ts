import type { Context } from 'hono';
import { languageOf } from '../http/accept.js';
import { type Html, attributes, markup } from '../markup.js';
import { messagesIn } from '../messages.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { integrityOf } from '../site/integrity.js';
import { type WidgetName, heights, subjectOfData } from './subject.js';

const THEMES: Record<string, string> = { light: 'light', dark: 'dark', auto: 'light dark' };

/** What a widget loads, sends to or leads to. */
const ADDRESSES = ['src', 'action', 'profile-href', 'policy-href'];

/**
 * What a card says by itself. Whoever writes the address of a frame must not be able to put words and links of their
 * own under the town's name.
 */
const OWN_WORDS = /^(name|summary|href|action-label|image|image-alt|cost|duration|login)$/;

/** A page with one widget and nothing else, for sites that allow frames only. */
export async function framePage(c: Context, server: Server): Promise<Response> {
  const query = new URL(c.req.url).searchParams;
  const lang = /^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.exec(query.get('lang') ?? '')?.[0] ?? languageOf(c);
  try {
    const widget = widgetNamed(c.req.param('widget'));
    const { status, main, title } = await content(c, server, { widget, query, lang });
    return await inFrame(c, server, { query, lang, status, main, title });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { title = '', detail } = error.details(languageOf(c));
    const main = markup`<p><strong>${title}</strong><br>${detail}</p>`;
    return await inFrame(c, server, { query, lang: languageOf(c), status: error.status, main, title });
  }
}

function widgetNamed(name: string | undefined): WidgetName {
  if (!name || !Object.hasOwn(heights, name)) throw Problem.notFound();
  return name as WidgetName;
}

async function content(
  c: Context,
  server: Server,
  { widget, query, lang }: { widget: WidgetName; query: URLSearchParams; lang: string },
): Promise<{ status: number; main: Html; title: string }> {
  const origin = server.origin(c);
  const data: Record<string, string> = { 'data-lang': lang };
  for (const [key, value] of query) {
    if (!/^[a-z]+(-[a-z]+)*$/.test(key) || OWN_WORDS.test(key) || ['theme', 'title', 'lang'].includes(key))
      continue;
    if (ADDRESSES.includes(key) && !isOurs(value, origin, server)) throw new Problem(403, 'foreignSource');
    data[`data-${key}`] = value;
  }
  const src = data['data-src'];
  if (!src && data['data-variant'] !== 'page-rating') throw new Problem(400, 'noSource');
  const path = new URL(src ?? '/', origin).pathname;
  const subject = await subjectOfData(server, path);
  const title = query.get('title') || subject?.title || query.get('heading') || server.town.name;
  // The same form as in a page of the town: its script takes over only what the widget has.
  const main = markup`<div class="${widget}"${attributes(data)}>
    <a href="${new URL(subject?.page ?? '/', origin).href}">${subject?.title ?? messagesIn(languageOf(c)).page.openPage}</a>
  </div>`;
  return { status: 200, main, title };
}

function isOurs(addresses: string, origin: string, server: Server): boolean {
  return addresses
    .split(/\s+/)
    .filter(Boolean)
    .every((address) => {
      const url = URL.canParse(address, origin) ? new URL(address, origin) : undefined;
      const isWeb = !!url && /^https?:$/.test(url.protocol) && !url.username && !url.password;
      return isWeb && (url.origin === origin || server.embedAllow.includes(url.origin));
    });
}

async function inFrame(
  c: Context,
  server: Server,
  {
    query,
    lang,
    status,
    main,
    title,
  }: { query: URLSearchParams; lang: string; status: number; main: Html; title: string },
): Promise<Response> {
  const theme = THEMES[query.get('theme') ?? ''] ?? 'light';
  const scripts = ['civic-widgets.js', ...(await localeOf(server, lang))];
  const allow = server.embedAllow.join(' ');
  const body = markup`<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="${theme}">
    <meta name="robots" content="noindex">
    <meta name="civic-frame" content="">
    ${allow && markup`<meta name="civic-allow" content="${allow}">`}
    <base target="_top">
    <title>${title}</title>
    <link rel="stylesheet" href="/embed/frame.css">
    ${await Promise.all(scripts.map((file) => scriptTag(server, file)))}
  </head>
  <body>${main}</body>
</html>
`;
  return new Response(body.toString(), {
    status,
    headers: {
      ...frameHeaders(server, server.origin(c)),
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': lang,
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Language',
    },
  });
}

async function scriptTag(server: Server, file: string): Promise<Html> {
  return markup`<script defer src="/widgets/${server.version}/${file}" integrity="${await integrityOf(server, file)}" crossorigin="anonymous"></script>`;
}

/** The add-on script of a language, where there is one: `sr` is `sr-Cyrl`, `sv-FI` is `sv`. */
async function localeOf(server: Server, lang: string): Promise<string[]> {
  const base = lang.split('-')[0]!.toLowerCase();
  for (const tag of [lang, base, ...(base === 'sr' ? ['sr-Cyrl'] : [])]) {
    const file = `locales/${tag}.js`;
    if (await server.asset(`/widgets/${file}`)) return [file];
  }
  return [];
}

/**
 * As strict as the town's own pages, but for anybody's frame. In a sandbox the page's origin is `null` and `'self'`
 * means nothing in some browsers, so the origin is written out.
 */
function frameHeaders(server: Server, origin: string): Record<string, string> {
  const allowed = `'self' ${origin}`;
  const data = [allowed, ...server.embedAllow].join(' ');
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      `script-src ${allowed}`,
      `style-src ${allowed}`,
      `font-src ${allowed}`,
      `connect-src ${data}`,
      `img-src ${data}`,
      `media-src ${data}`,
      `form-action ${data}`,
      "base-uri 'none'",
      'frame-ancestors *',
      "require-trusted-types-for 'script'",
      'trusted-types lit-html dompurify',
    ].join('; '),
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(self)',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'X-Content-Type-Options': 'nosniff',
  };
}

/** Light and dark come from the page's `color-scheme`. The padding is for outlines of what has the focus. */
export const frameStyles = `html { font: 100%/1.5 system-ui, sans-serif; }
body { margin: 0; padding: 0.25rem; overflow-wrap: anywhere; }
`;
