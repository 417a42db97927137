import assert from 'node:assert/strict';
import { quiet, sound } from '../stage.js';
import { loaded, one, page } from './page.js';

export const aspNetForm = page('one large form of ASP.NET', async (stage) => {
  const view = await stage.open({
    body: `<form method="post" action="./default.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="x">${one}<button>Sök</button></form>`,
  });
  await loaded(view);
  await sound(view);
  const sent = await view.run(() => [...new FormData(document.querySelector('form')!).keys()]);
  assert.deepEqual(sent, ['__VIEWSTATE']);
  await quiet(view);
});
