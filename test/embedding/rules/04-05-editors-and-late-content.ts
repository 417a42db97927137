/** Where a link stays one, and content that comes later. */
import assert from 'node:assert/strict';
import { until } from '../engines/view.js';
import { type Case, POLL, link, polls, quiet, settled, tag } from '../stage.js';
import { rule } from './rule.js';

export const editorsAndLateContent: Case[] = [
  rule('4 never in an editor, never inside another widget, never twice', async (stage) => {
    const view = await stage.open({
      body: `<div contenteditable="true"><p>${link()}</p></div><div contenteditable><div class="civic-poll" data-src="${POLL}">x</div></div>
        <civic-feed id="outer">${link()}</civic-feed><p id="ours">${link()}</p>`,
    });
    await polls(view);
    await view.run(() => {
      globalThis.civicWidgets!.scan();
      globalThis.civicWidgets!.scan(document.body);
    });
    await settled(view);
    assert.equal(await view.run(() => document.querySelectorAll('civic-poll').length), 1);
    assert.equal(await view.run(() => document.querySelectorAll('civic-poll civic-poll').length), 0);
  }),

  rule('5 what comes later is upgraded too', async (stage) => {
    const fragment = stage.site.file('/fragment', `<section>${link()}</section>`, 'text/html');
    const view = await stage.open({ body: '<main></main>' });
    await view.run((html) => void (document.querySelector('main')!.innerHTML = html), link());
    await polls(view);
    await view.run(async (path) => {
      document.querySelector('main')!.insertAdjacentHTML('beforeend', await (await fetch(path)).text());
    }, fragment);
    await polls(view, 2);
    await view.run((html) => {
      const body = document.createElement('body');
      body.innerHTML = html;
      document.body.replaceWith(body);
    }, tag + link());
    await polls(view, 2);
    await view.run((html) => {
      const host = document.createElement('div');
      document.body.append(host);
      const root = host.attachShadow({ mode: 'open' });
      root.innerHTML = html;
      globalThis.civicWidgets!.scan(root);
    }, link());
    await until(view, 'one in the shadow root', () =>
      document.body
        .lastElementChild!.shadowRoot!.querySelector('civic-poll')
        ?.shadowRoot?.querySelector('input'),
    );
    await quiet(view);
  }),

  rule('5 document.open leaves an observer that sees the new page', async (stage) => {
    const view = await stage.open({ body: tag });
    await polls(view);
    await view.run((html) => {
      document.open();
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- pages do it all the same
      document.write(`<!doctype html><title>Ny</title><body>${html}`);
      document.close();
    }, `<h1>Ny</h1>${link()}`);
    await until(
      view,
      'the new page has its widget',
      () =>
        document.querySelector('h1') &&
        document.querySelector('civic-poll')?.shadowRoot?.querySelector('input'),
    );
  }),
];
