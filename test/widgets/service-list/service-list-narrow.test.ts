import { expect, html } from '@open-wc/testing';
import type { Service } from '../../../src/contracts/service.js';
import '../../../src/widgets/service-list/define.js';
import type { CivicServiceList } from '../../../src/widgets/service-list/service-list.js';
import { mount, named, part, parts, startServer, until } from '../../helpers/mount.js';

const services: Service[] = [
  { id: 'b', name: 'Bygglov', url: '/b', topics: ['Hus'], lifeEvents: ['Flytta'], audience: ['Privat'] },
  { id: 'x', name: 'Äldreboende', channels: [{ type: 'phone', value: '08-123 45 67' }] },
  { id: 'a', name: 'Avfall', url: '/a', topics: ['Gata', 'Hus'], audience: ['Företag'] },
  { id: 'c', name: 'Tjänst 10', url: '/c', topics: ['Hus'], lifeEvents: ['Få barn'], audience: ['Privat'] },
  { id: 'd', name: 'Tjänst 9', url: '/d', topics: ['Gata'] },
];

async function list(attributes: Partial<CivicServiceList> = {}, all = services): Promise<CivicServiceList> {
  startServer({ town: { services: () => all } });
  const widget = await mount<CivicServiceList>(html`
    <civic-service-list
      src="/api/services"
      search
      limit=${attributes.limit ?? 10}
      sort=${attributes.sort ?? ''}
      ?group=${attributes.group}
      .remember=${attributes.remember ?? null}
    ></civic-service-list>
  `);
  await until(() => part(widget, 'found'));
  return widget;
}

const names = (widget: Element) => parts(widget, 'name').map((name) => name.textContent);
const found = (widget: Element) => part(widget, 'found')!.textContent.trim();

async function choose(widget: CivicServiceList, label: string, value: string): Promise<void> {
  const filter = named<HTMLSelectElement>(widget, 'select', label)!;
  filter.value = value;
  filter.dispatchEvent(new Event('change'));
  await widget.updateComplete;
}

async function search(widget: CivicServiceList, text: string): Promise<void> {
  const box = named<HTMLInputElement>(widget, 'input', 'Search services')!;
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await widget.updateComplete;
}

