import { type TemplateResult, html, render } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/** What Storybook's controls hold. */
export type Args = Record<string, unknown>;

/** Attributes, custom properties and listeners of events by name. What is empty or off is not set. */
type Given = Record<string, string | number | boolean | undefined | ((members: object) => void)>;

class Widget extends Directive {
  #element: HTMLElement | undefined;
  readonly #listeners = new Map<string, EventListener>();

  override render(tag: string, given: Given, fallback: TemplateResult): HTMLElement {
    if (!this.#element) {
      this.#element = document.createElement(tag);
      render(fallback, this.#element);
    }
    for (const [name, value] of Object.entries(given)) this.#set(this.#element, name, value);
    return this.#element;
  }

  #set(element: HTMLElement, name: string, value: Given[string]): void {
    if (typeof value === 'function') this.#listen(element, name, value);
    else if (name.startsWith('--')) element.style.setProperty(name, String(value ?? ''));
    else if (value === undefined || value === '' || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? '' : String(value));
  }

  /** What the panel of actions gets is the event's own members: the whole event is half of the page. */
  #listen(element: HTMLElement, name: string, tell: (members: object) => void): void {
    const known = this.#listeners.get(name);
    if (known) element.removeEventListener(name, known);
    const listener = (event: Event): void =>
      tell(Object.fromEntries(Object.entries(event).filter(([key]) => key !== 'isTrusted')));
    this.#listeners.set(name, listener);
    element.addEventListener(name, listener);
  }
}

const drawn = directive(Widget);

/** A widget with everything that the controls can set, whatever attributes it has. */
export const widget =
  (tag: string, fallback: TemplateResult) =>
  (args: Args): TemplateResult =>
    html`${drawn(tag, args as Given, fallback)}`;
