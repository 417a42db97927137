import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import type { CivicFeedback } from '../../../src/widgets/feedback/feedback.js';
import { ratedPage } from '../../../src/widgets/feedback/submission.js';
import { isAccessible } from '../../helpers/accessible.js';
import { json } from '../../helpers/answers.js';
import { press } from '../../helpers/browser.js';
import { type ServerOptions, heard, mount, startServer } from '../../helpers/mount.js';
import { consoleOf } from '../../helpers/page.js';
import {
  button,
  control,
  fallbackShown,
  fill,
  focused,
  part,
  root,
  sent,
  shows,
  textOf,
  tidy,
} from './view.js';

const NAMES = [
  'civic-feedback-loaded',
  'civic-feedback-rated',
  'civic-feedback-submitted',
  'civic-error',
] as const;

async function open(options: ServerOptions = {}) {
  const server = startServer({ town: {}, ...options });
  // A database is made when somebody first asks for something: not in the middle of an answer.
  await server.ask('/healthz');
  const widget = await mount<CivicFeedback>(
    html`<civic-feedback variant="page-rating" action="/api/ratings" lang="en"
      ><a href="/contact">Tell us</a></civic-feedback
    >`,
  );
  await shows(widget, 'question');
  return { widget, server };
}

async function rate(widget: CivicFeedback, name: RegExp): Promise<void> {
  button(widget, name).click();
  await waitUntil(() => root(widget).querySelector('#thanks'), 'not rated', { timeout: 5000 });
}

/** The path of the page, as if it were another one, until the test is over. */
function at(path: string): void {
  const before = location.href;
  history.replaceState(null, '', path);
  restore = () => history.replaceState(null, '', before);
}
let restore: (() => void) | undefined;

