/** What a test asks of the browser itself, in every engine; scripts/test/browser-commands.mjs answers. */
import { executeServerCommand } from '@web/test-runner-commands';

/** Presses keys together, e.g. `press('Tab')`, `press('Shift', 'Tab')`, `press(' ')`. */
export const press = (...keys: string[]) => executeServerCommand<true, string[]>('chord', keys);

/** Sets the size of the page, in pixels. WebKit's window stays at least about 450 wide. */
export const resize = (width: number, height: number) =>
  executeServerCommand<true, object>('resize', { width, height });

/**
 * Emulates media features until the next call, e.g. `{ 'forced-colors': 'active' }`; `{}` ends it.
 * @returns whether this browser can: only Chromium does. (`color-scheme` on the page needs no emulation.)
 */
export async function emulateMedia(features: Record<string, string>): Promise<boolean> {
  return (await executeServerCommand<{ emulated: boolean }, object>('media', features)).emulated;
}
