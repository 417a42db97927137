import { expect, html } from '@open-wc/testing';
import type { Service } from '../../../src/contracts/service.js';
import { withCampaign } from '../../../src/base/service-channels.js';
import '../../../src/widgets/service-card/define.js';
import type { CivicServiceCard } from '../../../src/widgets/service-card/service-card.js';
import { isAccessible } from '../../helpers/accessible.js';
import { heard, mount, named, part, showsFallback, startServer, textOf, until } from '../../helpers/mount.js';
import { body } from '../../helpers/page.js';

const service: Service = {
  id: 'permit',
  name: 'Building permit',
  summary: 'Build.',
  url: 'https://e.town.example/start?a=b%20c#step',
  timeZone: 'Europe/Stockholm',
  channels: [
    { type: 'phone', label: 'Contact centre', value: '+46 123 456 00', hours: 'Mo-Su 00:00-24:00' },
    { type: 'office', value: 'Square 1', hours: 'on request' },
  ],
  language: 'en',
};

const serve = (changes: Partial<Service> = {}, now = '2026-11-23T10:00:00Z') =>
  startServer({
    before: () =>
      Response.json({ ...service, ...changes }, { headers: { date: new Date(now).toUTCString() } }),
  });

async function card(attributes: { campaign?: string; seen?: boolean; jsonLd?: string } = {}) {
  const { campaign = '', seen = false, jsonLd = '' } = attributes;
  const widget = await mount<CivicServiceCard>(html`
    <civic-service-card src="/api/services/permit" campaign=${campaign} ?seen=${seen} json-ld=${jsonLd}
      ><a href="/e">E</a></civic-service-card
    >
  `);
  await until(() => part(widget, 'card'));
  return widget;
}

const jsonLdOf = (widget: Element) => widget.querySelector<HTMLScriptElement>(':scope > script');

describe('<civic-service-card> and opening hours', () => {
  for (const [hours, now, said] of [
    ['Mo-Fr 08:00-16:30', '2026-11-23T10:00:00Z', 'Open now, closes 16:30'],
    ['Mo-Fr 08:00-16:30', '2026-11-22T10:00:00Z', 'Opens Monday 08:00'],
    ['Mo-Fr 08:00-16:30', '2026-11-23T05:00:00Z', 'Opens 08:00'],
    ['Mo-Su 00:00-24:00', '2026-11-23T05:00:00Z', 'Open now'],
    ['Mo-Su off', '2026-11-23T05:00:00Z', 'Closed'],
  ] as const) {
    it(`${hours} at ${now}: ${said}, by the server’s clock`, async () => {
      serve({ channels: [{ type: 'phone', value: '+46 123 456 00', hours }] }, now);
      const widget = await card();
      expect(part(widget, 'open')!.textContent).to.equal(said);
      await isAccessible(widget);
    });
  }

  it('says nothing of what it can’t know, and shows the words', async () => {
    serve({ timeZone: 'No/Where' });
    const widget = await card();
    expect(part(widget, 'open')).to.equal(undefined);
    expect(textOf(widget)).to.include('on request').and.include('In person');
  });

  it('says how many days are left', async () => {
    serve({ deadline: '2026-11-26' });
    expect(part(await card(), 'status')!.textContent.trim()).to.equal(
      'Apply by November 26, 2026 (in 3 days)',
    );
  });

  for (const [cost, said] of [
    ['0', 'Free of charge'],
    ['0 kr', 'Free of charge'],
    ['0.00 €', 'Free of charge'],
    ['¤', 'There is a fee'],
    ['100 kr', '100 kr'],
  ]) {
    it(`says what costs ${cost} costs ${said}`, async () => {
      serve({ cost: cost! });
      expect(part(await card(), 'facts')!.querySelector('dd')!.textContent).to.equal(said);
    });
  }

  it('says how long ISO 8601 means', async () => {
    serve({ processingTime: 'P2Y9M5DT6H5M20S', duration: 'PT15M' });
    const text = part(await card(), 'facts')!.textContent;
    expect(text).to.include('2 years, 9 months, 5 days, 6 hours, and 5 minutes').and.include('15 minutes');
  });
});

