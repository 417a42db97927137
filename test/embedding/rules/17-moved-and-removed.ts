/** A widget that goes elsewhere. */
import assert from 'node:assert/strict';
import { eventually, until } from '../engines/view.js';
import { type Case, POLL, polls, quiet, settled } from '../stage.js';
import { rule } from './rule.js';

export const movedAndRemoved: Case[] = [
  rule('17 a widget that is moved goes on, one that is removed holds nothing', async (stage) => {
    let open: (() => void) | undefined;
    const data = await (await fetch(stage.site.origin + POLL)).text();
    stage.site.serve('/held', async () => {
      await new Promise<void>((resolve) => (open = resolve));
      return new Response(data, { headers: { 'content-type': 'application/json' } });
    });
    const view = await stage.open({
      body: '<main><civic-poll src="/held"></civic-poll></main><aside></aside>',
    });
    await until(view, 'it waits', () =>
      document.querySelector('civic-poll')?.shadowRoot?.querySelector('[part~=pending]'),
    );
    await eventually(() => open);
    await view.run(() => document.querySelector('aside')!.append(document.querySelector('civic-poll')!));
    open!();
    await polls(view);
    const before = stage.site.requests.filter((each) => each.endsWith('/held')).length;
    await view.run(() => document.querySelector('civic-poll')!.remove());
    await settled(view);
    await view.run(() => dispatchEvent(new Event('online')));
    await settled(view);
    assert.equal(stage.site.requests.filter((each) => each.endsWith('/held')).length, before);
    await quiet(view);
  }),
];
