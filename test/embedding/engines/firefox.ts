import puppeteer, { type KeyInput, type Page } from 'puppeteer-core';
import { findFirefox } from '../../../scripts/lib/browsers.js';
import { type Engine, expression } from './view.js';

export async function startFirefox(): Promise<Engine | undefined> {
  const executablePath = findFirefox();
  if (!executablePath) return undefined;
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  const idle: Page[] = [];
  return {
    name: 'Firefox',
    close: () => browser.close(),
    async open({ width = 1000, height = 800 } = {}) {
      const page = idle.pop() ?? (await browser.newPage());
      let isClosed = false;
      let hasGoneBack = false;
      const resize = (across: number) => page.setViewport({ width: across, height });
      // What is not in front draws nothing.
      await page.bringToFront();
      await resize(width);
      return {
        engine: 'Firefox' as const,
        go: async (url) => {
          await page.goto(url, { waitUntil: 'load' });
        },
        back: async () => {
          // A page that was kept fires no `load` when it is back, which goBack() would wait for, and so would the next goto().
          hasGoneBack = true;
          await page.evaluate('setTimeout(() => history.back())');
        },
        run: (task, ...args) => page.evaluate(expression(task, args)) as never,
        press: (key) => page.keyboard.press((key === 'Space' ? ' ' : key) as KeyInput),
        pdf: () => page.pdf({ format: 'A4' }),
        resize,
        close: async () => {
          if (isClosed) return;
          isClosed = true;
          if (hasGoneBack) return page.close();
          await page.goto('about:blank');
          idle.push(page);
        },
      };
    },
  };
}
