/** The demo's server as `npm start` runs it, in a process of its own, for measurements and for tests that kill it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface TownSettings {
  /** Beside `PORT` and `HOST`. */
  env: Record<string, string>;
  /** Default: the demo's own. */
  main?: string;
}

export class TownProcess {
  readonly #settings: TownSettings;
  #child: ChildProcess | undefined;
  #output = '';
  /** `http://localhost:PORT`; the same after each start. */
  origin = '';

  constructor(settings: TownSettings) {
    this.#settings = settings;
  }

  /** What it wrote, since it was last started. */
  get output(): string {
    return this.#output;
  }

  async start(): Promise<void> {
    const { env, main = 'demo/server/main.ts' } = this.#settings;
    const port = this.origin ? new URL(this.origin).port : '0';
    const child = spawn(process.execPath, ['--import', 'tsx', main], {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: port, HOST: '127.0.0.1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#output = '';
    this.origin = await new Promise((resolve, reject) => {
      const listen = (chunk: string): void => {
        this.#output += chunk;
        const ready = /http:\/\/localhost:\d+/.exec(this.#output);
        if (ready) resolve(ready[0]);
      };
      child.stdout.setEncoding('utf8').on('data', listen);
      child.stderr.setEncoding('utf8').on('data', listen);
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${this.#output}`)));
    });
  }

  /** @returns its exit code, or the signal that ended it */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | string | null> {
    const child = this.#child;
    if (!child) return null;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await ended;
    }
    this.#child = undefined;
    return child.signalCode ?? child.exitCode;
  }
}
