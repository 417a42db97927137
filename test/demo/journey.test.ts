import { createAdaptorServer } from '@hono/node-server';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { folderAssets } from '../../demo/server/node/files.ts';
import { town } from '../../demo/server/seed/index.ts';
import { tabTo } from './keyboard.ts';
import { officeServer, type OfficeServer } from './office/helpers.ts';
import { launch, leftOnDevice, watch } from './running-town.ts';

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as { version: string };
const REFERENCE = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/;

/** A picture of one white pixel. */
const photo = {
  name: 'lampan.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
    'base64',
  ),
};

describe('a resident’s report and the office’s answer, by keyboard and as a screen reader has it', () => {
  let office: OfficeServer;
  let http: Server;
  let origin: string;
  let browser: Browser;
  let reference: string;

  before(async () => {
    // The server has to know its origin before it makes links, and the port only when it listens.
    let handle: (request: Request) => Response | Promise<Response> = () =>
      new Response(null, { status: 503 });
    http = createAdaptorServer({ fetch: (request) => handle(request) }) as Server;
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    origin = `http://localhost:${(http.address() as AddressInfo).port}`;
    office = await officeServer({
      town,
      version,
      origin,
      now: () => new Date(),
      challenge: { cost: 20, leastSeconds: 1 },
      assets: folderAssets([
        ['/widgets/', path('dist/')],
        ['/', path('demo/site/')],
      ]),
    });
    handle = (request) => office.app.fetch(request);
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    http.closeAllConnections();
    http.close();
    await office.close();
  });

  /** What a screen reader finds on the page, as text. */
  const tree = (page: Page): Promise<string> => page.locator('main').ariaSnapshot();

  it('reports a broken lamp with a photo, over three pages, and gets a reference', async () => {
    const { page, violations, errors, hosts } = await watch(await browser.newContext({ locale: 'sv-SE' }));
    await page.goto(`${origin}/formular/felanmalan`);
    const form = page.getByRole('form', { name: 'Anmäl fel' });
    await form.getByText('Steg 1 av 3').waitFor();
    assert.match(await tree(page), /group "Vad gäller det\?"/);
    assert.match(await tree(page), /textbox "Beskriv felet"/);
    await tabTo(page, /^Gatlampa/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Beskriv felet/);
    await page.keyboard.type('Lampan vid Gamla bron är släckt.');
    await tabTo(page, /^Fortsätt$/);
    await page.keyboard.press('Enter');

    await form.getByText('Steg 2 av 3').waitFor();
    await tabTo(page, /Adress eller plats|^Plats/);
    await page.keyboard.type('Gamla bron, norra sidan');
    await tabTo(page, /^(Bilder|Välj filer)/);
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(photo);
    await form.getByText('lampan.png').first().waitFor();
    assert.match(await tree(page), /button "Ta bort lampan\.png"/);
    await tabTo(page, /^Fortsätt$/);
    await page.keyboard.press('Enter');

    await form.getByText('Steg 3 av 3').waitFor();
    await tabTo(page, /^Skicka anmälan$/);
    await page.keyboard.press('Enter');
    const shown = page.locator('civic-feedback').getByText(REFERENCE).first();
    await shown.waitFor();
    reference = REFERENCE.exec(await shown.innerText())![0];
    assert.equal(await page.evaluate(() => document.activeElement?.localName), 'civic-feedback');
    assert.match(await tree(page), new RegExp(reference));
    assert.deepEqual(violations, []);
    assert.deepEqual(errors, []);
    assert.deepEqual([...hosts], [new URL(origin).host]);
    assert.deepEqual(await leftOnDevice(page), []);
    await page.context().close();
  });

  it('is answered in the office', async () => {
    const password = await office.account('anna');
    const context = await browser.newContext({ locale: 'sv-SE' });
    const page = await context.newPage();
    await page.goto(`${origin}/admin/`);
    await page.waitForURL(/sign-in/);
    await tabTo(page, /^Konto|^Användarnamn|^Namn/);
    await page.keyboard.type('anna');
    await tabTo(page, /^Lösenord/);
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/admin\/cases\//);
    await tabTo(page, /Lampan vid Gamla bron/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/admin\/cases\/\w+/);
    const read = await page.locator('body').ariaSnapshot();
    assert.match(read, /Lampan vid Gamla bron är släckt\./);
    assert.match(read, /link "lampan\.png"/);
    assert.ok(!read.includes(reference), 'the reference is the resident’s');
    await tabTo(page, /^(Svar|Ditt svar|Svara)/);
    await page.keyboard.type('Tack! Vi byter den på tisdag.');
    await tabTo(page, /^Skicka/);
    await page.keyboard.press('Enter');
    await page.getByText('Tack! Vi byter den på tisdag.').first().waitFor();
    await context.close();
  });

  it('is found again by its reference in the widget, read and replied to', async () => {
    const { page, violations, errors } = await watch(await browser.newContext({ locale: 'sv-SE' }));
    await page.goto(`${origin}/formular/felanmalan`);
    const widget = page.locator('civic-feedback');
    await page.getByRole('form', { name: 'Anmäl fel' }).waitFor();
    await tabTo(page, /^Jag har ett referensnummer$/);
    await page.keyboard.press('Enter');
    await widget.getByRole('button', { name: 'Följ ditt ärende' }).waitFor();
    await tabTo(page, /referensnummer/i);
    await page.keyboard.type(reference.toLowerCase().replaceAll('-', ' '));
    await page.keyboard.press('Enter');
    await widget.getByText('Tack! Vi byter den på tisdag.').waitFor();
    assert.match(await tree(page), /Besvarat/);
    await tabTo(page, /^Skriv till oss/);
    await page.keyboard.type('Toppen, tack!');
    await tabTo(page, /^Skicka$/);
    await page.keyboard.press('Enter');
    await widget.getByText('Toppen, tack!').waitFor();
    const again = (await (await fetch(`${origin}/api/submissions/${reference}`)).json()) as {
      messages: { from: string; text: string }[];
    };
    assert.deepEqual(
      again.messages.map(({ from, text }) => [from, text]),
      [
        ['office', 'Tack! Vi byter den på tisdag.'],
        ['resident', 'Toppen, tack!'],
      ],
    );
    assert.deepEqual(violations, []);
    assert.deepEqual(errors, []);
    await page.context().close();
  });

  it('is made of an Open311 service too, with a public number beside the reference', async () => {
    const { page, violations, errors, hosts } = await watch(await browser.newContext({ locale: 'sv-SE' }));
    await page.goto(`${origin}/e-tjanster/gatan/`);
    const widget = page.locator('civic-feedback');
    await widget.getByRole('button', { name: 'Hål i gatan' }).waitFor();
    await tabTo(page, /^Hål i gatan/);
    await page.keyboard.press('Enter');
    await widget.getByRole('combobox', { name: /yta/ }).waitFor();
    await tabTo(page, /Adress eller plats/);
    await page.keyboard.type('Storgatan 1');
    await tabTo(page, /^Vad gäller det/);
    await page.keyboard.type('Djupt hål.');
    await tabTo(page, /^Vad är det för yta/);
    await page.keyboard.press('ArrowDown');
    await tabTo(page, /^Skicka/);
    await page.keyboard.press('Enter');
    await widget.getByText(REFERENCE).first().waitFor();
    const id = /\((\d{10})\)/.exec(await tree(page))![1]!;
    const [request] = (await (await fetch(`${origin}/open311/v2/requests/${id}.json`)).json()) as [
      { description: string; address: string; status: string },
    ];
    assert.deepEqual(
      [request.description, request.address, request.status],
      ['Djupt hål.', 'Storgatan 1', 'open'],
    );
    assert.deepEqual(violations, []);
    assert.deepEqual(errors, []);
    assert.deepEqual([...hosts], [new URL(origin).host]);
    await page.context().close();
  });

  it('is read on the page without JavaScript too', async () => {
    const context = await browser.newContext({ locale: 'sv-SE', javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${origin}/arende`);
    await tabTo(page, /^Referens$/);
    await page.keyboard.type(reference);
    await page.keyboard.press('Enter');
    await page.getByText('Tack! Vi byter den på tisdag.').waitFor();
    assert.match(await tree(page), /heading "Ditt ärende Besvarat"|heading "Ditt ärende .*"/);
    assert.ok(!page.url().includes(reference));
    await context.close();
  });
});
