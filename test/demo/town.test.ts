import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { RunningTown, launch, leftOnDevice, watch } from './running-town.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Tabs until what has the focus, through shadow roots, is the one wanted. */
async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  for (let i = 0; i < 250; i++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      if (!element || element === document.body) return '';
      const { labels } = element as HTMLInputElement;
      return (
        [...(labels ?? [])].map((label) => label.textContent).join(' ') ||
        element.getAttribute('aria-label') ||
        element.textContent ||
        ''
      );
    });
    if (wanted.test(name.replace(/\s+/g, ' ').trim())) return;
  }
  throw new Error(`Nothing called ${wanted} can be reached with Tab.`);
}

describe('the town', () => {
  const town = new RunningTown();
  let browser: Browser;

  before(async () => {
    await town.start();
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await town.end();
  });

  const open = async (path = '/') => {
    const watched = await watch(await browser.newContext({ locale: 'sv-SE' }));
    await watched.page.goto(town.origin + path, { waitUntil: 'load' });
    return watched;
  };
  const votes = async (poll: string) => {
    const answer = (await (await fetch(`${town.origin}/api/polls/${poll}`)).json()) as { voters: number };
    return answer.voters;
  };

  for (const path of ['/', '/en/']) {
    it(`shows real content in every widget of ${path}, with no violation, no third party and nothing stored`, async () => {
      const { page, hosts, violations, errors } = await open(path);
      const widgets = page.locator(
        'civic-feed, civic-service-card, civic-service-list, civic-feedback, civic-poll',
      );
      await page.locator('civic-poll').first().waitFor();
      const count = await widgets.count();
      assert.ok(count >= 5, `${count} widgets`);
      for (let i = 0; i < count; i++) {
        const widget = widgets.nth(i);
        await widget.scrollIntoViewIfNeeded();
        await page.waitForFunction(
          (element) => {
            const root = (element as HTMLElement).shadowRoot;
            return (
              root &&
              !root.querySelector('.skeleton, [part~=failed]') &&
              root.querySelector('article, input, button, a')
            );
          },
          await widget.elementHandle(),
        );
      }
      assert.ok((await page.locator('civic-feed article').count()) >= 4);
      assert.match((await page.locator('civic-feed article').first().textContent()) ?? '', /\S{4,}/);
      assert.deepEqual(violations, []);
      assert.deepEqual(errors, []);
      assert.deepEqual([...hosts], [new URL(town.origin).host]);
      assert.deepEqual(await leftOnDevice(page), []);
      await page.context().close();
    });
  }

  it('takes a vote by mouse', async () => {
    const before = await votes('badplats');
    const { page } = await open();
    const poll = page.locator('civic-poll').first();
    await poll.getByRole('radio').first().check();
    await poll.getByRole('button', { name: 'Rösta' }).click();
    await poll.getByText(/Tack/).first().waitFor();
    assert.equal(await votes('badplats'), before + 1);
    assert.deepEqual(await leftOnDevice(page), []);
    await page.context().close();
  });

  it('takes a vote by keyboard only', async () => {
    const before = await votes('badplats');
    const { page } = await open();
    await page.locator('civic-poll').getByRole('radio').first().waitFor();
    const label = await page
      .locator('civic-poll')
      .getByRole('radio')
      .first()
      .evaluate((radio) => (radio as HTMLInputElement).labels![0]!.textContent.trim().split(/\s+/)[0]!);
    await tabTo(page, new RegExp(label));
    await page.keyboard.press('Space');
    await tabTo(page, /^Rösta$/);
    await page.keyboard.press('Enter');
    await page.locator('civic-poll').getByText(/Tack/).first().waitFor();
    const focused = await page.evaluate(() => document.activeElement?.localName);
    assert.equal(focused, 'civic-poll', 'the focus is in the widget');
    assert.equal(await votes('badplats'), before + 1);
    await page.context().close();
  });

  it('takes feedback by keyboard only, and gives a reference that leads back to it', async () => {
    const { page } = await open();
    const form = page.locator('civic-feedback').first();
    await form.getByRole('textbox').first().waitFor();
    await tabTo(page, /^Vad gäller det/);
    await page.keyboard.press('ArrowDown');
    await tabTo(page, /synpunkt|vill du säga|skriv/i);
    await page.keyboard.type('Lampan vid Gamla bron är trasig.');
    await tabTo(page, /^Nej tack/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Skicka/);
    await page.keyboard.press('Enter');
    const reference = await form
      .getByText(/\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/)
      .first()
      .innerText();
    const found = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(reference)![0];
    const answer = (await (await fetch(`${town.origin}/api/submissions/${found}`)).json()) as {
      status: string;
    };
    assert.equal(answer.status, 'received');
    await page.context().close();
  });

  it('keeps votes and submissions over a restart, and over kill -9 right after an answer', async () => {
    const before = await votes('badplats');
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const poll = (await (await fetch(`${town.origin}/api/polls/badplats`)).json()) as {
        options: { id: string }[];
      };
      const vote = await fetch(`${town.origin}/api/polls/badplats/votes`, {
        method: 'POST',
        body: new URLSearchParams({ choice: poll.options[0]!.id, ballot: crypto.randomUUID() }),
      });
      assert.equal(vote.status, 200);
      await town.stop(signal);
      await town.start();
    }
    assert.equal(await votes('badplats'), before + 2);
  });

  describe('in a page of somebody else’s server', () => {
    let other: Server;
    let address: string;
    let page: () => string;

    before(async () => {
      other = createServer((_, response) =>
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page()),
      );
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      address = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    });
    after(() => void other.close());

    const pasted = () => {
      const link = (name: string, path: string) =>
        `<p><a href="${town.origin}/#civic-${name}?src=${encodeURIComponent(town.origin + path)}">${name}</a></p>`;
      return `<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>En annan webbplats</title>
        <meta name="civic-allow" content="${town.origin}">
        <script defer src="${town.origin}/widgets/${version}/civic-widgets.js" crossorigin="anonymous"></script></head>
        <body><h1>En annan webbplats</h1>${link('poll', '/api/polls/badplats')}${link('service-card', '/api/services/bygglov')}${link('feedback', '/api/forms/synpunkt')}${link('feed', '/api/feeds/nyheter')}</body></html>`;
    };

    it('makes widgets of one link each', async () => {
      page = pasted;
      const { page: tab, errors } = await watch(await browser.newContext());
      await tab.goto(address);
      const poll = tab.locator('civic-poll');
      await poll.getByRole('radio').first().check();
      const before = await votes('badplats');
      await poll.getByRole('button', { name: 'Vote' }).click();
      await poll
        .getByText(/Thank you/)
        .first()
        .waitFor();
      assert.equal(await votes('badplats'), before + 1);
      await tab.locator('civic-service-card').getByRole('link').first().waitFor();
      await tab.locator('civic-feedback').getByRole('textbox').first().waitFor();
      await tab.locator('civic-feed').scrollIntoViewIfNeeded();
      await tab.locator('civic-feed article').first().waitFor();
      assert.deepEqual(errors, []);
      assert.deepEqual(await leftOnDevice(tab), []);
      await tab.context().close();
    });

    it('leaves the links alone where the head does not allow the town', async () => {
      page = () => pasted().replace(/<meta name="civic-allow"[^>]*>/, '');
      const { page: tab, errors } = await watch(await browser.newContext());
      await tab.goto(address);
      await tab.waitForFunction(() => 'civicWidgets' in globalThis);
      assert.equal(await tab.locator('a').count(), 4);
      assert.equal(
        await tab.locator('civic-poll, civic-feed, civic-feedback, civic-service-card').count(),
        0,
      );
      assert.equal(errors.length, 1, errors.join('\n'));
      assert.ok(errors[0]!.includes(`<meta name="civic-allow" content="${town.origin}">`), errors[0]);
      await tab.context().close();
    });
  });

  it('reads as a page without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(town.origin);
    for (const name of ['Svara på frågan om badplatsen', 'Lämna en synpunkt', 'Ansök om bygglov']) {
      const link = page.getByRole('link', { name }).first();
      const answer = await fetch(new URL((await link.getAttribute('href'))!, town.origin));
      assert.equal(answer.status, 200, name);
    }
    await context.close();
  });
});
