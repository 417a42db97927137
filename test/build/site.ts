import { readFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, type Page, chromium } from 'playwright-core';
import { findChromium } from '../../scripts/lib/browsers.js';

export interface Answer {
  type?: string;
  body: string;
  headers?: Record<string, string>;
}

/** What happened on a page besides what it shows. */
export interface Visit {
  page: Page;
  /** Uncaught errors, and violations of the policy. */
  errors: string[];
  /** Console lines of ours. */
  lines: string[];
}

/** A small website for dist/: every path is an answer of the test or a built file. */
export class Site {
  readonly #answers = new Map<string, Answer>();
  #server: Server | undefined;
  #browser: Browser | undefined;

  async open(): Promise<void> {
    this.#server = createServer((request, response) => {
      const path = request.url?.split('?')[0] ?? '/';
      const answer = this.#answers.get(path) ?? built(path);
      response.writeHead(answer ? 200 : 404, {
        'content-type': answer?.type ?? 'text/html; charset=utf-8',
        ...answer?.headers,
      });
      response.end(answer?.body);
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
    const executablePath = process.env.CHROME_PATH ?? findChromium();
    if (!executablePath) throw new Error('These tests open pages in Chromium, and there is none.');
    this.#browser = await chromium.launch({
      executablePath,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    this.#server?.close();
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server?.address() as AddressInfo).port}`;
  }

  serve(path: string, answer: Answer): void {
    this.#answers.set(path, answer);
  }

  /** Opens a page that the test has written. */
  async visit(html: string, headers: Record<string, string> = {}): Promise<Visit> {
    this.serve('/', { body: `<!doctype html>${html}`, headers });
    if (!this.#browser) throw new Error('open() first');
    const page = await this.#browser.newPage();
    const visit: Visit = { page, errors: [], lines: [] };
    page.on('pageerror', (error) => visit.errors.push(error.message));
    page.on('console', (message) => {
      const text = message.text();
      if (text.includes('[civic-widgets]')) visit.lines.push(text);
      else if (/Content.Security.Policy|TrustedHTML|Trusted Type/i.test(text)) visit.errors.push(text);
    });
    await page.goto(`${this.origin}/`);
    return visit;
  }
}

/** A file of dist/ as text. */
export const dist = (name: string): string => readFileSync(`dist/${name}`, 'utf8');

function built(path: string): Answer | undefined {
  try {
    return { body: dist(path.slice(1)), type: path.endsWith('.css') ? 'text/css' : 'text/javascript' };
  } catch {
    return undefined;
  }
}
