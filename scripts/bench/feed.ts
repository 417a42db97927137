/**
 * `npm run bench:feed`: how long a large feed keeps a page busy, in Chromium with its CPU slowed down to a quarter. Fails
 * where a task takes more than {@link LONGEST} milliseconds. Asks nobody but this machine.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { buildIfStale } from '../build.ts';
import { findChromium } from '../lib/browsers.ts';
import { jsonFeed, mastodon, rss } from './documents.ts';

const LONGEST = 200;
const SLOWED = 4;
const RUNS = 3;
/** Milliseconds for a page, after which something is wrong. */
const PATIENCE = 60_000;

const CASES: { name: string; body: string; type: string; limit: number }[] = [
  { name: 'RSS, 2.5 MB', body: rss({ bytes: 2_500_000 }), type: 'application/rss+xml', limit: 6 },
  { name: 'RSS, 1,000 items', body: rss({ count: 1000 }), type: 'application/rss+xml', limit: 6 },
  {
    name: 'JSON Feed, 2.5 MB',
    body: jsonFeed({ bytes: 2_500_000 }),
    type: 'application/feed+json',
    limit: 6,
  },
  {
    name: 'JSON Feed, cut off',
    body: jsonFeed({ bytes: 2_500_000 }).slice(0, -500),
    type: 'text/plain',
    limit: 6,
  },
  { name: 'Mastodon, 2.5 MB', body: mastodon({ bytes: 2_500_000 }), type: 'application/json', limit: 6 },
  { name: 'RSS, 1,000 posts shown', body: rss({ count: 1000 }), type: 'application/rss+xml', limit: 1000 },
];

interface Run {
  first: number;
  all: number;
  longest: number;
  blocked: number;
}

const page = (index: number): string =>
  `<!doctype html><html lang="sv"><meta charset="utf-8"><title>${CASES[index]!.name}</title>
<script defer src="/civic-widgets.js"></script>
<civic-feed src="/feed/${index}" limit="${CASES[index]!.limit}"><a href="/">Nyheter</a></civic-feed>`;

/** Runs in the page. */
async function watch(limit: number): Promise<Run> {
  const tasks: number[] = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({
    type: 'longtask',
    buffered: true,
  });
  const posts = () =>
    document.querySelector('civic-feed')?.shadowRoot?.querySelectorAll('article').length ?? 0;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const idle = () => new Promise((resolve) => requestIdleCallback(resolve));
  while (!posts()) await frame();
  const first = performance.now();
  while (posts() < limit) await frame();
  const all = performance.now();
  await idle();
  await idle();
  const blocked = tasks.reduce((sum, each) => sum + each - 50, 0);
  return { first, all, longest: Math.max(0, ...tasks), blocked };
}

async function measure(browser: Browser, origin: string, index: number): Promise<Run> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  try {
    const tab = await context.newPage();
    // What tsx puts around functions to keep their names is not in the page.
    await tab.addInitScript('globalThis.__name = (named) => named;');
    const devtools = await context.newCDPSession(tab);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
    await tab.goto(`${origin}/${index}`, { waitUntil: 'commit' });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${CASES[index]!.name}: no posts.`)), PATIENCE);
    });
    return await Promise.race([tab.evaluate(watch, CASES[index]!.limit), late]).finally(() =>
      clearTimeout(timer),
    );
  } finally {
    await context.close();
  }
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;

await buildIfStale();
const executablePath = findChromium();
if (!executablePath) throw new Error('Measured in Chromium, and there is none.');
const script = readFileSync('dist/civic-widgets.js');
const server = createServer((request, response) => {
  const path = request.url ?? '/';
  const [, inFeed, number] = /^\/(feed\/)?(\d)$/.exec(path) ?? [];
  const index = Number(number);
  const found =
    path === '/civic-widgets.js'
      ? script
      : !CASES[index]
        ? undefined
        : inFeed
          ? CASES[index].body
          : page(index);
  const type = found === script ? 'text/javascript' : inFeed ? CASES[index]!.type : 'text/html';
  response.writeHead(found === undefined ? 404 : 200, { 'content-type': type }).end(found);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const browser = await chromium.launch({
  executablePath,
  args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});

let worst = 0;
try {
  console.log(
    `Chromium ${browser.version()}, CPU slowed ${SLOWED}×, medians of ${RUNS} (longest task: the worst)`,
  );
  console.log('feed                        MB   first post   all posts   longest task   blocked');
  for (const [index, { name, body }] of CASES.entries()) {
    const runs: Run[] = [];
    while (runs.length < RUNS) runs.push(await measure(browser, origin, index));
    const of = (key: keyof Run) => runs.map((run) => run[key]);
    const longest = Math.max(...of('longest'));
    worst = Math.max(worst, longest);
    const ms = (value: number, width: number) => `${Math.round(value)} ms`.padStart(width);
    console.log(
      name.padEnd(24) +
        (Buffer.byteLength(body) / 1e6).toFixed(1).padStart(6) +
        ms(median(of('first')), 13) +
        ms(median(of('all')), 12) +
        ms(longest, 15) +
        ms(median(of('blocked')), 10),
    );
  }
} finally {
  await browser.close();
  server.close();
}
if (worst > LONGEST) {
  console.error(`A task took more than ${LONGEST} ms.`);
  process.exit(1);
}
