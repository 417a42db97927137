import { scriptTag } from '../site.js';
import { quiet } from '../stage.js';
import { loaded, one, page } from './page.js';

export const jquery = page('with jQuery, noConflict and its own $', async (stage) => {
  const view = await stage.open({
    head: `<script src="/libraries/jquery/dist/jquery.js"></script><script>window.$ = function () { throw new Error('not ours') }</script>${scriptTag()}`,
    body: '<main></main>',
  });
  await view.run((html) => {
    (globalThis as unknown as { jQuery(selector: string): { html(text: string): void } })
      .jQuery('main')
      .html(html);
  }, one);
  await loaded(view);
  await quiet(view);
});
