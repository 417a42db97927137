import assert from 'node:assert/strict';
import { until } from '../engines/view.js';
import { scriptTag, styleTag } from '../site.js';
import { quiet, seen, settled, sound } from '../stage.js';
import { EVERYTHING_IMPORTANT } from './hostile-css.js';
import { loaded, one, page } from './page.js';

/** Where each widget begins. */
const edges = () =>
  [
    ...document.querySelectorAll(
      'a[href*="#civic-"]:not(civic-poll *),div[class^=civic-],civic-poll,civic-feed,civic-feedback,civic-service-card,civic-service-list',
    ),
  ].map((each) => each.getBoundingClientRect().top);

export const twentyWidgets = page(
  'with twenty widgets in a hostile theme: keyboard, no shift',
  async (stage) => {
    const view = await stage.open({
      head: `${EVERYTHING_IMPORTANT.replace('all: unset; ', '').replace('transition: all 3s !important; ', '').replace('float: right !important; ', '')}${styleTag}${scriptTag()}`,
      body: `${Array.from(
        { length: 3 },
        () => `<div class="civic-feed" data-src="/api/feeds/nyheter"><a href="/nyheter/">Nyheter</a></div>
      <div class="civic-feed" data-src="/api/feeds/socialt" data-limit="2" data-layout="compact"><a href="/socialt/">Socialt</a></div>${one.replace('<h1>Storå</h1>', '')}`,
      ).join('')}<script>edges = (${String(edges)})()</script>`,
    });
    await until(
      view,
      'they are all widgets',
      () =>
        document.querySelectorAll(
          'civic-poll,civic-feed,civic-feedback,civic-service-card,civic-service-list',
        ).length >= 20,
    );
    await until(view, 'what is in sight is there', () =>
      document.querySelector('civic-feed')!.shadowRoot!.querySelector('article'),
    );
    await settled(view);
    // Before the deferred script, and now: engines that report no shifts have boxes all the same.
    const first = await view.run(() => (globalThis as unknown as { edges: number[] }).edges);
    const now = await view.run(edges);
    const inSight = first.filter((edge) => edge < 800);
    assert.deepEqual(now.slice(0, inSight.length), inSight);
    assert.ok(inSight.length && now[inSight.length]! >= 800);
    const { shiftsKnown, shifts } = await seen(view);
    if (shiftsKnown) assert.deepEqual(shifts, []);
    stage.note(
      shiftsKnown
        ? `cumulative layout shift ${shifts.reduce((sum, { value }) => sum + value, 0)}`
        : 'no layout-shift entries; no widget in sight has moved, and none has come into sight',
    );
    await loaded(view);
    await sound(view);
    await view.run(() => {
      scrollTo(0, 0);
      document.querySelector('civic-poll')!.shadowRoot!.querySelector<HTMLElement>('input')!.focus();
    });
    const passed = new Set<string>();
    for (let i = 0; i < 40; i++) {
      await view.press('Tab');
      passed.add(
        await view.run(() => {
          const host = document.activeElement!;
          const inner = host.shadowRoot?.activeElement;
          if (!inner) return host.localName;
          const style = getComputedStyle(inner);
          const box = inner.getBoundingClientRect();
          const isSeen = style.outlineStyle !== 'none' && box.width > 0;
          return `${host.localName} ${isSeen ? 'seen' : `unseen ${inner.localName}`}`;
        }),
      );
    }
    assert.deepEqual(
      [...passed].filter((each) => each.includes('unseen')),
      [],
    );
    assert.ok(passed.size >= 4, [...passed].join());
    await quiet(view);
  },
);
