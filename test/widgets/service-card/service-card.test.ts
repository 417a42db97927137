import { expect, html } from '@open-wc/testing';
import type { Service } from '../../../src/contracts/service.js';
import { configure } from '../../../src/config/page-config.js';
import ar from '../../../src/locale/ar.js';
import { registerMessages } from '../../../src/locale/registry.js';
import '../../../src/widgets/service-card/define.js';
import type { CivicServiceCard } from '../../../src/widgets/service-card/service-card.js';
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

const root = (card: Element) => card.shadowRoot!;
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

/** Everything that can be said of a service. */
const permit: Service = {
  id: 'permit',
  name: 'Building permit',
  summary: 'Build, extend or change.',
  url: '/start',
  actionLabel: 'Apply',
  image: { url: '/demo/site/media/bygglov.svg', alt: 'A house' },
  provider: { name: 'Planning', url: '/planning' },
  audience: ['Residents', 'Businesses'],
  cost: 'From €230',
  duration: '15 minutes',
  processingTime: '10 weeks',
  deadline: '2027-03-01',
  login: ['eID', 'Passkey'],
  languages: ['en', 'fi'],
  need: ['Drawings', 'Site plan'],
  channels: [
    { type: 'phone', label: 'Contact centre', value: '+46 123 456 00', hours: 'Mo-Fr 08:00-16:30' },
    { type: 'email', label: 'Permits', value: 'permits@town.example' },
    { type: 'office', label: 'Town hall', value: 'Square 1', hours: 'Mo-Th 10:00-17:00' },
    { type: 'chat', label: 'Chat with us', value: '/chat' },
  ],
  language: 'en',
};

/** A server with services, the first of them changed. */
function serve(changes: Partial<Service> = {}, ...others: Service[]) {
  return startServer({ town: { services: () => [{ ...permit, ...changes }, ...others] } });
}

async function card(src = '/api/services/permit'): Promise<CivicServiceCard> {
  const widget = await mount<CivicServiceCard>(
    html`<civic-service-card src=${src}><a href="/e">Our services</a></civic-service-card>`,
  );
  await until(() => part(widget, 'card') ?? part(widget, 'failed') ?? part(widget, 'empty'));
  return widget;
}

const facts = (widget: Element) =>
  [...root(widget).querySelectorAll('dl > div')].map((fact) =>
    [...fact.children].map((each) => each.textContent?.trim()).join('|'),
  );

