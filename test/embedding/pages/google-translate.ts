import assert from 'node:assert/strict';
import { seen, settled } from '../stage.js';
import { loaded, one, page } from './page.js';

/** As Google Translate leaves a page: every text inside two `<font>` elements, in another language. */
function translate(alsoInside: boolean): void {
  const inside = alsoInside
    ? [...document.querySelectorAll('civic-poll')].map((poll) => poll.shadowRoot!.querySelector('.civic')!)
    : [];
  for (const root of [document.body, ...inside]) {
    const texts: Text[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement?.closest('script,style')) continue;
      const font = 'font' as string;
      const [outer, inner] = [document.createElement(font), document.createElement(font)];
      inner.textContent = `⟦${text.data}⟧`;
      outer.append(inner);
      text.replaceWith(outer);
    }
  }
  document.documentElement.className = 'translated-ltr';
  document.documentElement.lang = 'de';
}

export const googleTranslate = page('translated by Google Translate before and after', async (stage) => {
  const view = await stage.open({ head: '', body: one });
  await view.run(translate, false);
  await view.run(() => {
    document.head.append(
      Object.assign(document.createElement('script'), { src: '/widgets/civic-widgets.js' }),
    );
  });
  await loaded(view);
  await view.run(translate, true);
  // What was translated inside must still take a choice and a vote without an error.
  await view.run(() =>
    document.querySelector('civic-poll')!.shadowRoot!.querySelector<HTMLElement>('input')!.click(),
  );
  await settled(view);
  const { errors } = await seen(view);
  assert.deepEqual(errors, []);
  assert.equal(await view.run(() => document.querySelectorAll('civic-poll').length), 1);
});
