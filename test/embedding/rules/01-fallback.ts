/** The link, the div and the tag, and what shows without the widget. */
import assert from 'node:assert/strict';
import { until } from '../engines/view.js';
import { scriptTag } from '../site.js';
import { type Case, POLL, link, polls, quiet, tag } from '../stage.js';
import { rule } from './rule.js';

const hidden = () => document.querySelector('civic-poll')?.shadowRoot?.querySelector('slot')?.hidden;

export const fallback: Case[] = [
  rule(
    '1 the link, the div and the tag become one widget with their content as its fallback',
    async (stage) => {
      const view = await stage.open({
        body: `<p>${link()}</p><p id="x">Före ${link()} efter</p>
        <div class="civic-poll" data-src="${POLL}"><a href="/fraga/badplats">Svara</a></div>${tag}`,
      });
      await polls(view, 4);
      const found = await view.run(() => [
        [...document.body.children].map((each) => each.localName),
        [...document.querySelectorAll('civic-poll')].map((poll) => [
          poll.getAttribute('src'),
          poll.querySelector('a')?.textContent,
          poll.shadowRoot?.mode,
          poll.shadowRoot?.querySelector('slot')?.hidden,
        ]),
      ]);
      const [names, widgets] = found as [string[], unknown[]];
      assert.deepEqual(names, ['civic-poll', 'p', 'civic-poll', 'p', 'civic-poll', 'civic-poll']);
      const texts = ['Svara på frågan', 'Svara på frågan', 'Svara', 'Svara på frågan'];
      assert.deepEqual(
        widgets,
        texts.map((text) => [POLL, text, 'open', true]),
      );
      await quiet(view);
    },
  ),

  rule('1 the fallback shows when the script is blocked', async (stage) => {
    const view = await stage.open({
      head: scriptTag(),
      body: tag + link(),
      headers: { 'content-security-policy': "script-src 'unsafe-inline'" },
    });
    const found = await view.run(() => [
      typeof globalThis.civicWidgets,
      [...document.querySelectorAll('a')].map((each) => each.checkVisibility()),
    ]);
    assert.deepEqual(found, ['undefined', [true, true]]);
  }),

  rule('1 the fallback shows when the endpoint is down', async (stage) => {
    stage.site.serve('/down', () => new Response('', { status: 502 }));
    const view = await stage.open({
      body: '<civic-poll src="/down"><a href="/fraga/badplats">Svara</a></civic-poll>',
    });
    await until(view, 'it says that it failed', () =>
      document.querySelector('civic-poll')?.shadowRoot?.querySelector('[part~=failed]'),
    );
    assert.equal(await view.run(hidden), false);
    assert.equal(await view.run(() => document.querySelector('a')!.checkVisibility()), true);
  }),
];
