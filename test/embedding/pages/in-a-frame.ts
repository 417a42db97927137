import assert from 'node:assert/strict';
import { until } from '../engines/view.js';
import { one, page } from './page.js';

export const inAFrame = page('in a frame of the same site', async (stage) => {
  const inner = stage.site.page({ body: one });
  const view = await stage.open({
    head: '',
    body: `<iframe id="f" width="700" height="600" src="${inner}"></iframe>`,
  });
  await until(view, 'the poll is in the frame', () =>
    document
      .querySelector('iframe')!
      .contentDocument?.querySelector('civic-poll')
      ?.shadowRoot?.querySelector('input'),
  );
  const { errors, violations } = await view.run(
    () => (document.querySelector('iframe')!.contentWindow as unknown as typeof globalThis).seen,
  );
  assert.deepEqual([...errors, ...violations], []);
});
