import { expect, waitUntil } from '@open-wc/testing';
import type { CivicFeedback } from '../../../src/widgets/feedback/feedback.js';
import { tidyReference } from '../../../src/widgets/feedback/case-view.js';
import { isAccessible } from '../../helpers/accessible.js';
import { json } from '../../helpers/answers.js';
import { heard } from '../../helpers/mount.js';
import { consoleOf } from '../../helpers/page.js';
import { report } from './forms.js';
import {
  button,
  control,
  fill,
  fillReport,
  focused,
  hasControl,
  open,
  part,
  root,
  sent,
  shows,
  submit,
  textOf,
  tidy,
} from './view.js';

const found = {
  reference: '7K3M-Q9XD-2HFA',
  status: 'answered',
  updated: '2026-11-02T08:00:00Z',
  messages: [
    { from: 'resident', at: '2026-11-01T08:00:00Z', text: 'It is <b>dark</b>.' },
    { from: 'office', at: '2026-11-02T08:00:00Z', text: 'Mended.\nThank you.' },
  ],
};

async function find(widget: CivicFeedback, typed: string): Promise<void> {
  button(widget, /^I have a reference/).click();
  await waitUntil(() => hasControl(widget, /^Your reference/));
  await waitUntil(() => focused(widget) === control(widget, /^Your reference/));
  await fill(widget, /^Your reference/, typed);
  button(widget, /^Follow your case/).click();
}

describe('<civic-feedback> case', () => {
  it('reads references as people type them', () => {
    for (const typed of ['7K3M-Q9XD-2HFA', '7k3mq9xd2hfa', ' 7k3m q9xd 2hfa ', '7K3M–Q9XD—2HFA'])
      expect(tidyReference(typed)).to.equal('7K3M-Q9XD-2HFA');
    expect(tidyReference(' case/12 ')).to.equal('case/12');
  });

  it('is there after sending: status, answers, a reply', async () => {
    const { widget, server } = await open(report);
    await fillReport(widget);
    await submit(widget, 'done');
    const reference = textOf(widget, 'reference');
    button(widget, /^Follow your case/).click();
    await shows(widget, 'case');
    await waitUntil(() => focused(widget) === part(widget, 'status'));
    expect(textOf(widget, 'status')).to.equal('Received');
    expect(textOf(widget, 'case')).to.contain(reference);
    await fill(widget, /^Write to us/, 'It is back');
    part<HTMLButtonElement>(widget, 'submit')!.click();
    await waitUntil(() => /It is back/.test(textOf(widget, 'case')));
    expect(control(widget, /^Write to us/).value).to.equal('');
    const [, asked, replied] = server.posts;
    expect([asked!.url.pathname, sent(asked!.body)]).to.deep.equal(['/api/submissions', { reference }]);
    expect(replied!.url.pathname).to.equal(`/api/submissions/${reference}`);
    expect(sent(replied!.body)).to.include({ message: 'It is back' });
    // Nothing is ever asked for at an address that holds the reference.
    expect(
      server.requests.filter(({ method, url }) => method === 'GET' && url.href.includes(reference)),
    ).to.have.length(0);
    button(widget, /^Back/).click();
    await shows(widget, 'done');
    expect(textOf(widget, 'reference')).to.equal(reference);
    await isAccessible(widget);
  });

  it('is found by a reference, and what is typed in the form stays', async () => {
    const events = heard('civic-feedback-submitted', 'civic-error');
    const { widget, server } = await open(report, {
      before: ({ method }) => (method === 'POST' ? json(found) : undefined),
    });
    await fill(widget, /^Your message/, 'Half a sent');
    await find(widget, '7k3m q9xd 2hfa');
    await shows(widget, 'case');
    expect(sent(server.posts[0]!.body)).to.deep.equal({ reference: '7K3M-Q9XD-2HFA' });
    expect(textOf(widget, 'status')).to.equal('Answered');
    const said = [...root(widget).querySelectorAll('[part~=said]')].map((each) => tidy(each.textContent));
    expect(said[0]).to.match(/^You November 1, 2026.* It is <b>dark<\/b>\.$/);
    expect(said[1]).to.match(/^Our answer .*Mended. Thank you\.$/);
    await isAccessible(widget);
    button(widget, /^Back/).click();
    await waitUntil(() => hasControl(widget, /^What is it about/));
    await waitUntil(() => focused(widget) === control(widget, /^What is it about/));
    expect(control(widget, /^Your message/).value).to.equal('Half a sent');
    expect(events).to.have.length(0);
  });

  it('says so where there is none, and does not offer to keep that on the device', async () => {
    const { widget } = await open(report);
    await consoleOf(async () => {
      await find(widget, '0000-0000-0000');
      await shows(widget, 'failed');
    });
    expect(textOf(widget, 'failed')).to.match(/^There is no case with this reference/);
    expect(() => button(widget, /Keep it/)).to.throw();
    await isAccessible(widget);
    button(widget, /^Follow your case/).click();
    await waitUntil(() => control(widget, /^Your reference/).value === '0000-0000-0000');
  });

  it('sends a reply once, however often it has to be sent', async () => {
    let fails = true;
    const { widget, server } = await open(report, {
      before: ({ method, url }) => {
        if (method !== 'POST') return undefined;
        if (fails && url.includes('2HFA')) throw new TypeError('Failed to fetch');
        return json(found);
      },
    });
    await find(widget, '7K3M-Q9XD-2HFA');
    await shows(widget, 'case');
    await fill(widget, /^Write to us/, 'Again');
    await consoleOf(() => submit(widget, 'failed'));
    expect(control(widget, /^Write to us/).value).to.equal('Again');
    fails = false;
    part<HTMLButtonElement>(widget, 'submit')!.click();
    await waitUntil(() => !part(widget, 'failed'));
    const numbers = server.posts.slice(1).map((post) => sent(post.body).submission);
    expect(numbers).to.have.length(2);
    expect(numbers[0]).to.equal(numbers[1]);
  });

  it('takes what is no case for a failure', async () => {
    const { widget } = await open(report, {
      before: ({ method }) => (method === 'POST' ? json({ reference: 7 }) : undefined),
    });
    await consoleOf(async () => {
      await find(widget, '7K3M-Q9XD-2HFA');
      await shows(widget, 'failed');
    });
    expect(part(widget, 'case')).to.equal(null);
  });
});
