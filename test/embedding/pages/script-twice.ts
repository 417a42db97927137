import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { until } from '../engines/view.js';
import { scriptTag, version } from '../site.js';
import { seen } from '../stage.js';
import { loaded, one, page } from './page.js';

export const scriptTwice = page(
  'with the script twice, in two versions, without defer and late',
  async (stage) => {
    const code = readFileSync('dist/civic-widgets.js', 'utf8').replaceAll(version, '0.9.0');
    stage.site.file('/older.js', code, 'text/javascript');
    const view = await stage.open({
      head: `<script src="/older.js"></script>${scriptTag('')}${scriptTag('async')}`,
      body: `${one}<script>${code.replaceAll('0.9.0', '3.0.0')}</script>`,
    });
    await loaded(view);
    await until(view, 'three copies have said that they do nothing', () => globalThis.seen.lines.length >= 3);
    const { lines, errors } = await seen(view);
    assert.deepEqual(errors, []);
    assert.equal(lines.filter((line) => line.includes('version 0.9.0 is already on the page')).length, 3);
  },
);
