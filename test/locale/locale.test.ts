import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { LitElement } from 'lit';
import ar from '../../src/locale/ar.js';
import en from '../../src/locale/en.js';
import { LocaleController } from '../../src/locale/locale-controller.js';
import type { Messages, Plural } from '../../src/locale/messages.js';
import { directionOf, findLanguage, registerMessages } from '../../src/locale/registry.js';
import sv from '../../src/locale/sv.js';
import { LANGUAGES } from './languages.js';

class Speaker extends LitElement {
  configured = '';
  readonly locale = new LocaleController(this, () => this.configured);
  override render() {
    return html`<p lang=${this.locale.lang} dir=${this.locale.dir}>${this.locale.t('retry')}</p>`;
  }
}
customElements.define('locale-speaker', Speaker);

for (const [tag, messages] of Object.entries(LANGUAGES)) registerMessages(tag, messages);

const KEYS = Object.keys(en) as (keyof Messages)[];
const texts = (message: string | Plural) =>
  typeof message === 'string' ? [message] : Object.values(message);
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
/** All that is the language's own. */
const wordsOf = (text: string) => text.replace(/\{\w+\}|https?:\S+|\S+@\S+/g, '');

/** Plural categories that only one number is in, 0 aside: there it can be said in words. */
function singles(tag: string): Set<string> {
  const rules = new Intl.PluralRules(tag);
  const found = Array.from({ length: 201 }, (_, n) => rules.select(n));
  return new Set(found.filter((each) => !found.slice(1, found.lastIndexOf(each)).includes(each)));
}

/** The others are in Latin. */
const SCRIPTS: Record<string, string> = {
  ar: 'Arabic',
  bg: 'Cyrillic',
  el: 'Greek',
  'sr-Cyrl': 'Cyrillic',
  uk: 'Cyrillic',
};
const OTHERS = [...new Set(Object.values(SCRIPTS))];
/** Words that these languages write in Latin script. */
const LOANS = ['email'];

describe('languages', () => {
  for (const [tag, messages] of Object.entries(LANGUAGES)) {
    it(`${tag} has every text, with the same values in it, in every plural category`, () => {
      expect(Object.keys(messages).sort()).to.deep.equal([...KEYS].sort());
      const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
      const inWords = singles(tag);
      for (const key of KEYS) {
        const [mine, english] = [messages[key], en[key]];
        expect(typeof mine, key).to.equal(typeof english);
        for (const text of texts(mine)) expect(text, key).to.match(/^\S(?:.*\S)?$/);
        const wanted = placeholders(texts(english).at(-1)!);
        if (typeof mine === 'string') expect(placeholders(mine), key).to.deep.equal(wanted);
        else {
          expect(mine, key).to.include.all.keys(categories);
          for (const [category, text] of Object.entries(mine)) {
            const isFree = inWords.has(category) && !text.includes('{n}');
            const values = isFree ? wanted.filter((value) => value !== '{n}') : wanted;
            expect(placeholders(text), `${key}.${category}`).to.deep.equal(values);
          }
        }
      }
    });

    it(`${tag} is written in its own script`, () => {
      const own = SCRIPTS[tag];
      const all = KEYS.flatMap((key) => texts(messages[key]).map(wordsOf)).join(' ');
      for (const script of OTHERS)
        if (script !== own) expect(all).to.not.match(new RegExp(`\\p{Script=${script}}`, 'u'));
      if (!own) return;
      const latin = all.toLowerCase().match(/\p{Script=Latin}{4,}/gu) ?? [];
      expect(latin.filter((word) => !LOANS.includes(word))).to.deep.equal([]);
      // A letter that only looks like one of the script's.
      expect(all).to.not.match(
        /\p{Script=Latin}[^\P{L}\p{Script=Latin}]|[^\P{L}\p{Script=Latin}]\p{Script=Latin}/u,
      );
    });

    if (tag !== 'en')
      it(`${tag} leaves nothing in English`, () => {
        const left = KEYS.flatMap((key) => {
          const english = texts(en[key]).filter((text) => /\S\s+\S/.test(wordsOf(text).trim()));
          return texts(messages[key]).filter((text) => english.includes(text));
        });
        expect(left).to.deep.equal([]);
      });
  }

  for (const [wanted, found] of [
    ['sv-SE', 'sv'],
    ['sr', 'sr-Cyrl'],
    ['sr-RS', 'sr-Cyrl'],
    ['sr-ME', 'sr-Latn'],
    ['sr-Latn-RS', 'sr-Latn'],
    ['sr_Latn', 'sr-Latn'],
    ['sh', 'sr-Latn'],
    ['AR-eg', 'ar'],
    ['no', 'nb'],
    ['no-NO', 'nb'],
    ['nn-NO', 'nn'],
    ['pt-BR', 'pt'],
    ['es-419', 'es'],
    ['de-AT', 'de'],
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
