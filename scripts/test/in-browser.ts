import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserName, type WebKit, findFirefox, findWebKit } from '../lib/browsers.ts';
import { freePort } from '../lib/free-port.ts';
import type { Counts } from './counts.ts';
import { withWebKit } from './webkit.ts';

/** Well over what all tests need: a browser that hangs must not hang the build. */
const MINUTES = 15;

/**
 * Runs web-test-runner in a process group of its own, so that nothing it has started outlives it. What it says comes
 * in one piece, as two may run at a time.
 */
function runnerProcess(env: NodeJS.ProcessEnv): Promise<number> {
  const bin = 'node_modules/@web/test-runner/dist/bin.js';
  const child = spawn(process.execPath, [bin], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const stop = () => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // The group is gone.
    }
  };
  const timer = setTimeout(() => {
    console.log(`Stopped: not done after ${MINUTES} minutes.`);
    stop();
  }, MINUTES * 60_000);
  process.once('exit', stop);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => {
      clearTimeout(timer);
      process.off('exit', stop);
      stop();
    });
    child.on('close', (code) => {
      console.log(`\n— ${env.BROWSER} —\n${said}`);
      resolve(code ?? 1);
    });
  });
}

/** @param env what web-test-runner.config.mjs needs to know of the browser */
async function runWith(
  browser: BrowserName,
  files: string[],
  env: NodeJS.ProcessEnv,
  coverage: boolean,
): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'civic-tests-'));
  const path = join(folder, 'counts.json');
  try {
    const code = await runnerProcess({
      ...env,
      BROWSER: browser,
      TEST_FILES: JSON.stringify(files),
      TEST_COUNTS: path,
      // Two runners that look for a free one at the same time find the same.
      TEST_PORT: String(await freePort()),
      ...(coverage && { TEST_COVERAGE: '1' }),
    });
    const counts = JSON.parse(readFileSync(path, 'utf8')) as Counts & { files: number };
    // Coverage below the threshold, or a crash between two files: nothing that a test could have said.
    if (code !== 0 && !counts.failed) counts.failed = 1;
    if (counts.files < files.length) {
      console.log(`${files.length - counts.files} of ${files.length} files did not run.`);
      counts.failed += files.length - counts.files;
    }
    return counts;
  } catch (error) {
    console.log(`${browser} broke off: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: files.length, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Undefined where the browser is not on this machine. */
export function inChromium(files: string[], executable: string, coverage: boolean): Promise<Counts> {
  return runWith('chromium', files, { CHROME_PATH: executable }, coverage);
}

export function inFirefox(files: string[]): Promise<Counts> | undefined {
  const executable = findFirefox();
  return executable ? runWith('firefox', files, { FIREFOX_PATH: executable }, false) : undefined;
}

export function inWebKit(files: string[]): Promise<Counts> | undefined {
  const webkit: WebKit | undefined = findWebKit();
  if (!webkit) return undefined;
  return withWebKit(webkit, (port) =>
    runWith('webkit', files, { WEBKIT_DRIVER_PORT: String(port), WEBKIT_PATH: webkit.browser }, false),
  );
}
