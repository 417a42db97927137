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
}

export interface LoadOptions<Data> {
  host: CivicElement;
  /** What decides whether to load anew, or undefined where there is nothing to load. */
  input(): readonly unknown[] | undefined;
  load(context: LoadContext): Promise<Data>;
  /** Once per load, when the data is there. */
  loaded(data: Data): void;
  failed(error: SourceError): void;
}

/**
 * Loads for a widget: again when the address or the options change, on retry and on refresh. What is slow is
 * reported after {@link READ_TIMEOUT} seconds and still shown when it comes. A widget that is moved goes on;
 * one that is removed lets go.
 */
export class LoadController<Data> implements ReactiveController {
  data: Data | undefined;
  error: SourceError | undefined;
  readonly #options: LoadOptions<Data>;
  readonly #task: Task<readonly unknown[], Data>;
  #timer: ReturnType<typeof setTimeout> | undefined;
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
        this.#settle(() => options.loaded(data));
      },
      onError: (reason) => {
        if (this.#released) return;
        const error = (this.error = SourceError.from(reason, host.src || undefined));
        this.#settle(() => options.failed(error));
      },
    });
  }

  /** Nothing to show yet, and nothing to say but that. */
  get pending(): boolean {
    return !this.data && !this.error && this.#task.status === TaskStatus.PENDING;
  }

  get busy(): boolean {
    return this.#task.status === TaskStatus.PENDING;
  }

  /** Loads again; what is shown stays until something else is there. */
  reload(): Promise<void> {
    return this.#task.run();
  }

  /** Loads again after a failure, from the start. */
  readonly retry = (): void => {
    this.error = undefined;
    void this.#task.run();
  };

  /** Puts something newer in the place of what was loaded. */
  replace(data: Data): void {
    this.data = data;
    this.#options.host.requestUpdate();
  }

  hostConnected(): void {
    if (!this.#released) return;
    this.#released = false;
    void this.#task.run();
  }

  hostDisconnected(): void {
    // A move in the document is a disconnection and a connection in one task.
    queueMicrotask(() => {
      if (this.#options.host.isConnected || this.#task.status !== TaskStatus.PENDING) return;
      this.#released = true;
      clearTimeout(this.#timer);
      this.#task.abort();
    });
  }

  #key(): string | undefined {
    const input = this.#options.input();
    return input && JSON.stringify(input);
  }

  async #run(key: string, signal: AbortSignal): Promise<Data> {
    if (key !== this.#input) {
      this.#input = key;
      this.data = undefined;
    }
    this.error = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#timeout(), READ_TIMEOUT * 1000);
    return this.#options.load({ ...this.#options.host.loadContext, signal });
  }

  #timeout(): void {
    if (this.#task.status !== TaskStatus.PENDING) return;
    const seconds = `No answer in ${READ_TIMEOUT} seconds. What comes later is still shown.`;
    const error = new SourceError('timeout', seconds, { url: this.#options.host.src || undefined });
    if (!this.data) this.error = error;
    this.#settle(() => this.#options.failed(error));
  }

  /** A listener must see the new state, so what is shown comes first. */
  #settle(then: () => void): void {
    clearTimeout(this.#timer);
    this.#options.host.requestUpdate();
    void this.#options.host.updateComplete.then(then);
  }
}
