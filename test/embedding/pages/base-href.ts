import { scriptTag } from '../site.js';
import { quiet, sound } from '../stage.js';
import { loaded, one, page } from './page.js';

export const baseHref = page('with <base href> of another folder', async (stage) => {
  const view = await stage.open({
    head: `<base href="/no/such/place/" target="_top">${scriptTag()}`,
    body: one,
  });
  await loaded(view);
  await sound(view);
  await quiet(view);
});
