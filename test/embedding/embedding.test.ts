/**
 * How a widget gets into a page, and what it survives there: pages of a real server in real browsers. Prints what was
 * tried in which engine, and how it went. `npm test` does it in Chromium, `npm run test:embedding` in every engine that
 * is installed, and `CASES='rule 1' ENGINE=Firefox npm test -- --only-node --files test/embedding/` tries less.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startChromium } from './engines/chromium.js';
import { startFirefox } from './engines/firefox.js';
import type { Engine, EngineName } from './engines/view.js';
import { startWebKit } from './engines/webkit.js';
import { findFirefox, findWebKit } from '../../scripts/lib/browsers.js';
import { Matrix } from './matrix.js';
import { frames } from './frames.js';
import { frameworks } from './frameworks.js';
import { pages } from './pages/index.js';
import { policies } from './policies.js';
import { rules } from './rules/index.js';
import { Site, closeTown } from './site.js';
import { type Case, Stage } from './stage.js';

const wanted = new RegExp(process.env.CASES ?? '', 'i');
const only = process.env.ENGINE ?? 'Chromium';
const starts: Record<EngineName, (() => Promise<Engine | undefined>) | undefined> = {
  Chromium: startChromium,
  Firefox: findFirefox() ? startFirefox : undefined,
  WebKitGTK: findWebKit() ? startWebKit : undefined,
};
const names = (Object.keys(starts) as EngineName[]).filter(
  (name) => starts[name] && (only === 'all' || name === only),
);
const cases: Case[] = [...rules, ...pages, ...policies, ...frames, ...frameworks].filter(({ table, name }) =>
  wanted.test(`${table} ${name}`),
);

const matrix = new Matrix(names);

after(closeTown);
// The last word, after everything that the reporter says of each case.
process.once('exit', () => console.log(matrix.toString()));

/** How many pages at a time: WebKitGTK's driver has one window, and in Firefox only the one in front draws. */
const LANES: Record<EngineName, number> = { Chromium: 3, Firefox: 1, WebKitGTK: 1 };

// At the same time: most of the time is waiting. Each case has a site to itself, which counts what it is asked for.
describe('embedded', { concurrency: names.length }, () => {
  for (const name of names) {
    describe(`in ${name}`, { concurrency: LANES[name] }, () => {
      const sites = Array.from({ length: LANES[name] }, () => new Site());
      const free = [...sites];
      let engine: Engine | undefined;
      before(async () => {
        for (const site of sites) await site.start();
        engine = await starts[name]!();
      });
      after(async () => {
        await engine?.close();
        for (const site of sites) site.stop();
      });

      for (const { table, name: title, impossible, run } of cases) {
        const why = impossible?.[name];
        if (why) {
          matrix.put(table, title, name, { ok: true, why });
          continue;
        }
        it(`${table} ${title}`, async () => {
          assert.ok(engine);
          matrix.put(table, title, name, { ok: false });
          const site = free.pop()!;
          const stage = new Stage(site, engine);
          try {
            await run(stage);
            matrix.put(table, title, name, { ok: true, notes: stage.notes });
          } finally {
            await stage.close().finally(() => free.push(site));
          }
        });
      }
    });
  }
});
