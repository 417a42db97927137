import { expect } from '@open-wc/testing';
import type { CivicPoll } from '../../../src/widgets/poll/poll.js';
import { dropToken } from '../../../src/widgets/poll/sign-in.js';
import { isAccessible } from '../../helpers/accessible.js';
import { startServer, textOf, until } from '../../helpers/mount.js';
import { consoleOf } from '../../helpers/page.js';
import { button, focused, option, says, shown, vote } from './polls.js';

let made = 0;

/** Of its own address each: a page remembers its ballots by address. */
const poll = () => ({
  id: `budget-${++made}`,
  question: 'What first?',
  ballotPolicy: 'login',
  loginUrl: '/login',
  voteUrl: `/api/polls/budget-${made}/votes`,
  options: [
    { id: 'pier', label: 'The pier', votes: 1 },
    { id: 'sauna', label: 'The sauna', votes: 2 },
  ],
});

function server(answer?: () => Response) {
  const document = poll();
  return startServer({
    before: ({ method }) => (method === 'POST' && answer ? answer() : Response.json(document)),
  });
}

const signIn = (widget: CivicPoll) =>
  widget.shadowRoot!.querySelector<HTMLAnchorElement>('.actions a')?.textContent.trim();

describe('<civic-poll> after signing in', () => {
  afterEach(() => {
    dropToken();
    history.replaceState(history.state, '', location.pathname + location.search);
  });

  it('asks to sign in first: there is nothing to choose that could be lost', async () => {
    server();
    const widget = await shown('/api/polls/budget');
    expect(signIn(widget)).to.equal('Sign in to vote');
    expect(widget.shadowRoot!.querySelector('input')).to.equal(null);
    expect(textOf(widget)).to.include('One vote per person, after signing in.');
    await isAccessible(widget);
  });

  it('takes the token off the address, keeps it in memory only, and sends it with the vote', async () => {
    const town = server();
    const { href } = location;
    const length = history.length;
    history.replaceState({ page: 1 }, '', '#part&civic-token=T0k-en_1');
    const widget = await shown('/api/polls/budget');
    expect(location.href).to.equal(`${href.replace(/#.*/, '')}#part`);
    expect([history.length, (history.state as { page: number }).page]).to.deep.equal([length, 1]);
    expect(signIn(widget)).to.equal(undefined);
    await isAccessible(widget);
    await vote(widget, 'The sauna');
    await says(widget, 'Thank you, your vote is counted.');
    expect((town.posts[0]!.body as URLSearchParams).get('token')).to.equal('T0k-en_1');
    expect([localStorage.length, sessionStorage.length]).to.deep.equal([0, 0]);
    await until(() => focused(widget)?.textContent.includes('Thank you'));
  });

  it('asks to sign in again where the token is no longer taken, and says why', async () => {
    server(() =>
      Response.json(
        { status: 422, errors: [{ name: 'token', message: 'Please sign in again.' }] },
        { status: 422, headers: { 'content-type': 'application/problem+json' } },
      ),
    );
    history.replaceState(null, '', '#civic-token=old');
    const widget = await shown('/api/polls/budget');
    expect(location.hash).to.equal('');
    await consoleOf(async () => {
      await vote(widget, 'The sauna');
      await says(widget, 'The vote could not be counted: Please sign in again.');
    });
    expect(signIn(widget)).to.equal('Sign in to vote');
    await isAccessible(widget);
  });

  it('keeps the choice where something else is wrong', async () => {
    server(() => new Response(null, { status: 503 }));
    history.replaceState(null, '', '#civic-token=good');
    const widget = await shown('/api/polls/budget');
    await consoleOf(async () => {
      await vote(widget, 'The sauna');
      await says(widget, 'There are many visitors right now.');
    });
    expect(option(widget, 'The sauna').checked).to.equal(true);
    expect(button(widget, 'Vote')).not.to.equal(undefined);
  });
});
