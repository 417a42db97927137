import { expect, waitUntil } from '@open-wc/testing';
import { html } from 'lit';
import type { CivicFeedback } from '../../../src/widgets/feedback/feedback.js';
import { keptFor } from '../../../src/widgets/feedback/outbox.js';
import { isAccessible } from '../../helpers/accessible.js';
import { json } from '../../helpers/answers.js';
import { heard, mount } from '../../helpers/mount.js';
import { consoleOf } from '../../helpers/page.js';
import { report } from './forms.js';
import {
  button,
  control,
  fill,
  fillReport,
  focused,
  open,
  part,
  root,
  sent,
  shows,
  submit,
  textOf,
} from './view.js';

const ADDRESS = `${location.origin}/api/forms/report/submissions`;

const databases = async () => (await indexedDB.databases()).map(({ name }) => name);
const wipe = () =>
  new Promise((resolve) => {
    indexedDB.deleteDatabase('civic-widgets').onsuccess = resolve;
  });

/** Whether leaving the page would be asked about. */
function asksToStay(): boolean {
  const event = new Event('beforeunload', { cancelable: true });
  dispatchEvent(event);
  return event.defaultPrevented;
}

async function keepOne(message = 'Keep me'): Promise<Awaited<ReturnType<typeof open>>> {
  const opened = await open(report);
  await fillReport(opened.widget, message);
  opened.server.break('network', 'POST');
  await consoleOf(() => submit(opened.widget, 'failed'));
  button(opened.widget, /^Keep it on this device/).click();
  await shows(opened.widget, 'kept');
  return opened;
}

const another = () =>
  mount<CivicFeedback>(html`<civic-feedback src="/api/forms/report" lang="en"></civic-feedback>`);

describe('<civic-feedback> without a network', () => {
  beforeEach(wipe);
  after(wipe);

  it('asks before the page is left, only while something is typed and not sent', async () => {
    const { widget } = await open(report);
    expect(asksToStay()).to.equal(false);
    await fillReport(widget);
    expect(asksToStay()).to.equal(true);
    await submit(widget, 'done');
    await waitUntil(() => !asksToStay());
    button(widget, /^Write another/).click();
    await shows(widget, 'submit');
    await fill(widget, /^Your message/, 'x');
    expect(asksToStay()).to.equal(true);
    const home = widget.parentElement!;
    widget.remove();
    expect(asksToStay()).to.equal(false);
    home.append(widget);
    await waitUntil(asksToStay);
  });

  it('stores nothing that nobody asked it to', async () => {
    const { widget, server } = await open(report);
    await fillReport(widget);
    server.break(500, 'POST');
    await consoleOf(() => submit(widget, 'failed'));
    expect(await databases()).to.not.include('civic-widgets');
    expect(button(widget, /^Keep it on this device/).type).to.equal('button');
    await isAccessible(widget);
  });

  it('offers it only where sending later can help', async () => {
    const { widget } = await open(report, {
      before: ({ method }) =>
        method === 'POST' ? json({ status: 409, detail: 'Closed.' }, { status: 409 }) : undefined,
    });
    await fillReport(widget);
    await consoleOf(() => submit(widget, 'failed'));
    expect(() => button(widget, /^Keep it on this device/)).to.throw();
  });

  it('keeps it on the device, shows that, and lets go of all of it', async () => {
    const { widget } = await keepOne();
    await waitUntil(() => focused(widget) === part(widget, 'kept'));
    expect(textOf(widget, 'kept')).to.match(/^Kept on this device since .* when you are online\./);
    expect(control(widget, /^Your message/).value).to.equal('');
    expect(asksToStay()).to.equal(false);
    expect((await keptFor(ADDRESS)).map(({ entries }) => new Map(entries).get('message'))).to.deep.equal([
      'Keep me',
    ]);
    expect(await keptFor('https://elsewhere.example/')).to.have.length(0);
    await isAccessible(widget);
    button(widget, /^Delete/).click();
    await waitUntil(() => !part(widget, 'kept'));
    let names = await databases();
    await waitUntil(async () => {
      names = await databases();
      return !names.includes('civic-widgets');
    });
    expect(names).to.not.include('civic-widgets');
  });

  it('sends it when the network is back, with its own number, and shows the reference', async () => {
    const { widget, server } = await keepOne();
    const events = heard('civic-feedback-submitted');
    server.repair();
    dispatchEvent(new Event('online'));
    await shows(widget, 'reference');
    const [tried, later] = server.posts.map((post) => sent(post.body));
    expect(later).to.deep.equal(tried);
    expect(part(widget, 'kept')).to.equal(null);
    expect(await keptFor(ADDRESS)).to.have.length(0);
    expect(events.map(({ form, reference }) => [form, reference])).to.deep.equal([
      ['report', textOf(widget, 'reference')],
    ]);
    dispatchEvent(new Event('online'));
    await widget.updateComplete;
    expect(server.posts).to.have.length(2);
    await isAccessible(widget);
  });

  it('sends it when the form is shown next, once from two at the same time', async () => {
    const { widget, server } = await keepOne();
    widget.remove();
    server.repair();
    const [one, two] = await Promise.all([another(), another()]);
    await waitUntil(() => part(one, 'reference') ?? part(two, 'reference'), 'not sent', { timeout: 5000 });
    await waitUntil(() => !part(one, 'kept') && !part(two, 'kept'));
    const numbers = server.posts.map((post) => sent(post.body).submission);
    expect(new Set(numbers).size).to.equal(1);
    expect(await keptFor(ADDRESS)).to.have.length(0);
  });

  it('keeps what the server refuses, says why, and opens it again', async () => {
    const { widget } = await keepOne('Old');
    widget.remove();
    const opened = await open(report, {
      before: ({ method }) =>
        method === 'POST'
          ? json({ status: 422, detail: 'The rules have changed.' }, { status: 422 })
          : undefined,
    });
    await waitUntil(() => /The rules have changed/.test(textOf(opened.widget, 'kept')), 'not refused', {
      timeout: 5000,
    });
    expect(opened.server.posts).to.have.length(1);
    await isAccessible(opened.widget);
    button(opened.widget, /^Open/).click();
    await waitUntil(() => !part(opened.widget, 'kept'));
    await waitUntil(() => control(opened.widget, /^Your message/).value === 'Old');
    expect(asksToStay()).to.equal(true);
    const first = sent(opened.server.posts[0]!.body).submission;
    await consoleOf(() => submit(opened.widget, 'failed'));
    expect(sent(opened.server.posts[1]!.body).submission).to.equal(first);
  });

  it('says so where the device keeps nothing', async () => {
    const { widget, server } = await open(report);
    await fillReport(widget);
    server.break('network', 'POST');
    await consoleOf(() => submit(widget, 'failed'));
    const own = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB')!;
    Object.defineProperty(globalThis, 'indexedDB', {
      configurable: true,
      get: () => {
        throw new DOMException('No', 'SecurityError');
      },
    });
    try {
      button(widget, /^Keep it on this device/).click();
      await waitUntil(() =>
        /could not keep it/.test(root(widget).querySelector('.civic > [role=status]')!.textContent),
      );
    } finally {
      Object.defineProperty(globalThis, 'indexedDB', own);
    }
    expect(control(widget, /^Your message/).value).to.equal('The lamp is broken');
  });
});
