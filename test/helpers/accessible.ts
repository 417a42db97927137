import { expect } from '@open-wc/testing';
import { emulateMedia } from './browser.js';

const SCHEMES = { light: ['#ffffff', '#1b1b1b'], dark: ['#121212', '#eeeeee'] } as const;

/** axe finds nothing: on a light page, on a dark one, and in forced colours where the browser can. */
export async function isAccessible(element: Element): Promise<void> {
  const { style } = document.documentElement;
  for (const [scheme, [background, color]] of Object.entries(SCHEMES)) {
    style.setProperty('color-scheme', scheme);
    style.setProperty('background-color', background);
    style.setProperty('color', color);
    await expect(element).to.be.accessible();
  }
  for (const name of ['color-scheme', 'background-color', 'color']) style.removeProperty(name);
  if (await emulateMedia({ 'forced-colors': 'active' })) await expect(element).to.be.accessible();
  await emulateMedia({});
}
