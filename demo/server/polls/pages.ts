import { Hono } from 'hono';
import { pageLanguage } from '../http/accept.js';
import { idParam } from '../http/id-param.js';
import { markup, type Html } from '../markup.js';
import { messagesIn, type Language } from '../messages.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { privateHeaders } from '../site/headers.js';
import { pageResponse } from '../site/pages.js';
import { ballotForm, type Filling } from './ballot-form.js';
import { pollState, pollTitle, type StoredPoll } from './definition.js';
import { maySee, pollOf } from './poll-of.js';
import { resultsBlock } from './results-block.js';
import { loginPath } from './view.js';

/** The polls as pages that need no JavaScript; where there is some, the widget takes over. */
export function pollPages(server: Server): Hono {
  const routes = new Hono();

  routes.get('/:id', async (c) => {
    const poll = await pollOf(c, server);
    return ballotPage(server, poll, poll.isDraft ? { preview: c.req.query('preview') } : {});
  });

  routes.get('/:id/tack', async (c) => {
    const counted = await server.counts.read(idParam(c));
    if (!counted || !(await maySee(c, server, counted.poll))) throw Problem.notFound();
    const { poll } = counted;
    const language = pageLanguage(poll.language);
    const messages = messagesIn(language);
    const voted = (await server.unseal('voted', c.req.query('bevis'))) === poll.id;
    return pageResponse(server, {
      title: pollTitle(poll),
      lang: language,
      headers: privateHeaders,
      main: markup`<div class="page">
        <h1>${voted ? messages.page.voted : messages.page.pollHeading}</h1>
        ${poll.question && markup`<h2>${poll.question}</h2>`}
        ${await results(server, poll, language, voted)}
        <p><a href="/">${messages.page.backToStart}</a></p>
      </div>`,
    });
  });

  return routes;
}

/** Where a vote without JavaScript ends: the address proves for a while that its reader has voted. */
export async function votedPath(server: Server, poll: StoredPoll): Promise<string> {
  return `/fraga/${encodeURIComponent(poll.id)}/tack?bevis=${await server.seal('voted', poll.id, 30)}`;
}

export interface BallotPage extends Filling {
  /** What lets a reader see a draft. */
  preview?: string | undefined;
}

/** The poll, with its ballot while it is open. */
export async function ballotPage(
  server: Server,
  poll: StoredPoll,
  { sent, token, preview }: BallotPage,
): Promise<Response> {
  const language = pageLanguage(poll.language);
  const { page } = messagesIn(language);
  const content = markup`${poll.question && markup`<h2>${poll.question}</h2>`}
    ${poll.description && markup`<p>${poll.description}</p>`} ${period(poll, server, language)}
    ${ballot(server, poll, { sent, token })} ${await results(server, poll, language, false)}`;
  const query = preview === undefined ? '' : `?preview=${encodeURIComponent(preview)}`;
  // What somebody has filled in, or signed in for, is in the form; the widget would begin anew.
  const isPlain = sent !== undefined || token !== undefined;
  return pageResponse(server, {
    title: pollTitle(poll),
    lang: language,
    status: sent ? 422 : 200,
    headers: isPlain || poll.isDraft ? privateHeaders : {},
    main: markup`<div class="page">
      <h1>${page.pollHeading}</h1>
      ${poll.isDraft && markup`<p class="notice"><strong>${page.preview}</strong></p>`}
      ${
        isPlain
          ? content
          : markup`<civic-poll src="/api/polls/${poll.id}${query}" lang="${language}">${content}</civic-poll>`
      }
    </div>`,
  });
}

/** The form to vote with, or what has to come before. */
function ballot(server: Server, poll: StoredPoll, filling: Filling): Html {
  const messages = messagesIn(pageLanguage(poll.language));
  if (poll.isDraft) return ballotForm(poll, messages, filling);
  if (pollState(poll, server.now()) !== 'open') return markup``;
  const isSignedIn = filling.token !== undefined || filling.sent?.form.has('token');
  if (poll.ballotPolicy !== 'login' || isSignedIn) return ballotForm(poll, messages, filling);
  if (!server.login) return markup`<p>${messages.page.noSignIn}</p>`;
  return markup`${poll.ballotPolicyText && markup`<p class="help">${poll.ballotPolicyText}</p>`}
    <p><a class="button" href="${loginPath(poll.id)}?form">${messages.page.signIn}</a></p>`;
}

async function results(server: Server, poll: StoredPoll, language: Language, voted: boolean): Promise<Html> {
  const counted = await server.counts.read(poll.id);
  if (!counted) throw Problem.notFound();
  return resultsBlock(poll, counted.result, { language, now: server.now(), voted });
}

function period(poll: StoredPoll, server: Server, language: Language): Html {
  const { page } = messagesIn(language);
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: server.timeZone,
  });
  const time = (at: string): Html => markup`<time datetime="${at}">${format.format(new Date(at))}</time>`;
  const state = pollState(poll, server.now());
  return markup`${state === 'upcoming' && poll.opens && markup`<p>${page.opens} ${time(poll.opens)}</p>`}
  ${poll.closes && markup`<p>${state === 'closed' ? page.closed : page.closes} ${time(poll.closes)}</p>`}`;
}