describe('<civic-service-card>', () => {
  describe('states', () => {
    it('is pending: keeps room for a card, shows the fallback, says so', async () => {
      const server = serve();
      server.break('slow');
      const widget = await mount<CivicServiceCard>(
        html`<civic-service-card src="/api/services/permit"
          ><a href="/e">Our services</a></civic-service-card
        >`,
      );
      expect(showsFallback(widget)).to.equal(true);
      expect(root(widget).querySelectorAll('.skeleton')).to.have.length(1);
      await isAccessible(widget);
      server.repair();
      await until(() => part(widget, 'card'));
      expect(showsFallback(widget)).to.equal(false);
    });

    it('fails: a sentence, the fallback, one event, and a way to try again', async () => {
      const server = serve();
      const events = heard('civic-error', 'civic-services-loaded');
      server.break('network');
      let widget!: CivicServiceCard;
      await consoleOf(async () => {
        widget = await card();
        await until(() => events.length);
      });
      expect(showsFallback(widget)).to.equal(true);
      expect(events.map(({ type }) => type)).to.deep.equal(['civic-error']);
      await isAccessible(widget);
      server.repair();
      named(widget, 'button', 'Try again')!.click();
      await until(() => part(widget, 'card'));
      await until(() => events.length === 2);
      expect((events[1] as HTMLElementEventMap['civic-services-loaded']).count).to.equal(1);
    });

    it('is empty where the list does not hold the service', async () => {
      serve();
      const events = heard('civic-error', 'civic-services-loaded');
      await consoleOf(async () => {
        const widget = await mount<CivicServiceCard>(
          html`<civic-service-card src="/api/services" service-id="other"></civic-service-card>`,
        );
        await until(() => events.length);
        expect(textOf(widget)).to.equal('There are no services here yet.');
        expect(showsFallback(widget)).to.equal(true);
        await isAccessible(widget);
      });
      expect(events.map((event) => (event as { code?: string }).code)).to.deep.equal(['empty']);
    });

    it('shows everything that is known, and the one thing to do', async () => {
      serve();
      const events = heard('civic-services-loaded', 'civic-error');
      const widget = await card();
      await until(() => events.length);
      expect(events.map(({ type }) => type)).to.deep.equal(['civic-services-loaded']);
      expect(root(widget).querySelector('h2')!.textContent).to.equal('Building permit');
      expect(root(widget).querySelector('h2 a')).to.equal(null);
      expect(facts(widget)).to.deep.equal([
        'Cost|From €230',
        'Takes|15 minutes',
        'Sign in with|eID|Passkey',
        'Processing time|10 weeks',
        'Apply by|March 1, 2027',
        'For|Residents|Businesses',
        'Languages|English|Finnish',
        'Have ready|Drawings|Site plan',
      ]);
      const action = named<HTMLAnchorElement>(widget, 'a', 'Apply Building permit')!;
      expect([action.textContent.trim(), action.pathname]).to.deep.equal(['Apply', '/start']);
      expect(part<HTMLImageElement>(widget, 'image')!.alt).to.equal('A house');
      const provider = part(widget, 'provider')!.querySelector('a')!;
      expect([provider.textContent, provider.pathname]).to.deep.equal(['Planning', '/planning']);
      await isAccessible(widget);
    });

    it('names the other ways, each as what it is', async () => {
      serve();
      const widget = await card();
      const more = part<HTMLDetailsElement>(widget, 'more-about')!;
      expect(more.open).to.equal(true);
      more.querySelector('summary')!.focus();
      await press('Enter');
      expect(more.open).to.equal(false);
      await press('Enter');
      expect(more.open).to.equal(true);
      const links = [...more.querySelectorAll('a')].map(({ href }) => href);
      expect(links).to.deep.equal([
        'tel:+4612345600',
        'mailto:permits@town.example',
        `${location.origin}/chat`,
      ]);
      expect(more.textContent).to.include('Square 1');
      expect(more.textContent).to.include('Mon–Thu 10:00–17:00');
      await isAccessible(widget);
    });

    const soon = inDays(2);
    for (const [state, sentence] of [
      [
        { state: 'maintenance', until: soon, message: 'Call us meanwhile.' },
        /Under maintenance until \w+ \d+, \d{4}.* Call us/,
      ],
      [{ state: 'maintenance' }, 'Under maintenance'],
      [{ state: 'closed' }, 'Closed'],
      [{ state: 'closed', until: soon.slice(0, 10) }, /Closed until \w+ \d+, \d{4}$/],
      [{ state: 'upcoming' }, 'Opens later'],
      [{ state: 'upcoming', until: soon.slice(0, 10) }, /Opens \w+ \d+, \d{4}$/],
    ] as [Service['status'], string | RegExp][]) {
      it(`says why it can’t be used: ${JSON.stringify(state)}`, async () => {
        serve({ status: state });
        const widget = await card();
        const said = part(widget, 'status')!.textContent.replace(/\s+/g, ' ').trim();
        if (typeof sentence === 'string') expect(said).to.equal(sentence);
        else expect(said).to.match(sentence);
        expect(part(widget, 'action')).to.equal(undefined);
        expect(part<HTMLDetailsElement>(widget, 'more-about')!.open).to.equal(true);
        await isAccessible(widget);
      });
    }

    it('can be used again when the time is over', async () => {
      serve({ status: { state: 'maintenance', until: inDays(-1), message: 'Be patient.' } });
      const widget = await card();
      expect(part(widget, 'action')).to.not.equal(undefined);
      expect(part(widget, 'status')!.textContent.trim()).to.equal('Be patient.');
    });
  });

  it('takes one of a list, or the first', async () => {
    serve({}, { id: 'other', name: 'Other service' });
    const first = await card('/api/services');
    expect(textOf(first)).to.include('Building permit');
    first.serviceId = 'other';
    await until(() => textOf(first).includes('Other service'));
  });

  it('shows its own attributes without asking anybody', async () => {
    const server = serve();
    const events = heard('civic-services-loaded', 'civic-error');
    const widget = await mount<CivicServiceCard>(html`
      <civic-service-card
        name="Library card"
        summary="Borrow."
        href="/library"
        action-label="Get it"
        image="/demo/site/media/bibliotek.svg"
        image-alt="The library"
        cost="Free"
        duration="2 minutes"
        login="eID"
        ><a href="/library">Library card</a></civic-service-card
      >
    `);
    expect(facts(widget)).to.deep.equal(['Cost|Free', 'Takes|2 minutes', 'Sign in with|eID']);
    expect(named<HTMLAnchorElement>(widget, 'a', 'Get it Library card')!.pathname).to.equal('/library');
    expect(part<HTMLImageElement>(widget, 'image')!.alt).to.equal('The library');
    expect(showsFallback(widget)).to.equal(false);
    await isAccessible(widget);
    expect([server.requests.length, events.length]).to.deep.equal([0, 0]);
  });

  it('lets attributes replace what the list says', async () => {
    serve();
    const widget = await card();
    widget.summary = 'In other words.';
    widget.actionLabel = 'Go';
    await widget.updateComplete;
    expect(textOf(widget)).to.include('In other words.');
    expect(named(widget, 'a', 'Go Building permit')).to.not.equal(undefined);
  });

  it('shows nothing but the fallback where it was told nothing', async () => {
    serve();
    const widget = await mount<CivicServiceCard>(
      html`<civic-service-card><a href="/e">E</a></civic-service-card>`,
    );
    expect([showsFallback(widget), textOf(widget)]).to.deep.equal([true, '']);
  });

  it('tells once that a resident opened it, and by which way', async () => {
    serve();
    const widget = await card();
    const opened = heard('civic-service-opened');
    root(widget).addEventListener('click', (event) => event.preventDefault());
    part(widget, 'action')!.click();
    named(widget, 'a', '+46 123 456 00')!.click();
    expect(
      opened.map(({ service, name, url, place, channel }) => [service, name, url, place, channel]),
    ).to.deep.equal([
      ['permit', 'Building permit', `${location.origin}/start`, 'card', 'online'],
      ['permit', 'Building permit', 'tel:+4612345600', 'card', 'phone'],
    ]);
  });

  it('is laid out as asked, and as usual where that is no layout', async () => {
    serve();
    const widget = await card();
    const article = () => part(widget, 'card')!;
    widget.layout = 'horizontal';
    await widget.updateComplete;
    expect(article().className).to.include('horizontal');
    await isAccessible(widget);
    widget.layout = 'compact';
    await widget.updateComplete;
    expect(article().querySelector('img, details, .summary')).to.equal(null);
    expect(facts(widget)).to.have.length(3);
    await isAccessible(widget);
    widget.layout = 'round' as never;
    await widget.updateComplete;
    expect(article().className).to.include('vertical');
  });

  it('puts its name below its heading', async () => {
    serve();
    const widget = await card();
    widget.heading = 'Do it online';
    widget.headingLevel = 4;
    await widget.updateComplete;
    expect(root(widget).querySelector('h4')!.textContent).to.equal('Do it online');
    expect(root(widget).querySelector('h5')!.textContent).to.equal('Building permit');
  });

  it('fetches pictures from where the page may read, and as the page says', async () => {
    serve({ image: { url: 'https://elsewhere.example/x.jpg', alt: '' } });
    const widget = await card();
    expect(part(widget, 'image')).to.equal(undefined);
    configure({ allowRead: 'https://elsewhere.example' });
    await until(() => part(widget, 'image'));
    configure({ media: 'click' });
    await until(() => !part(widget, 'image'));
  });

  it('leaves out a picture that can’t be had', async () => {
    serve({ image: { url: '/none.svg?204', alt: '' } });
    const widget = await card();
    part(widget, 'image')!.dispatchEvent(new Event('error'));
    expect(part(widget, 'image')!.hidden).to.equal(true);
  });

  it('reads right to left, what the service says in its own language', async () => {
    serve();
    const widget = await mount<CivicServiceCard>(
      html`<civic-service-card src="/api/services/permit" lang="ar"></civic-service-card>`,
    );
    await until(() => part(widget, 'card'));
    const base = part(widget, 'base')!;
    expect([base.dir, base.lang]).to.deep.equal(['rtl', 'ar']);
    expect(part(widget, 'name')!.querySelector('bdi')!.lang).to.equal('en');
    await isAccessible(widget);
  });

  it('shows what strangers wrote as text, and follows no address that is none', async () => {
    const hostile = '<img src=x onerror="parent.hit=1">';
    const script = 'javascript:hit=1';
    serve({
      name: hostile,
      summary: hostile,
      url: script,
      image: { url: script, alt: hostile },
      provider: { name: hostile, url: script },
      cost: hostile,
      languages: [hostile],
      deadline: hostile,
      channels: [
        { type: 'online', label: 'x', value: script },
        { type: 'email', value: 'a@b?bcc=c@d' },
        { type: 'phone', value: script },
        { type: 'office', value: hostile },
      ],
      status: { state: 'closed', until: hostile, message: hostile },
    });
    const widget = await card();
    expect(textOf(widget)).to.include(hostile);
    expect(root(widget).querySelector('img, a')).to.equal(null);
    widget.href = script;
    await widget.updateComplete;
    expect(root(widget).querySelector('a')).to.equal(null);
    expect((globalThis as { hit?: number }).hit).to.equal(undefined);
  });

  it('goes on loading when it is moved', async () => {
    const server = serve();
    server.break('slow');
    const widget = await mount<CivicServiceCard>(
      html`<civic-service-card src="/api/services/permit"></civic-service-card>`,
    );
    const events = heard('civic-services-loaded', 'civic-error');
    document.body.append(widget);
    server.repair();
    await until(() => events.length);
    expect(server.requests).to.have.length(1);
    expect(parts(widget, 'card')).to.have.length(1);
    widget.remove();
  });

  it('shows the service that was asked for last', async () => {
    const server = serve({}, { id: 'other', name: 'Other service' });
    server.break('slow');
    const widget = await mount<CivicServiceCard>(
      html`<civic-service-card src="/api/services/permit"></civic-service-card>`,
    );
    const events = heard('civic-services-loaded', 'civic-error');
    widget.src = '/api/services/other';
    await widget.updateComplete;
    server.repair();
    await until(() => events.length);
    expect(textOf(widget)).to.include('Other service');
    expect(events.map(({ type }) => type)).to.deep.equal(['civic-services-loaded']);
  });

  it('reports what it can’t read', async () => {
    startServer({ before: () => Response.json({ services: [{ id: 1 }] }) });
    const events = heard('civic-error');
    await consoleOf(async () => {
      await card('/api/services/broken');
      await until(() => events.length);
    });
    expect(events[0]!.code).to.equal('format');
    expect(events[0]!.message).to.equal('services[0].id should be string, found 1.');
  });
});
