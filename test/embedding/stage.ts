import assert from 'node:assert/strict';
import { type Engine, type OpenOptions, type View, until } from './engines/view.js';
import type { Page, Seen, Site } from './site.js';
import type { Table } from './matrix.js';
import type { EngineName } from './engines/view.js';

/** What a case has to work with: the site, and one engine. */
export class Stage {
  readonly site: Site;
  readonly engine: Engine;
  /** What the matrix says of this case besides its outcome. */
  readonly notes: string[] = [];
  readonly #views: View[] = [];

  constructor(site: Site, engine: Engine) {
    this.site = site;
    this.engine = engine;
  }

  /** Opens a page that the case has written, or an address. */
  async open(page: Page | string, options?: OpenOptions): Promise<View> {
    const view = await this.engine.open(options);
    this.#views.push(view);
    const path = typeof page === 'string' ? page : this.site.page(page);
    await view.go(path.startsWith('http') ? path : this.site.origin + path);
    return view;
  }

  note(text: string): void {
    this.notes.push(text);
  }

  async close(): Promise<void> {
    for (const view of this.#views) await view.close();
  }
}

export interface Case {
  table: Table;
  name: string;
  /** Engines in which it can't be, and why. */
  impossible?: Partial<Record<EngineName, string>>;
  run(stage: Stage): Promise<void>;
}

/** Makes the cases of one table. */
export const casesOf =
  (table: Table) =>
  (name: string, run: Case['run'], impossible?: Case['impossible']): Case => ({
    table,
    name,
    run,
    ...(impossible && { impossible }),
  });

export const POLL = '/api/polls/badplats';
export const link = (query = `src=${encodeURIComponent(POLL)}`, attributes = '') =>
  `<a href="/fraga/badplats#civic-poll?${query}" ${attributes}>Svara på frågan</a>`;
export const tag = `<civic-poll src="${POLL}"><a href="/fraga/badplats">Svara på frågan</a></civic-poll>`;

/** Waits until a poll shows its choices, and gives how many polls do. */
export const polls = (view: View, count = 1): Promise<number> =>
  until(
    view,
    `${count} polls show their choices`,
    (wanted) => {
      const ready = [...document.querySelectorAll('civic-poll')].filter((poll) =>
        poll.shadowRoot?.querySelector('input[type=radio]'),
      ).length;
      return ready >= wanted ? ready : 0;
    },
    count,
  );

export const seen = (view: View): Promise<Seen> => view.run(() => globalThis.seen);

/** Nothing went wrong that a page can know of. That its own colours can't be read is rightly said of a hostile one. */
export async function quiet(view: View, except = /^$/): Promise<void> {
  const { errors, violations, lines } = await seen(view);
  const all = [...errors, ...violations, ...lines].filter(
    (text) => !except.test(text) && !/text has a contrast of/.test(text),
  );
  assert.deepEqual(all, []);
}

/** Lets everything that is on its way arrive: two frames and a task. */
export const settled = (view: View): Promise<void> =>
  view.run(
    () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))),
      ),
  );

/** What no widget may do to a page, and no page to a widget: everything that can be measured of a layout. */
export async function sound(view: View): Promise<void> {
  await settled(view);
  const problems = await view.run(() => {
    const found: string[] = [];
    const width = document.documentElement.clientWidth;
    for (const host of document.querySelectorAll<HTMLElement>(
      'civic-feed,civic-service-card,civic-service-list,civic-feedback,civic-poll',
    )) {
      const base = host.shadowRoot?.querySelector<HTMLElement>('.civic');
      const name = host.localName;
      if (!base) {
        found.push(`${name} shows nothing`);
        continue;
      }
      const box = base.getBoundingClientRect();
      if (box.width < 40 || box.height < 16) found.push(`${name} is ${box.width} by ${box.height}`);
      if (box.right > width + 1 || box.left < -1)
        found.push(`${name} leaves the page: ${box.left}–${box.right}`);
      if (base.scrollWidth > base.clientWidth + 1) found.push(`${name} overflows: ${base.scrollWidth}`);
      const style = getComputedStyle(base);
      const size = parseFloat(style.fontSize);
      if (Math.abs(parseFloat(style.lineHeight) / size - 1.5) > 0.01)
        found.push(`${name} line height ${style.lineHeight}`);
      for (const [property, wanted] of [
        ['letterSpacing', 'normal'],
        ['textTransform', 'none'],
        ['textAlign', 'start'],
        ['float', 'none'],
        ['position', 'static'],
        ['opacity', '1'],
      ] as const) {
        if (style[property] !== wanted) found.push(`${name} ${property}: ${style[property]}`);
      }
      for (const control of base.querySelectorAll<HTMLElement>('button,input,select,textarea,summary')) {
        if (control.closest('[type=hidden],.visually-hidden') || !control.checkVisibility()) continue;
        const { width: across, height } = (control.closest('label') ?? control).getBoundingClientRect();
        if (!across) continue;
        if (across < 23.9 || height < 23.9)
          found.push(`${name} ${control.localName} is a target of ${across} by ${height}`);
        const own = getComputedStyle(control);
        if (own.display === 'none' || own.visibility !== 'visible' || own.pointerEvents === 'none')
          found.push(`${name} ${control.localName} can't be used`);
      }
    }
    return found;
  });
  assert.deepEqual(problems, []);
}
