import { expect, waitUntil } from '@open-wc/testing';
import '../../src/config/define.js';
import { configure } from '../../src/config/page-config.js';
import { readFragment, scan } from '../../src/embed/upgrade.js';
import '../../src/widgets/feed/define.js';
import { answers, json } from '../helpers/answers.js';
import { body, clean, consoleOf, meta } from '../helpers/page.js';
import { watchMeta } from '../../src/config/page-config.js';

const FEED = { version: 'https://jsonfeed.org/version/1.1', items: [{ id: '1', content_text: 'Hej' }] };
const link = (extra = '', query = 'src=%2Ffeed.json') =>
  `<a href="/nyheter#civic-feed?${query}" ${extra}>Nyheter</a>`;

describe('readFragment', () => {
  it('reads the name and the options', () => {
    const found = readFragment(
      'https://stora.example/x#civic-poll?src=%2Fapi%2Fa%3Fb%3D1&heading=Vad%20tycker%20du%3F',
    )!;
    expect(found.name).to.equal('civic-poll');
    expect(found.options.get('src')).to.equal('/api/a?b=1');
    expect(found.options.get('heading')).to.equal('Vad tycker du?');
  });

  it('names widgets only', () => {
    for (const href of [
      '#civic-config?allow=https://a.example',
      '#civic-',
      '#civic-feedx?src=a',
      '#top',
      '',
      '/civic-feed?src=/a',
    ]) {
      expect(readFragment(href), href).to.equal(undefined);
    }
  });
});

describe('links and divs', () => {
  before(() => {
    watchMeta();
    scan();
  });
  beforeEach(() => configure({ fetch: answers({ '/feed.json': json(FEED) }).fetch }));
  afterEach(clean);

  const feedIn = async (root: ParentNode) => {
    await waitUntil(() => root.querySelector('civic-feed'), 'no widget came');
    return root.querySelector('civic-feed')!;
  };
  /** Long enough for the observer to have seen what the test put there. */
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

  it('makes a link the fallback of its widget', async () => {
    const page = body(link());
    const feed = await feedIn(page);
    expect(feed.src).to.equal('/feed.json');
    expect(feed.querySelector('a')!.textContent).to.equal('Nyheter');
    await waitUntil(() => feed.shadowRoot!.querySelector('article'));
    expect(feed.shadowRoot!.querySelector('slot')!.hidden).to.equal(true);
  });

  it('takes over only what the element has', async () => {
    const feed = await feedIn(
      body(
        link('lang="sv"', 'src=%2Ffeed.json&heading-level=3&onclick=alert(1)&class=x&style=y&id=z&slot=a'),
      ),
    );
    expect(feed.getAttributeNames().sort()).to.deep.equal(['heading-level', 'lang', 'src']);
    expect(feed.headingLevel).to.equal(3);
  });

  it('makes a div a widget with what the div held', async () => {
    const page = body(
      '<div class="box civic-feed" data-src="/feed.json" data-lang="sv" data-onclick="x"><a href="/n">Nyheter</a></div>',
    );
    const feed = await feedIn(page);
    expect(page.querySelector('div')).to.equal(null);
    expect(feed.lang).to.equal('sv');
    expect(feed.getAttributeNames().sort()).to.deep.equal(['lang', 'src']);
    expect(feed.innerHTML).to.equal('<a href="/n">Nyheter</a>');
  });

  it('replaces a paragraph that held nothing else', async () => {
    const page = body(`<p>&nbsp;${link()} </p>`);
    await feedIn(page);
    expect(page.querySelector('p')).to.equal(null);
  });

  it('splits a paragraph around it, through what wraps it', async () => {
    const page = body(`<p id="x" class="c">Läs <em>våra ${link()} varje</em> dag</p>`);
    await feedIn(page);
    expect([...page.children].map((each) => each.localName)).to.deep.equal(['p', 'civic-feed', 'p']);
    expect(page.firstElementChild!.textContent.trim()).to.equal('Läs våra');
    expect(page.lastElementChild!.textContent.trim()).to.equal('varje dag');
    expect(page.querySelectorAll('#x')).to.have.length(1);
    expect(page.querySelectorAll('p.c > em')).to.have.length(2);
  });

  it('takes two links out of one paragraph', async () => {
    const page = body(`<p>Ett ${link()} två ${link()} tre</p>`);
    await waitUntil(() => page.querySelectorAll('civic-feed').length === 2);
    expect([...page.children].map((each) => each.localName)).to.deep.equal([
      'p',
      'civic-feed',
      'p',
      'civic-feed',
      'p',
    ]);
  });

  for (const [what, markup] of Object.entries({
    'a link of a visitor’s comment': link('rel="nofollow UGC"'),
    'a link in an editor': `<div contenteditable="true"><p>${link()}</p></div>`,
    'a link inside a widget': `<civic-feed>${link()}</civic-feed>`,
    'a link to configuration': '<a href="#civic-config?allow=https%3A%2F%2Fevil.example">x</a>',
    'a div of configuration': '<div class="civic-config" data-allow="https://evil.example"></div>',
  })) {
    it(`leaves ${what}`, async () => {
      const page = body(markup);
      await settled();
      expect(page.innerHTML).to.equal(body(markup).innerHTML);
    });
  }

  it('upgrades a nofollow link: editors add that to all', async () => {
    await feedIn(body(link('rel="nofollow noopener"')));
  });

  it('leaves a link to a stranger, and says once what to add', async () => {
    const foreign = link('', 'src=https%3A%2F%2Fstranger.example%2Ffeed');
    const lines = await consoleOf(async () => {
      const page = body(foreign + foreign);
      await settled();
      expect(page.querySelector('civic-feed')).to.equal(null);
      expect(page.querySelectorAll('a')).to.have.length(2);
    });
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain('<meta name="civic-allow" content="https://stranger.example">');
  });

  it('upgrades it when the head allows the origin later', async () => {
    const page = body(link('', 'src=https%3A%2F%2Fapi.stora.example%2Ffeed'));
    await consoleOf(settled);
    expect(page.querySelector('civic-feed')).to.equal(null);
    meta('civic-allow-read', 'https://api.stora.example');
    await feedIn(page);
  });

  it('does not take the word of the body', async () => {
    const page = body(
      `<meta name="civic-allow" content="https://evil.example"><civic-config allow="https://evil.example">${link('', 'src=https%3A%2F%2Fevil.example%2Ffeed')}</civic-config>`,
    );
    await consoleOf(settled);
    expect(page.querySelector('civic-feed')).to.equal(null);
  });

  it('upgrades what comes later, by any way', async () => {
    const page = body('');
    page.insertAdjacentHTML('beforeend', `<section>${link()}</section>`);
    await feedIn(page);
    const late = document.createElement('a');
    late.textContent = 'x';
    page.append(late);
    await settled();
    late.href = '/y#civic-feed?src=/feed.json';
    await waitUntil(() => page.querySelectorAll('civic-feed').length === 2);
  });

  it('upgrades in a shadow root that it is told of, and what comes there', async () => {
    const root = body('<div></div>').firstElementChild!.attachShadow({ mode: 'open' });
    root.innerHTML = link();
    scan(root);
    await feedIn(root);
    root.innerHTML = link();
    await feedIn(root);
  });

  it('does nothing twice', async () => {
    const page = body(`<p>${link()}</p>`);
    const feed = await feedIn(page);
    scan();
    scan(page);
    await settled();
    expect(page.querySelectorAll('civic-feed')).to.have.length(1);
    expect(page.querySelector('civic-feed')).to.equal(feed);
  });
});