describe('<civic-service-list> narrowed', () => {
  it('has a filter for each thing that services differ in', async () => {
    const widget = await list();
    for (const [label, options, value, left] of [
      ['Topic', ['All topics', 'Gata', 'Hus'], 'Hus', ['Bygglov', 'Avfall', 'Tjänst 10']],
      ['Life event', ['All', 'Få barn', 'Flytta'], 'Flytta', ['Bygglov']],
      ['For', ['All', 'Företag', 'Privat'], 'Privat', ['Bygglov', 'Tjänst 10']],
      ['How', ['All', 'Online', 'Telephone'], 'phone', ['Äldreboende']],
    ] as const) {
      const filter = named<HTMLSelectElement>(widget, 'select', label)!;
      expect(
        [...filter.options].map(({ text }) => text),
        label,
      ).to.deep.equal(options);
      await choose(widget, label, value);
      expect(names(widget), label).to.deep.equal(left);
      await choose(widget, label, '');
      expect(names(widget), label).to.have.length(5);
    }
  });

  it('takes filters and words together, and has a way back that keeps the focus', async () => {
    const widget = await list();
    await choose(widget, 'Topic', 'Hus');
    await choose(widget, 'For', 'Privat');
    await search(widget, 'tjanst');
    expect([names(widget), found(widget)]).to.deep.equal([['Tjänst 10'], '1 service']);
    named(widget, 'button', 'Show all services')!.click();
    await widget.updateComplete;
    expect([names(widget).length, found(widget)]).to.deep.equal([5, '']);
    expect(named<HTMLSelectElement>(widget, 'select', 'Topic')!.value).to.equal('');
    expect(widget.shadowRoot!.activeElement?.id).to.equal('query');
  });

  it('has no filter where there is nothing to choose', async () => {
    const widget = await list({}, services.slice(3));
    expect(named(widget, 'select', 'Topic')).to.not.equal(undefined);
    expect(['Life event', 'For', 'How'].map((label) => named(widget, 'select', label))).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('sorts by name only where it is asked to, numbers by their worth', async () => {
    expect(names(await list())).to.deep.equal(services.map(({ name }) => name));
    expect(names(await list({ sort: 'name' }))).to.deep.equal([
      'Äldreboende',
      'Avfall',
      'Bygglov',
      'Tjänst 9',
      'Tjänst 10',
    ]);
  });

  it('groups by the first topic, those without one last', async () => {
    const widget = await list({ group: true });
    expect(parts(widget, 'topic').map(({ textContent }) => textContent.trim())).to.deep.equal([
      'Gata',
      'Hus',
      'Other services',
    ]);
    const lists = [...widget.shadowRoot!.querySelectorAll('.services')];
    expect(lists.map(({ children }) => children.length)).to.deep.equal([2, 2, 1]);
    const [topic, name] = [part(widget, 'topic')!, part(widget, 'name')!].map(({ localName }) => localName);
    expect(Number(name![1])).to.equal(Number(topic![1]) + 1);
  });

  it('draws a long list to its end, also after it was searched', async () => {
    const many = Array.from({ length: 130 }, (_, i) => ({ id: `${i}`, name: `Tjänst ${i}`, topics: ['A'] }));
    const widget = await list({ limit: 200, group: true }, many);
    await until(() => names(widget).length === 130);
    await search(widget, 'tjanst 12');
    expect(names(widget)).to.have.length(12);
    await search(widget, '');
    await until(() => names(widget).length === 130);
    expect(new Set(names(widget)).size).to.equal(130);
    expect(parts(widget, 'topic')).to.have.length(1);
    expect(widget.shadowRoot!.querySelector<HTMLElement>('.services')!.hidden).to.equal(false);
  });

  describe('and the page’s address', () => {
    const before = location.href;
    afterEach(() => history.replaceState(null, '', before));

    it('leaves it alone unless asked', async () => {
      const widget = await list();
      await search(widget, 'bygg');
      await choose(widget, 'Topic', 'Hus');
      expect(location.href).to.equal(before);
    });

    it('keeps in it what is searched, beside what was there', async () => {
      history.replaceState({ own: 1 }, '', '?page=2#part');
      const widget = await list({ remember: '' });
      await search(widget, 'å & ä');
      await choose(widget, 'Topic', 'Hus');
      const { searchParams, hash } = new URL(location.href);
      expect([...searchParams]).to.deep.equal([
        ['page', '2'],
        ['services', 'å & ä'],
        ['services-topic', 'Hus'],
      ]);
      expect([hash, history.state]).to.deep.equal(['#part', { own: 1 }]);
      named(widget, 'button', 'Show all services')!.click();
      expect([...new URL(location.href).searchParams.keys()]).to.deep.equal(['page']);
    });

    it('begins with what it says, under the name that was given', async () => {
      history.replaceState(null, '', '?e=tjanst&e-audience=Privat&services=bygglov');
      const widget = await list({ remember: 'e' });
      await until(() => found(widget));
      expect(names(widget)).to.deep.equal(['Tjänst 10']);
      expect(named<HTMLInputElement>(widget, 'input', 'Search services')!.value).to.equal('tjanst');
      expect(named<HTMLSelectElement>(widget, 'select', 'For')!.value).to.equal('Privat');
    });
  });

  it('takes away many cards in slices, and shows what was asked for last', async () => {
    const many = Array.from({ length: 300 }, (_, i) => ({ id: `${i}`, name: `Service ${i}`, url: '/s' }));
    const widget = await list({ limit: 300 }, many);
    await until(() => parts(widget, 'name').length === 300);
    const search = widget.shadowRoot!.querySelector<HTMLInputElement>('#query')!;
    for (const query of ['Service 12', 'Service 299']) {
      search.value = query;
      search.dispatchEvent(new InputEvent('input'));
    }
    await until(() => names(widget).join() === 'Service 299');
    expect(search.value).to.equal('Service 299');
  });
});
