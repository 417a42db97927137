import { expect } from '@open-wc/testing';
import { heard, part, parts, startServer, textOf, until } from '../../helpers/mount.js';
import { consoleOf } from '../../helpers/page.js';
import { choose, inDays, option, poll, says, shown, vote } from './polls.js';

const named = (length: number) => Array.from({ length }, (_, i) => ({ id: `o${i}`, label: `Option ${i}` }));

/** A poll of somebody who means no good, or knows no better. */
async function open(members: object) {
  startServer({
    before: () =>
      Response.json({
        id: 'x',
        question: 'What?',
        voteUrl: '/api/polls/x/votes',
        closes: inDays(1),
        ...members,
      }),
  });
  const events = heard('civic-error', 'civic-poll-loaded');
  const lines = await consoleOf(async () => {
    await shown('/api/polls/x');
    await until(() => events.length);
  });
  return { widget: document.querySelector('civic-poll')!, events, lines };
}

describe('<civic-poll> of a hostile endpoint', () => {
  it('leaves out what can’t be, says so once, and asks the rest', async () => {
    const { widget, events, lines } = await open({
      min: -1,
      quorum: 'many',
      options: [
        { id: 'a', label: 'A', image: { url: 5 }, votes: 2 },
        { id: 'b', label: 'B', votes: -4 },
        { id: 'c' },
        {},
        null,
        'D',
        { id: 'e', label: 'E', votes: 1 },
      ],
    });
    await until(() => events.length === 2);
    expect([...widget.shadowRoot!.querySelectorAll('input')]).to.have.length(3);
    expect(option(widget, 'B').checked).to.equal(false);
    // Of numbers that are partly missing no result can be made.
    expect(textOf(widget)).not.to.include('Show results');
    const error = events.find(({ type }) => type === 'civic-error') as unknown as {
      code: string;
      problems: { path: string }[];
    };
    expect(error.code).to.equal('format');
    expect(error.problems.map(({ path }) => path).sort()).to.deep.equal([
      'min',
      'options[0].image.url',
      'options[1].votes',
      'options[2].label',
      'options[3].id',
      'options[3].label',
      'options[4]',
      'options[5]',
      'quorum',
    ]);
    expect(lines).to.have.length(1);
  });

  for (const [what, members] of [
    ['kind of question', { type: 'approval' }],
    ['rule of results', { results: 'sometimes' }],
    ['ballot policy', { ballotPolicy: 'trust' }],
    ['number of the poll', { id: null }],
  ] as const) {
    it(`shows no poll of which the ${what} is not known`, async () => {
      const { widget, events } = await open({ options: named(2), ...members });
      expect((events[0] as { code?: string }).code).to.equal('format');
      expect(part(widget, 'failed')).to.not.equal(undefined);
      expect(widget.shadowRoot!.querySelector('input')).to.equal(null);
    });
  }

  it('counts no rounds of which one can’t be read', async () => {
    const { widget } = await open({
      type: 'ranked',
      closes: inDays(-1),
      options: named(2).map((each, i) => ({ ...each, votes: 3 - i })),
      rounds: [{ counts: { o0: 3, o1: 'two' } }, { counts: { o0: 5 } }],
    });
    expect(part(widget, 'table')).to.equal(undefined);
    expect(textOf(widget)).to.include('60%, 3 votes');
  });

  it('reads the counts of options that are called like members of every object', async () => {
    const { widget } = await open({
      type: 'ranked',
      closes: inDays(-1),
      options: [
        { id: 'constructor', label: 'A', votes: 1 },
        { id: '__proto__', label: 'B', votes: 1 },
      ],
      rounds: [{ counts: {} }],
    });
    expect(parts(widget, 'result').map((each) => each.textContent.replace(/\s+/g, ' ').trim())).to.deep.equal(
      ['A 0%, 0 votes', 'B 0%, 0 votes'],
    );
  });

  it('has one choice of each name, and not more than anybody reads', async () => {
    const { widget } = await open({ options: [...named(3), ...named(10_000)] });
    expect(parts(widget, 'option')).to.have.length(500);
    await choose(widget, 'Option 1');
    expect([...widget.shadowRoot!.querySelectorAll('input:checked')]).to.have.length(1);
  });

  it('shows a very long text inside its width, and one that turns others around without that', async () => {
    const { widget } = await open({
      options: [
        { id: 'a', label: 'x'.repeat(20_000) },
        { id: 'b', label: '\u202eevil\u2066' },
      ],
    });
    expect(widget.scrollWidth).to.be.at.most(widget.clientWidth);
    expect(textOf(widget))
      .to.include('evil')
      .and.not.to.match(/[\u202a-\u202e\u2066-\u2069]/);
  });
});

describe('<civic-poll> and what people do', () => {
  it('takes a code as people write it', async () => {
    const { server, src } = poll({ ballotPolicy: 'code' }, { codes: ['ABCD-1234'] });
    const widget = await shown(src);
    const code = widget.shadowRoot!.querySelector<HTMLInputElement>('#code')!;
    code.value = ' abcd – 12 34 ';
    code.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await vote(widget, 'The sauna');
    await says(widget, 'Thank you, your vote is counted.');
    expect(server.posts).to.have.length(1);
  });

  it('says whether enough have voted', async () => {
    const { src } = poll({ quorum: { voters: 12 }, closes: inDays(-1) }, { blank: 1 });
    expect(textOf(await shown(src))).to.include('Counts if at least 12 vote (not reached)');
    const enough = poll({ quorum: { voters: 11 } }, { blank: 1 });
    expect(textOf(await shown(enough.src))).to.include('Counts if at least 11 vote (reached)');
    const hidden = poll({ quorum: { voters: 11 }, results: 'after-close' });
    expect(textOf(await shown(hidden.src)))
      .to.include('Counts if at least 11 vote')
      .and.not.to.include('reached');
  });
});
