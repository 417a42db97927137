/** What a link says after its `#`. */
import assert from 'node:assert/strict';
import { scriptTag } from '../site.js';
import { type Case, POLL, link, polls, quiet } from '../stage.js';
import { rule } from './rule.js';

export const fragment: Case[] = [
  rule('2 a fragment is read as a query, and only what the element has is taken over', async (stage) => {
    const { host } = new URL(stage.site.origin);
    const queries = [
      `src=${encodeURIComponent(POLL)}&heading=Vad%20tycker%20du%3F&onclick=alert(1)&style=x&class=y&id=z&__proto__=q&constructor=r`,
      `src=//${host}${POLL}`,
      `src=${POLL.slice(1)}`,
    ];
    stage.site.json(`/t${POLL}`, {});
    const view = await stage.open({
      head: `<base href="/">${scriptTag()}`,
      body: queries.map((query) => `<p>${link(query)}</p>`).join(''),
    });
    await polls(view, 3);
    const names = await view.run(() =>
      [...document.querySelectorAll('civic-poll')].map((poll) => poll.getAttributeNames().sort().join(' ')),
    );
    assert.deepEqual(names, ['heading src', 'src', 'src']);
    assert.equal(await view.run(() => 'q' in {}), false);
    await quiet(view);
  }),
];
