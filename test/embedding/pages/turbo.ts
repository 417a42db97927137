import assert from 'node:assert/strict';
import { until } from '../engines/view.js';
import { scriptTag } from '../site.js';
import { seen } from '../stage.js';
import { loaded, one, page } from './page.js';

export const turbo = page('of Turbo, which swaps the body', async (stage) => {
  const second = stage.site.page({
    head: `<script src="/libraries/@hotwired/turbo/dist/turbo.es2017-umd.js"></script>${scriptTag()}`,
    body: `<h1 id="second">Andra</h1>${one}`,
  });
  const view = await stage.open({
    head: `<script src="/libraries/@hotwired/turbo/dist/turbo.es2017-umd.js"></script>${scriptTag()}`,
    body: `<h1 id="first">Första</h1><a id="go" href="${second}">Vidare</a>${one}`,
  });
  await loaded(view);
  await view.run(() => {
    (globalThis as { stays?: boolean }).stays = true;
    document.getElementById('go')!.click();
  });
  await until(view, 'the second page is there', () => document.getElementById('second'));
  await loaded(view);
  await view.run(() => history.back());
  await until(view, 'the first page is there again', () => document.getElementById('first'));
  await loaded(view);
  assert.equal(await view.run(() => (globalThis as { stays?: boolean }).stays), true);
  const { errors, violations } = await seen(view);
  assert.deepEqual([...errors, ...violations], []);
  assert.equal(await view.run(() => document.querySelectorAll('civic-poll civic-poll').length), 0);
});
