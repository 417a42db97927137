import type { Context, Hono } from 'hono';
import type { Server } from '../server.js';
import type { OfficeLanguage } from './language.js';
import type { Member } from './member.js';

/** What every route of a section finds with `c.get(…)`. */
export interface OfficeVariables {
  /** Who is signed in. There is always somebody. */
  member: Member;
  language: OfficeLanguage;
  /** What was sent, read and checked already. Of POST requests only; `textOf(c.get('form'), 'name')` reads it. */
  form: FormData;
  /** Proof that a form was made for this session: `csrfField(c)` puts it there. */
  csrf: string;
  server: Server;
}

export interface OfficeEnv {
  Variables: OfficeVariables;
}

export type OfficeContext = Context<OfficeEnv>;

/**
 * A part of the office, at `/admin/PATH/`. To add one: write it, and put it into the list in `sections.ts`.
 *
 * ```ts
 * const wordsOf = words(
 *   { title: 'Polls', open: 'Open “{poll}”' },
 *   { sv: { … }, 'sr-Latn': { … }, ar: { … } },          // sr-Cyrl is made from sr-Latn
 * );
 *
 * export const pollSection: OfficeSection = {
 *   path: 'polls',
 *   title: (language) => wordsOf(language).title,
 *   allowed: isEditor,                                    // member.ts: isAdministrator, isEditor, isCaseworker
 *   routes: (server) => {
 *     const routes = new Hono<OfficeEnv>();
 *     routes.get('/', async (c) => {
 *       const { title, open } = wordsOf(c.get('language'));
 *       return officePage(c, {
 *         title,
 *         main: markup`<h1>${title}</h1>
 *           <form method="post" action="/admin/polls/bath/open">
 *             ${csrfField(c)}
 *             <p><button>${filled(open, { poll: 'Bath' })}</button></p>
 *           </form>`,
 *       });
 *     });
 *     routes.post('/:id/open', async (c) => {
 *       const form = c.get('form');                       // never read the body again
 *       await audit(c, 'poll-opened', { subject: c.req.param('id') });
 *       return done(c, '/admin/polls/', 'saved');         // 303, and the next page says "Saved."
 *     });
 *     return routes;
 *   },
 * };
 * ```
 *
 * What a section need not do, because it is done before its routes run: sign-in, `allowed`, the origin and the hidden
 * field of every POST (a form without `csrfField(c)` gets 403), `no-store`, the Content-Security-Policy (no scripts, no
 * inline styles), frames. A POST may be 5 MB; a file is in `c.get('form')` as a `File` where the form has
 * `enctype="multipart/form-data"`. Throw a `Problem` for what can't be done: it becomes a page of the office.
 * Anything that answers with a file sets `Content-Disposition: attachment` (`download` in page.ts does).
 *
 * Look: `office/styles.ts` has `.table` (in a `.scroll`), `.field`, `.row`, `.notice`, `.error`, `.quiet`, `button`,
 * `button.quiet`, `button.danger`, `.tag`.
 */
export interface OfficeSection {
  /** One part of a path: `polls` is at `/admin/polls/`. */
  path: string;
  /** In the navigation. */
  title: (language: OfficeLanguage) => string;
  /** Who sees it in the navigation and may use any of its routes. */
  allowed: (member: Member) => boolean;
  routes: (server: Server) => Hono<OfficeEnv>;
}
