import { html } from '@open-wc/testing';
import type { PollDefinition, PollSeed } from '../../../demo/server/seed/town.js';
import type { CivicPoll } from '../../../src/widgets/poll/poll.js';
import '../../../src/widgets/poll/define.js';
import {
  mount,
  named,
  part,
  type ServerOptions,
  startServer,
  type TestServer,
  textOf,
  until,
} from '../../helpers/mount.js';

const DAY = 86_400_000;
export const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

let made = 0;

export interface Made {
  server: TestServer;
  id: string;
  src: string;
}

/** A server with one poll, of its own address: a page remembers its ballots by address. */
export function poll(
  overrides: Partial<PollDefinition> = {},
  seed: Partial<PollSeed> = {},
  options: ServerOptions = {},
): Made {
  const id = `poll-${++made}`;
  const definition: PollDefinition = {
    id,
    question: 'What first?',
    type: 'single',
    options: [
      { id: 'pier', label: 'The pier', description: 'Longer, with two ladders.' },
      { id: 'sauna', label: 'The sauna' },
      { id: 'ramp', label: 'A ramp' },
    ],
    opens: inDays(-3),
    closes: inDays(3),
    results: 'always',
    ballotPolicy: 'browser',
    privacyUrl: '/privacy',
    language: 'en',
    ...overrides,
  };
  const votes = definition.questions ? {} : { pier: 4, sauna: 5, ramp: 1 };
  const polls = () => [{ poll: definition, votes, ...seed }];
  return {
    server: startServer({ ...options, town: { polls, ...options.town } }),
    id,
    src: `/api/polls/${id}`,
  };
}

/** A poll in the page, once it is there to be read. */
export async function shown(src: string): Promise<CivicPoll> {
  const widget = await mount<CivicPoll>(html`<civic-poll src=${src}><a href="/q">Answer</a></civic-poll>`);
  await until(
    () => part(widget, 'question') ?? part(widget, 'failed') ?? part(widget, 'empty'),
    'nothing shown',
  );
  return widget;
}

export const option = (widget: Element, name: string | RegExp) =>
  named<HTMLInputElement>(widget, 'input', name)!;

export const button = (widget: Element, name: string | RegExp) => named(widget, 'button', name);

/** Chooses as a person does, one after the other. */
export async function choose(widget: CivicPoll, ...names: (string | RegExp)[]): Promise<void> {
  for (const name of names) {
    option(widget, name).click();
    await widget.updateComplete;
  }
}

export async function vote(widget: CivicPoll, ...names: (string | RegExp)[]): Promise<void> {
  await choose(widget, ...names);
  button(widget, 'Vote')!.click();
}

/** Until something can be read in the widget. */
export const says = (widget: Element, text: string | RegExp): Promise<void> =>
  until(
    () => (typeof text === 'string' ? textOf(widget).includes(text) : text.test(textOf(widget))),
    `no “${text}”`,
  );

/** What has the focus in the widget. */
export const focused = (widget: Element): HTMLElement | null =>
  widget.shadowRoot!.activeElement as HTMLElement | null;
