import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { openPglite } from '../../demo/server/database/pglite.ts';
import { BadNetwork, type Fate, seeded } from './bad-network.ts';
import { RunningTown, launch } from './running-town.ts';

const REFERENCE = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/;
const SUBMISSIONS = /^\/api\/forms\/synpunkt\/submissions/;
const PEOPLE = 20;

describe('a submission is kept exactly once', () => {
  const town = new RunningTown();
  let network: BadNetwork;
  let browser: Browser;
  /** What people wrote, and the reference that they got for it. */
  const sent = new Map<string, string>();

  before(async () => {
    // A proof of work all the same, but not twenty at once on one machine.
    process.env.CHALLENGE_COST = '5';
    await town.start();
    network = new BadNetwork(town.origin);
    await network.open();
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await network.close();
    await town.end();
    delete process.env.CHALLENGE_COST;
  });

  const fill = async (message: string): Promise<Page> => {
    const page = await (await browser.newContext({ locale: 'sv-SE' })).newPage();
    await page.goto(`${network.origin}/formular/synpunkt`);
    const form = page.getByRole('form', { name: 'Lämna en synpunkt' });
    await form.getByRole('combobox', { name: 'Vad gäller det?' }).selectOption('gata');
    await form.getByRole('textbox', { name: /Din synpunkt/ }).fill(message);
    await form.getByRole('radio', { name: 'Nej tack' }).check();
    return page;
  };
  const sendButton = (page: Page): Locator =>
    page.locator('civic-feedback').getByRole('button', { name: 'Skicka synpunkten' });
  const failure = (page: Page): Locator => page.locator('civic-feedback [part~=failed]');
  const receipt = (page: Page): Locator => page.locator('civic-feedback').getByText(REFERENCE).first();

  const receive = async (page: Page, message: string): Promise<void> => {
    await receipt(page).waitFor();
    sent.set(message, REFERENCE.exec(await receipt(page).innerText())![0]);
    await page.context().close();
  };

  const kill = async (): Promise<void> => town.stop('SIGKILL');
  const deaths: [string, Fate][] = [
    ['before the server has it', { before: kill, cuts: 'before' }],
    ['while the server works on it', { after: kill, cuts: 'after' }],
    ['when it is stored and the answer is on its way', { answered: kill, cuts: 'answered' }],
  ];
  for (const [when, fate] of deaths) {
    it(`when the server is killed ${when}, and started again`, async () => {
      const message = `Servern dör: ${when}.`;
      const page = await fill(message);
      let met = 0;
      network.fate = (path) => (SUBMISSIONS.test(path) && met++ === 0 ? fate : undefined);
      await sendButton(page).click();
      await failure(page).waitFor();
      assert.ok(met >= 1);
      assert.equal(
        await page
          .locator('civic-feedback')
          .getByRole('textbox', { name: /Din synpunkt/ })
          .inputValue(),
        message,
        'what was typed is still there',
      );
      await town.start();
      await sendButton(page).click();
      await receive(page, message);
    });
  }

  for (const cuts of ['before', 'after', 'answered'] as const) {
    it(`when the connection breaks: ${cuts}`, async () => {
      const message = `Förbindelsen bryts: ${cuts}.`;
      const page = await fill(message);
      let met = 0;
      // A browser asks once more by itself where a connection that it kept was closed without an answer.
      network.fate = (path) => (SUBMISSIONS.test(path) && met++ < 3 ? { cuts } : undefined);
      for (;;) {
        await sendButton(page).click();
        await receipt(page).or(failure(page)).first().waitFor();
        if (await receipt(page).isVisible()) break;
      }
      assert.ok(met >= 4);
      await receive(page, message);
    });
  }

  it(`when ${PEOPLE} people send at once over a network that drops and delays`, async () => {
    network.fate = undefined;
    const messages = Array.from({ length: PEOPLE }, (_, index) => `Person ${index + 1} av ${PEOPLE}.`);
    const pages: Page[] = [];
    for (const message of messages) pages.push(await fill(message));
    const chance = seeded(20_261_122);
    const pause = seeded(7);
    const fates = { fine: 0, before: 0, after: 0, answered: 0 };
    const delay = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pause() * 150));
    network.fate = (path) => {
      if (!SUBMISSIONS.test(path)) return undefined;
      const places = ['before', 'after', 'answered'] as const;
      const cuts = chance() < 0.6 ? places[Math.floor(chance() * 3)] : undefined;
      fates[cuts ?? 'fine'] += 1;
      return { before: delay, answered: delay, ...(cuts && { cuts }) };
    };
    await Promise.all(
      pages.map(async (page, index) => {
        for (;;) {
          await sendButton(page).click();
          await receipt(page).or(failure(page)).first().waitFor();
          if (await receipt(page).isVisible()) return receive(page, messages[index]!);
          await failure(page).waitFor();
        }
      }),
    );
    for (const [fate, count] of Object.entries(fates)) assert.ok(count >= 3, `${fate}: ${count}`);
    network.fate = undefined;
  });

  it('and is there once, under the reference that each of them got', async () => {
    await town.stop();
    const db = await openPglite(join(town.folder, 'postgres'));
    const rows = await db.query<{ reference: string; answers: string }>(
      'SELECT reference, answers FROM submissions',
    );
    await db.close();
    assert.equal(sent.size, PEOPLE + 6);
    const kept = rows.map(({ answers, reference }) => [
      (JSON.parse(answers) as { message: string }).message,
      reference,
    ]);
    assert.deepEqual(kept.sort(), [...sent].sort());
  });
});
