import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { findChromium } from '../../scripts/lib/browsers.ts';

const MAIN = fileURLToPath(new URL('../../demo/server/main.ts', import.meta.url));

/** The town as `npm start` runs it, in a process and a data folder of its own. */
export class RunningTown {
  readonly folder = mkdtempSync(join(tmpdir(), 'civic-town-'));
  origin = '';
  /** Settings beside the port and the data folder. */
  env: Record<string, string> = {};
  #process: ChildProcess | undefined;

  /** Starts on a free port the first time, and on the same one from then on. */
  async start(): Promise<void> {
    const port = new URL(this.origin || 'http://localhost:0').port || '0';
    const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
      env: { ...process.env, ...this.env, PORT: port, HOST: '127.0.0.1', DATA_DIR: this.folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    let said = '';
    this.origin = await new Promise((resolve, reject) => {
      const listen = (chunk: Buffer) => {
        said += String(chunk);
        const ready = /http:\/\/localhost:\d+/.exec(said);
        if (ready) resolve(ready[0]);
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('exit', (code) => reject(new Error(`The town ended with ${code}: ${said}`)));
    });
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || typeof child.exitCode === 'number') return;
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium on this machine: see README.md.');
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath,
    args: [...asRoot, '--disable-gpu', '--disable-background-networking'],
  });
}

/** What a page did beside showing itself. */
export interface Watched {
  page: Page;
  /** Hosts that it asked anything of. */
  hosts: Set<string>;
  violations: string[];
  errors: string[];
}

/** A page that is watched from its first byte on. */
export async function watch(context: BrowserContext): Promise<Watched> {
  const page = await context.newPage();
  const watched: Watched = { page, hosts: new Set(), violations: [], errors: [] };
  page.on('request', (request) => watched.hosts.add(new URL(request.url()).host));
  page.on('pageerror', (error) => watched.errors.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) watched.errors.push(message.text());
  });
  await page.exposeFunction('civicTestViolation', (text: string) => watched.violations.push(text));
  await page.addInitScript(() => {
    const tell = (globalThis as unknown as { civicTestViolation(text: string): void }).civicTestViolation;
    addEventListener('securitypolicyviolation', (event) =>
      tell(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  return watched;
}

/** Everything that a site can leave on a device. */
export async function leftOnDevice(page: Page): Promise<unknown[]> {
  const cookies = await page.context().cookies();
  const stored = await page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(({ name }) => name),
    ...(await caches.keys()),
    ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
  ]);
  return [...cookies, ...stored];
}
