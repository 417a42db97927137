import { expect, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { Service } from '../../../src/contracts/service.js';
import ar from '../../../src/locale/ar.js';
import { registerMessages } from '../../../src/locale/registry.js';
import '../../../src/widgets/service-list/define.js';
import type { CivicServiceList } from '../../../src/widgets/service-list/service-list.js';
import { isAccessible } from '../../helpers/accessible.js';
import { press } from '../../helpers/browser.js';
import {
  heard,
  mount,
  named,
  part,
  parts,
  showsFallback,
  startServer,
  textOf,
  until,
} from '../../helpers/mount.js';
import { consoleOf } from '../../helpers/page.js';

registerMessages('ar', ar);

const root = (list: Element) => list.shadowRoot!;

const town = (count: number, changes: Partial<Service> = {}) => ({
  services: () =>
    Array.from({ length: count }, (_, i) => ({
      id: `s${i + 1}`,
      name: `Service ${i + 1}`,
      url: `/start/${i + 1}`,
      topics: [i % 2 ? 'Förskola' : 'Streets'],
      need: ['Patience'],
      ...changes,
    })),
});

async function list(
  attributes: { limit?: number; search?: boolean; topic?: string; src?: string } = {},
): Promise<CivicServiceList> {
  const { limit = 6, search = false, topic = '', src = '/api/services' } = attributes;
  const widget = await mount<CivicServiceList>(html`
    <civic-service-list src=${src} limit=${limit} ?search=${search} topic=${topic}
      ><a href="/e">All</a></civic-service-list
    >
  `);
  await until(() => part(widget, 'card') ?? part(widget, 'failed') ?? part(widget, 'empty'));
  return widget;
}

const names = (widget: Element) => parts(widget, 'name').map((name) => name.textContent);

function type(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

describe('<civic-service-list>', () => {
  it('is pending: keeps room for its cards, shows the fallback', async () => {
    const server = startServer({ town: town(2) });
    server.break('slow');
    const widget = await mount<CivicServiceList>(html`
      <civic-service-list src="/api/services" limit="4"><a href="/e">All</a></civic-service-list>
    `);
    expect(root(widget).querySelectorAll('.skeleton')).to.have.length(4);
    expect(showsFallback(widget)).to.equal(true);
    await isAccessible(widget);
    server.repair();
    await until(() => part(widget, 'card'));
    expect(showsFallback(widget)).to.equal(false);
  });

  it('shows a list of cards, and says so once', async () => {
    startServer({ town: town(3) });
    const events = heard('civic-services-loaded', 'civic-error');
    const widget = await list();
    await until(() => events.length);
    expect(events.map((event) => [event.type, 'count' in event && event.count])).to.deep.equal([
      ['civic-services-loaded', 3],
    ]);
    expect(root(widget).querySelectorAll('ul.services > li > article')).to.have.length(3);
    expect(named(widget, 'button', 'Show more')).to.equal(undefined);
    await isAccessible(widget);
  });

  it('shows more, and moves the focus to the first of them', async () => {
    startServer({ town: town(5) });
    const widget = await list({ limit: 2 });
    expect(names(widget)).to.deep.equal(['Service 1', 'Service 2']);
    const more = named(widget, 'button', 'Show more')!;
    more.focus();
    await press('Enter');
    await until(() => names(widget).length === 4);
    const focused = root(widget).activeElement!;
    expect(focused.localName).to.equal('article');
    expect(focused.textContent).to.include('Service 3');
    await press('Tab');
    expect(focused.hasAttribute('tabindex')).to.equal(false);
    await isAccessible(widget);
  });

  it('knows no ceiling, and takes a limit that is none for the usual one', async () => {
    startServer({ town: town(120) });
    const widget = await list({ limit: 100 });
    await waitUntil(() => names(widget).length === 100);
    widget.limit = Number.NaN;
    await widget.updateComplete;
    expect(names(widget)).to.have.length(6);
  });

  it('keeps what was opened, and which picture is missing, with its service while others are searched', async () => {
    const services = town(3)
      .services()
      .map((service) => ({ ...service, image: { url: `/none.svg?204&${service.id}` } }));
    startServer({ town: { services: () => services } });
    const widget = await list({ search: true });
    const box = named<HTMLInputElement>(widget, 'input[type=search]', 'Search services')!;
    const search = async (text: string) => {
      type(box, text);
      await widget.updateComplete;
    };
    const isOpen = () => parts(widget, 'more-about').map((more) => (more as HTMLDetailsElement).open);
    const details = part(widget, 'more-about')!;
    setTimeout(() => details.querySelector('summary')!.click());
    await oneEvent(details, 'toggle');
    const [first] = parts(widget, 'image');
    first!.dispatchEvent(new Event('error'));
    expect(first!.hidden).to.equal(true);
    await search('Service 3');
    expect(isOpen()).to.deep.equal([false]);
    await search('');
    expect(isOpen()).to.deep.equal([true, false, false]);
    expect(parts(widget, 'image')[0]!.hidden).to.equal(true);
  });

  it('is searched, in any case and without diacritics, and says politely what was found', async () => {
    startServer({ town: town(8) });
    const widget = await list({ search: true, limit: 3 });
    const box = named<HTMLInputElement>(widget, 'input[type=search]', 'Search services')!;
    const status = part(widget, 'found')!;
    expect([status.getAttribute('role'), status.textContent.trim()]).to.deep.equal(['status', '']);
    type(box, '  FORSKOLA ');
    await widget.updateComplete;
    expect(status.textContent.trim()).to.equal('4 services');
    expect(names(widget)).to.deep.equal(['Service 2', 'Service 4', 'Service 6']);
    await isAccessible(widget);
    type(box, 'patience 8');
    await widget.updateComplete;
    expect(status.textContent.trim()).to.equal('1 service');
    type(box, 'nothing like it');
    await widget.updateComplete;
    expect(status.textContent.trim()).to.equal('No service matches. Try another word.');
    expect(names(widget)).to.have.length(0);
    expect(showsFallback(widget)).to.equal(false);
    await isAccessible(widget);
    type(box, '');
    await widget.updateComplete;
    expect(names(widget)).to.have.length(3);
  });

  it('is narrowed to a topic by the visitor', async () => {
    startServer({ town: town(8) });
    const widget = await list({ search: true });
    const topics = named<HTMLSelectElement>(widget, 'select', 'Topic')!;
    expect([...topics.options].map(({ text }) => text)).to.deep.equal(['All topics', 'Förskola', 'Streets']);
    topics.value = 'Streets';
    topics.dispatchEvent(new Event('change'));
    await widget.updateComplete;
    expect(names(widget)).to.deep.equal(['Service 1', 'Service 3', 'Service 5', 'Service 7']);
    expect(part(widget, 'found')!.textContent.trim()).to.equal('4 services');
  });

  it('is narrowed to a topic by the page', async () => {
    startServer({ town: town(8) });
    const events = heard('civic-services-loaded');
    const widget = await list({ search: true, topic: 'forskola' });
    expect(names(widget)).to.have.length(4);
    expect(root(widget).querySelector('select')).to.equal(null);
    await until(() => events.length);
    expect(events[0]!.count).to.equal(4);
  });

  it('keeps Enter in the search box to itself', async () => {
    startServer({ town: town(2) });
    const widget = await list({ search: true });
    const keys: Event[] = [];
    const hear = (event: KeyboardEvent): void => {
      if (event.key === 'Enter') keys.push(event);
    };
    document.addEventListener('keydown', hear);
    named(widget, 'input', 'Search services')!.focus();
    await press('Enter');
    document.removeEventListener('keydown', hear);
    expect(keys).to.have.length(0);
  });

  it('tells that a resident opened a service, and where', async () => {
    startServer({ town: town(2) });
    const widget = await list();
    const opened = heard('civic-service-opened');
    root(widget).addEventListener('click', (event) => event.preventDefault());
    named(widget, 'a', 'Start Service 2')!.click();
    expect(opened.map(({ service, place, channel }) => [service, place, channel])).to.deep.equal([
      ['s2', 'list', 'online'],
    ]);
  });

  it('is empty: a sentence, the fallback and the event', async () => {
    startServer({ town: town(0) });
    const events = heard('civic-error', 'civic-services-loaded');
    await consoleOf(async () => {
      const widget = await list();
      await until(() => events.length);
      expect(textOf(widget)).to.equal('There are no services here yet.');
      expect(showsFallback(widget)).to.equal(true);
      await isAccessible(widget);
    });
    expect(events.map((event) => (event as { code?: string }).code)).to.deep.equal(['empty']);
  });

  it('fails: a sentence, the fallback, and a way to try again', async () => {
    const server = startServer({ town: town(2) });
    const events = heard('civic-error', 'civic-services-loaded');
    server.break(503);
    let widget!: CivicServiceList;
    await consoleOf(async () => {
      widget = await list();
      await until(() => events.length);
    });
    expect(textOf(widget)).to.include('There are many visitors right now.');
    expect(showsFallback(widget)).to.equal(true);
    await isAccessible(widget);
    server.repair();
    named(widget, 'button', 'Try again')!.click();
    await until(() => part(widget, 'card'));
  });

  it('leaves out a bad one among good ones, and reports it', async () => {
    startServer({ before: () => Response.json([{ id: 'a', name: 'A' }, { id: 'b' }, 'c']) });
    const events = heard('civic-error', 'civic-services-loaded');
    await consoleOf(async () => {
      const widget = await list();
      expect(names(widget)).to.deep.equal(['A']);
      await until(() => events.length === 2);
    });
    const [error, loaded] = events as [
      HTMLElementEventMap['civic-error'],
      HTMLElementEventMap['civic-services-loaded'],
    ];
    expect([error.code, loaded.count]).to.deep.equal(['format', 1]);
    expect(error.problems).to.deep.equal([
      { path: '[1].name', expected: 'string', found: 'nothing' },
      { path: '[2]', expected: 'object', found: '"c"' },
    ]);
  });

  it('shows the list that was asked for last, and goes on when it is moved', async () => {
    const server = startServer({ town: town(4) });
    server.break('slow');
    const widget = await mount<CivicServiceList>(
      html`<civic-service-list src="/api/services"></civic-service-list>`,
    );
    widget.src = '/api/services?limit=1';
    await widget.updateComplete;
    document.body.append(widget);
    server.repair();
    await until(() => part(widget, 'card'));
    expect(names(widget)).to.deep.equal(['Service 1']);
    widget.remove();
  });

  it('reads right to left, with a heading, in each layout', async () => {
    startServer({ town: town(2, { language: 'en' }) });
    const widget = await list({ search: true });
    widget.lang = 'ar';
    widget.heading = 'الخدمات';
    for (const layout of ['horizontal', 'compact', 'vertical'] as const) {
      widget.layout = layout;
      await widget.updateComplete;
      await isAccessible(widget);
    }
    expect(part(widget, 'base')!.dir).to.equal('rtl');
    expect(root(widget).querySelector('h3')!.textContent).to.equal('Service 1');
  });
});
