import { createAdaptorServer } from '@hono/node-server';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { folderAssets } from '../../demo/server/node/files.ts';
import type { Town } from '../../demo/server/seed/town.ts';
import { town as village } from '../fixtures/town.ts';
import { launch } from './running-town.ts';
import { testServer, type TestServer } from './server/helpers.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const site = fileURLToPath(new URL('../../demo/site/', import.meta.url));

/** A form of two pages, with a question that hangs on another, as somebody wrote it in each language. */
const words = {
  sv: {
    title: 'Anmäl fel',
    what: 'Vad är fel?',
    kind: 'Sort',
    lamp: 'Lampa',
    number: 'Lampans nummer',
    where: 'Var?',
    place: 'Plats',
    condition: /Fyll bara i om du svarade ”Lampa” på ”Sort”/,
    send: 'Skicka',
    correct: 'Rätta det här',
    status: 'Mottaget',
    answer: 'Vi svarade',
    more: 'Skriv mer',
    follow: 'Följ ditt ärende',
  },
  en: {
    title: 'Report a fault',
    what: 'What is wrong?',
    kind: 'Kind',
    lamp: 'Lamp',
    number: 'Number of the lamp',
    where: 'Where?',
    place: 'Place',
    condition: /Fill in only if you answered “Lamp” to “Kind”/,
    send: 'Send',
    correct: 'Correct this',
    status: 'Received',
    answer: 'We answered',
    more: 'Write more',
    follow: 'Follow your case',
  },
  'sr-Latn': {
    title: 'Prijavite kvar',
    what: 'Šta ne radi?',
    kind: 'Vrsta',
    lamp: 'Lampa',
    number: 'Broj lampe',
    where: 'Gde?',
    place: 'Mesto',
    condition: /Popunite samo ako ste na „Vrsta“ odgovorili „Lampa“/,
    send: 'Pošalji',
    correct: 'Ispravite ovo',
    status: 'Primljeno',
    answer: 'Odgovorili smo',
    more: 'Pišite dalje',
    follow: 'Pratite svoj predmet',
  },
  'sr-Cyrl': {
    title: 'Пријавите квар',
    what: 'Шта не ради?',
    kind: 'Врста',
    lamp: 'Лампа',
    number: 'Број лампе',
    where: 'Где?',
    place: 'Место',
    condition: /Попуните само ако сте на „Врста“ одговорили „Лампа“/,
    send: 'Пошаљи',
    correct: 'Исправите ово',
    status: 'Примљено',
    answer: 'Одговорили смо',
    more: 'Пишите даље',
    follow: 'Пратите свој предмет',
  },
  ar: {
    title: 'أبلغ عن عطل',
    what: 'ما العطل؟',
    kind: 'النوع',
    lamp: 'مصباح',
    number: 'رقم المصباح',
    where: 'أين؟',
    place: 'المكان',
    condition: /املأه فقط إذا أجبت «مصباح» عن «النوع»/,
    send: 'أرسل',
    correct: 'صحّح ما يلي',
    status: 'مُستلَمة',
    answer: 'أجبنا',
    more: 'اكتب المزيد',
    follow: 'تابع قضيتك',
  },
};
type Language = keyof typeof words;
const languages = Object.keys(words) as Language[];

const town: Town = {
  ...village,
  forms: languages.map((language) => {
    const text = words[language];
    return {
      id: `fel-${language.toLowerCase()}`,
      title: text.title,
      language,
      challengeUrl: `/api/forms/fel-${language.toLowerCase()}/challenge`,
      purpose: 'Varför: så.',
      retention: '…',
      privacyUrl: '/personuppgifter/',
      fields: [
        { name: 'p1', type: 'page', label: text.what },
        {
          name: 'kind',
          type: 'radio',
          label: text.kind,
          required: true,
          options: [
            { value: 'lamp', label: text.lamp },
            { value: 'other', label: '…' },
          ],
        },
        {
          name: 'number',
          type: 'text',
          label: text.number,
          required: true,
          showIf: { name: 'kind', value: 'lamp' },
        },
        { name: 'p2', type: 'page', label: text.where },
        { name: 'place', type: 'location', label: text.place, required: true },
        { name: 'photo', type: 'file', label: 'Foto', accept: ['image/png'], maxFiles: 2 },
        { name: 'day', type: 'date', label: 'Datum' },
        { name: 'more', type: 'checkboxes', label: '?', options: [{ value: 'a', label: 'A' }] },
      ],
    };
  }),
};

