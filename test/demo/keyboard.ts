import type { Page } from 'playwright-core';

/** What has the focus, through shadow roots, by the name that it is announced with. */
async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return '';
    const root = element.getRootNode() as Document | ShadowRoot;
    const labelledBy = (element.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean);
    const labels = labelledBy.length
      ? labelledBy.map((id) => root.getElementById(id))
      : [...((element as HTMLInputElement).labels ?? [])];
    const name =
      element.getAttribute('aria-label') ||
      labels.map((label) => label?.textContent ?? '').join(' ') ||
      element.textContent ||
      '';
    return name.replace(/\s+/g, ' ').trim();
  });
}

/** Presses Tab until what is wanted has the focus, which it must have within one round of the page. */
export async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let count = 0; count < 150; count += 1) {
    await page.keyboard.press('Tab');
    const name = await focusedName(page);
    if (wanted.test(name)) return;
    passed.push(name);
  }
  throw new Error(`Tab does not lead to ${wanted}, but to: ${[...new Set(passed)].join(' | ')}`);
}
