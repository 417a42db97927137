import { findWebKit } from '../../../scripts/lib/browsers.js';
import { withWebKit } from '../../../scripts/test/webkit.js';
import { type Engine, type View, expression } from './view.js';

/** As WebDriver's private characters. */
const KEYS: Record<string, string> = { Tab: '\uE004', Enter: '\uE007', Space: ' ', Shift: '\uE008' };

class Driver {
  readonly #base: string;

  constructor(port: number, session = '') {
    this.#base = `http://127.0.0.1:${port}/session${session}`;
  }

  async ask<Value>(method: 'POST' | 'DELETE', path: string, body?: object): Promise<Value> {
    const response = await fetch(this.#base + path, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const { value } = (await response.json()) as { value: Value & { error?: string; message?: string } };
    if (!response.ok) throw new Error(`WebKit: ${value.error ?? ''} ${value.message ?? ''}`);
    return value;
  }
}

/** One window for all pages: WebKitGTK's driver has one, and a new browser takes seconds. */
class Window implements View {
  readonly engine = 'WebKitGTK';
  readonly #driver: Driver;
  readonly #height: number;

  constructor(driver: Driver, height: number) {
    this.#driver = driver;
    this.#height = height;
  }

  async go(url: string): Promise<void> {
    await this.#driver.ask('POST', '/url', { url });
  }

  async back(): Promise<void> {
    await this.#driver.ask('POST', '/back', {});
  }

  async run(task: unknown, ...args: readonly unknown[]): Promise<never> {
    // An error that the page throws would come without its message, and old libraries write JSON of their own.
    const script = `const done = arguments[0];
      const write = (value) => {
        const { toJSON } = Array.prototype;
        delete Array.prototype.toJSON;
        const json = JSON.stringify(value);
        if (toJSON) Array.prototype.toJSON = toJSON;
        return json;
      };
      Promise.resolve().then(() => (${expression(task, args)}))
        .then((value) => done({ json: write(value) }), (error) => done({ error: String(error) }))`;
    const answer = await this.#driver.ask<{ json?: string; error?: string }>('POST', '/execute/async', {
      script,
      args: [],
    });
    if (answer.error) throw new Error(answer.error);
    return (answer.json === undefined ? undefined : JSON.parse(answer.json)) as never;
  }

  async press(key: string): Promise<void> {
    const value = KEYS[key] ?? key;
    const actions = [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ];
    await this.#driver.ask('POST', '/actions', { actions: [{ type: 'key', id: 'keys', actions }] });
  }

  /** WebKitGTK's driver knows no command for it. */
  async pdf(): Promise<undefined> {}

  async resize(width: number): Promise<void> {
    await this.#driver.ask('POST', '/window/rect', { width, height: this.#height });
  }

  async close(): Promise<void> {
    await this.#driver.ask('POST', '/url', { url: 'about:blank' });
  }
}

export async function startWebKit(): Promise<Engine | undefined> {
  const webkit = findWebKit();
  if (!webkit) return undefined;
  let end!: () => void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  let over: Promise<void> | undefined;
  const port = await new Promise<number>((resolve, reject) => {
    over = withWebKit(webkit, (found) => {
      resolve(found);
      return ended;
    });
    over.catch(reject);
  });
  const { sessionId } = await new Driver(port).ask<{ sessionId: string }>('POST', '', {
    capabilities: {
      alwaysMatch: {
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: webkit.browser, args: ['--automation'] },
      },
    },
  });
  const driver = new Driver(port, `/${sessionId}`);
  return {
    name: 'WebKitGTK',
    async open({ width = 1000, height = 800 } = {}) {
      const window = new Window(driver, height);
      await window.resize(width);
      return window;
    },
    async close() {
      await driver.ask('DELETE', '').catch(() => undefined);
      end();
      await over;
    },
  };
}
