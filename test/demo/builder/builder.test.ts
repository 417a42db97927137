/** The snippet builder as an editor uses it: in a real browser, on the running town. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import AxeBuilder from 'axe-core';
import type { Browser, Page, Route } from 'playwright-core';
import { RunningTown, launch, leftOnDevice, watch, type Watched } from '../running-town.js';

const town = new RunningTown();
let browser: Browser;
before(async () => {
  [browser] = await Promise.all([launch(), town.start()]);
});
after(async () => {
  await browser.close();
  await town.end();
});

async function opened(query = '', options: Parameters<Browser['newContext']>[0] = {}): Promise<Watched> {
  const context = await browser.newContext({ locale: 'en', ...options });
  const watched = await watch(context);
  await watched.page.goto(`${town.origin}/builder/${query}`);
  await watched.page.getByRole('heading', { level: 1 }).waitFor();
  return watched;
}

/** Also one that is folded. */
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const shown = (page: Page) => page.frameLocator('iframe');

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AxeBuilder.source);
  const { violations: found } = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof AxeBuilder };
    return axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

describe('the snippet builder', () => {
  it('leads from nothing to a poll with two choices and a copy', async () => {
    const {
      page,
      violations: reports,
      errors,
      hosts,
    } = await opened('', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('radio', { name: /^Poll/ }).check();
    await page.getByText('Choose a question first.').waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Link' }).count(), 0);
    await page.getByLabel('Which question?').selectOption('/api/polls/badplats');
    await shown(page).getByRole('button', { name: 'Vote' }).waitFor();
    // While it is typed, in the result and in the preview.
    await page.getByLabel('Heading', { exact: true }).pressSequentially('Bad');
    await shown(page).getByRole('heading', { name: 'Bad', exact: true }).waitFor();
    const src = encodeURIComponent(`${town.origin}/api/polls/badplats`);
    const link = `<a href="${town.origin}/fraga/badplats#civic-poll?src=${src}&amp;heading=Bad">Answer the question</a>`;
    assert.equal(await field(page, 'Link').inputValue(), link);
    await page.getByRole('button', { name: 'Copy for the page' }).click();
    await page.getByRole('button', { name: '✓ Copied' }).waitFor();
    await page.getByRole('status').getByText('Link copied.').waitFor({ state: 'attached' });
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return (await item!.getType('text/html')).text();
    });
    assert.equal(copied, link);
    const data = `${town.origin}/api/polls/badplats`;
    assert.ok(
      (await field(page, 'HTML').inputValue()).startsWith(`<div class="civic-poll" data-src="${data}" `),
    );
    assert.ok((await field(page, 'Tag').inputValue()).startsWith(`<civic-poll src="${data}" heading="Bad">`));
    assert.match(await field(page, 'Head').inputValue(), /integrity="sha384-[^"]+" crossorigin="anonymous"/);
    assert.deepEqual([reports, errors, [...hosts]], [[], [], [new URL(town.origin).host]]);
    assert.deepEqual(await leftOnDevice(page), []);
    await page.context().close();
  });

  it('opens the configuration of an address, and keeps it there', async () => {
    const { page } = await opened(
      '?widget=civic-poll&src=%2Fapi%2Fpolls%2Fbadplats&lang=sv&onclick=alert(1)',
    );
    await shown(page).getByRole('button', { name: 'Rösta' }).waitFor();
    assert.match(
      await field(page, 'Tag').inputValue(),
      /^<civic-poll src="http:\/\/localhost:\d+\/api\/polls\/badplats" lang="sv"><a/,
    );
    await page.reload();
    await shown(page).getByRole('button', { name: 'Rösta' }).waitFor();
    assert.match(page.url(), /widget=civic-poll&src=%2Fapi%2Fpolls%2Fbadplats&lang=sv/);
    assert.doesNotMatch(page.url(), /onclick/);
    await page.context().close();
  });

  it('sends nothing from its preview', async () => {
    const { page } = await opened('?widget=civic-poll&src=%2Fapi%2Fpolls%2Fbadplats');
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(request.url());
    });
    await shown(page).getByRole('radio').first().check();
    await shown(page).getByRole('button', { name: 'Vote' }).click();
    await shown(page).getByText('Sending is switched off here').waitFor();
    assert.deepEqual(sent, []);
    await page.context().close();
  });

  it('shows data of another site only after somebody agreed to that site by name', async () => {
    const asked: string[] = [];
    const stranger = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
      response.end(
        JSON.stringify({
          id: 'f',
          title: 'Log in again',
          submitUrl: '/steal',
          fields: [{ name: 'a', type: 'text', label: 'Password' }],
        }),
      );
    }).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const origin = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
    const { page } = await opened(`?widget=civic-feedback&src=${encodeURIComponent(`${origin}/form`)}`);
    const agree = page.getByRole('button', { name: `Show data of ${origin}` });
    await agree.waitFor();
    assert.deepEqual(asked, []);
    await agree.click();
    await shown(page).getByLabel('Password').waitFor();
    assert.deepEqual(asked, ['/form']);
    // The frame's own address shows nothing to whoever opens it, whatever stands in it.
    await page.goto(
      `${town.origin}/builder/preview.html?widget=civic-feedback&src=${origin}/form#civic-feedback?src=${origin}/form`,
    );
    await page.evaluate(() =>
      postMessage({ configuration: { widget: 'civic-feedback', attributes: {} } }, '*'),
    );
    assert.equal(await page.locator('main').innerHTML(), '');
    await page.context().close();
    stranger.close();
  });

  it('opens a snippet that somebody pastes, and says when there is none in it', async () => {
    const { page } = await opened();
    await page.getByText('Edit a snippet that you already have').click();
    const paste = page.getByLabel('Your snippet, or the address of the link');
    await paste.fill('<p>Hello</p>');
    await page.getByRole('button', { name: 'Open it' }).click();
    await page.getByRole('alert').getByText('There is no widget in this text').waitFor();
    await paste.fill(
      '<div class="civic-feed" data-src="/api/feeds/nyheter" data-limit="2"><a href="/nyheter/">Nyheter</a></div>',
    );
    await page.getByRole('button', { name: 'Open it' }).click();
    assert.equal(
      await field(page, 'Tag').inputValue(),
      `<civic-feed src="${town.origin}/api/feeds/nyheter" limit="2"><a href="${town.origin}/nyheter/">Nyheter</a></civic-feed>`,
    );
    await page.getByLabel('Which news?').and(page.locator('[id=own]')).waitFor();
    await paste.fill(
      `${town.origin}/builder/?widget=civic-poll&src=%2Fapi%2Fpolls%2Fmarket&heading=A+B&_ui=sv`,
    );
    await page.getByRole('button', { name: 'Open it' }).click();
    await page.getByRole('radio', { name: /^Poll/, checked: true }).waitFor();
    assert.equal(await page.getByLabel('Heading', { exact: true }).inputValue(), 'A B');
    await page.context().close();
  });

  it('makes addresses complete for another website, and the head allows them there', async () => {
    const { page } = await opened(
      '?widget=civic-poll&src=%2Fapi%2Fpolls%2Fbadplats&_site=https%3A%2F%2Fother.example',
    );
    assert.ok(
      (await field(page, 'Tag').inputValue()).startsWith(
        `<civic-poll src="${town.origin}/api/polls/badplats">`,
      ),
    );
    assert.match(
      await field(page, 'Head').inputValue(),
      new RegExp(`^<meta name="civic-allow" content="${town.origin}">`),
    );
    // On the town's own site they may stay as they are.
    await page.getByLabel('Address of your website').fill(new URL(town.origin).host);
    await page.getByLabel('Heading', { exact: true }).focus();
    assert.match(await field(page, 'Tag').inputValue(), /^<civic-poll src="\/api\/polls\/badplats">/);
    assert.doesNotMatch(await field(page, 'Head').inputValue(), /meta/);
    await page.getByLabel('Address of your website').fill('our town');
    await page.getByLabel('Heading', { exact: true }).focus();
    await page.getByText('This is not a web address').waitFor();
    assert.match(await field(page, 'Tag').inputValue(), /src="http/);
    await page.context().close();
  });

  it('checks an address, and says what to do', async () => {
    const { page } = await opened('?widget=civic-poll&src=%2Fapi%2Fpolls%2Fbadplats');
    const check = page.getByRole('button', { name: 'Check the address' });
    await check.click();
    // Whether it works on a website that nobody has named can not be known.
    await page.getByText('The data is good: a poll with 4 answers.').waitFor();
    await page.getByText('Your website also needs the lines under').waitFor();
    await page.getByLabel('Address of your website').fill(town.origin);
    await check.click();
    await page.getByText('It works: a poll with 4 answers.').waitFor();
    await page.getByLabel('Which question?').selectOption('?');
    const address = page.getByLabel('Address of the data');
    await address.fill('/api/services');
    await check.click();
    await page.getByText(/This widget can not show what is there: \d+ e-services/).waitFor();
    await address.fill('/');
    await check.click();
    await page.getByText('A web page came instead of data').waitFor();
    assert.equal(await page.getByText('npx civic-widgets check').count(), 0);
    await address.fill('http://127.0.0.1:9/');
    await check.click();
    await page.getByText('npx civic-widgets check').waitFor();
    await page.context().close();
  });

  it('keeps what a check found when the page of the poll is found later', async () => {
    const { page } = await opened('');
    const waiting: Route[] = [];
    await page.route('**/api/polls', (route) => void waiting.push(route));
    await page.goto(`${town.origin}/builder/?widget=civic-poll&src=%2Fapi%2Fpolls%2Fbadplats`);
    await page.getByRole('button', { name: 'Check the address' }).click();
    const found = page.getByText('The data is good: a poll with 4 answers.');
    await found.waitFor();
    await waiting[0]!.continue();
    await page.waitForFunction(() =>
      document.querySelector<HTMLTextAreaElement>('#result-link')?.value.includes('/fraga/badplats'),
    );
    assert.ok(await found.isVisible());
    await page.context().close();
  });

  it('checks every address of a feed, and says which one it means', async () => {
    const { page } = await opened('?widget=civic-feed&src=%2Fapi%2Ffeeds%2Fnyheter+%2Fnowhere');
    await page.getByRole('button', { name: 'Check the address' }).click();
    const found = page.locator('.check');
    await found.getByText(`${town.origin}/api/feeds/nyheter`).waitFor();
    await found.getByText('The data is good: ').waitFor();
    await found.getByText('There is nothing at this address (status 404).').waitFor();
    await page.context().close();
  });

  it('warns of a colour that text can not be read on, and leaves it', async () => {
    const { page } = await opened('?widget=civic-poll&src=%2Fapi%2Fpolls%2Fbadplats');
    await page.getByLabel('Accent colour').fill('#ffee88');
    await page.getByText(/has a contrast of 1\.\d to 1/).waitFor();
    assert.match(await page.locator('#result-theme').inputValue(), /--civic-accent: #ffee88/);
    await page.context().close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has nothing that axe finds, ${colorScheme}, wide and narrow`, async () => {
      for (const width of [1280, 360]) {
        const { page } = await opened('?widget=civic-poll&src=%2Fapi%2Fpolls%2Fbadplats', {
          colorScheme,
          viewport: { width, height: 900 },
        });
        await shown(page).getByRole('button', { name: 'Vote' }).waitFor();
        await page.locator('summary').first().click();
        if (width < 400)
          await page.waitForFunction(() => {
            const frame = document.querySelector('iframe')!;
            return frame.clientHeight >= frame.contentDocument!.body.scrollHeight;
          });
        assert.deepEqual(await violations(page), [], `at ${width} px`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${wide} px too wide at ${width} px`);
        await page.context().close();
      }
    });
  }

  it('leads to a copy with few keys', async () => {
    const { page } = await opened('', { permissions: ['clipboard-write'] });
    let presses = 0;
    const press = async (key: string): Promise<void> => {
      presses += 1;
      await page.keyboard.press(key);
    };
    const focused = () =>
      page.evaluate(() => {
        const { id, className } = document.activeElement as HTMLElement;
        return id || className || (document.activeElement?.getAttribute('name') ?? '');
      });
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let i = 0; i < 12 && !name.test(await focused()); i += 1) await press('Tab');
    };
    await press('Tab');
    assert.equal(
      await page.evaluate(() => document.activeElement?.textContent),
      await page.locator('#copy-heading').textContent(),
    );
    await tabTo(/^widget$/);
    for (const name of [/^Feedback form/, /^Poll/]) {
      await press('ArrowDown');
      await page.getByRole('radio', { name, checked: true }).waitFor();
    }
    await page.locator('#own option[value="/api/polls/badplats"]').waitFor({ state: 'attached' });
    await tabTo(/^own$/);
    await press('ArrowDown');
    await shown(page).getByRole('button', { name: 'Vote' }).waitFor();
    await tabTo(/^main\b/);
    await press('Enter');
    await page.getByRole('button', { name: '✓ Copied' }).waitFor();
    assert.ok(presses <= 14, `${presses} keys`);
    await press('Tab');
    const selected = await page.evaluate(() => {
      const { selectionStart, selectionEnd, value } = document.activeElement as HTMLTextAreaElement;
      return value.slice(selectionStart, selectionEnd);
    });
    assert.equal(selected, await field(page, 'Link').inputValue());
    await page.context().close();
  });
});
