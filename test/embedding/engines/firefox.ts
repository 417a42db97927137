import puppeteer, { type KeyInput } from 'puppeteer-core';
import { findFirefox } from '../../../scripts/lib/browsers.js';
import { type Engine, expression } from './view.js';

export async function startFirefox(): Promise<Engine | undefined> {
  const executablePath = findFirefox();
  if (!executablePath) return undefined;
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  return {
    name: 'Firefox',
    close: () => browser.close(),
    async open({ width = 1000, height = 800 } = {}) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport({ width, height });
      return {
        engine: 'Firefox' as const,
        go: async (url) => {
          await page.goto(url, { waitUntil: 'load' });
        },
        back: async () => {
          // A page that was kept fires no `load` when it is back, which goBack() would wait for.
          await page.evaluate('setTimeout(() => history.back())');
        },
        run: (task, ...args) => page.evaluate(expression(task, args)) as never,
        press: (key) => page.keyboard.press((key === 'Space' ? ' ' : key) as KeyInput),
        click: (x, y) => page.mouse.click(x, y),
        close: () => context.close(),
      };
    },
  };
}