describe('<civic-service-card> for search engines', () => {
  it('puts JSON-LD beside itself, which follows what is shown, and takes it away', async () => {
    serve();
    const widget = await card();
    const read = () => JSON.parse(jsonLdOf(widget)!.textContent) as { '@type': string; name: string };
    expect([jsonLdOf(widget)!.type, read()['@type'], read().name]).to.deep.equal([
      ...['application/ld+json', 'GovernmentService', 'Building permit'],
    ]);
    widget.name = 'Another';
    await widget.updateComplete;
    expect([read().name, widget.querySelectorAll('script').length]).to.deep.equal(['Another', 1]);
    widget.jsonLd = 'none';
    await widget.updateComplete;
    expect(jsonLdOf(widget)).to.equal(null);
  });

  it('does not where the page says so', async () => {
    serve();
    expect(jsonLdOf(await card({ jsonLd: 'none' }))).to.equal(null);
  });

  it('shows what the page itself holds, and writes no copy of it', async () => {
    const server = startServer({});
    const page = body(
      '<script type="application/ld+json" id="permit">{"@context":"https://schema.org","@type":"GovernmentService","name":"From the page","url":"/start"}</script><civic-service-card src="#permit"></civic-service-card>',
    );
    const widget = page.querySelector('civic-service-card')!;
    await until(() => part(widget, 'card'));
    expect(part(widget, 'name')!.textContent).to.equal('From the page');
    expect([server.requests.length, jsonLdOf(widget)]).to.deep.equal([0, null]);
  });

  it('reads a page that holds it', async () => {
    startServer({
      before: () =>
        new Response(
          '<!doctype html><title>T</title><script type=application/ld+json>{"@type":"Service","name":"In a page","url":"start"}</script>',
          { headers: { 'content-type': 'text/html' } },
        ),
    });
    const widget = await card();
    expect(named<HTMLAnchorElement>(widget, 'a', 'Start In a page')!.pathname).to.match(/\/start$/);
  });

  it('leaves the page’s own link where a service leads nowhere', async () => {
    serve({ url: null, channels: null });
    expect(showsFallback(await card())).to.equal(true);
  });
});

describe('<civic-service-card> and campaigns', () => {
  for (const [campaign, address, result] of [
    ['autumn', 'https://a.example/', 'https://a.example/?utm_campaign=autumn'],
    [
      'utm_source=town&utm_medium=card',
      'https://a.example/x?q=a%20b#c',
      'https://a.example/x?q=a%20b&utm_source=town&utm_medium=card#c',
    ],
    ['utm_source=town', 'https://a.example/?utm_source=own&flag', 'https://a.example/?utm_source=own&flag'],
    ['from=a b&x=1', 'https://a.example/#/route?y', 'https://a.example/?from=a+b&x=1#/route?y'],
    ['', 'https://a.example/?', 'https://a.example/?'],
    ['autumn', 'mailto:a@b.example', 'mailto:a@b.example'],
  ]) {
    it(`“${campaign}” on ${address}`, () => {
      expect(withCampaign(address!, campaign!)).to.equal(result);
    });
  }

  it('are in the link and in the event', async () => {
    serve();
    const widget = await card({ campaign: 'utm_source=front' });
    const opened = heard('civic-service-opened');
    widget.shadowRoot!.addEventListener('click', (event) => event.preventDefault());
    part(widget, 'action')!.click();
    expect(opened[0]!.url).to.equal('https://e.town.example/start?a=b%20c&utm_source=front#step');
  });

  it('tell that a card was seen: once, and only where the page asked', async () => {
    serve();
    const seen = heard('civic-service-seen');
    await card();
    const widget = await card({ seen: true });
    await until(() => seen.length);
    widget.campaign = 'other';
    await widget.updateComplete;
    expect(seen.map(({ target, service: id, name, place }) => [target, id, name, place])).to.deep.equal([
      [widget, 'permit', 'Building permit', 'card'],
    ]);
  });
});
