import { Task, TaskStatus, initialState } from '@lit/task';
import type { ReactiveController } from 'lit';
import type { Config } from '../config/options.js';
import { SourceError } from '../internal/errors.js';
import { READ_TIMEOUT } from '../internal/request.js';
import type { CivicElement } from './civic-element.js';

export interface LoadContext {
  config: Config;
  /** What the visitor reads, BCP 47. */
  lang: string;
  signal: AbortSignal;
  /** True where somebody or something asked again, so that what is known already does not do. */
  again: boolean;
}

export interface LoadOptions<Data> {
  host: CivicElement;
  /** What decides whether to load anew, or undefined where there is nothing to load. The host's address if left out. */
  input?(): readonly unknown[] | undefined;
  /** What must be true before anything is asked for, e.g. that the widget is near to be seen. */
  wait?(context: LoadContext): Promise<void>;
  load(context: LoadContext): Promise<Data>;
  /** Once per load, when the data is shown. */
  loaded(data: Data): void;
  /** Once per load; what is tried again by itself is the same load. */
  failed(error: SourceError): void;
}

/** Seconds before the first try again, and how often the wait doubles. */
const FIRST_RETRY = 5;
const RETRIES = 4;

const isPassing = ({ code, status = 0 }: SourceError): boolean =>
  code === 'network' || code === 'busy' || (code === 'http' && status >= 500);

/**
 * Loads for a widget: again when the address or the options change, on retry, on refresh, and by itself after a
 * passing failure. What is slow is reported after {@link READ_TIMEOUT} seconds and still shown when it comes. A
 * widget that is moved goes on; one that is removed lets go.
 */
export class LoadController<Data> implements ReactiveController {
  data: Data | undefined;
  error: SourceError | undefined;
  readonly #options: LoadOptions<Data>;
  readonly #task: Task<readonly unknown[], Data>;
  #slow: ReturnType<typeof setTimeout> | undefined;
  #next: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #again = false;
  #quiet = false;
  #released = false;
  #input: string | undefined;

  constructor(options: LoadOptions<Data>) {
    this.#options = options;
    const { host } = options;
    host.addController(this);
    this.#task = new Task<readonly unknown[], Data>(host, {
      args: () => [this.#key(), host.loadContext.config],
      task: ([key], { signal }) => (key === undefined ? initialState : this.#run(key as string, signal)),
      onComplete: (data) => {
        this.data = data;
        this.error = undefined;
        this.#tries = 0;
        this.#settle(() => options.loaded(data));
      },
      onError: (reason) => {
        if (this.#released) return;
        const error = (this.error = SourceError.from(reason, host.src || undefined));
        const known = this.#quiet;
        this.#settle(() => known || options.failed(error));
        if (isPassing(error)) this.#tryLater(error);
      },
    });
  }

  /** Nothing to show yet, and nothing to say but that. */
  get pending(): boolean {
    return !this.data && !this.error && this.busy;
  }

  get busy(): boolean {
    return this.#task.status === TaskStatus.PENDING;
  }

  /** Loads again; what is shown stays until something else is there. */
  reload(): Promise<void> {
    this.#again = true;
    return this.#task.run();
  }

  /** Loads again because somebody asked to. */
  readonly retry = (): void => {
    this.error = undefined;
    this.#tries = 0;
    void this.reload();
  };

  /** Shows something newer than what was loaded, or some of what is still being loaded. */
  replace(data: Data): void {
    this.data = data;
    this.#options.host.requestUpdate();
  }

  hostConnected(): void {
    globalThis.addEventListener('online', this.#onBack);
    document.addEventListener('visibilitychange', this.#onBack);
    if (!this.#released) return;
    this.#released = false;
    void this.#task.run();
  }

  hostDisconnected(): void {
    globalThis.removeEventListener('online', this.#onBack);
    document.removeEventListener('visibilitychange', this.#onBack);
    // A move in the document is a disconnection and a connection in one task.
    queueMicrotask(() => {
      if (this.#options.host.isConnected) return;
      this.#released = this.busy || this.#next !== undefined;
      this.#forget();
      this.#task.abort();
    });
  }

  #key(): string | undefined {
    const options = this.#options;
    const { address } = options.host;
    return JSON.stringify(options.input ? options.input() : address && [address]);
  }

  async #run(key: string, signal: AbortSignal): Promise<Data> {
    const again = this.#again;
    this.#again = false;
    if (key !== this.#input) {
      this.#input = key;
      this.data = undefined;
      this.#tries = 0;
    }
    this.#quiet = this.#tries > 0;
    if (!this.#quiet) this.error = undefined;
    this.#forget();
    const context = { ...this.#options.host.loadContext, signal, again };
    await this.#options.wait?.(context);
    // Superseded or removed while it waited: whoever came after has a timer of their own.
    signal.throwIfAborted();
    this.#slow = setTimeout(() => this.#timeout(), READ_TIMEOUT * 1000);
    return this.#options.load(context);
  }

  #timeout(): void {
    if (!this.busy || this.#quiet) return;
    const seconds = `No answer in ${READ_TIMEOUT} seconds. What comes later is still shown.`;
    const error = new SourceError('timeout', seconds, { url: this.#options.host.src || undefined });
    if (!this.data) this.error = error;
    this.#quiet = true;
    this.#settle(() => this.#options.failed(error));
  }

  #tryLater({ retryAfter }: SourceError): void {
    if (this.#tries >= RETRIES) return;
    // Many widgets on many pages must not all come back in the same second.
    const wait = (retryAfter ?? FIRST_RETRY * 2 ** this.#tries) * (1 + Math.random() / 2);
    this.#tries++;
    this.#next = setTimeout(() => {
      this.#next = undefined;
      // What nobody sees can wait until somebody does.
      if (!document.hidden) void this.reload();
    }, wait * 1000);
  }

  readonly #onBack = (): void => {
    if (this.#tries && !this.busy && !document.hidden) void this.reload();
  };

  #forget(): void {
    clearTimeout(this.#slow);
    clearTimeout(this.#next);
    this.#next = undefined;
  }

  /** A listener must see the new state, so what is shown comes first. */
  #settle(then: () => void): void {
    clearTimeout(this.#slow);
    this.#options.host.requestUpdate();
    void this.#options.host.updateComplete.then(then);
  }
}
