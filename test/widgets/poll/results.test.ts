import { expect } from '@open-wc/testing';
import type { CivicPoll } from '../../../src/widgets/poll/poll.js';
import { isAccessible } from '../../helpers/accessible.js';
import { part, parts, startServer, textOf, until } from '../../helpers/mount.js';
import { button, inDays, poll, says, shown, vote } from './polls.js';

const root = (widget: Element) => widget.shadowRoot!;

/** What a table says, row by row. */
const cells = (widget: CivicPoll): string[][] =>
  [...root(widget).querySelectorAll('tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()),
  );

const ballots = [
  { choices: ['pier', 'ramp'], count: 4 },
  { choices: ['sauna'], count: 5 },
  { choices: ['ramp', 'pier'], count: 2 },
];

describe('<civic-poll> results', () => {
  it('are a table on request, and bars again', async () => {
    const { src } = poll({ closes: inDays(-1) });
    const widget = await shown(src);
    const toggle = () => button(widget, 'Show as table')!;
    expect(toggle().getAttribute('aria-pressed')).to.equal('false');
    toggle().click();
    await until(() => part(widget, 'table'));
    expect(cells(widget)).to.deep.equal([
      ['', 'Results'],
      ['The pier', '40%, 4 votes'],
      ['The sauna', '50%, 5 votes'],
      ['A ramp', '10%, 1 vote'],
    ]);
    expect(part(widget, 'results')).to.equal(undefined);
    expect(part(widget, 'table')!.getAttribute('aria-label')).to.equal('What first?');
    expect([...root(widget).querySelectorAll('th')].map(({ scope }) => scope)).to.deep.equal([
      'col',
      'row',
      'row',
      'row',
    ]);
    expect(toggle().getAttribute('aria-pressed')).to.equal('true');
    await isAccessible(widget);
    toggle().click();
    await until(() => !part(widget, 'table'));
    expect(parts(widget, 'result')).to.have.length(3);
  });

  it('mark the own choice in the table too', async () => {
    const { src } = poll();
    const widget = await shown(src);
    await vote(widget, 'The sauna');
    await says(widget, '55%, 6 votes');
    button(widget, 'Show as table')!.click();
    await until(() => part(widget, 'table'));
    expect(cells(widget)[2]![0]).to.equal('The sauna Your choice');
  });

  it('of a ranked question show each round of the count', async () => {
    const { src } = poll({ type: 'ranked', closes: inDays(-1) }, { votes: {}, ballots });
    const widget = await shown(src);
    expect(cells(widget)).to.deep.equal([
      ['', 'Round 1', 'Round 2'],
      ['The pier', '4', '6'],
      ['The sauna', '5', '5'],
      ['A ramp', '2', '–'],
    ]);
    expect(root(widget).querySelector<HTMLElement>('.wide')!.tabIndex).to.equal(0);
    await isAccessible(widget);
  });

  it('declare a tie', async () => {
    const { src } = poll({ closes: inDays(-1) }, { votes: { pier: 5, sauna: 5, ramp: 1 } });
    expect(textOf(await shown(src))).to.include('Tie between The pier and The sauna.');
  });

  it('declare a tie that a count in rounds could not break', async () => {
    const { src } = poll(
      { type: 'ranked', closes: inDays(-1) },
      {
        votes: {},
        ballots: [
          { choices: ['pier'], count: 4 },
          { choices: ['sauna'], count: 4 },
          { choices: ['ramp'], count: 1 },
        ],
      },
    );
    const widget = await shown(src);
    expect(textOf(widget)).to.include('Tie between The pier and The sauna.');
    expect(cells(widget).at(-1)).to.deep.equal(['A ramp', '1', '–']);
  });

  it('know no tie where nobody voted', async () => {
    const { src } = poll({ closes: inDays(-1) }, { votes: {} });
    const widget = await shown(src);
    expect(textOf(widget)).to.include('0%, 0 votes').and.to.include('0 voters');
    expect(textOf(widget)).not.to.include('Tie');
  });

  it('are not percent of voters where there are fewer of these than votes', async () => {
    startServer({
      before: () =>
        Response.json({
          id: 'odd',
          question: 'What?',
          type: 'multiple',
          voters: 2,
          closes: inDays(-1),
          options: [
            { id: 'a', label: 'A', votes: 6 },
            { id: 'b', label: 'B', votes: 2 },
          ],
        }),
    });
    const widget = await shown('/api/polls/odd');
    expect(textOf(widget)).to.include('75%, 6 votes');
    expect(textOf(widget)).not.to.include('Percent of voters');
  });

  it('are said to come only as long as they can come', async () => {
    startServer({
      before: () =>
        Response.json({
          id: 'late',
          question: 'What?',
          results: 'after-close',
          closes: inDays(-1),
          options: [{ id: 'a', label: 'A' }],
        }),
    });
    const widget = await shown('/api/polls/late');
    expect(textOf(widget)).to.include('The results are not published.');
  });

  describe('shared', () => {
    const replaced = (name: 'share' | 'clipboard', value: unknown) => {
      Object.defineProperty(navigator, name, { value, configurable: true });
    };
    afterEach(() => {
      for (const name of ['share', 'clipboard']) Reflect.deleteProperty(navigator, name);
    });

    it('by what the device shares with, as the plain address', async () => {
      const { src } = poll({ url: '/fraga/x' });
      const calls: unknown[] = [];
      replaced('share', (data: unknown) => Promise.resolve(calls.push(data)));
      const widget = await shown(src);
      expect(calls).to.deep.equal([]);
      button(widget, 'Share')!.click();
      await until(() => calls.length);
      expect(calls).to.deep.equal([{ url: `${location.origin}/fraga/x` }]);
      await widget.updateComplete;
      expect(part(widget, 'tools')!.querySelector('[role=status]')!.textContent).to.equal('');
    });

    it('by copying the address, and says so', async () => {
      const { src } = poll({ url: '/fraga/x' });
      const texts: string[] = [];
      replaced('share', undefined);
      replaced('clipboard', { writeText: (text: string) => Promise.resolve(texts.push(text)) });
      const widget = await shown(src);
      button(widget, 'Share')!.click();
      await says(widget, 'Copied');
      expect(texts).to.deep.equal([`${location.origin}/fraga/x`]);
    });

    it('as an address to read, where nothing else is possible', async () => {
      const { src } = poll({ url: '/fraga/x' });
      replaced('share', undefined);
      replaced('clipboard', undefined);
      const widget = await shown(src);
      button(widget, 'Share')!.click();
      await says(widget, `${location.origin}/fraga/x`);
    });

    it('not at all without a page of its own', async () => {
      startServer({
        before: () =>
          Response.json({ id: 'x', question: 'What?', options: [{ id: 'a', label: 'A', votes: 1 }] }),
      });
      const widget = await shown('/api/polls/x');
      expect(button(widget, 'Share')).to.equal(undefined);
    });
  });
});
