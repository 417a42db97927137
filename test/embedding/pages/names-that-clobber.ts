import assert from 'node:assert/strict';
import { scriptTag } from '../site.js';
import { link, quiet } from '../stage.js';
import { loaded, one, page } from './page.js';

export const namesThatClobber = page('with names that clobber the document', async (stage) => {
  const names = [
    'civicWidgets',
    'civicWidgetsMessages',
    'head',
    'body',
    'documentElement',
    'baseURI',
    'readyState',
    'designMode',
    'lang',
    'parent',
    'trustedTypes',
  ];
  const view = await stage.open({
    head: scriptTag(),
    body:
      names
        .map(
          (name) =>
            `<form name="${name}"><input name="attributes"><input name="parentElement"></form><img id="${name}" name="${name}" alt="">`,
        )
        .join('') +
      `<form name="head"><meta name="civic-allow" content="${stage.site.elsewhere}"></form><p id="foreign">${link(`src=${encodeURIComponent(`${stage.site.elsewhere}/api/polls/badplats`)}`)}</p>` +
      one,
  });
  await loaded(view);
  await quiet(view, /is not allowed on this page/);
  assert.equal(await view.run(() => document.querySelectorAll('#foreign > a').length), 1);
});
