import { type Page, chromium } from 'playwright-core';
import { findChromium } from '../../../scripts/lib/browsers.js';
import { type Engine, expression } from './view.js';

const KEYS: Record<string, string> = { Space: ' ' };

export async function startChromium(): Promise<Engine> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('These tests open pages in Chromium, and there is none.');
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    ],
    // Playwright switches it off.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  const context = await browser.newContext();
  // A new one is a new process, which takes longer than most pages here.
  const idle: Page[] = [];
  return {
    name: 'Chromium',
    close: () => browser.close(),
    async open({ width = 1000, height = 800 } = {}) {
      const page = idle.pop() ?? (await context.newPage());
      let isClosed = false;
      const resize = (across: number) => page.setViewportSize({ width: across, height });
      await resize(width);
      return {
        engine: 'Chromium' as const,
        go: async (url) => {
          await page.goto(url, { waitUntil: 'load' });
        },
        back: async () => {
          await page.goBack({ waitUntil: 'commit' });
        },
        run: (task, ...args) => page.evaluate(expression(task, args)) as never,
        press: (key) => page.keyboard.press(KEYS[key] ?? key),
        pdf: () => page.pdf({ format: 'A4' }),
        resize,
        close: async () => {
          if (isClosed) return;
          isClosed = true;
          await page.goto('about:blank');
          idle.push(page);
        },
      };
    },
  };
}
