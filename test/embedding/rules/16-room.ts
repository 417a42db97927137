/** Nothing jumps. */
import assert from 'node:assert/strict';
import { eventually, until } from '../engines/view.js';
import { scriptTag, styleTag } from '../site.js';
import { type Case, type Stage, seen, settled } from '../stage.js';
import { rule } from './rule.js';

const poll = {
  id: 'bad',
  question: 'Vad saknas vid badplatsen?',
  options: ['Hytter', 'Bastu', 'Kiosk'].map((label, id) => ({ id: String(id), label })),
  voteUrl: '/votes',
};
const form = {
  id: 'f',
  title: 'Skriv till oss',
  submitUrl: '/submissions',
  fields: [
    { name: 'subject', type: 'text', label: 'Ämne' },
    { name: 'place', type: 'text', label: 'Plats' },
    { name: 'text', type: 'textarea', label: 'Vad har du sett?' },
  ],
};

/** Where what follows each widget begins. */
const edges = () => [...document.querySelectorAll('hr')].map((each) => each.getBoundingClientRect().top);

const isWaiting = () =>
  [...document.querySelectorAll('civic-poll,civic-feedback,civic-feed')].every(
    (each) => each.shadowRoot?.querySelector('[part~=pending],[part~=question]') ?? false,
  );

function assertStill(before: readonly number[], after: readonly number[], what: string): void {
  for (const [i, edge] of after.entries()) {
    // What a browser calls no shift either.
    assert.ok(Math.abs(edge - before[i]!) < 3, `${what}: ${before.join()} became ${after.join()}`);
  }
}

/** Answers that come when the test wants them. */
function held(stage: Stage, path: string, data: unknown): () => Promise<void> {
  let open: (() => void) | undefined;
  stage.site.serve(path, async () => {
    await new Promise<void>((resolve) => (open = resolve));
    return Response.json(data);
  });
  return async () => {
    assert.ok(await eventually(() => open), `nobody asked for ${path}`);
    open!();
  };
}

const nothingJumps = (width: number) =>
  rule(
    `16 nothing jumps while script and data come: poll, form, rating and feed, ${width} pixels wide`,
    async (stage) => {
      const openPoll = held(stage, '/slow-poll', poll);
      const openForm = held(stage, '/slow-form', form);
      const openFeed = held(stage, '/slow-feed', { items: [] });
      const view = await stage.open(
        {
          head: `${styleTag}<style>body { font: 16px/1.5 sans-serif; margin: 16px }</style>`,
          body: `<div class="civic-poll" data-src="/slow-poll"><a href="/fraga/badplats">Svara</a></div><hr>
          <civic-feedback variant="page-rating" action="/api/ratings"></civic-feedback><hr>
          <civic-feedback src="/slow-form"></civic-feedback><hr>
          <div class="civic-feed" data-src="/slow-feed" data-limit="3"><a href="/nyheter/">Nyheter</a></div><hr>`,
        },
        { width, height: 2400 },
      );
      await settled(view);
      const reserved = await view.run(edges);
      // After the first paint, as a deferred script may.
      await view.run(
        (script) => document.head.append(document.createRange().createContextualFragment(script)),
        scriptTag('async'),
      );
      await until(view, 'they all wait', isWaiting);
      await settled(view);
      const waiting = await view.run(edges);
      assertStill(reserved, waiting, 'with the script');
      await openPoll();
      await openForm();
      await until(
        view,
        'poll and form are there',
        () =>
          document.querySelector('civic-poll')?.shadowRoot?.querySelector('input') &&
          document.querySelectorAll('civic-feedback')[1]?.shadowRoot?.querySelector('textarea'),
      );
      await settled(view);
      const shown = await view.run(edges);
      assertStill(waiting, shown, 'with the data');
      const { shiftsKnown, shifts } = await seen(view);
      if (shiftsKnown) assert.deepEqual(shifts, []);
      stage.note(
        shiftsKnown
          ? `layout shift ${shifts.reduce((sum, { value }) => sum + value, 0)}`
          : `no layout-shift entries; ${shown.length} edges moved by ${Math.max(...shown.map((edge, i) => Math.abs(edge - reserved[i]!))).toFixed(1)} px at most`,
      );
      await openFeed();
    },
  );

export const room: Case[] = [1000, 390].map(nothingJumps);
