/** The adapters of docs/analytics.md, against the clients that towns use. */
import MatomoTracker from '@jonkoops/matomo-tracker';
import { CustomEvent as PiwikEvent } from '@piwikpro/tracking-base-library';
import { init, track } from '@plausible-analytics/tracker';
import { expect, html } from '@open-wc/testing';
import { onEvent } from '../../../src/api.js';
import '../../../src/widgets/service-card/define.js';
import type { CivicServiceCard } from '../../../src/widgets/service-card/service-card.js';
import { mount, part } from '../../helpers/mount.js';

type Queue = [string, ...unknown[]][];

/** Opens a service, as a resident does, while an adapter listens. */
async function open(listener: Parameters<typeof onEvent>[0]): Promise<void> {
  const stop = onEvent(listener);
  const card = await mount<CivicServiceCard>(
    html`<civic-service-card
      name="Library card"
      href="/library#start"
      campaign="autumn"
    ></civic-service-card>`,
  );
  card.shadowRoot!.addEventListener('click', (event) => event.preventDefault());
  part(card, 'action')!.click();
  stop();
}

describe('analytics', () => {
  const queue = (): Queue => (globalThis as unknown as { _paq: Queue })._paq;

  const events = () =>
    queue()
      .filter(([what]) => what === 'trackEvent')
      .map((entry) => entry.slice(0, 4));

  it('reach Matomo', async () => {
    const matomo = new MatomoTracker({ urlBase: `${location.origin}/`, siteId: 1, disabled: false });
    await open((event) => {
      if (event.type !== 'civic-service-opened') return;
      const { name, place, channel } = event as HTMLElementEventMap['civic-service-opened'];
      matomo.trackEvent({ category: 'e-service', action: `opened ${channel}`, name: `${name} (${place})` });
    });
    expect(events()).to.deep.equal([['trackEvent', 'e-service', 'opened online', 'Library card (card)']]);
  });

  it('reach Piwik PRO', async () => {
    queue().length = 0;
    await open((event) => {
      if (event.type !== 'civic-service-opened') return;
      const { name, place, channel } = event as HTMLElementEventMap['civic-service-opened'];
      PiwikEvent.trackEvent('e-service', `opened ${channel}`, `${name} (${place})`);
    });
    expect(events()).to.deep.equal([['trackEvent', 'e-service', 'opened online', 'Library card (card)']]);
  });

  it('reach Plausible', async () => {
    const { fetch } = globalThis;
    const sent: [string, Record<string, unknown>][] = [];
    globalThis.fetch = (url, request) => {
      sent.push([url as string, JSON.parse(request!.body as string) as Record<string, unknown>]);
      return Promise.resolve(new Response(null, { status: 202 }));
    };
    // It counts no browser that a test drives, unless told to.
    Object.assign(globalThis, { __plausible: true });
    try {
      init({
        domain: 'town.example',
        endpoint: '/statistics',
        autoCapturePageviews: false,
        captureOnLocalhost: true,
      });
      await open((event) => {
        if (event.type !== 'civic-service-opened') return;
        const { name, place, channel } = event as HTMLElementEventMap['civic-service-opened'];
        track('E-service opened', { props: { service: name, place, channel } });
      });
    } finally {
      globalThis.fetch = fetch;
    }
    expect(sent.map(([url, { n, d, p }]) => [url, n, d, p])).to.deep.equal([
      [
        '/statistics',
        'E-service opened',
        'town.example',
        { service: 'Library card', place: 'card', channel: 'online' },
      ],
    ]);
  });

  it('reach the town’s own endpoint', async () => {
    const { sendBeacon } = navigator;
    const sent: [string, string][] = [];
    navigator.sendBeacon = (url, data) => {
      sent.push([String(url), data as string]);
      return true;
    };
    try {
      await open((event) => {
        if (event.type !== 'civic-service-opened') return;
        const { type, url, place, channel } = event as HTMLElementEventMap['civic-service-opened'];
        navigator.sendBeacon('/statistics', new URLSearchParams({ type, url, place, channel }));
      });
    } finally {
      navigator.sendBeacon = sendBeacon;
    }
    const [[address, body]] = sent as [[string, string]];
    expect(address).to.equal('/statistics');
    const { type, url, place, channel } = Object.fromEntries(new URLSearchParams(body));
    expect([type, place, channel]).to.deep.equal(['civic-service-opened', 'card', 'online']);
    expect(url).to.equal(`${location.origin}/library?utm_campaign=autumn#start`);
  });
});
