/** Every page of the office in a real browser: axe finds nothing, nothing is blocked, and nothing needs a script. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { keepSettings, usualSettings } from '../../../demo/server/forms/form-settings.js';
import { launch, watch } from '../running-town.js';
import { post } from '../server/helpers.js';
import { officeServer, type OfficeServer } from './helpers.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let office: OfficeServer;
let http: HttpServer;
let browser: Browser;
let origin: string;
let password: string;

before(async () => {
  http = createAdaptorServer({ fetch: (request: Request) => office.app.fetch(request) }) as HttpServer;
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  origin = `http://localhost:${(http.address() as AddressInfo).port}`;
  office = await officeServer({ origin });
  password = await office.account('anna');
  await keepSettings(office.db, 'synpunkt', {
    ...usualSettings,
    department: 'Gata',
    notify: ['a@stora.example'],
  });
  await office.submit({ message: 'En grop på Torget', reply: 'yes', email: 'kim@example.org' });
  await office.submit({ message: 'ضوء الشارع لا يعمل' });
  const rating = crypto.randomUUID();
  await post(office.app, '/api/ratings', { rating: 'yes', page: '/bad', submission: rating });
  await post(office.app, '/api/ratings', { comment: 'Bra!', page: '/bad', follows: rating });
  browser = await launch();
});
after(async () => {
  await browser.close();
  http.closeAllConnections();
  http.close();
  await office.close();
});

async function signIn(page: Page): Promise<void> {
  await page.goto(`${origin}/admin/`);
  await page.getByLabel('Name').fill('anna');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Cases' }).waitFor();
}

async function problemsOn(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await checker.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

const wide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('every page', () => {
  test('is accessible in the light, in the dark, from the right, and on a small screen', async () => {
    const looks: { scheme: 'light' | 'dark'; width: number; language: string }[] = [
      { scheme: 'light', width: 1280, language: 'en' },
      { scheme: 'dark', width: 1280, language: 'en' },
      { scheme: 'light', width: 320, language: 'ar' },
      { scheme: 'light', width: 400, language: 'sr-Cyrl' },
      { scheme: 'dark', width: 400, language: 'sv' },
    ];
    const context = await browser.newContext();
    const { page, violations, errors, hosts } = await watch(context);
    await page.goto(`${origin}/admin/`);
    assert.deepEqual(await problemsOn(page), []);
    await signIn(page);
    const address = new URL((await page.getByRole('link', { name: /grop/ }).getAttribute('href'))!, origin)
      .pathname;
    const paths = [
      '/admin/cases/',
      '/admin/cases/?q=nothing',
      address,
      '/admin/figures/',
      '/admin/ratings/',
      '/admin/forms/',
      '/admin/forms/synpunkt',
      '/admin/forms/synpunkt/settings',
      '/admin/deliveries/',
      '/admin/audit/',
      '/admin/nothing-here',
    ];
    for (const { scheme, width, language } of looks) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 800 });
      await page.getByLabel(/Language|Språk|Jezik|Језик|اللغة/).selectOption(language);
      await page.locator('.language button').click();
      await page.waitForLoadState();
      for (const path of paths) {
        await page.goto(origin + path);
        assert.equal(await page.locator('html').getAttribute('lang'), language);
        assert.deepEqual(await problemsOn(page), [], `${path} ${scheme} ${width} ${language}`);
        assert.ok(
          (await wide(page)) <= 0,
          `${path} is ${await wide(page)} px too wide at ${width} in ${language}`,
        );
      }
    }
    assert.deepEqual(violations, []);
    // The page that is not there is meant to be so.
    assert.deepEqual(
      errors.filter((error) => !/404/.test(error)),
      [],
    );
    assert.deepEqual([...hosts], [new URL(origin).host]);
    await context.close();
  });
});

describe('a case worker without scripts, by keyboard', () => {
  let context: BrowserContext;
  before(async () => void (context = await browser.newContext({ javaScriptEnabled: false })));
  after(() => context.close());

  test('signs in, answers, adds a note and edits a form', async () => {
    const page = await context.newPage();
    await page.goto(`${origin}/admin/`);
    for (const text of ['anna', password]) {
      await page.getByLabel(text === 'anna' ? 'Name' : 'Password').focus();
      await page.keyboard.type(text);
    }
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /grop/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Your answer').focus();
    await page.keyboard.type('Vi lagar den i morgon.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').textContent(), 'Send the answer');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Sent.' }).waitFor();
    assert.equal(await page.getByRole('listitem').filter({ hasText: 'Vi lagar den i morgon.' }).count(), 1);
    await page.getByLabel('New note').fill('Ring först');
    await page.getByRole('button', { name: 'Add the note' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Ring först' }).waitFor();

    await page.getByRole('link', { name: 'Forms', exact: true }).click();
    await page.getByLabel('Title').fill('Isbana');
    await page.getByLabel('Short name').fill('isbana');
    await page.getByRole('button', { name: 'Make a draft' }).click();
    await page.getByRole('button', { name: 'Add a field' }).click();
    await page
      .getByRole('group', { name: /Field 2/ })
      .getByLabel('Label', { exact: true })
      .fill('Vilken bana?');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('status').filter({ hasText: 'Published.' }).waitFor();
    await page.goto(`${origin}/formular/isbana`);
    assert.equal(await page.getByLabel(/Vilken bana\?/).count(), 1);
  });
});
