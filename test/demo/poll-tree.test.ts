/**
 * Polls as assistive technology has them: Chromium's own accessibility tree of the town's pages, not our markup. Whoever
 * sees no bars, colours or motion has to learn all that these say.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { RunningTown, launch } from './running-town.ts';

interface Node {
  nodeId: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value?: string };
  properties?: { name: string; value: { value?: unknown } }[];
  childIds?: string[];
}

/** One line for each thing that is said, in order, indented by what it is part of. */
async function treeOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: Node[] };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const walk = (id: string, depth: number): void => {
    const node = byId.get(id);
    if (!node) return;
    const role = node.role?.value ?? '';
    const isSilent = node.ignored || /^(none|generic|InlineTextBox|LineBreak|RootWebArea)$/.test(role);
    const states = (node.properties ?? [])
      .filter(({ name }) => /^(checked|pressed|level|live|focused|invalid)$/.test(name))
      .map(({ name, value }) => `${name}=${String(value.value)}`);
    const name = (node.name?.value ?? '').replace(/\s+/g, ' ').trim();
    if (!isSilent)
      lines.push(['  '.repeat(depth) + role, name && `“${name}”`, ...states].filter(Boolean).join(' '));
    for (const child of node.childIds ?? []) walk(child, isSilent ? depth : depth + 1);
  };
  walk(nodes[0]!.nodeId, 0);
  await session.detach();
  return lines;
}

const without = (lines: string[]): string => lines.map((line) => line.trim()).join('\n');