describe('pages without JavaScript', () => {
  let server: TestServer;
  let http: Server;
  let origin: string;
  let browser: Browser;

  before(async () => {
    server = await testServer({
      town,
      now: () => new Date(),
      challenge: { cost: 1, leastSeconds: 0 },
      assets: folderAssets([['/', site]]),
    });
    http = createAdaptorServer({ fetch: server.app.fetch }) as Server;
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    origin = `http://localhost:${(http.address() as AddressInfo).port}`;
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    http.closeAllConnections();
    http.close();
    await server.close();
  });

  /** The same address in a window that runs scripts, for axe's alone: the page's own are kept out. */
  async function assertAccessible(context: BrowserContext, html: string, url: string): Promise<void> {
    const page = await context.newPage();
    await page.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      if (route.request().isNavigationRequest())
        return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' });
      return pathname.endsWith('.js') ? route.abort() : route.continue();
    });
    await page.goto(url);
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const { violations } = await (
        globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
    assert.deepEqual(found, [], url);
    await page.close();
  }

  for (const language of languages) {
    it(`a form, its mistakes, the receipt, the case and a reply, in ${language}`, async () => {
      const text = words[language];
      const plain = await browser.newContext({ javaScriptEnabled: false, locale: language });
      const scripted = await browser.newContext({ bypassCSP: true, locale: language });
      const page = await plain.newPage();
      const check = async (): Promise<void> => assertAccessible(scripted, await page.content(), page.url());
      const send = (): Promise<void> => page.getByRole('button', { name: text.send, exact: true }).click();
      const isRtl = (): Promise<boolean> => directionOf(page).then((direction) => direction === 'rtl');

      await page.goto(`${origin}/formular/fel-${language.toLowerCase()}`);
      assert.equal(await isRtl(), language === 'ar');
      await page.getByRole('heading', { name: text.what, level: 3 }).waitFor();
      await page.getByRole('heading', { name: text.where, level: 3 }).waitFor();
      const order = await page.locator('form').last().innerText();
      assert.ok(
        order.includes('Varför: så.') && order.indexOf('Varför: så.') < order.indexOf(text.what),
        'why we ask stands before the first field',
      );
      const number = page.getByRole('textbox', { name: text.number });
      assert.match((await described(page, number)).join(' '), text.condition);
      await check();

      await page.getByRole('radio', { name: text.lamp }).check();
      await page.getByRole('textbox', { name: text.place }).fill('Torget 1');
      await send();
      await page.getByRole('alert').getByText(text.correct).waitFor();
      assert.ok((await page.title()).startsWith(text.correct));
      await page.locator('.error-summary:focus').waitFor();
      assert.equal(await page.getByRole('textbox', { name: text.place }).inputValue(), 'Torget 1');
      assert.ok(await page.getByRole('radio', { name: text.lamp }).isChecked());
      await check();
      await page.getByRole('alert').getByRole('link').first().click();
      assert.equal(new URL(page.url()).hash, '#f-number');

      await number.fill('1234');
      await send();
      await page.waitForURL(/\/tack/);
      await check();
      const reference = (await page.locator('strong').first().innerText()).trim();
      await page.getByRole('button', { name: text.follow }).click();
      await page.waitForURL(/\/arende/);
      await page.getByText(text.status).first().waitFor();
      assert.ok(!page.url().includes(reference));
      await server.db.query(
        `INSERT INTO case_messages (reference, id, sender, body, at) VALUES ($1, $2, 'office', $3, $4)`,
        [reference, crypto.randomUUID(), 'OK.', new Date().toISOString()],
      );
      await page.reload();
      await page.getByText(text.answer).waitFor();
      await check();
      await page.getByRole('textbox', { name: text.more }).fill('Tack & hej');
      await send();
      await page.getByText('Tack & hej').waitFor();
      assert.equal(await isRtl(), language === 'ar');
      await plain.close();
      await scripted.close();
    });
  }

  it('a window of 320 pixels scrolls in one direction only', async () => {
    const plain = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 320, height: 640 },
    });
    const page = await plain.newPage();
    for (const language of languages) {
      await page.goto(`${origin}/formular/fel-${language.toLowerCase()}`);
      const box = await page.locator('main').boundingBox();
      assert.ok(box && box.width <= 320, language);
      assert.equal(await page.locator('html').evaluate((element) => element.scrollWidth), 320, language);
    }
    await plain.close();
  });
});

function directionOf(page: Page): Promise<string> {
  return page.getByRole('heading', { level: 1 }).evaluate((element) => getComputedStyle(element).direction);
}

/** What describes a field, as a screen reader reads it after the name. */
async function described(page: Page, field: ReturnType<Page['locator']>): Promise<string[]> {
  const ids = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
  return Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).innerText()));
}
