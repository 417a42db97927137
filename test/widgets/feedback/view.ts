/** What a resident sees of a `<civic-feedback>`, found as they would: by name, label or part. */
import { waitUntil } from '@open-wc/testing';
import { html } from 'lit';
import type { Form } from '../../../src/contracts/form.js';
import '../../../src/config/define.js';
import '../../../src/widgets/feedback/define.js';
import type { CivicFeedback } from '../../../src/widgets/feedback/feedback.js';
import { type ServerOptions, type TestServer, mount, startServer } from '../../helpers/mount.js';

export interface Opened {
  widget: CivicFeedback;
  server: TestServer;
}

/** A form on the reference server and the widget that shows it. */
export async function open(form: Form, options: ServerOptions = {}): Promise<Opened> {
  const server = startServer({ town: { forms: [form] }, ...options });
  const widget = await mount<CivicFeedback>(
    html`<civic-feedback src="/api/forms/${form.id}" lang="en"><a href="/form">The form</a></civic-feedback>`,
  );
  await shows(widget, 'submit');
  return { widget, server };
}

export const root = (widget: CivicFeedback): ShadowRoot => widget.shadowRoot!;

export const part = <E extends HTMLElement = HTMLElement>(widget: CivicFeedback, name: string): E | null =>
  root(widget).querySelector<E>(`[part~="${name}"]`);

export const shows = (widget: CivicFeedback, name: string): Promise<void> =>
  waitUntil(() => part(widget, name), `no ${name}`, { timeout: 5000 });

export const tidy = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

export const textOf = (widget: CivicFeedback, name: string): string => tidy(part(widget, name)?.textContent);

export const focused = (widget: CivicFeedback): Element | null => root(widget).activeElement;

export const fallbackShown = (widget: CivicFeedback): boolean => !root(widget).querySelector('slot')!.hidden;

/** The only visible button with a name. */
export function button(widget: CivicFeedback, name: RegExp): HTMLButtonElement {
  const all = [...root(widget).querySelectorAll('button')];
  const found = all.filter(
    (each) =>
      name.test(tidy(each.ariaLabel ?? each.textContent)) &&
      each.checkVisibility({ visibilityProperty: true }),
  );
  if (found.length !== 1) throw new Error(`${found.length} buttons named ${String(name)}`);
  return found[0]!;
}

type Control = HTMLInputElement & HTMLSelectElement & HTMLTextAreaElement;

/** The field with a label. */
export function control(widget: CivicFeedback, label: RegExp): Control {
  const found = [...root(widget).querySelectorAll('label')].filter((each) =>
    label.test(tidy(each.textContent)),
  );
  const controls = new Set(found.map((each) => each.control ?? each.querySelector('input')));
  if (controls.size !== 1) throw new Error(`${controls.size} fields labelled ${String(label)}`);
  return [...controls][0] as Control;
}

export const hasControl = (widget: CivicFeedback, label: RegExp): boolean =>
  [...root(widget).querySelectorAll('label')].some((each) => label.test(tidy(each.textContent)));

/** The choice of a scale. */
export const choice = (widget: CivicFeedback, name: string): HTMLInputElement =>
  root(widget).querySelector<HTMLInputElement>(`[aria-label="${name}"]`)!;

/** Writes as a person would: the field hears of it, then is left. */
export async function fill(widget: CivicFeedback, label: RegExp, value: string): Promise<void> {
  const field = control(widget, label);
  field.value = value;
  await changed(widget, field);
}

export async function changed(widget: CivicFeedback, field: HTMLElement): Promise<void> {
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await widget.updateComplete;
}

export async function tick(widget: CivicFeedback, label: RegExp): Promise<void> {
  control(widget, label).click();
  await widget.updateComplete;
}

export async function attach(widget: CivicFeedback, label: RegExp, ...files: File[]): Promise<void> {
  const field = control(widget, label);
  const data = new DataTransfer();
  for (const file of files) data.items.add(file);
  field.files = data.files;
  await changed(widget, field);
}

/** The names and texts of a sending, without files. */
export const sent = (body: URLSearchParams | FormData | undefined): Record<string, string | string[]> =>
  Object.fromEntries(
    [...new Set(body!.keys())].map((name) => {
      const values = body!
        .getAll(name)
        .map((value) => (value instanceof File ? `file:${value.name}` : value));
      return [name, values.length > 1 ? values : values[0]!];
    }),
  );

/** Fills in the form that most tests use. */
export async function fillReport(widget: CivicFeedback, message = 'The lamp is broken'): Promise<void> {
  await fill(widget, /^What is it about/, 'streets');
  await fill(widget, /^Your message/, message);
}

/** Presses the button that sends and waits for what comes of it. */
export async function submit(widget: CivicFeedback, outcome: 'done' | 'summary' | 'failed'): Promise<void> {
  part<HTMLButtonElement>(widget, 'submit')!.click();
  await shows(widget, outcome);
}
