/** One script, wherever it stands, and several of them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { scriptTag, version } from '../site.js';
import { type Case, link, polls, quiet, seen, tag } from '../stage.js';
import { rule } from './rule.js';

export const script: Case[] = [
  rule('6 the script is classic-safe wherever it stands', async (stage) => {
    const code = readFileSync('dist/civic-widgets.js', 'utf8');
    assert.match(code, /^;[\s\S]*;\n$/);
    const late = `addEventListener('load', () => setTimeout(() => document.head.append(Object.assign(document.createElement('script'), { src: '/widgets/civic-widgets.js' }))))`;
    for (const head of [
      scriptTag('type="module"'),
      `<script>${code}</script>`,
      `<script>var before = function () { return 1 }${code}(function () { window.behind = 1 })()</script>`,
      scriptTag(''),
      scriptTag('async'),
      `<script>${late}</script>`,
    ]) {
      const view = await stage.open({ head, body: link() });
      await polls(view);
      await quiet(view);
      await view.close();
    }
  }),

  rule(
    '7 the first copy wins, the others say so; another library’s element breaks nothing',
    async (stage) => {
      const code = readFileSync('dist/civic-widgets.js', 'utf8').replaceAll(version, '99.0.0');
      stage.site.file('/newer.js', code, 'text/javascript');
      const view = await stage.open({
        head: `<script>customElements.define('civic-feed', class extends HTMLElement {})</script>
        ${scriptTag()}${scriptTag()}<script defer src="/newer.js"></script>`,
        body: tag,
      });
      await polls(view);
      assert.equal(await view.run(() => globalThis.civicWidgets!.version), version);
      const { lines, errors } = await seen(view);
      assert.deepEqual(errors, []);
      assert.deepEqual(
        lines.map((line) => /already on the page; this copy \((.*)\)/.exec(line)?.[1]),
        [version, '99.0.0'],
      );
    },
  ),
];
