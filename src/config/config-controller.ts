import { ContextEvent, createContext } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Config } from './options.js';
import { onConfigChange, pageConfig } from './page-config.js';

/** The one context: the options of the nearest `<civic-config>`. */
export const configContext = createContext<Config>(Symbol.for('civic-widgets.config'));

/**
 * The options in force for its host: those of the nearest `<civic-config>`, else the page's. Asks again when the
 * page's change or a `<civic-config>` appears, so late configuration reaches widgets that are already there.
 */
export class ConfigController implements ReactiveController {
  value: Config = pageConfig();
  readonly #host: ReactiveControllerHost & HTMLElement;
  #unsubscribe: (() => void) | undefined;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = onConfigChange(() => this.#ask());
    this.#ask();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #ask(): void {
    let answered = false;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#host.dispatchEvent(
      new ContextEvent(
        configContext,
        this.#host,
        (value, unsubscribe) => {
          answered = true;
          this.#unsubscribe = unsubscribe;
          this.#set(value);
        },
        true,
      ),
    );
    if (!answered) this.#set(pageConfig());
  }

  #set(value: Config): void {
    if (value === this.value) return;
    this.value = value;
    this.#host.requestUpdate();
  }
}
