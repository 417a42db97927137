import { type ChildProcess, spawn } from 'node:child_process';
import type { WebKit } from '../lib/browsers.ts';
import { freePort } from '../lib/free-port.ts';

/** Starts an X server on a display of its own choice, which it writes to its third file descriptor. */
function startDisplay(command: string): Promise<{ process: ChildProcess; display: string }> {
  const child = spawn(command, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`Xvfb ended with exit code ${code}.`)));
    child.stdio[3]?.once('data', (number: Buffer) =>
      resolve({ process: child, display: `:${String(number).trim()}` }),
    );
  });
}

async function answers(port: number, driver: ChildProcess): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end && driver.exitCode === null;) {
    const up = await fetch(`http://127.0.0.1:${port}/status`).then(
      (response) => response.ok,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('WebKitWebDriver does not answer.');
}

/** Runs something while WebKit's driver is there to be talked to; ends the driver and its display afterwards. */
export async function withWebKit<T>(webkit: WebKit, task: (port: number) => Promise<T>): Promise<T> {
  const screen = await startDisplay(webkit.display);
  const port = await freePort();
  const driver = spawn(webkit.driver, [`--port=${port}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // Its own group: the browsers that it starts end with it.
    detached: true,
    env: {
      ...process.env,
      DISPLAY: screen.display,
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
  });
  const stop = () => {
    if (driver.pid) {
      try {
        process.kill(-driver.pid);
      } catch {
        // It has ended already.
      }
    }
    screen.process.kill();
  };
  process.once('exit', stop);
  try {
    await answers(port, driver);
    return await task(port);
  } finally {
    process.off('exit', stop);
    stop();
  }
}
