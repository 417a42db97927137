import { expect, waitUntil } from '@open-wc/testing';
import type { Form } from '../../../src/contracts/form.js';
import type { CivicFeedback } from '../../../src/widgets/feedback/feedback.js';
import { isAccessible } from '../../helpers/accessible.js';
import { json } from '../../helpers/answers.js';
import { press } from '../../helpers/browser.js';
import { consoleOf } from '../../helpers/page.js';
import { formOf } from './forms.js';
import {
  button,
  control,
  fill,
  focused,
  hasControl,
  open,
  part,
  root,
  sent,
  shows,
  submit,
  textOf,
  tick,
  tidy,
} from './view.js';

const paged: Form = {
  ...formOf(
    { name: 'one', type: 'page', label: 'What is it?', help: 'In your own words.' },
    { name: 'what', type: 'text', label: 'What', required: true },
    {
      name: 'more',
      type: 'radio',
      label: 'More?',
      options: [
        { value: 'y', label: 'Yes' },
        { value: 'n', label: 'No' },
      ],
    },
    { name: 'two', type: 'page', label: 'More of it' },
    { name: 'extra', type: 'text', label: 'Extra', required: true, showIf: { name: 'more', value: 'y' } },
    { name: 'three', type: 'page' },
    { name: 'who', type: 'text', label: 'Who', required: true },
    { name: 'source', type: 'hidden', value: 'web' },
  ),
  purpose: 'To help.',
  submitLabel: 'Report it',
};

const step = (widget: CivicFeedback) => textOf(widget, 'step');
const heading = (widget: CivicFeedback) => root(widget).getElementById('step');

async function go(widget: CivicFeedback, name: RegExp, to: string): Promise<void> {
  button(widget, name).click();
  await waitUntil(() => step(widget) === to, `not at ${to}`);
}

describe('<civic-feedback> pages', () => {
  it('shows one at a time, says which, and leads the focus to its heading', async () => {
    const { widget, server } = await open(paged);
    expect(step(widget)).to.equal('Step 1 of 2');
    expect(tidy(heading(widget)!.textContent)).to.equal('Step 1 of 2 What is it?');
    expect(textOf(widget, 'help')).to.equal('In your own words.');
    expect(part(widget, 'about')).to.not.equal(null);
    expect(hasControl(widget, /^Who/)).to.equal(false);
    expect(root(widget).querySelector('.actions [type=button]')).to.equal(null);
    await isAccessible(widget);
    await fill(widget, /^What/, 'Lamp');
    await tick(widget, /^Yes/);
    expect(step(widget)).to.equal('Step 1 of 3');
    await go(widget, /^Continue/, 'Step 2 of 3');
    await waitUntil(() => focused(widget) === heading(widget));
    expect(part(widget, 'about')).to.equal(null);
    await fill(widget, /^Extra/, 'More');
    await go(widget, /^Continue/, 'Step 3 of 3');
    expect(tidy(heading(widget)!.textContent)).to.equal('Step 3 of 3');
    await isAccessible(widget);
    await fill(widget, /^Who/, 'Me');
    expect(textOf(widget, 'submit')).to.equal('Report it');
    await submit(widget, 'done');
    const { submission: _, page: __, ...rest } = sent(server.posts[0]!.body);
    expect(rest).to.deep.equal({ what: 'Lamp', more: 'y', extra: 'More', who: 'Me', source: 'web' });
  });

  it('asks for what is missing on a page before it goes on, and for nothing of the others', async () => {
    const { widget, server } = await open(paged);
    await submit(widget, 'summary');
    expect(part(widget, 'summary')!.querySelectorAll('li')).to.have.length(1);
    await waitUntil(() => focused(widget)?.id === 'summary');
    await fill(widget, /^What/, 'Lamp');
    await go(widget, /^Continue/, 'Step 2 of 2');
    expect(part(widget, 'summary')).to.equal(null);
    expect(server.posts).to.have.length(0);
  });

  it('loses nothing on the way back, not even what is half written', async () => {
    const { widget } = await open(paged);
    await fill(widget, /^What/, 'Lamp');
    await tick(widget, /^Yes/);
    await go(widget, /^Continue/, 'Step 2 of 3');
    // As a program does, without saying so.
    control(widget, /^Extra/).value = 'Half';
    await go(widget, /^Back/, 'Step 1 of 3');
    await waitUntil(() => focused(widget) === heading(widget));
    expect(control(widget, /^What/).value).to.equal('Lamp');
    expect(control(widget, /^Yes/).checked).to.equal(true);
    await go(widget, /^Continue/, 'Step 2 of 3');
    expect(control(widget, /^Extra/).value).to.equal('Half');
  });

  it('goes to the page of what the server refuses, and from the list to each field', async () => {
    const errors = [
      { name: 'what', message: 'Not that.' },
      { name: 'who', message: 'Not you.' },
    ];
    const { widget } = await open(paged, {
      before: ({ method }) =>
        method === 'POST' ? json({ status: 422, errors }, { status: 422 }) : undefined,
    });
    await fill(widget, /^What/, 'Lamp');
    await go(widget, /^Continue/, 'Step 2 of 2');
    await fill(widget, /^Who/, 'Me');
    await consoleOf(() => submit(widget, 'summary'));
    expect(step(widget)).to.equal('Step 1 of 2');
    button(widget, /^Who/).click();
    await waitUntil(() => step(widget) === 'Step 2 of 2');
    await waitUntil(() => focused(widget) === control(widget, /^Who/));
    expect(control(widget, /^Who/).value).to.equal('Me');
  });

  it('goes on with Enter', async () => {
    const { widget, server } = await open(paged);
    control(widget, /^What/).focus();
    await press('L');
    await press('Enter');
    await waitUntil(() => step(widget) === 'Step 2 of 2');
    control(widget, /^Who/).focus();
    await press('M');
    await press('Enter');
    await shows(widget, 'done');
    expect(server.posts).to.have.length(1);
  });
});