describe('a poll in the accessibility tree', () => {
  const town = new RunningTown();
  /** Somebody else's website, with nothing on its pages but a poll each. */
  const site = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><title>Poll</title>
      <meta name="civic-allow" content="${town.origin}">
      <script src="${town.origin}/widgets/civic-widgets.js" crossorigin></script>
      <civic-poll src="${town.origin}/api/polls${request.url}"></civic-poll>`);
  });
  let browser: Browser;
  let page: Page;

  before(async () => {
    await town.start();
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    browser = await launch();
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
  });
  after(async () => {
    await browser.close();
    site.close();
    await town.end();
  });

  /** A page that holds nothing but one poll. */
  async function show(id: string): Promise<void> {
    const { port } = site.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/${id}`);
    await page.locator('civic-poll [part=question]').first().waitFor();
  }

  const press = (name: string) => page.locator('civic-poll').getByRole('button', { name }).click();
  const choose = (name: RegExp | string) => page.locator('civic-poll').getByLabel(name).check();

  it('single: question, choices, results in words, own choice, no bars', async () => {
    await show('market');
    const ballot = without(await treeOf(page));
    assert.match(ballot, /group “When should the farmers’ market open\?”/);
    assert.match(ballot, /heading “When should the farmers’ market open\?” level=2/);
    assert.match(ballot, /radio “Saturday, 9 am to 1 pm” .*checked=false/);
    assert.match(ballot, /StaticText “Choose one”/);
    assert.match(ballot, /StaticText “Closes .*98 voters”/);
    await choose('Saturday, 9 am to 1 pm');
    assert.match(without(await treeOf(page)), /radio “Saturday, 9 am to 1 pm” .*checked=true/);
    await press('Vote');
    await page.getByText('Thank you, your vote is counted.').waitFor();
    const results = without(await treeOf(page));
    assert.match(results, /heading “Thank you, your vote is counted\.”.*focused=true/);
    assert.match(results, /StaticText “Thursday, 3 to 7 pm”\nStaticText “22%, 22 votes”/);
    assert.match(
      results,
      /StaticText “Saturday, 9 am to 1 pm”\nStaticText “Your choice”\nStaticText “59%, 58 votes”/,
    );
    assert.match(results, /StaticText “Sunday, 11 am to 3 pm”\nStaticText “19%, 19 votes”/);
    assert.doesNotMatch(results, /image|img|graphics|Svg|progress|meter/i, 'bars say nothing of their own');
    assert.equal(results.match(/^listitem/gm)?.length, 3);
  });

  it('the same as a table: each number with its row and its column', async () => {
    await press('Show as table');
    const lines = without(await treeOf(page));
    assert.match(lines, /button “Show as table” .*pressed=true/);
    assert.match(lines, /table “When should the farmers’ market open\?”/);
    assert.match(lines, /columnheader “Results”/);
    assert.match(lines, /rowheader “Saturday, 9 am to 1 pm Your choice”/);
    assert.match(lines, /cell “59%, 58 votes”/);
  });

  it('and printed: text, outlined bars, no buttons', async () => {
    await press('Show as table');
    await page.emulateMedia({ media: 'print' });
    try {
      const printed = await page.evaluate(() => {
        const root = document.querySelector('civic-poll')!.shadowRoot!;
        const bar = getComputedStyle(root.querySelector('.bar')!);
        const seen = [...root.querySelectorAll<HTMLElement>('button, .figures')].filter(
          (each) => each.offsetHeight > 0,
        );
        return { border: bar.borderTopWidth, seen: seen.map((each) => each.textContent.trim()) };
      });
      assert.deepEqual(printed, { border: '1px', seen: ['22%, 22 votes', '59%, 58 votes', '19%, 19 votes'] });
    } finally {
      await page.emulateMedia({ media: null });
    }
  });

  it('multiple: how many are chosen, percent of voters and why they add up to more', async () => {
    await show('parker');
    await choose('Utegym');
    await choose('Toalett');
    const ballot = without(await treeOf(page));
    assert.match(ballot, /checkbox “Utegym” .*checked=true/);
    assert.match(ballot, /StaticText “Choose up to 3”/);
    assert.match(ballot, /status.*live=polite\nStaticText “2 chosen”/);
    await press('Vote');
    await page.getByText('Thank you').waitFor();
    const results = without(await treeOf(page));
    assert.match(results, /StaticText “Utegym”\nStaticText “Your choice”\nStaticText “27%, 48 votes”/);
    assert.match(results, /StaticText “Percent of voters: .*more than 100\.”/);
  });

  it('ranked: places and order by buttons; the rounds as a table', async () => {
    await show('skolnamn');
    await choose('Utterskolan');
    await choose('Forsskolan');
    const ballot = without(await treeOf(page));
    assert.match(ballot, /checkbox “Utterskolan Choice 1” .*checked=true/);
    assert.match(ballot, /list “Your order”/);
    assert.match(ballot, /button “Choice 2, Forsskolan: move up”/);
    await page.getByRole('button', { name: 'Choice 2, Forsskolan: move up' }).press('Enter');
    await page.getByRole('checkbox', { name: 'Forsskolan Choice 1' }).waitFor();
    const moved = without(await treeOf(page));
    assert.match(moved, /checkbox “Forsskolan Choice 1”/);
    assert.match(moved, /button “Choice 1, Forsskolan: move up” .*focused=true/);

    await show('bronamn');
    const results = without(await treeOf(page));
    assert.match(results, /table “Vad ska den nya bron heta\?”/);
    assert.match(results, /columnheader “Round 2”/);
    assert.match(results, /rowheader “Laxbron”/);
    assert.match(results, /cell “–”/, 'who was out by then');
    assert.match(results, /StaticText “After each round, the last answer is out/);
  });

  it('several questions: each a group and a heading below that of the ballot', async () => {
    await show('ungdom');
    const ballot = without(await treeOf(page));
    assert.match(ballot, /heading “Ungdomsdialogen: tre frågor till dig mellan 13 och 19” level=2/);
    assert.match(ballot, /group “Hur ofta åker du buss efter klockan 19\?”/);
    assert.match(ballot, /heading “Var hänger du helst\?” level=3/);
    await choose('Ibland');
    await choose('Biblioteket');
    await choose('En musikstudio');
    await press('Vote');
    await page.getByText('Thank you').waitFor();
    const results = without(await treeOf(page));
    assert.equal(results.match(/StaticText “Your choice”/g)?.length, 2);
    assert.match(results, /StaticText “Choice 1”/);
    assert.match(results, /table “Vi har 100 000 kronor till unga\. Vad först\?”/);
  });
});
