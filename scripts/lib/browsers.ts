/** Which browsers are on this machine; where there is no Chromium, one is fetched. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { filesUnder } from './files.ts';

export type BrowserName = 'chromium' | 'firefox' | 'webkit';

function onPath(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

function given(...variables: string[]): string | undefined {
  return variables.map((variable) => process.env[variable]).find((path) => path && existsSync(path));
}

/** Where `npx playwright-core install chromium` puts it. */
function inPlaywrightCache(): string | undefined {
  const caches = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    join(homedir(), '.cache/ms-playwright'),
    join(homedir(), 'Library/Caches/ms-playwright'),
  ];
  return caches
    .flatMap((folder) => (folder ? filesUnder(folder) : []))
    .find((path) =>
      /\/chromium[^/]*\/.*\/(chrome|Chromium|Google Chrome for Testing|headless_shell)$/.test(path),
    );
}

function inApplications(...names: string[]): string | undefined {
  return names
    .map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
    .find((path) => existsSync(path));
}

export const findChromium = (): string | undefined =>
  given('CHROME_PATH', 'CHROMIUM') ??
  onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge') ??
  inApplications('Google Chrome', 'Chromium') ??
  inPlaywrightCache();

export const findFirefox = (): string | undefined =>
  given('FIREFOX_PATH', 'FIREFOX') ?? onPath('firefox', 'firefox-esr') ?? inApplications('Firefox');

export interface WebKit {
  driver: string;
  browser: string;
  /** The X server that it draws on. */
  display: string;
}

/** WebKitGTK with its driver, as Debian packages them. */
export function findWebKit(): WebKit | undefined {
  const driver = onPath('WebKitWebDriver');
  const display = onPath('Xvfb');
  const browser = ['x86_64', 'aarch64']
    .flatMap((machine) =>
      ['4.1', '4.0', '6.0'].map((api) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${api}/MiniBrowser`),
    )
    .find((path) => existsSync(path));
  return driver && display && browser ? { driver, browser, display } : undefined;
}

function attempt(command: string, args: string[], minutes: number): void {
  console.log(`No Chromium here: trying ${command} ${args.join(' ')}`);
  try {
    execFileSync(command, args, { stdio: 'inherit', timeout: minutes * 60_000 });
  } catch (error) {
    console.log(
      `That did not work: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    );
  }
}

/** Chromium runs every test; without it there is nothing to say about the code. */
export function chromiumOrInstall(): string | undefined {
  const found = findChromium();
  if (found) return found;
  attempt(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'], 5);
  const fetched = findChromium();
  if (fetched) return fetched;
  if (onPath('apt-get') && process.getuid?.() === 0) {
    attempt('apt-get', ['update', '-qq'], 3);
    attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], 10);
  }
  return findChromium();
}

export const HOW_TO_GET_CHROMIUM = `No Chromium was found and none could be installed. Do one of these, then run npm test again:
  - Debian, Ubuntu:  sudo apt-get install chromium      (also: firefox-esr webkit2gtk-driver xvfb)
  - anywhere:        npx playwright-core install --with-deps chromium
  - or point CHROME_PATH at a Chrome, Chromium or Edge that you have.`;
