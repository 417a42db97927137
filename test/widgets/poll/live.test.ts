import { expect } from '@open-wc/testing';
import { isAccessible } from '../../helpers/accessible.js';
import { part, startServer, textOf, until } from '../../helpers/mount.js';
import { button, choose, focused, inDays, option, poll, says, shown, vote } from './polls.js';

const root = (widget: Element) => widget.shadowRoot!;
const soon = (ms: number) => new Date(Date.now() + ms).toISOString();

/** Lets a widget's next timer be run by hand, and the clock be moved. */
async function withClock(run: (clock: { tick(): void; forward(ms: number): void }) => Promise<void>) {
  const { setTimeout: original } = globalThis;
  const { now } = Date;
  let next: (() => void) | undefined;
  let later = 0;
  globalThis.setTimeout = ((act: () => void, wait: number) => {
    if (wait < 1000 || wait > 30_000) return original(act, wait);
    next = act;
    return 0;
  }) as typeof setTimeout;
  Date.now = () => now() + later;
  try {
    await run({ tick: () => next!(), forward: (ms) => void (later += ms) });
  } finally {
    Object.assign(globalThis, { setTimeout: original });
    Date.now = now;
  }
}

describe('<civic-poll> as time goes by', () => {
  it('says how long there is to go, by the server’s clock, and says it anew without a word', async () => {
    const hours = 3_600_000;
    const behind = () => new Date(Date.now() - 20 * hours);
    const { src, server } = poll({ closes: soon(9.5 * hours) }, {}, { now: behind });
    await withClock(async ({ tick, forward }) => {
      const widget = await shown(src);
      const facts = () => part(widget, 'footer')!.textContent;
      expect(facts()).to.match(/Closes \w+ \d+, \d{4} at .*\(in 1 day\)/);
      const live = [...root(widget).querySelectorAll('[role=status], [role=alert], [aria-live]')];
      expect(live.some((each) => each.textContent.includes('in 1 day'))).to.equal(false);
      forward(20 * hours);
      tick();
      await until(() => facts().includes('(in 9 hours)'));
      expect(server.requests).to.have.length(1);
    });
  });

  it('says the date alone where it is more than a week away', async () => {
    const { src } = poll({ closes: inDays(9) });
    const widget = await shown(src);
    expect(part(widget, 'footer')!.textContent).to.match(/Closes \w+ \d+, \d{4} at [^(]*voters/);
  });

  it('closes under somebody’s hands: says that the choice was not counted, and keeps saying it', async () => {
    const closes = soon(1200);
    let asked = 0;
    startServer({
      before: () => {
        asked++;
        return Response.json({
          id: 'x',
          question: 'What?',
          closes,
          results: 'after-close',
          now: new Date().toISOString(),
          options: [
            { id: 'a', label: 'A', ...(asked > 1 && { votes: 3 }) },
            { id: 'b', label: 'B', ...(asked > 1 && { votes: 1 }) },
          ],
          // A closed poll need not say where to vote.
          ...(asked === 1 && { voteUrl: '/api/polls/x/votes' }),
        });
      },
    });
    const widget = await shown('/api/polls/x');
    await choose(widget, 'A');
    option(widget, 'A').focus();
    await says(widget, '75%, 3 votes');
    expect(textOf(widget)).to.match(/The vote could not be counted: Closed /);
    expect(root(widget).querySelector('input')).to.equal(null);
    expect(focused(widget)!.textContent).to.equal('Results');
    await isAccessible(widget);
  });

  it('closes where the network is gone, and thanks whoever has voted', async () => {
    const { src, server } = poll({ closes: soon(2500) });
    const widget = await shown(src);
    await vote(widget, 'The sauna');
    await says(widget, 'Thank you, your vote is counted.');
    server.break('network');
    await until(() => part(widget, 'phase'));
    expect(part(widget, 'phase')!.textContent).to.include('Closed');
    expect(textOf(widget)).to.include('Thank you, your vote is counted.').and.not.to.include('could not');
  });

  it('rests where the resident says so, and goes on again', async () => {
    const { src, server } = poll();
    await withClock(async ({ tick, forward }) => {
      const widget = await shown(src);
      expect(button(widget, 'Pause updates')).to.equal(undefined);
      widget.refresh = 10;
      await widget.updateComplete;
      const pause = button(widget, 'Pause updates')!;
      expect(pause.getAttribute('aria-pressed')).to.equal('false');
      await isAccessible(widget);
      pause.click();
      await widget.updateComplete;
      expect(pause.getAttribute('aria-pressed')).to.equal('true');
      forward(60_000);
      tick();
      await widget.updateComplete;
      expect(server.requests).to.have.length(1);
      pause.click();
      await widget.updateComplete;
      tick();
      await until(() => server.requests.length === 2);
    });
  });

  it('brings newer numbers without moving what is read', async () => {
    const { src, server } = poll();
    const widget = await shown(src);
    button(widget, 'Show results')!.click();
    await says(widget, '50%, 5 votes');
    const before = [...root(widget).querySelectorAll('.result')];
    const places = before.map((each) => each.getBoundingClientRect().top);
    widget.refresh = 1;
    await server.ask(`${src}/votes`, {
      method: 'POST',
      body: new URLSearchParams({ choice: 'ramp', ballot: crypto.randomUUID() }),
    });
    await says(widget, '18%, 2 votes');
    const after = [...root(widget).querySelectorAll('.result')];
    expect(after).to.deep.equal(before);
    expect(after.map((each) => each.getBoundingClientRect().top)).to.deep.equal(places);
    expect(focused(widget)!.textContent).to.equal('Results');
  });
});
