import { ContextEvent, createContext } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Config } from './options.js';
import { onConfigChange, pageConfig } from './page-config.js';

/** The one context: the options of the nearest `<civic-config>`. */
export const configContext = createContext<Config>(Symbol.for('civic-widgets.config'));

/**
 * The options in force for its host: those of the nearest `<civic-config>`, else the page's. Asks again when either
 * changes or a `<civic-config>` appears, so late configuration reaches widgets that are already there.
 */
export class ConfigController implements ReactiveController {
  value: Config = pageConfig();
  readonly #host: ReactiveControllerHost & HTMLElement;
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
  }

  #ask(): void {
    let value = pageConfig();
    const request = new ContextEvent(configContext, this.#host, (answer) => (value = answer));
    this.#host.dispatchEvent(request);
    if (value === this.value) return;
    this.value = value;
    this.#host.requestUpdate();
  }
}
