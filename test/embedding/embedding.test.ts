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
import { pages } from './pages.js';
import { policies } from './policies.js';
import { rules } from './rules.js';
import { Site } from './site.js';
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

after(() => console.log(matrix.toString()));

// At the same time: most of the time is waiting. Each has a site of its own, which counts what it is asked for.
describe('embedded', { concurrency: names.length }, () => {
  for (const name of names) {
    describe(`in ${name}`, { concurrency: 1 }, () => {
      const site = new Site();
      let engine: Engine | undefined;
      before(async () => {
        await site.start();
        engine = await starts[name]!();
      });
      after(async () => {
        await engine?.close();
        await site.stop();
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
          const stage = new Stage(site, engine);
          try {
            await run(stage);
            matrix.put(table, title, name, { ok: true });
          } finally {
            await stage.close();
          }
        });
      }
    });
  }
});
