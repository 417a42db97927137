import type { Context } from 'hono';
import { attributes, markup, type Html } from '../markup.js';
import type { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { csrfField } from './csrf.js';
import {
  directionOf,
  filled,
  languageNames,
  officeLanguageOf,
  officeLanguages,
  type OfficeLanguage,
} from './language.js';
import type { OfficeContext } from './section.js';
import { sections } from './sections.js';
import { officeWords } from './words.js';

export interface OfficePage {
  title: string;
  /** What stands in `<main>`, with its own `<h1>`. */
  main: Html;
  status?: number;
}

/** A page of the office, for somebody who is signed in. */
export function officePage(c: OfficeContext, page: OfficePage): Response {
  const language = c.get('language');
  const member = c.get('member');
  const words = officeWords(language);
  const here = c.req.path;
  const navigation = markup`<nav class="sections" aria-label="${words.sections}">
      <ul>
        ${sections
          .filter((section) => section.allowed(member))
          .map((section) => {
            const href = `/admin/${section.path}/`;
            const current = here.startsWith(href) ? 'page' : undefined;
            return markup`<li>
              <a${attributes({ href, 'aria-current': current })}>${section.title(language)}</a>
            </li>`;
          })}
      </ul>
    </nav>
    <form class="member" method="post" action="/admin/sign-out">
      ${csrfField(c)}
      <p>${filled(words.signedInAs, { name: member.name })}</p>
      <button class="quiet">${words.signOut}</button>
    </form>`;
  return layout(c, c.get('server'), language, page, navigation);
}

/** A page for anybody: without navigation, without anything that is kept. */
export function publicPage(c: Context, server: Server, page: OfficePage): Response {
  return layout(c, server, officeLanguageOf(c), page);
}

/** A failure in the office's own words, whoever asks. */
export function problemPage(c: Context, server: Server, problem: Problem): Response {
  const language = officeLanguageOf(c);
  const words = officeWords(language);
  const { status } = problem;
  const title = at(words.problem, status) ?? words.problem[500];
  const { errors } = problem.details(language === 'sv' ? 'sv' : 'en');
  const response = publicPage(c, server, {
    title,
    status,
    main: markup`<h1>${title}</h1>
      <p>${at(words.advice, status) ?? words.advice.other}</p>
      ${errors && markup`<ul>${errors.map(({ name, message }) => markup`<li>${name}: ${message}</li>`)}</ul>`}
      <p><a href="/admin/">${words.back}</a></p>`,
  });
  for (const [name, value] of Object.entries(problem.headers)) response.headers.set(name, value);
  return response;
}

/** After something was done: another page, which says so. */
export function done(
  c: OfficeContext,
  path: string,
  what: keyof ReturnType<typeof officeWords>['done'],
): Response {
  const separator = path.includes('?') ? '&' : '?';
  return c.redirect(`${path}${separator}done=${what}`, 303);
}

/** A file to keep: never shown by the browser as a page of this site. */
export function download(
  name: string,
  type: string,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
): Response {
  const plain = name.replace(/[^\w.-]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return new Response(body, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    },
  });
}

/** Links to the other pages of a list; `href` gives a page's address. */
export function paging(
  language: OfficeLanguage,
  page: number,
  pages: number,
  href: (page: number) => string,
): Html | false {
  if (pages < 2) return false;
  const words = officeWords(language);
  return markup`<nav class="paging" aria-label="${words.pages}">
    ${page > 1 && markup`<a rel="prev" href="${href(page - 1)}">${words.previous}</a>`}
    <span>${filled(words.pageOf, { page, pages })}</span>
    ${page < pages && markup`<a rel="next" href="${href(page + 1)}">${words.next}</a>`}
  </nav>`;
}

function layout(
  c: Context,
  server: Server,
  language: OfficeLanguage,
  page: OfficePage,
  navigation?: Html,
): Response {
  const words = officeWords(language);
  const what = c.req.query('done') ?? '';
  const notice = navigation && Object.hasOwn(words.done, what) && words.done[what as keyof typeof words.done];
  const town = server.town.name;
  const html = markup`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${page.title} – ${words.office}, ${town}</title>
    <link rel="stylesheet" href="/admin/office.css">
  </head>
  <body>
    <a class="skip" href="#content">${words.skip}</a>
    <header class="top">
      <p class="town"><a href="/admin/"><strong>${town}</strong> <span>${words.office}</span></a></p>
      ${navigation}
    </header>
    <main id="content" tabindex="-1">
      ${notice && markup`<p class="notice good" role="status">${notice}</p>`}
      ${page.main}
    </main>
    <footer class="bottom">${languageForm(c, language)}</footer>
  </body>
</html>
`;
  return new Response(html.toString(), {
    status: page.status ?? 200,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Language': language },
  });
}

function languageForm(c: Context, language: OfficeLanguage): Html {
  const words = officeWords(language);
  const isPage = c.req.method === 'GET';
  const { pathname, search } = new URL(c.req.url);
  return markup`<form class="language" method="post" action="/admin/language">
    <input type="hidden" name="next" value="${isPage ? pathname + search : '/admin/'}">
    <label for="office-language">${words.language}</label>
    <select id="office-language" name="language" autocomplete="off">
      ${officeLanguages.map(
        (tag) =>
          markup`<option${attributes({ value: tag, lang: tag, selected: tag === language })}>${languageNames[tag]}</option>`,
      )}
    </select>
    <button class="quiet">${words.change}</button>
  </form>`;
}

function at(texts: object, status: number): string | undefined {
  return (texts as Record<string, string>)[String(status)];
}
