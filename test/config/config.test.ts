import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { LitElement } from 'lit';
import { ConfigController } from '../../src/config/config-controller.js';
import '../../src/config/define.js';
import { Config } from '../../src/config/options.js';
import { configure, watchMeta } from '../../src/config/page-config.js';
import { clean, meta } from '../helpers/page.js';

class Probe extends LitElement {
  readonly options = new ConfigController(this);
}
customElements.define('config-probe', Probe);

const A = 'https://a.example';
const B = 'https://b.example';

describe('Config', () => {
  it('allows the page itself and what it is told, by way', () => {
    const config = new Config({ allow: `${A}/path`, allowRead: [B] });
    expect([config.mayRead(`${A}/x`), config.maySend(`${A}/x`)]).to.deep.equal([true, true]);
    expect([config.mayRead(`${B}/x`), config.maySend(`${B}/x`)]).to.deep.equal([true, false]);
    expect([config.mayRead(location.href), config.maySend(location.href)]).to.deep.equal([true, true]);
  });

  it('refuses look-alikes and what is no address', () => {
    const config = new Config({ allow: A });
    for (const url of [
      'https://a.example.evil.example/',
      'http://a.example/',
      'https://a.example:8443/',
      'javascript:1',
      'data:,x',
      'null',
      '',
      'https://x@a.example.',
    ]) {
      expect(config.mayRead(url), url).to.equal(false);
    }
  });

  it('is only ever narrowed', () => {
    const config = new Config({ allow: A, allowRead: B }).narrow({
      allow: `${A} https://evil.example`,
      allowRead: B,
    });
    expect([
      config.maySend(A),
      config.mayRead(A),
      config.mayRead(B),
      config.mayRead('https://evil.example'),
    ]).to.deep.equal([true, true, true, false]);
    const none = config.narrow({ allow: '' });
    expect([none.maySend(A), none.mayRead(A), none.mayRead(B)]).to.deep.equal([false, false, false]);
    expect(none.narrow({ allow: A }).maySend(A)).to.equal(false);
  });

  it('does not let reading become sending', () => {
    expect(new Config({ allowRead: B }).narrow({ allow: B }).maySend(B)).to.equal(false);
  });

  it('falls back on what it knows', () => {
    const config = new Config({ media: 'sometimes' as never, storage: 'forever' as never });
    expect([config.media, config.storage]).to.deep.equal(['auto', 'none']);
  });

  it('resolves against the page or the endpoint, with the language', () => {
    expect(new Config().resolve('/a', 'sv')).to.equal(`${location.origin}/a`);
    const config = new Config({ endpoint: `${A}/base/` });
    expect(config.resolve('feed?lang={lang}', 'sr-Latn')).to.equal(`${A}/base/feed?lang=sr-Latn`);
    expect(config.resolve('//b.example/x', 'sv')).to.match(/^https?:\/\/b\.example\/x$/);
    expect(config.resolve('javascript:alert(1)', 'sv')).to.equal(undefined);
    expect(config.resolve('https://a@b.example/', 'sv')).to.equal(undefined);
  });
});

describe('<civic-config> and <meta>', () => {
  before(watchMeta);
  afterEach(clean);

  it('gives a widget the page’s options, and late ones', async () => {
    const probe = await fixture<Probe>(html`<config-probe></config-probe>`);
    expect(probe.options.value.media).to.equal('auto');
    configure({ media: 'click' });
    expect(probe.options.value.media).to.equal('click');
    configure({ media: undefined });
    const late = meta('civic-media', 'none');
    await waitUntil(() => probe.options.value.media === 'none');
    late.content = 'always';
    await waitUntil(() => probe.options.value.media === 'always');
    late.remove();
    await waitUntil(() => probe.options.value.media === 'auto');
  });

  it('lets configure() beat <meta>', async () => {
    configure({ endpoint: A });
    meta('civic-endpoint', B);
    meta('civic-debug', '');
    const probe = await fixture<Probe>(html`<config-probe></config-probe>`);
    await waitUntil(() => probe.options.value.debug);
    expect(probe.options.value.endpoint).to.equal(A);
  });

  it('nests, and reaches widgets that are already there', async () => {
    configure({ allow: `${A} ${B}` });
    const outer = await fixture<HTMLElement>(
      html`<civic-config endpoint="https://a.example" allow="https://a.example"
        ><div>
          <civic-config media="none"><config-probe></config-probe></civic-config></div
      ></civic-config>`,
    );
    const { options } = outer.querySelector<Probe>('config-probe')!;
    expect([
      options.value.endpoint,
      options.value.media,
      options.value.maySend(A),
      options.value.maySend(B),
    ]).to.deep.equal([A, 'none', true, false]);
    outer.setAttribute('endpoint', B);
    await waitUntil(() => options.value.endpoint === B);
    outer.querySelector('civic-config')!.setAttribute('media', 'click');
    await waitUntil(() => options.value.media === 'click');
    configure({ storage: 'local' });
    await waitUntil(() => options.value.storage === 'local');
  });

  it('follows a widget that moves into it and out of it', async () => {
    const box = await fixture<HTMLElement>(
      html`<div><config-probe></config-probe><civic-config media="none"></civic-config></div>`,
    );
    const probe = box.querySelector<Probe>('config-probe')!;
    expect(probe.options.value.media).to.equal('auto');
    box.querySelector('civic-config')!.append(probe);
    expect(probe.options.value.media).to.equal('none');
    box.append(probe);
    expect(probe.options.value.media).to.equal('auto');
    const late = document.createElement('civic-config');
    late.setAttribute('media', 'click');
    late.append(probe);
    box.append(late);
    await waitUntil(() => probe.options.value.media === 'click');
  });

  it('lays nothing out', async () => {
    const config = await fixture(html`<civic-config>x</civic-config>`);
    expect(getComputedStyle(config).display).to.equal('contents');
  });
});
