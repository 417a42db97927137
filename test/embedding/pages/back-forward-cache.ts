import assert from 'node:assert/strict';
import { until } from '../engines/view.js';
import { scriptTag } from '../site.js';
import { seen } from '../stage.js';
import { loaded, one, page } from './page.js';

export const backForwardCache = page('left and come back to (back/forward cache)', async (stage) => {
  const other = stage.site.page({ head: '', body: '<h1>Annan</h1>' });
  const path = stage.site.page({
    head: `<script>addEventListener('pageshow', (event) => { window.restored = event.persisted })</script>${scriptTag()}`,
    body: one,
  });
  const view = await stage.open(path);
  await loaded(view);
  await view.run(() =>
    document.querySelector('civic-poll')!.shadowRoot!.querySelector<HTMLInputElement>('input')!.click(),
  );
  await view.go(stage.site.origin + other);
  await view.back();
  await until(view, 'the page is back', () =>
    document.querySelector('civic-poll')?.shadowRoot?.querySelector('input'),
  );
  await loaded(view);
  const { errors } = await seen(view);
  assert.deepEqual(errors, []);
  if (view.engine === 'Chromium') {
    const found = await view.run(() => [
      (globalThis as { restored?: boolean }).restored,
      document.querySelector('civic-poll')!.shadowRoot!.querySelector<HTMLInputElement>('input')!.checked,
    ]);
    assert.deepEqual(found, [true, true]);
  }
});
