import { chromium } from 'playwright-core';
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
  return {
    name: 'Chromium',
    close: () => browser.close(),
    async open({ width = 1000, height = 800 } = {}) {
      const context = await browser.newContext({ viewport: { width, height } });
      const page = await context.newPage();
      return Object.assign(
        {
          engine: 'Chromium' as const,
          go: async (url: string) => {
            await page.goto(url, { waitUntil: 'load' });
          },
          back: async () => {
            await page.goBack({ waitUntil: 'commit' });
          },
          run: (task: unknown, ...args: readonly unknown[]) => page.evaluate(expression(task, args)) as never,
          press: (key: string) => page.keyboard.press(KEYS[key] ?? key),
          click: (x: number, y: number) => page.mouse.click(x, y),
          close: () => context.close(),
        },
        { page },
      );
    },
  };
}
