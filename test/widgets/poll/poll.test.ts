import { expect, html } from '@open-wc/testing';
import ar from '../../../src/locale/ar.js';
import { registerMessages } from '../../../src/locale/registry.js';
import { configure } from '../../../src/config/page-config.js';
import type { CivicPoll } from '../../../src/widgets/poll/poll.js';
import { isAccessible } from '../../helpers/accessible.js';
import { heard, mount, part, parts, showsFallback, startServer, textOf, until } from '../../helpers/mount.js';
import { consoleOf } from '../../helpers/page.js';
import { button, focused, inDays, option, poll, says, shown, vote } from './polls.js';

registerMessages('ar', ar);

const root = (widget: Element) => widget.shadowRoot!;

describe('<civic-poll>', () => {
  describe('states', () => {
    it('is pending: keeps room for three options, shows the fallback, says so', async () => {
      const { server, src } = poll();
      server.break('slow');
      const widget = await mount<CivicPoll>(
        html`<civic-poll src=${src}><a href="/q">Answer</a></civic-poll>`,
      );
      expect(showsFallback(widget)).to.equal(true);
      expect(root(widget).querySelectorAll('.skeleton')).to.have.length(3);
      expect(textOf(widget)).to.equal('Loading…');
      await isAccessible(widget);
      server.repair();
      await says(widget, 'What first?');
      expect(showsFallback(widget)).to.equal(false);
    });

    it('fails: a sentence, the fallback, one event, and a way to try again', async () => {
      const { server, src } = poll();
      const events = heard('civic-error', 'civic-poll-loaded');
      server.break(500);
      let widget!: CivicPoll;
      const lines = await consoleOf(async () => {
        widget = await shown(src);
        await until(() => events.length);
      });
      expect(showsFallback(widget)).to.equal(true);
      expect(events.map(({ type }) => type)).to.deep.equal(['civic-error']);
      expect(lines).to.have.length(1);
      await isAccessible(widget);
      server.repair();
      button(widget, 'Try again')!.click();
      await says(widget, 'What first?');
      await until(() => events.length === 2);
      expect(events[1]!.type).to.equal('civic-poll-loaded');
      expect(showsFallback(widget)).to.equal(false);
    });

    it('is empty: a sentence, the fallback and the event', async () => {
      const { src } = poll({ options: [] }, { votes: {} });
      const events = heard('civic-error', 'civic-poll-loaded');
      let widget!: CivicPoll;
      await consoleOf(async () => {
        widget = await shown(src);
        await until(() => events.length);
      });
      expect(textOf(widget)).to.equal('There is nothing to vote on here yet.');
      expect(showsFallback(widget)).to.equal(true);
      expect(events.map((event) => (event as { code?: string }).code)).to.deep.equal(['empty']);
      await isAccessible(widget);
    });

    it('is scheduled: when it opens, and the options to read', async () => {
      const { src } = poll({ opens: inDays(2) });
      const widget = await shown(src);
      expect(part(widget, 'phase')!.textContent).to.match(/Opens \w+ \d+, \d{4} at .* \(in (1 day|2 days)\)/);
      expect(textOf(widget)).to.include('The sauna');
      expect(root(widget).querySelector('input, .button')).to.equal(null);
      expect(textOf(widget)).not.to.include('%');
      await isAccessible(widget);
    });

    it('is open: the question is heading and legend, the choices are native', async () => {
      const { src, id } = poll({ description: 'By the lake.' }, { blank: 2 });
      const events = heard('civic-poll-loaded', 'civic-error');
      const widget = await shown(src);
      await until(() => events.length);
      expect(events.map((event) => [event.type, 'poll' in event && event.poll])).to.deep.equal([
        ['civic-poll-loaded', id],
      ]);
      expect(root(widget).querySelector('fieldset > legend > h2')!.textContent).to.equal('What first?');
      const inputs = [...root(widget).querySelectorAll('input')];
      expect(inputs.map(({ type }) => type)).to.deep.equal(['radio', 'radio', 'radio', 'radio']);
      expect(option(widget, 'The pier').getAttribute('aria-describedby')).to.equal('detail-0-0');
      expect(option(widget, 'Blank vote')).to.be.an.instanceOf(HTMLInputElement);
      for (const text of [
        'By the lake.',
        'Choose one',
        'Closes',
        '10 voters',
        '2 blank',
        'One vote per browser. Nothing is stored on your device',
      ]) {
        expect(textOf(widget)).to.include(text);
      }
      expect(button(widget, 'Vote')!.hasAttribute('disabled')).to.equal(false);
      expect(textOf(widget)).not.to.include('%');
      await isAccessible(widget);
    });

    it('is closed: when, and the results as text before the bars', async () => {
      const { src } = poll({ closes: inDays(-1), eligible: 40, quorum: { voters: 5 } }, { blank: 2 });
      const widget = await shown(src);
      expect(part(widget, 'phase')!.textContent).to.include('Closed ');
      expect(
        parts(widget, 'result').map((each) => each.textContent.replace(/\s+/g, ' ').trim()),
      ).to.deep.equal(['The pier 40%, 4 votes', 'The sauna 50%, 5 votes', 'A ramp 10%, 1 vote']);
      const bars = [...root(widget).querySelectorAll('rect')];
      expect(bars.map((bar) => bar.getAttribute('width'))).to.deep.equal(['40%', '50%', '10%']);
      expect(bars[0]!.closest('svg')!.getAttribute('aria-hidden')).to.equal('true');
      for (const text of [
        '10 voters',
        '2 blank',
        '30% of 40 eligible voters',
        'Counts if at least 5 vote (reached)',
      ]) {
        expect(textOf(widget)).to.include(text);
      }
      expect(button(widget, 'Vote')).to.equal(undefined);
      await isAccessible(widget);
    });

    it('shows a heading above, and the question below it', async () => {
      const { src } = poll();
      const widget = await shown(src);
      widget.heading = 'Have your say';
      widget.headingLevel = 3;
      await widget.updateComplete;
      expect(root(widget).querySelector('h3')!.textContent).to.equal('Have your say');
      expect(root(widget).querySelector('legend h4')!.textContent).to.equal('What first?');
    });
  });

  describe('results', () => {
    it('always: before voting on request, and back', async () => {
      const { src } = poll();
      const widget = await shown(src);
      button(widget, 'Show results')!.focus();
      button(widget, 'Show results')!.click();
      await says(widget, '50%, 5 votes');
      await until(() => focused(widget)?.textContent === 'Results');
      expect(parts(widget, 'mine')).to.have.length(0);
      await isAccessible(widget);
      button(widget, 'Back to the question')!.click();
      await until(() => focused(widget)?.textContent === 'What first?');
      expect(option(widget, 'The sauna').type).to.equal('radio');
    });

    it('after voting: not before, and in the answer', async () => {
      const { src } = poll({ results: 'after-vote' });
      const widget = await shown(src);
      expect(textOf(widget)).to.include('The results are shown to those who have voted.');
      expect(button(widget, 'Show results')).to.equal(undefined);
      await vote(widget, 'The sauna');
      await says(widget, '55%, 6 votes');
    });

    it('after closing: thanks, and when they come', async () => {
      const { src } = poll({ results: 'after-close' });
      const widget = await shown(src);
      await vote(widget, 'The sauna');
      await says(widget, 'Thank you, your vote is counted.');
      expect(textOf(widget)).to.include('The results are shown when the vote has closed.');
      expect(textOf(widget)).not.to.include('%');
      await isAccessible(widget);
    });

    it('never: said', async () => {
      const { src } = poll({ results: 'never', closes: inDays(-1) });
      const widget = await shown(src);
      expect(textOf(widget)).to.include('The results are not published.');
    });

    it('of several choices are percent of voters, and said to be', async () => {
      const { src } = poll(
        { type: 'multiple', closes: inDays(-1) },
        { votes: { pier: 8, sauna: 6, ramp: 0 }, voters: 10 },
      );
      const widget = await shown(src);
      expect(textOf(widget)).to.include('80%, 8 votes');
      expect(textOf(widget)).to.include('60%, 6 votes');
      expect(textOf(widget)).to.include('Percent of voters');
    });

    it('of a ranked question say how it was counted', async () => {
      const ballots = [
        { choices: ['pier', 'ramp'], count: 4 },
        { choices: ['sauna'], count: 5 },
        { choices: ['ramp', 'pier'], count: 2 },
      ];
      const { src } = poll({ type: 'ranked', closes: inDays(-1) }, { votes: {}, ballots });
      const widget = await shown(src);
      expect(
        parts(widget, 'result').map((each) => each.textContent.replace(/\s+/g, ' ').trim()),
      ).to.deep.equal(['The pier 55%, 6 votes', 'The sauna 45%, 5 votes', 'A ramp 0%, 0 votes']);
      expect(textOf(widget)).to.include('After each round, the last answer is out');
      await isAccessible(widget);
    });

    it('without a vote are nought per cent', async () => {
      const { src } = poll({ closes: inDays(-1) }, { votes: {} });
      expect(textOf(await shown(src))).to.include('0%, 0 votes');
    });
  });

  describe('clock', () => {
    it('is the server’s', async () => {
      const late = () => new Date(Date.now() + 10 * 86_400_000);
      const { src } = poll({ closes: inDays(5) }, {}, { now: late });
      const widget = await shown(src);
      expect(part(widget, 'phase')!.textContent).to.include('Closed');
    });

    it('closes the poll when the time comes, and fetches what may then be shown', async () => {
      const { src, server } = poll({
        closes: new Date(Date.now() + 1000).toISOString(),
        results: 'after-close',
      });
      const widget = await shown(src);
      expect(button(widget, 'Vote')).to.not.equal(undefined);
      button(widget, 'Vote')!.focus();
      await says(widget, '50%, 5 votes');
      expect(part(widget, 'phase')!.textContent).to.include('Closed');
      expect(focused(widget)!.textContent).to.equal('Results');
      expect(server.requests).to.have.length(2);
    });

    it('is looked at again for newer results, without a word', async () => {
      const { src, server } = poll();
      const events = heard('civic-poll-loaded', 'civic-error');
      const widget = await shown(src);
      widget.refresh = 1;
      option(widget, 'A ramp').click();
      option(widget, 'A ramp').focus();
      await server.ask(`${src}/votes`, {
        method: 'POST',
        body: new URLSearchParams({ choice: 'sauna', ballot: crypto.randomUUID() }),
      });
      await says(widget, '11 voters');
      expect(option(widget, 'A ramp').checked).to.equal(true);
      expect(focused(widget)).to.equal(option(widget, 'A ramp'));
      expect(events).to.have.length(1);
    });

    it('rests while the page is hidden', async () => {
      const { src, server } = poll();
      const widget = await shown(src);
      const { setTimeout: original } = globalThis;
      let tick: (() => void) | undefined;
      globalThis.setTimeout = ((act: () => void, wait: number) => {
        if (wait < 1000) return original(act, wait);
        tick = act;
        return 0;
      }) as typeof setTimeout;
      const { now } = Date;
      try {
        widget.refresh = 60;
        await widget.updateComplete;
        Date.now = () => now() + 61_000;
        Object.defineProperty(document, 'hidden', { value: true, configurable: true });
        tick!();
        expect(server.requests).to.have.length(1);
        Object.defineProperty(document, 'hidden', { value: false, configurable: true });
        tick!();
        await until(() => server.requests.length === 2);
      } finally {
        Reflect.deleteProperty(document, 'hidden');
        Object.assign(globalThis, { setTimeout: original });
        Date.now = now;
      }
    });
  });

  describe('in the page', () => {
    it('goes on loading when it is moved, and holds nothing when it is gone', async () => {
      const { server, src } = poll();
      server.break('slow');
      const widget = await mount<CivicPoll>(html`<civic-poll src=${src}></civic-poll>`);
      const events = heard('civic-poll-loaded', 'civic-error');
      document.body.append(widget);
      server.repair();
      await says(widget, 'What first?');
      expect(server.requests).to.have.length(1);
      await until(() => events.length);
      expect(events.map(({ type }) => type)).to.deep.equal(['civic-poll-loaded']);
      widget.remove();
    });

    it('shows the poll that was asked for last', async () => {
      const { server, src } = poll();
      server.break('slow');
      const widget = await mount<CivicPoll>(html`<civic-poll src="/api/polls/none"></civic-poll>`);
      const events = heard('civic-poll-loaded', 'civic-error');
      widget.src = src;
      await widget.updateComplete;
      server.repair();
      await says(widget, 'What first?');
      await until(() => events.length);
      expect(events.map(({ type }) => type)).to.deep.equal(['civic-poll-loaded']);
    });

    it('begins anew with another poll', async () => {
      const { server, src } = poll({ question: 'One?' });
      const widget = await shown(src);
      option(widget, 'A ramp').click();
      const other = poll({ question: 'Two?' });
      widget.src = other.src;
      await says(widget, 'Two?');
      expect(option(widget, 'A ramp').checked).to.equal(false);
      expect(server.posts).to.have.length(0);
    });

    it('reads right to left, each text in its own language', async () => {
      const { src } = poll({ closes: inDays(-1), language: 'en' });
      const widget = await mount<CivicPoll>(html`<civic-poll src=${src} lang="ar"></civic-poll>`);
      await until(() => part(widget, 'question'));
      const base = part(widget, 'base')!;
      expect([base.dir, base.lang]).to.deep.equal(['rtl', 'ar']);
      expect(part(widget, 'question')!.querySelector('bdi')!.lang).to.equal('en');
      const [bar] = parts(widget, 'bar');
      const name = root(widget).querySelector('.result .name')!.getBoundingClientRect();
      expect(name.right).to.be.closeTo(bar!.getBoundingClientRect().right, 1);
      await isAccessible(widget);
    });

    it('shows what strangers wrote as text, and follows no address that is none', async () => {
      const hostile = '<img src=x onerror="parent.hit=1">';
      const { src } = poll({
        question: hostile,
        description: hostile,
        options: [
          { id: 'a', label: hostile, description: hostile, image: { url: 'javascript:hit=1', alt: hostile } },
        ],
        ballotPolicyText: hostile,
        privacyUrl: 'javascript:hit=1',
        url: 'javascript:hit=1',
      });
      const widget = await shown(src);
      expect(textOf(widget)).to.include(hostile);
      expect(root(widget).querySelector('img, a')).to.equal(null);
      expect((globalThis as { hit?: number }).hit).to.equal(undefined);
    });

    it('fetches pictures of options from where the page may read', async () => {
      const image = { url: '/demo/site/media/bron.svg', alt: 'A bridge' };
      const foreign = { url: 'https://elsewhere.example/x.jpg', alt: '' };
      const { src } = poll(
        {
          options: [
            { id: 'a', label: 'A', image },
            { id: 'b', label: 'B', image: foreign },
          ],
        },
        { votes: {} },
      );
      const widget = await shown(src);
      expect(parts<HTMLImageElement>(widget, 'image').map(({ alt }) => alt)).to.deep.equal(['A bridge']);
      await isAccessible(widget);
      configure({ media: 'none' });
      await until(() => !parts(widget, 'image').length);
    });

    it('says where a poll can be voted on that may not be sent to', async () => {
      const { src } = poll({ voteUrl: 'https://elsewhere.example/votes', url: '/fraga/x' });
      const events = heard('civic-error');
      let widget!: CivicPoll;
      const lines = await consoleOf(async () => {
        widget = await shown(src);
        await until(() => events.length);
      });
      expect(events.map(({ code }) => code)).to.deep.equal(['not-allowed']);
      expect(lines[0]).to.include('https://elsewhere.example');
      expect(root(widget).querySelector('input')).to.equal(null);
      expect(textOf(widget)).to.include('50%, 5 votes');
      const link = root(widget).querySelector<HTMLAnchorElement>('.actions a')!;
      expect([link.textContent.trim(), link.pathname]).to.deep.equal([
        'Vote on the original page',
        '/fraga/x',
      ]);
      await isAccessible(widget);
    });

    it('asks to sign in where the poll does', async () => {
      const { src } = poll({ ballotPolicy: 'login', loginUrl: '/login' });
      const widget = await shown(src);
      const link = root(widget).querySelector<HTMLAnchorElement>('.actions a')!;
      expect([link.textContent.trim(), link.pathname]).to.deep.equal(['Sign in to vote', '/login']);
      expect(textOf(widget)).to.include('One vote per person, after signing in.');
      await isAccessible(widget);
    });

    it('says what is wrong with what it can’t read', async () => {
      startServer({ before: () => Response.json({ id: 'x', options: 'none' }) });
      const events = heard('civic-error');
      await consoleOf(async () => {
        await shown('/api/polls/x');
        await until(() => events.length);
      });
      expect(events.map(({ code, message }) => [code, message])).to.deep.equal([
        ['format', 'options should be array, found "none".'],
      ]);
    });
  });
});
