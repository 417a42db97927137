import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { minify as terser } from 'terser';
import { transformWithOxc } from 'vite';
import { loaded, one, page } from './page.js';
import { quiet } from '../stage.js';

const minifiers: Record<string, (code: string) => Promise<string>> = {
  terser: async (code) => (await terser(code, { toplevel: true })).code!,
  esbuild: async (code) => (await transform(code, { minify: true })).code,
  oxc: async (code) => (await transformWithOxc(code, 'civic-widgets.js', { sourcemap: false })).code,
};

/** Made once, for all engines. */
const bundles = new Map<string, Promise<string>>();

function bundle(name: string): Promise<string> {
  const code = readFileSync('dist/civic-widgets.js', 'utf8');
  const made =
    bundles.get(name) ??
    minifiers[name]!(
      `var siteBefore = function () { return 'before' }\n${code}(function () { window.siteAfter = siteBefore() })()\n`,
    );
  bundles.set(name, made);
  return made;
}

export const minifiedAgain = Object.keys(minifiers).map((name) =>
  page(`with the script concatenated and minified by ${name}`, async (stage) => {
    const path = stage.site.file(`/bundle-${name}.js`, await bundle(name), 'text/javascript');
    const view = await stage.open({ head: `<script defer src="${path}"></script>`, body: one });
    await loaded(view);
    assert.equal(await view.run(() => (globalThis as { siteAfter?: string }).siteAfter), 'before');
    await quiet(view);
  }),
);
