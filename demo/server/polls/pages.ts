import { Hono } from 'hono';
import { pageLanguage } from '../http/accept.js';
import { markup, type Html } from '../markup.js';
import { messagesIn, type Language } from '../messages.js';
import type { FieldError } from '../problem.js';
import type { Server } from '../server.js';
import { privateHeaders } from '../site/headers.js';
import { pageResponse } from '../site/pages.js';
import { ballotForm } from './ballot-form.js';
import { pollState, pollTitle, type StoredPoll } from './definition.js';
import { pollOf } from './poll-of.js';
import { resultsBlock } from './results-block.js';
import { countVotes } from './votes.js';

/** The polls as pages that need no JavaScript; where there is some, the widget takes over. */
export function pollPages(server: Server): Hono {
  const routes = new Hono();

  routes.get('/:id', async (c) => ballotPage(server, await pollOf(c, await server.database())));

  routes.get('/:id/tack', async (c) => {
    const poll = await pollOf(c, await server.database());
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

/** The ballot; `sent` is one that could not be cast, to be corrected. */
export async function ballotPage(
  server: Server,
  poll: StoredPoll,
  sent?: { form: FormData; errors: readonly FieldError[] },
): Promise<Response> {
  const language = pageLanguage(poll.language);
  const messages = messagesIn(language);
  const canVote = pollState(poll, server.now()) === 'open' && poll.ballotPolicy !== 'login';
  const content = markup`${poll.question && markup`<h2>${poll.question}</h2>`}
    ${poll.description && markup`<p>${poll.description}</p>`} ${period(poll, server, language)}
    ${canVote && ballotForm(poll, messages, sent)} ${await results(server, poll, language, false)}`;
  return pageResponse(server, {
    title: pollTitle(poll),
    lang: language,
    status: sent ? 422 : 200,
    main: markup`<div class="page">
      <h1>${messages.page.pollHeading}</h1>
      ${sent ? content : markup`<civic-poll src="/api/polls/${poll.id}" lang="${language}">${content}</civic-poll>`}
    </div>`,
  });
}

async function results(server: Server, poll: StoredPoll, language: Language, voted: boolean): Promise<Html> {
  const counted = await countVotes(await server.database(), poll.id);
  return resultsBlock(poll, counted, { language, now: server.now(), voted });
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
