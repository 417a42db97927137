import { expect, html } from '@open-wc/testing';
import type { PollDefinition } from '../../../demo/server/seed/town.js';
import { configure } from '../../../src/config/page-config.js';
import type { CivicPoll } from '../../../src/widgets/poll/poll.js';
import { isAccessible } from '../../helpers/accessible.js';
import { press } from '../../helpers/browser.js';
import { heard, mount, part, parts, startServer, textOf, until } from '../../helpers/mount.js';
import { consoleOf } from '../../helpers/page.js';
import { button, choose, focused, inDays, option, poll, says, shown, vote } from './polls.js';

const THANKS = 'Thank you, your vote is counted.';
const root = (widget: Element) => widget.shadowRoot!;
const sent = (body: unknown) => [...(body as URLSearchParams)];
type PollRules = Partial<Pick<PollDefinition, 'type' | 'min' | 'max'>>;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('<civic-poll> voting', () => {
  it('counts one vote, thanks, marks the choice, and moves the focus to the result', async () => {
    const { server, src, id } = poll();
    const events = heard('civic-poll-voted', 'civic-error');
    const widget = await shown(src);
    await choose(widget, 'The sauna');
    expect(events).to.have.length(0);
    button(widget, 'Vote')!.focus();
    button(widget, 'Vote')!.click();
    await says(widget, THANKS);
    const [post] = server.posts;
    expect(post!.url.pathname).to.equal(`${src}/votes`);
    const body = new Map(sent(post!.body));
    expect([...body.keys()]).to.deep.equal(['choice', 'ballot']);
    expect(body.get('choice')).to.equal('sauna');
    expect(body.get('ballot')).to.match(UUID);
    await until(() => events.length);
    expect(events).to.have.length(1);
    const [voted] = events as HTMLElementEventMap['civic-poll-voted'][];
    expect([voted!.type, voted!.poll, voted!.choice]).to.deep.equal(['civic-poll-voted', id, ['sauna']]);
    expect(parts(widget, 'result')[1]!.textContent.replace(/\s+/g, ' ').trim()).to.equal(
      'The sauna Your choice 55%, 6 votes',
    );
    expect(focused(widget)!.textContent).to.equal(THANKS);
    expect(button(widget, 'Vote')).to.equal(undefined);
    await isAccessible(widget);
  });

  it('goes with the keyboard alone', async () => {
    const { server, src } = poll();
    const widget = await shown(src);
    option(widget, 'The pier').focus();
    await press(' ');
    await press('ArrowDown');
    expect(option(widget, 'The sauna').checked).to.equal(true);
    await press('Enter');
    await says(widget, THANKS);
    expect(sent(server.posts[0]!.body)[0]).to.deep.equal(['choice', 'sauna']);
    await until(() => focused(widget)?.textContent === THANKS);
  });

  it('asks for a choice where none was made', async () => {
    const { server, src } = poll();
    const widget = await shown(src);
    button(widget, 'Vote')!.click();
    await says(widget, 'Choose an answer before you vote.');
    expect(focused(widget)).to.equal(option(widget, 'The pier'));
    const described = option(widget, 'The pier').getAttribute('aria-describedby')!.split(' ');
    expect(described.map((id) => root(widget).querySelector(`#${id}`)!.textContent)).to.include(
      'Choose an answer before you vote.',
    );
    expect(server.posts).to.have.length(0);
    await isAccessible(widget);
    await choose(widget, 'A ramp');
    expect(textOf(widget)).not.to.include('before you vote');
  });

  it('says how many were chosen, and how many may be', async () => {
    const { server, src } = poll({ type: 'multiple', min: 1, max: 2 }, { voters: 8 });
    const widget = await shown(src);
    expect(textOf(widget)).to.include('Choose up to 2');
    const status = root(widget).querySelector('[role=status]')!;
    await choose(widget, 'The pier', 'A ramp');
    expect(status.textContent).to.equal('2 chosen');
    await choose(widget, 'The sauna');
    expect(status.textContent).to.equal('3 chosen');
    button(widget, 'Vote')!.click();
    await until(() => part(widget, 'error')!.textContent === 'Choose up to 2');
    expect(server.posts).to.have.length(0);
    expect(focused(widget)).to.equal(option(widget, 'The pier'));
    await isAccessible(widget);
    await vote(widget, 'The pier');
    await says(widget, THANKS);
    expect(sent(server.posts[0]!.body).filter(([name]) => name === 'choice')).to.deep.equal([
      ['choice', 'ramp'],
      ['choice', 'sauna'],
    ]);
    expect(parts(widget, 'mine')).to.have.length(2);
  });

  for (const [rules, hint] of [
    [{ type: 'multiple', min: 2, max: 3 }, 'Choose between 2 and 3'],
    [{ type: 'multiple', min: 2, max: 2 }, 'Choose 2'],
    [{ type: 'multiple', max: 1 }, 'Choose one'],
    [{ type: 'multiple', max: 9 }, 'Choose up to 3'],
    [{ type: 'ranked' }, 'Choose up to 3. In order of preference, the best one first'],
    [{ type: 'ranked', min: 3 }, 'Choose 3. In order of preference'],
  ] as [PollRules, string][]) {
    it(`says how many to choose: ${hint}`, async () => {
      const { server, src } = poll(rules, { votes: {} });
      const widget = await shown(src);
      expect(root(widget).querySelector('fieldset .hint')!.textContent).to.include(hint);
      button(widget, 'Vote')!.click();
      await until(() => !part(widget, 'error')!.hidden);
      expect(part(widget, 'error')!.textContent).to.include(
        rules.min ? hint : 'Choose an answer before you vote.',
      );
      expect(server.posts).to.have.length(0);
    });
  }

  it('counts a blank vote where that is possible', async () => {
    const { server, src } = poll({}, { blank: 1 });
    const events = heard('civic-poll-voted');
    const widget = await shown(src);
    await choose(widget, 'The pier', 'Blank vote');
    expect(option(widget, 'The pier').checked).to.equal(false);
    button(widget, 'Vote')!.click();
    await says(widget, '2 blank');
    expect(sent(server.posts[0]!.body)[0]).to.deep.equal(['blank', '1']);
    await until(() => events.length);
    expect(events[0]!.choice).to.deep.equal([]);
    expect(parts(widget, 'mine')).to.have.length(0);
  });

  it('counts an order of preference', async () => {
    const { server, src } = poll({ type: 'ranked' }, { votes: {}, ballots: [] });
    const widget = await shown(src);
    await choose(widget, 'A ramp', 'The pier', 'The sauna', 'A ramp Choice 1', 'A ramp');
    expect(option(widget, 'A ramp Choice 3').checked).to.equal(true);
    await isAccessible(widget);
    button(widget, 'Vote')!.click();
    await says(widget, THANKS);
    const choices = sent(server.posts[0]!.body).filter(([name]) => name === 'choice');
    expect(choices.map(([, value]) => value)).to.deep.equal(['pier', 'sauna', 'ramp']);
    expect(parts(widget, 'mine').map((mark) => mark.textContent)).to.deep.equal([
      'Choice 1',
      'Choice 2',
      'Choice 3',
    ]);
  });

  it('is put in order by buttons, with the keyboard alone', async () => {
    const { server, src } = poll({ type: 'ranked' }, { votes: {}, ballots: [] });
    const widget = await shown(src);
    for (const name of ['The pier', 'The sauna', 'A ramp']) {
      option(widget, name).focus();
      await press(' ');
      await widget.updateComplete;
    }
    const order = () =>
      [...root(widget).querySelectorAll('ol li .text')].map((each) => each.textContent.trim());
    expect(order()).to.deep.equal(['The pier', 'The sauna', 'A ramp']);
    const up =
      button(widget, 'Choice 3, A ramp: move up') ?? part(widget, 'order')!.querySelectorAll('button')[2]!;
    expect(up.getAttribute('aria-label')).to.equal('Choice 3, A ramp: move up');
    up.focus();
    await press('Enter');
    await until(() => order()[1] === 'A ramp');
    // The focus goes along, so that pressing again goes on.
    expect(focused(widget)!.getAttribute('aria-label')).to.equal('Choice 2, A ramp: move up');
    await press(' ');
    await until(() => order()[0] === 'A ramp');
    expect(focused(widget)!.getAttribute('aria-disabled')).to.equal('true');
    await press('Enter');
    expect(order()).to.deep.equal(['A ramp', 'The pier', 'The sauna']);
    expect(option(widget, 'A ramp Choice 1').checked).to.equal(true);
    expect(part(widget, 'order')!.getAttribute('aria-labelledby')).to.equal('order-0');
    await isAccessible(widget);
    button(widget, 'Vote')!.click();
    await says(widget, THANKS);
    const choices = sent(server.posts[0]!.body).filter(([name]) => name === 'choice');
    expect(choices.map(([, value]) => value)).to.deep.equal(['ramp', 'pier', 'sauna']);
  });

  it('counts several questions as one ballot', async () => {
    const options = [
      { id: 'yes', label: 'Yes' },
      { id: 'no', label: 'No' },
    ];
    const { server, src } = poll(
      {
        question: 'Two questions',
        options: [],
        questions: [
          { id: 'a', question: 'First?', type: 'single', options },
          {
            id: 'b',
            question: 'Second?',
            type: 'multiple',
            options: [...options, { id: 'maybe', label: 'Maybe' }],
          },
        ],
      },
      { blank: 0 },
    );
    const events = heard('civic-poll-voted');
    const widget = await shown(src);
    expect([...root(widget).querySelectorAll('h2, h3')].map((each) => each.textContent)).to.deep.equal([
      'Two questions',
      'First?',
      'Second?',
    ]);
    await isAccessible(widget);
    await vote(widget, 'Maybe');
    await says(widget, 'Choose an answer before you vote.');
    expect(focused(widget)).to.equal(option(widget, 'Yes'));
    await vote(widget, 'No');
    await says(widget, THANKS);
    expect(sent(server.posts[0]!.body).slice(0, 2)).to.deep.equal([
      ['choice', 'a:no'],
      ['choice', 'b:maybe'],
    ]);
    await until(() => events.length);
    expect(events[0]!.choice).to.deep.equal(['a:no', 'b:maybe']);
    expect(parts(widget, 'mine')).to.have.length(2);
    await isAccessible(widget);
  });

  it('takes a blank vote for all questions', async () => {
    const options = [{ id: 'yes', label: 'Yes' }];
    const { server, src } = poll(
      { options: [], questions: [{ id: 'a', question: 'First?', options }] },
      { blank: 0 },
    );
    const widget = await shown(src);
    await vote(widget, 'Yes', 'Blank vote');
    await says(widget, THANKS);
    expect(sent(server.posts[0]!.body)[0]).to.deep.equal(['blank', '1']);
  });

  it('sends the same ballot again after a failure, and keeps the choice', async () => {
    const { server, src } = poll();
    const events = heard('civic-error', 'civic-poll-voted');
    const widget = await shown(src);
    server.break('network', 'POST');
    await consoleOf(async () => {
      await vote(widget, 'The sauna');
      await says(widget, 'It is not certain that your vote got through.');
      await until(() => events.length);
    });
    expect(events.map(({ type }) => type)).to.deep.equal(['civic-error']);
    expect(part(widget, 'error')!.textContent).to.equal('');
    expect(root(widget).querySelector('[role=alert]')!.textContent).to.include('Your choice is still here');
    expect(option(widget, 'The sauna').checked).to.equal(true);
    await isAccessible(widget);
    server.repair();
    button(widget, 'Vote')!.click();
    await says(widget, THANKS);
    const [first, second] = server.posts.map(({ body }) => sent(body));
    expect(second).to.deep.equal(first);
    expect(textOf(widget)).to.include('11 voters');
    await until(() => events.length === 2);
    expect(root(widget).querySelector('[role=alert]')).to.equal(null);
  });

  it('is counted once where the answer was lost on its way', async () => {
    let lost = true;
    const { src, server } = poll(
      {},
      {},
      {
        before: async (request) => {
          if (request.method !== 'POST' || !lost) return undefined;
          lost = false;
          await server.ask(new URL(request.url).pathname, {
            method: 'POST',
            body: new URLSearchParams(await request.text()),
          });
          throw new TypeError('Failed to fetch');
        },
      },
    );
    const widget = await shown(src);
    await consoleOf(async () => {
      await vote(widget, 'The sauna');
      await says(widget, 'not certain');
    });
    button(widget, 'Vote')!.click();
    await says(widget, THANKS);
    expect(textOf(widget)).to.include('11 voters');
  });

  it('is sent once however often the button is pressed, and what is chosen meanwhile changes nothing', async () => {
    const { server, src } = poll();
    const events = heard('civic-poll-voted');
    const widget = await shown(src);
    server.break('slow', 'POST');
    await vote(widget, 'The sauna');
    button(widget, 'Vote')?.click();
    await says(widget, 'Voting…');
    expect(button(widget, 'Voting…')!.getAttribute('aria-disabled')).to.equal('true');
    button(widget, 'Voting…')!.click();
    await choose(widget, 'A ramp');
    server.repair();
    await says(widget, THANKS);
    await until(() => events.length);
    expect(server.posts).to.have.length(1);
    expect(events.map(({ choice }) => choice)).to.deep.equal([['sauna']]);
    expect(parts(widget, 'result')[1]!.textContent).to.include('Your choice');
  });

  it('does not mix up polls when another is asked for while a vote is under way', async () => {
    const other = {
      id: 'two',
      question: 'Two?',
      options: [{ id: 'a', label: 'A' }],
      voteUrl: '/api/polls/two/votes',
    };
    const { server, src, id } = poll(
      { question: 'One?' },
      {},
      {
        before: ({ url }) => (url.endsWith('/two') ? Response.json(other) : undefined),
      },
    );
    const widget = await shown(src);
    const events = heard('civic-poll-voted');
    server.break('slow', 'POST');
    await vote(widget, 'The sauna');
    widget.src = '/api/polls/two';
    await says(widget, 'Two?');
    server.repair();
    await until(() => events.length);
    expect(events.map((event) => event.poll)).to.deep.equal([id]);
    expect(textOf(widget)).to.include('Two?');
    expect(textOf(widget)).not.to.include(THANKS);
    expect(button(widget, 'Vote')!.getAttribute('aria-disabled')).to.equal('false');
  });

  it('goes on when the widget is moved', async () => {
    const { server, src } = poll();
    const widget = await shown(src);
    server.break('slow', 'POST');
    await vote(widget, 'The sauna');
    document.body.append(widget);
    server.repair();
    await says(widget, THANKS);
    widget.remove();
  });

  it('remembers on this page that it was done, and by which ballot', async () => {
    const { server, src } = poll({ results: 'after-vote' });
    const widget = await shown(src);
    await vote(widget, 'The sauna');
    await says(widget, THANKS);
    widget.remove();
    const again = await shown(src);
    expect(textOf(again)).to.include(THANKS);
    expect(button(again, 'Vote')).to.equal(undefined);
    button(again, 'Show results')!.click();
    await says(again, '55%, 6 votes');
    const [first, second] = server.posts.map(({ body }) => sent(body));
    expect(second).to.deep.equal(first);
    expect([localStorage.length, sessionStorage.length]).to.deep.equal([0, 0]);
  });

  it('tells with 409 that it is too late, and shows the poll as it is', async () => {
    let closed = false;
    const later = () => new Date(Date.now() + (closed ? 10 * 86_400_000 : 0));
    const { src } = poll({}, {}, { now: later });
    const events = heard('civic-error');
    const widget = await shown(src);
    closed = true;
    await consoleOf(async () => {
      await vote(widget, 'The sauna');
      await says(widget, /The vote could not be counted: .*(closed|stängd)/);
      await until(() => part(widget, 'phase'));
    });
    expect(part(widget, 'phase')!.textContent).to.include('Closed');
    expect(textOf(widget)).to.include('50%, 5 votes');
    expect(events.map(({ code, status }) => [code, status])).to.deep.equal([['rejected', 409]]);
    await isAccessible(widget);
  });

  it('tells what the server says is wrong with it', async () => {
    const { src } = poll(
      {},
      {},
      {
        before: ({ method }) =>
          method === 'POST'
            ? Response.json({ detail: 'Not that one.', status: 422 }, { status: 422 })
            : undefined,
      },
    );
    const widget = await shown(src);
    await consoleOf(async () => {
      await vote(widget, 'The sauna');
      await says(widget, 'The vote could not be counted: Not that one.');
    });
    expect(option(widget, 'The sauna').checked).to.equal(true);
  });

  it('says that there are many visitors', async () => {
    const { server, src } = poll();
    const widget = await shown(src);
    server.break(429, 'POST');
    await consoleOf(async () => {
      await vote(widget, 'The sauna');
      await says(widget, 'There are many visitors right now.');
    });
  });

  it('takes a vote for counted whose answer can’t be read', async () => {
    const { src } = poll(
      {},
      {},
      {
        before: ({ method }) => (method === 'POST' ? new Response('<p>Tack!') : undefined),
      },
    );
    const events = heard('civic-error', 'civic-poll-voted');
    const widget = await shown(src);
    await consoleOf(async () => {
      await vote(widget, 'The sauna');
      await says(widget, THANKS);
      await until(() => events.length === 2);
    });
    expect(events.map(({ type }) => type)).to.deep.equal(['civic-error', 'civic-poll-voted']);
  });

  it('is changed where that is possible, with a higher revision of the same ballot', async () => {
    const { server, src } = poll({ changeable: true });
    const events = heard('civic-poll-voted');
    const widget = await shown(src);
    await vote(widget, 'The sauna');
    await says(widget, THANKS);
    button(widget, 'Change your vote')!.click();
    await until(() => button(widget, 'Vote'));
    expect(option(widget, 'The sauna').checked).to.equal(true);
    button(widget, 'Back to the question')!.click();
    await says(widget, THANKS);
    button(widget, 'Change your vote')!.click();
    await until(() => button(widget, 'Vote'));
    await vote(widget, 'A ramp');
    await says(widget, '18%, 2 votes');
    const [first, second] = server.posts.map(({ body }) => new Map(sent(body)));
    expect([first!.get('revision'), second!.get('revision')]).to.deep.equal(['0', '1']);
    expect(second!.get('ballot')).to.equal(first!.get('ballot'));
    expect(textOf(widget)).to.include('11 voters');
    await until(() => events.length === 2);
  });

  it('is cast any number of times where anyone may, each time as a ballot of its own', async () => {
    const { server, src } = poll({ ballotPolicy: 'open' });
    const widget = await shown(src);
    expect(textOf(widget)).to.include('Anyone can vote, any number of times.');
    await vote(widget, 'The sauna');
    await says(widget, THANKS);
    button(widget, 'Vote again')!.click();
    await until(() => button(widget, 'Vote'));
    expect(option(widget, 'The sauna').checked).to.equal(false);
    await vote(widget, 'A ramp');
    await says(widget, '12 voters');
    const ballots = server.posts.map(({ body }) => (body as URLSearchParams).get('ballot'));
    expect(new Set(ballots).size).to.equal(2);
  });

  describe('with a code', () => {
    it('asks for it, sends it, and says what is wrong with it', async () => {
      const { server, src } = poll({ ballotPolicy: 'code' }, { codes: ['ABCD-1234'] });
      const widget = await shown(src);
      const code = root(widget).querySelector<HTMLInputElement>('#code')!;
      const type = (text: string) => {
        code.value = text;
        code.dispatchEvent(new InputEvent('input', { bubbles: true }));
      };
      expect(code.labels![0]!.textContent).to.equal('Voting code');
      await vote(widget, 'The sauna');
      await says(widget, 'Enter your voting code.');
      expect(focused(widget)).to.equal(code);
      expect([code.getAttribute('aria-invalid'), code.getAttribute('aria-describedby')]).to.deep.equal([
        'true',
        'error-code',
      ]);
      await isAccessible(widget);
      type('WRONG');
      await widget.updateComplete;
      expect(code.getAttribute('aria-invalid')).to.equal('false');
      await consoleOf(async () => {
        button(widget, 'Vote')!.click();
        await until(() => code.getAttribute('aria-invalid') === 'true');
      });
      expect(focused(widget)).to.equal(code);
      expect(root(widget).querySelector('[role=alert]')).to.equal(null);
      type(' abcd-1234 ');
      code.focus();
      await press('Enter');
      await says(widget, THANKS);
      expect((server.posts.at(-1)!.body as URLSearchParams).get('code')).to.equal('abcd-1234');
    });
  });

  describe('on the device', () => {
    afterEach(() => {
      localStorage.clear();
      sessionStorage.clear();
    });

    const stored = (storage: Storage, src: string) =>
      storage.getItem(`civic-poll:${location.origin}${src}/votes`);

    for (const rule of ['local', 'session'] as const) {
      it(`keeps the ballot, never the choice, where the page says so: ${rule}`, async () => {
        const { server, src } = poll();
        configure({ storage: rule });
        const widget = await shown(src);
        expect(textOf(widget)).to.include('One vote per browser.');
        await vote(widget, 'The sauna');
        await says(widget, THANKS);
        const text = stored(rule === 'local' ? localStorage : sessionStorage, src)!;
        const ballot = (server.posts[0]!.body as URLSearchParams).get('ballot');
        expect(JSON.parse(text)).to.deep.equal({ id: ballot, revision: 0, voted: true });
        expect(stored(rule === 'local' ? sessionStorage : localStorage, src)).to.equal(null);
        expect(button(widget, /Remember/)).to.equal(undefined);
      });
    }

    it('finds it there again', async () => {
      const { server, src } = poll({ results: 'after-vote' });
      const ballot = crypto.randomUUID();
      const body = new URLSearchParams({ choice: 'sauna', ballot });
      await server.ask(`${src}/votes`, { method: 'POST', body });
      localStorage.setItem(
        `civic-poll:${location.origin}${src}/votes`,
        JSON.stringify({ id: ballot, voted: true }),
      );
      const events = heard('civic-poll-voted');
      const widget = await shown(src);
      expect(textOf(widget)).to.include(THANKS);
      button(widget, 'Show results')!.click();
      await says(widget, '55%, 6 votes');
      expect(textOf(widget)).to.include('11 voters');
      expect(parts(widget, 'mine')).to.have.length(0);
      expect(events).to.have.length(0);
    });

    it('keeps it where the resident asks for it, and forgets it again', async () => {
      const { src } = poll();
      const widget = await shown(src);
      await vote(widget, 'The sauna');
      await says(widget, THANKS);
      expect(stored(localStorage, src)).to.equal(null);
      const remember = () => button(widget, /Remember/)!;
      expect(remember().getAttribute('aria-pressed')).to.equal('false');
      remember().click();
      await until(() => remember().getAttribute('aria-pressed') === 'true');
      expect(stored(localStorage, src)).to.include('"voted":true');
      await isAccessible(widget);
      remember().click();
      await until(() => remember().getAttribute('aria-pressed') === 'false');
      expect(localStorage).to.have.length(0);
    });

    it('does without where the frame has none', async () => {
      const { src } = poll();
      configure({ storage: 'local' });
      const original = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')!;
      Object.defineProperty(globalThis, 'localStorage', {
        configurable: true,
        get: () => {
          throw new DOMException('Sandboxed', 'SecurityError');
        },
      });
      try {
        const widget = await shown(src);
        await vote(widget, 'The sauna');
        await says(widget, THANKS);
      } finally {
        Object.defineProperty(globalThis, 'localStorage', original);
      }
    });

    it('does without, where it is full or holds rubbish', async () => {
      const { src } = poll();
      localStorage.setItem(`civic-poll:${location.origin}${src}/votes`, 'rubbish');
      configure({ storage: 'local' });
      const original = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem')!;
      Storage.prototype.setItem = () => {
        throw new DOMException('Full', 'QuotaExceededError');
      };
      try {
        const widget = await shown(src);
        await vote(widget, 'The sauna');
        await says(widget, THANKS);
      } finally {
        Object.defineProperty(Storage.prototype, 'setItem', original);
      }
    });
  });

  describe('in a page that is one form', () => {
    it('never submits it, nor lets it hear of Enter', async () => {
      const { src } = poll({ ballotPolicy: 'code' }, { codes: ['ABCD-1234'] });
      const submitted: Event[] = [];
      const keys: Event[] = [];
      const hear = (event: KeyboardEvent): void => {
        if (event.key === 'Enter') keys.push(event);
      };
      const form = await mount<CivicPoll>(
        html`<form
          @submit=${(event: Event) => {
            event.preventDefault();
            submitted.push(event);
          }}
          @keydown=${hear}
          @keypress=${hear}
        >
          <input name="own" /><civic-poll src=${src}></civic-poll><button>Save</button>
        </form>`,
      );
      const widget = form.querySelector<CivicPoll>('civic-poll')!;
      await says(widget, 'What first?');
      option(widget, 'The sauna').focus();
      await press(' ');
      await press('Enter');
      await says(widget, 'Enter your voting code.');
      await press('Enter');
      button(widget, 'Vote')!.focus();
      await press('Enter');
      await until(() => focused(widget)?.id === 'code');
      expect([submitted.length, keys.length]).to.deep.equal([0, 0]);
      expect([...new FormData(form as unknown as HTMLFormElement).keys()]).to.deep.equal(['own']);
    });
  });

  it('never posts to an origin that the page stopped allowing', async () => {
    const voteUrl = 'https://votes.example/x';
    const server = startServer({
      before: ({ url }) =>
        url.endsWith('/api/polls/foreign')
          ? Response.json({
              id: 'x',
              question: 'What?',
              options: [{ id: 'a', label: 'A', votes: 1 }],
              voteUrl,
              closes: inDays(1),
            })
          : undefined,
    });
    configure({ allow: 'https://votes.example' });
    const events = heard('civic-error');
    const widget = await shown('/api/polls/foreign');
    await choose(widget, 'A');
    const press = button(widget, 'Vote')!;
    await consoleOf(async () => {
      configure({ allow: undefined });
      press.click();
      await until(() => events.length);
    });
    expect(events[0]!.code).to.equal('not-allowed');
    expect(server.posts).to.have.length(0);
  });
});
