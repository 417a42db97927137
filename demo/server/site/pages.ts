import { escapeHtml, markup, type Html } from '../markup.js';
import { messagesIn, type Language } from '../messages.js';
import type { Asset } from '../options.js';
import type { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { pageHeaders } from './headers.js';
import { integrityOf } from './integrity.js';

export interface Page {
  title: string;
  /** BCP 47. */
  lang: string;
  /** What stands in `<main>`, with its own `<h1>`. */
  main: Html;
  status?: number;
  headers?: Record<string, string>;
}

/** For a town whose site has no `layout.html`. */
const plainLayout = `<!doctype html>
<html lang="{{lang}}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{title}} – {{town}}</title>
    <link rel="stylesheet" href="/site.css">
    <script defer src="/widgets/{{version}}/civic-widgets.js" integrity="{{integrity}}" crossorigin="anonymous"></script>
  </head>
  <body>
    <header><a href="/">{{town}}</a></header>
    <main>{{main}}</main>
  </body>
</html>
`;

export async function pageResponse(server: Server, page: Page): Promise<Response> {
  // What is around it on the page is in the town's language.
  const main = page.lang === 'ar' ? markup`<div dir="rtl">${page.main}</div>` : page.main;
  const body = await inLayout(server, { ...page, main: main.toString() });
  return new Response(body, {
    status: page.status ?? 200,
    headers: {
      ...pageHeaders,
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      ...page.headers,
    },
  });
}

export async function problemPage(server: Server, problem: Problem, language: Language): Promise<Response> {
  const messages = messagesIn(language);
  const { title = '', detail, errors = [] } = problem.details(language);
  return pageResponse(server, {
    title,
    lang: language,
    status: problem.status,
    headers: problem.headers,
    main: markup`<div class="page">
      <h1>${title}</h1>
      <p class="lead">${detail}</p>
      ${
        errors.length > 0 &&
        markup`<ul>
          ${errors.map(({ message }) => markup`<li>${message}</li>`)}
        </ul>`
      }
      <p><a href="/">${messages.page.backToStart}</a></p>
    </div>`,
  });
}

/** The site's own page for an address where nothing is: the one of that part of the site, or of the whole. */
export async function notFoundPage(server: Server, path: string): Promise<Response | undefined> {
  const part = /^\/([a-z]{2,3})\//.exec(path)?.[1];
  const asset = (part && (await server.asset(`/${part}/404.html`))) || (await server.asset('/404.html'));
  if (!asset) return undefined;
  return new Response(await completed(server, asset), {
    status: 404,
    headers: { ...pageHeaders, 'Content-Type': asset.type, 'Cache-Control': 'no-store' },
  });
}

/** A page's file as it is sent. One that begins with `<!-- layout title="…" lang="…" -->` is the content of `<main>`. */
export async function completed(server: Server, asset: Asset): Promise<string> {
  const text = await new Response(asset.body).text();
  const marked = /^\s*<!--\s*layout\b([^>]*?)-->\s*/.exec(text);
  if (!marked) return fill(server, text);
  const attribute = (name: string): string =>
    new RegExp(`\\b${name}="([^"]*)"`).exec(marked[1] ?? '')?.[1] ?? '';
  return inLayout(server, {
    title: attribute('title'),
    lang: attribute('lang') || 'sv',
    main: text.slice(marked[0].length),
  });
}

/** `main` is markup already. */
export async function inLayout(
  server: Server,
  page: { title: string; lang: string; main: string },
): Promise<string> {
  const own = /^[a-z]{2,3}\b/i.exec(page.lang)?.[0].toLowerCase();
  const asset = (own && (await server.asset(`/${own}/layout.html`))) || (await server.asset('/layout.html'));
  const layout = asset ? await new Response(asset.body).text() : plainLayout;
  return fill(server, layout, {
    title: escapeHtml(page.title),
    lang: escapeHtml(page.lang),
    main: page.main,
    town: escapeHtml(server.town.name),
  });
}

/** Replaces placeholders once: what a value brings along is left alone. */
export async function fill(
  server: Server,
  template: string,
  values: Record<string, string> = {},
): Promise<string> {
  const found = new Map<string, string>();
  for (const [, name = ''] of template.matchAll(/\{\{([\w:./-]+)\}\}/g)) {
    if (!found.has(name)) found.set(name, await valueOf(server, name, values));
  }
  return template.replace(/\{\{([\w:./-]+)\}\}/g, (_, name: string) => found.get(name) ?? '');
}

async function valueOf(server: Server, name: string, values: Record<string, string>): Promise<string> {
  if (Object.hasOwn(values, name)) return values[name]!;
  if (name === 'version') return server.version;
  if (name === 'integrity') return integrityOf(server, 'civic-widgets.js');
  if (name.startsWith('integrity:')) return integrityOf(server, name.slice('integrity:'.length));
  return '';
}
