import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { LitElement } from 'lit';
import ar from '../../src/locale/ar.js';
import en from '../../src/locale/en.js';
import { LocaleController } from '../../src/locale/locale-controller.js';
import type { Messages, Plural } from '../../src/locale/messages.js';
import { directionOf, findLanguage, registerMessages } from '../../src/locale/registry.js';
import srCyrl from '../../src/locale/sr-Cyrl.js';
import srLatn from '../../src/locale/sr-Latn.js';
import sv from '../../src/locale/sv.js';

class Speaker extends LitElement {
  configured = '';
  readonly locale = new LocaleController(this, () => this.configured);
  override render() {
    return html`<p lang=${this.locale.lang} dir=${this.locale.dir}>${this.locale.t('retry')}</p>`;
  }
}
customElements.define('locale-speaker', Speaker);

const LANGUAGES: Record<string, Messages> = { en, sv, 'sr-Latn': srLatn, 'sr-Cyrl': srCyrl, ar };
for (const [tag, messages] of Object.entries(LANGUAGES)) registerMessages(tag, messages);

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join();
const texts = (message: string | Plural) =>
  typeof message === 'string' ? [message] : Object.values(message);

describe('languages', () => {
  for (const [tag, messages] of Object.entries(LANGUAGES)) {
    it(`${tag} has every text, with the same values in it, in every plural category`, () => {
      expect(Object.keys(messages).sort()).to.deep.equal(Object.keys(en).sort());
      const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
      for (const key of Object.keys(en) as (keyof Messages)[]) {
        const [mine, english] = [messages[key], en[key]];
        expect(typeof mine, key).to.equal(typeof english);
        for (const text of texts(mine)) expect(text.trim(), key).to.not.equal('');
        const wanted = placeholders(texts(english).at(-1)!);
        if (typeof mine === 'string') expect(placeholders(mine), key).to.equal(wanted);
        else {
          expect(placeholders(mine.other), key).to.equal(wanted);
          for (const category of categories) expect(mine, `${key}.${category}`).to.have.property(category);
        }
      }
    });
  }

  it('is written in its own script', () => {
    const letters = (messages: Messages) =>
      Object.values(messages)
        .flatMap(texts)
        .join(' ')
        .replace(/\{\w+\}|https?:\S+|\S+@\S+/g, '');
    expect(letters(srCyrl)).to.not.match(/[a-zčćžšđ]{4,}/i);
    expect(letters(srLatn)).to.not.match(/\p{Script=Cyrillic}/u);
    expect(letters(ar)).to.not.match(/[a-z]{12,}/i);
  });

  for (const [wanted, found] of [
    ['sv-SE', 'sv'],
    ['sr', 'sr-Cyrl'],
    ['sr-RS', 'sr-Cyrl'],
    ['sr-ME', 'sr-Latn'],
    ['sr-Latn-RS', 'sr-Latn'],
    ['sr_Latn', 'sr-Latn'],
    ['sh', 'sr-Latn'],
    ['AR-eg', 'ar'],
    ['en-GB', 'en'],
    ['tlh', 'en'],
    ['x', 'en'],
    ['', 'en'],
    ['123-', 'en'],
  ] as const) {
    it(`finds ${found} for “${wanted}”`, () => expect(findLanguage(wanted).tag).to.equal(found));
  }

  it('writes dates as the region does, where the texts are in its language', () => {
    expect(findLanguage('en-GB').format).to.equal('en-GB');
    expect(findLanguage('tlh-GB').format).to.equal('en');
  });

  it('knows which way a language runs', () => {
    expect(
      ['ar', 'he', 'fa-IR', 'ur', 'sv', 'sr-Cyrl', 'az-Arab', 'nonsense!'].map(directionOf),
    ).to.deep.equal(['rtl', 'rtl', 'rtl', 'rtl', 'ltr', 'ltr', 'rtl', 'ltr']);
  });
});

describe('LocaleController', () => {
  it('speaks the nearest language, through shadow roots, and follows it', async () => {
    const outer = await fixture<HTMLElement>(html`<div lang="ar"><span></span></div>`);
    const root = outer.querySelector('span')!.attachShadow({ mode: 'open' });
    root.innerHTML = '<locale-speaker></locale-speaker>';
    const speaker = root.querySelector<Speaker>('locale-speaker')!;
    await speaker.updateComplete;
    const shown = speaker.shadowRoot!.querySelector('p')!;
    expect([shown.lang, shown.dir, shown.textContent]).to.deep.equal(['ar', 'rtl', ar.retry]);
    outer.lang = 'sv-FI';
    await waitUntil(() => shown.textContent === sv.retry);
    expect([shown.lang, shown.dir]).to.deep.equal(['sv', 'ltr']);
    speaker.lang = 'en';
    await waitUntil(() => shown.textContent === en.retry);
  });

  it('takes the configured language before the document’s, and a nearer one before both', async () => {
    const box = await fixture<HTMLElement>(
      html`<div><locale-speaker .configured=${'sv'}></locale-speaker></div>`,
    );
    const { locale } = box.querySelector<Speaker>('locale-speaker')!;
    expect(locale.wanted).to.equal('sv');
    box.lang = 'ar';
    await waitUntil(() => locale.wanted === 'ar');
  });

  it('replaces values and picks the plural', async () => {
    const { locale } = await fixture<Speaker>(html`<locale-speaker lang="en"></locale-speaker>`);
    expect(locale.t('feedVotes', { n: 1 })).to.equal('1 vote');
    expect(locale.t('feedVotes', { n: 1234 })).to.equal('1,234 votes');
    expect(locale.t('pollPercent', { percent: '{votes}', votes: '$&' })).to.equal('{votes}, $&');
  });

  it('has more than two plurals where the language does', async () => {
    const { locale } = await fixture<Speaker>(html`<locale-speaker lang="sr-Latn"></locale-speaker>`);
    const said = [1, 2, 5, 21].map((n) => locale.t('feedVotes', { n }).replace(/\d+\s/, ''));
    expect(said[0]).to.equal(said[3]);
    expect(new Set(said).size).to.equal(3);
  });

  it('says how long ago, and the date where that is long', async () => {
    const { locale } = await fixture<Speaker>(html`<locale-speaker lang="en"></locale-speaker>`);
    const now = Date.parse('2026-11-22T12:00:00Z');
    const ago = (seconds: number) => locale.relative(new Date(now - seconds * 1000), now);
    expect(ago(10)).to.equal('now');
    expect(ago(150)).to.equal('2 minutes ago');
    expect(ago(7200)).to.equal('2 hours ago');
    expect(ago(86_400)).to.equal('yesterday');
    expect(ago(30 * 86_400)).to.equal('Oct 23');
    expect(ago(400 * 86_400)).to.equal('Oct 18, 2025');
  });
});
