import { scriptTag } from '../site.js';
import { quiet, sound } from '../stage.js';
import { loaded, one, page } from './page.js';
import { oldLibrary } from './old-library.js';

export const prototypeEraGlobals = page('with Prototype-era globals', async (stage) => {
  const view = await stage.open({
    head: `<script>((__name) => (${String(oldLibrary)})())((f) => f)</script>${scriptTag()}`,
    body: one,
  });
  await loaded(view);
  await sound(view);
  await quiet(view);
});