describe('<civic-feedback variant="page-rating">', () => {
  afterEach(() => {
    restore?.();
    restore = undefined;
  });

  it('asks in one line, without a definition', async () => {
    const events = heard(...NAMES);
    const { widget, server } = await open();
    expect(fallbackShown(widget)).to.equal(false);
    expect(root(widget).querySelector('h2')!.textContent).to.equal('Was this page useful?');
    const group = part(widget, 'question')!;
    expect(group.getAttribute('role')).to.equal('group');
    expect(root(widget).getElementById(group.getAttribute('aria-labelledby')!)).to.equal(
      root(widget).querySelector('h2'),
    );
    const em = parseFloat(getComputedStyle(widget).fontSize);
    expect(widget.getBoundingClientRect().height).to.be.closeTo(3.25 * em, 1);
    expect(button(widget, /^Yes$/).getBoundingClientRect().height).to.be.at.least(2.75 * em - 0.5);
    expect(button(widget, /^No$/).type).to.equal('button');
    await waitUntil(() => events.length);
    expect(events.map(({ type }) => type)).to.deep.equal(['civic-feedback-loaded']);
    expect(server.requests).to.have.length(0);
    await isAccessible(widget);
  });

  it('asks what the page wants it to ask', async () => {
    startServer();
    const widget = await mount<CivicFeedback>(
      html`<civic-feedback
        variant="page-rating"
        action="/api/ratings"
        lang="en"
        heading="Did it help?"
        heading-level="3"
      ></civic-feedback>`,
    );
    await shows(widget, 'question');
    expect(root(widget).querySelector('h3')!.textContent).to.equal('Did it help?');
  });

  it('sends the answer and the page, thanks, and says so once', async () => {
    const events = heard(...NAMES);
    const { widget, server } = await open();
    await rate(widget, /^Yes$/);
    expect(server.posts.map(({ url }) => url.pathname)).to.deep.equal(['/api/ratings']);
    const { submission, ...rest } = sent(server.posts[0]!.body);
    expect(submission).to.match(/^[\da-f-]{36}$/);
    expect(rest).to.deep.equal({ rating: 'yes', page: location.origin + location.pathname });
    await waitUntil(() => focused(widget)?.id === 'thanks');
    expect(textOf(widget, 'message')).to.equal('Thank you!');
    await waitUntil(() => events.length === 2);
    const rated = events[1] as HTMLElementEventMap['civic-feedback-rated'];
    expect([rated.type, rated.rating, rated.page]).to.deep.equal(['civic-feedback-rated', 'yes', rest.page]);
    await isAccessible(widget);
  });

  it('asks for 1 to 5 where the scale is 5', async () => {
    const server = startServer();
    const widget = await mount<CivicFeedback>(
      html`<civic-feedback variant="page-rating" action="/api/ratings" scale="5" lang="en"></civic-feedback>`,
    );
    await shows(widget, 'question');
    expect(part(widget, 'question')!.querySelectorAll('button')).to.have.length(5);
    await isAccessible(widget);
    await rate(widget, /^4 of 5$/);
    expect(sent(server.posts[0]!.body).rating).to.equal('4');
  });

  it('counts once however often one presses', async () => {
    const events = heard('civic-feedback-rated');
    const { widget, server } = await open();
    server.break('slow');
    const yes = button(widget, /^Yes$/);
    const no = button(widget, /^No$/);
    yes.click();
    yes.click();
    no.click();
    await widget.updateComplete;
    expect([yes.disabled, yes.getAttribute('aria-disabled')]).to.deep.equal([false, 'true']);
    expect(tidy([...root(widget).querySelectorAll('[role=status]')].at(-1)!.textContent)).to.equal(
      'Sending…',
    );
    server.repair();
    await waitUntil(() => events.length);
    expect(server.posts).to.have.length(1);
    expect(events).to.have.length(1);
  });

  it('keeps the room for what comes after the answer, so that nothing moves when it comes', async () => {
    const { widget, server } = await open();
    const below = document.createElement('p');
    widget.after(below);
    server.break('slow');
    button(widget, /^Yes$/).click();
    await widget.updateComplete;
    const { top } = below.getBoundingClientRect();
    expect(control(widget, /^What could/).checkVisibility({ visibilityProperty: true })).to.equal(false);
    server.repair();
    await waitUntil(() => root(widget).querySelector('#thanks'));
    expect(below.getBoundingClientRect().top).to.equal(top);
    await fill(widget, /^What could/, 'The map');
    button(widget, /^Send$/).click();
    await shows(widget, 'done');
    expect(below.getBoundingClientRect().top).to.equal(top);
    below.remove();
  });

  it('sends a comment as a sending of its own that follows the first', async () => {
    const events = heard(...NAMES);
    const { widget, server } = await open();
    await rate(widget, /^No$/);
    await fill(widget, /^What could/, 'The map is old.');
    button(widget, /^Send$/).click();
    await shows(widget, 'done');
    await waitUntil(() => focused(widget)?.id === 'done');
    expect(textOf(widget, 'done')).to.equal('Thank you, we have received it.');
    const [rating, comment] = server.posts.map((post) => sent(post.body));
    expect(comment).to.deep.equal({
      comment: 'The map is old.',
      submission: comment!.submission,
      follows: rating!.submission,
      page: location.origin + location.pathname,
    });
    expect(comment!.submission).to.not.equal(rating!.submission);
    expect(events.map(({ type }) => type)).to.deep.equal(['civic-feedback-loaded', 'civic-feedback-rated']);
    await isAccessible(widget);
  });

  it('does not send an empty comment', async () => {
    const { widget, server } = await open();
    await rate(widget, /^No$/);
    button(widget, /^Send$/).click();
    await shows(widget, 'summary');
    expect(control(widget, /^What could/).getAttribute('aria-invalid')).to.equal('true');
    await isAccessible(widget);
    expect(server.posts).to.have.length(1);
  });

  it('can be answered again with the same number when it fails', async () => {
    const events = heard(...NAMES);
    const { widget, server } = await open();
    server.break('network');
    await consoleOf(async () => {
      button(widget, /^Yes$/).click();
      await shows(widget, 'failed');
      await waitUntil(() => focused(widget) === part(widget, 'failed'));
    });
    expect(root(widget).querySelectorAll('[part~=failed]')).to.have.length(1);
    await isAccessible(widget);
    server.repair();
    await rate(widget, /^Yes$/);
    expect(part(widget, 'failed')).to.equal(null);
    const [first, second] = server.posts.map((post) => sent(post.body));
    expect(first).to.deep.equal(second);
    await waitUntil(() => events.length === 3);
    expect(events.map(({ type }) => type)).to.deep.equal([
      'civic-feedback-loaded',
      'civic-error',
      'civic-feedback-rated',
    ]);
  });

  it('says so when the server refuses the answer', async () => {
    const errors = [{ name: 'rating', message: 'Not like that.' }];
    const { widget } = await open({
      before: () => json({ detail: 'Ratings are closed.', errors }, { status: 422 }),
    });
    await consoleOf(async () => {
      button(widget, /^Yes$/).click();
      await shows(widget, 'failed');
    });
    expect(textOf(widget, 'failed')).to.contain('Ratings are closed.');
    expect(part(widget, 'summary')).to.equal(null);
  });

  it('keeps the comment and its number when it fails', async () => {
    const { widget, server } = await open();
    await rate(widget, /^No$/);
    await fill(widget, /^What could/, 'Keep me');
    server.break('network');
    await consoleOf(async () => {
      button(widget, /^Send$/).click();
      await shows(widget, 'failed');
    });
    expect(control(widget, /^What could/).value).to.equal('Keep me');
    await isAccessible(widget);
    server.repair();
    button(widget, /^Send$/).click();
    await shows(widget, 'done');
    const [, first, second] = server.posts.map((post) => sent(post.body));
    expect(first).to.deep.equal(second);
  });

  it('works with the keyboard alone', async () => {
    const { widget, server } = await open();
    const before = document.createElement('button');
    widget.before(before);
    before.focus();
    await press('Tab');
    await press('Tab');
    expect(focused(widget)).to.equal(button(widget, /^No$/));
    await press('Enter');
    await waitUntil(() => focused(widget)?.id === 'thanks');
    await press('Tab');
    expect(focused(widget)).to.equal(control(widget, /^What could/));
    await sendKeys({ type: 'Larger text' });
    await press('Tab');
    await press(' ');
    await shows(widget, 'done');
    expect(server.posts.map((post) => sent(post.body).comment)).to.deep.equal([undefined, 'Larger text']);
    before.remove();
  });

  it('takes from the address what may tell who somebody is', () => {
    at('/arende/anna@stora.example/19850709-9805/8507099805?pnr=198507099805#anna');
    expect(ratedPage()).to.equal(`${location.origin}/arende/*/*/*`);
    at('/mail/anna%40stora.example/');
    expect(ratedPage()).to.equal(`${location.origin}/mail/*/`);
    at('/nyheter/2026/11/broar-12345.html');
    expect(ratedPage()).to.equal(`${location.origin}/nyheter/2026/11/broar-12345.html`);
    // Sweden, Denmark, Norway, Finland, Iceland, Estonia, Latvia, Serbia.
    for (const number of [
      '850709-9805',
      '19850709+9805',
      '070985-1234',
      '07098512345',
      '131052-308T',
      '131052a308t',
      '070985-2049',
      '38507091234',
      '070985-12345',
      '0709985710123',
      '0709 985 710 123',
      'anna%2540stora.example',
    ]) {
      at(`/person/${number}/andra`);
      expect(ratedPage(), number).to.equal(`${location.origin}/person/*/andra`);
    }
    for (const page of ['/artikel-123456', '/2026/11/22/1234', '/dok/123456789.pdf']) {
      at(page);
      expect(ratedPage()).to.equal(location.origin + page);
    }
  });

  it('shows the fallback where it has nowhere to send, or to strangers only', async () => {
    for (const [action, code] of [
      ['', 'format'],
      ['https://evil.example/rate', 'not-allowed'],
    ] as const) {
      const events = heard('civic-error');
      const server = startServer({ before: () => json({}) });
      await consoleOf(async () => {
        const widget = await mount<CivicFeedback>(
          html`<civic-feedback variant="page-rating" action=${action} lang="en"
            ><a href="/contact">Tell us</a></civic-feedback
          >`,
        );
        await waitUntil(() => events.length);
        expect(fallbackShown(widget)).to.equal(true);
        expect(part(widget, 'question')).to.equal(null);
        widget.remove();
      });
      expect(events.map((event) => event.code)).to.deep.equal([code]);
      expect(server.requests).to.have.length(0);
    }
  });
});
