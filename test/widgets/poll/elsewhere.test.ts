import { expect, html } from '@open-wc/testing';
import type { CivicPoll } from '../../../src/widgets/poll/poll.js';
import { isAccessible } from '../../helpers/accessible.js';
import { heard, mount, part, parts, showsFallback, startServer, textOf, until } from '../../helpers/mount.js';
import { consoleOf } from '../../helpers/page.js';
import { inDays, shown } from './polls.js';

const status = (more: object = {}, poll: object = {}) => ({
  id: '7',
  uri: 'https://social.example/users/town/statuses/7',
  url: 'https://social.example/@town/7',
  created_at: '2026-11-01T08:00:00Z',
  visibility: 'public',
  language: 'sv',
  content: '<p>Ska torget vara bilfritt?</p>',
  spoiler_text: '',
  account: { id: '1', acct: 'town', display_name: 'Town', url: 'https://social.example/@town' },
  media_attachments: [],
  poll: {
    id: '9',
    expires_at: inDays(2),
    expired: false,
    multiple: false,
    votes_count: 10,
    voters_count: 10,
    options: [
      { title: 'Ja', votes_count: 7 },
      { title: 'Nej', votes_count: 3 },
    ],
    emojis: [],
    ...poll,
  },
  ...more,
});

const question = (more: object = {}) => ({
  '@context': 'https://www.w3.org/ns/activitystreams',
  id: 'https://social.example/questions/1',
  type: 'Question',
  content: '<p>Which <b>day</b>?</p>',
  endTime: inDays(-3),
  votersCount: 24,
  oneOf: [
    { type: 'Note', name: 'Monday', replies: { type: 'Collection', totalItems: 18 } },
    { type: 'Note', name: 'Friday', replies: { type: 'Collection', totalItems: 6 } },
  ],
  ...more,
});

async function read(json: object) {
  startServer({ before: () => Response.json(json) });
  const widget = await mount<CivicPoll>(html`<civic-poll src="/elsewhere.json"></civic-poll>`);
  await until(() => part(widget, 'result'));
  return widget;
}

const results = (widget: Element): string[] =>
  parts(widget, 'result').map((each) => each.textContent.replace(/\s+/g, ' ').trim());

describe('<civic-poll> of a social network', () => {
  it('shows the results of a Mastodon status, and where to vote', async () => {
    const events = heard('civic-poll-loaded', 'civic-error');
    const widget = await read(status());
    expect(part(widget, 'question')!.textContent).to.equal('Ska torget vara bilfritt?');
    expect(part(widget, 'question')!.querySelector('bdi')!.lang).to.equal('sv');
    expect(results(widget)).to.deep.equal(['Ja 70%, 7 votes', 'Nej 30%, 3 votes']);
    expect(widget.shadowRoot!.querySelector('input')).to.equal(null);
    const link = widget.shadowRoot!.querySelector<HTMLAnchorElement>('.actions a')!;
    expect([link.href, link.textContent.trim()]).to.deep.equal([
      'https://social.example/@town/7',
      'Vote on the original page',
    ]);
    expect(textOf(widget)).to.include('10 voters').and.not.to.include('One vote');
    expect(events.map(({ type }) => type)).to.deep.equal(['civic-poll-loaded']);
    await isAccessible(widget);
  });

  it('counts several choices by voters', async () => {
    const widget = await read(
      status(
        {},
        {
          multiple: true,
          votes_count: 14,
          expired: true,
          expires_at: inDays(-1),
          options: [
            { title: 'Ja', votes_count: 9 },
            { title: ':heart:', votes_count: 5 },
          ],
        },
      ),
    );
    expect(results(widget)).to.deep.equal(['Ja 90%, 9 votes', ':heart: 50%, 5 votes']);
    expect(textOf(widget)).to.include('Percent of voters').and.to.include('Closed ');
  });

  it('reads a poll by itself, and leaves the link that was there', async () => {
    const widget = await read(status().poll);
    expect(results(widget)).to.have.length(2);
    expect(part(widget, 'question')).to.equal(undefined);
    expect(showsFallback(widget)).to.equal(true);
    await isAccessible(widget);
  });

  it('says the warning of a status in the place of what it warns of', async () => {
    const widget = await read(status({ spoiler_text: 'Local politics' }));
    expect(part(widget, 'question')!.textContent).to.equal('Local politics');
  });

  it('reads an ActivityStreams Question, by itself and as it was created', async () => {
    for (const json of [
      question(),
      {
        '@context': 'https://www.w3.org/ns/activitystreams',
        id: 'https://social.example/1',
        type: 'Create',
        object: question(),
      },
    ]) {
      const widget = await read(json);
      expect(part(widget, 'question')!.textContent).to.equal('Which day?');
      expect(results(widget)).to.deep.equal(['Monday 75%, 18 votes', 'Friday 25%, 6 votes']);
      expect(part(widget, 'phase')!.textContent).to.include('Closed');
      expect(textOf(widget)).to.include('24 voters');
      widget.remove();
    }
  });

  it('takes it for closed where it says so without a time', async () => {
    const widget = await read(question({ endTime: undefined, closed: true, anyOf: undefined }));
    expect(part(widget, 'phase')!.textContent.trim()).to.equal('Closed');
    expect(widget.shadowRoot!.querySelector('.actions')).to.equal(null);
  });

  it('shows nothing of what is not public, or has no poll', async () => {
    for (const json of [status({ visibility: 'private' }), status({ poll: null })]) {
      startServer({ before: () => Response.json(json) });
      const events = heard('civic-error');
      const lines = await consoleOf(async () => {
        const widget = await shown('/elsewhere.json');
        await until(() => events.length);
        expect(showsFallback(widget)).to.equal(true);
        expect(textOf(widget)).not.to.include('bilfritt');
        widget.remove();
      });
      expect(events[0]!.code).to.equal('empty');
      expect(lines.length).to.be.at.most(1);
    }
  });
});
