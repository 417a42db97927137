/** The elements in the templates of frameworks, bundled as an application would, and with their types. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { compile } from 'svelte/compiler';
import { filesUnder } from '../../scripts/lib/files.js';
import { until } from './engines/view.js';
import { version } from './site.js';
import { type Case, casesOf, POLL, polls, quiet, tag } from './stage.js';

const framework = casesOf('framework');

/** Beside this process, which serves the pages of all engines. */
const node = (...args: string[]) => promisify(execFile)(process.execPath, args, { encoding: 'utf8' });

/** Bundled code of an application whose text stands here. */
async function bundle(contents: string, loader: 'js' | 'ts' | 'tsx' = 'js'): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, loader, resolveDir: process.cwd() },
    ...{ bundle: true, format: 'iife', write: false, logLevel: 'silent', jsx: 'automatic', target: 'es2022' },
    // The package by its name, as it is built.
    alias: {
      'civic-widgets/poll/define': resolve('dist/poll/define.js'),
      vue: resolve('node_modules/vue/dist/vue.esm-browser.prod.js'),
    },
    define: { 'process.env.NODE_ENV': '"production"', ngDevMode: 'false', ngJitMode: 'true' },
  });
  return outputFiles[0]!.text;
}

const REACT = `import { useState } from 'react'; import { createRoot } from 'react-dom/client'; import 'civic-widgets/poll/define';
function App() { const [n, set] = useState(2);
  return <main><button onClick={() => set(3)}>Mer</button><output>{n}</output>
    <civic-poll src="${POLL}" heading-level={n} heading="Fråga" ref={(poll) => { poll?.addEventListener('civic-poll-loaded', () => { document.title = 'loaded' }) }}><a href="/fraga/badplats">Svara</a></civic-poll></main> }
createRoot(document.getElementById('app')!).render(<App />);`;

const VUE = `import { createApp, ref } from 'vue'; import 'civic-widgets/poll/define';
const app = createApp({ setup: () => ({ n: ref(2), told() { document.title = 'loaded' } }),
  template: '<main><button @click="n = 3">Mer</button><output>{{ n }}</output><civic-poll src="${POLL}" :heading-level="n" heading="Fråga" @civic-poll-loaded="told"><a href="/fraga/badplats">Svara</a></civic-poll></main>' });
app.config.compilerOptions.isCustomElement = (name) => name.startsWith('civic-');
app.mount('#app');`;

const SVELTE = `<script>import 'civic-widgets/poll/define'; let n = $state(2);</script>
<main><button onclick={() => (n = 3)}>Mer</button><output>{n}</output>
<civic-poll src="${POLL}" heading-level={n} heading="Fråga" oncivic-poll-loaded={() => (document.title = 'loaded')}><a href="/fraga/badplats">Svara</a></civic-poll></main>`;

const ANGULAR = `import '@angular/compiler'; import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser'; import 'civic-widgets/poll/define';
class App { n = signal(2); more() { this.n.set(3) } told() { document.title = 'loaded' } }
const decorated = Component({ selector: '#app', schemas: [CUSTOM_ELEMENTS_SCHEMA], template: \`<main><button (click)="more()">Mer</button><output>{{ n() }}</output>
  <civic-poll src="${POLL}" [attr.heading-level]="n()" heading="Fråga" (civic-poll-loaded)="told()"><a href="/fraga/badplats">Svara</a></civic-poll></main>\` })(App) ?? App;
bootstrapApplication(decorated, { providers: [provideZonelessChangeDetection()] }).catch((error) => console.error(error));`;

async function svelteApp(): Promise<string> {
  const { js } = compile(SVELTE, { generate: 'client', name: 'App' });
  const App = js.code.replace('export default function App', 'function App');
  return bundle(
    `import { mount } from 'svelte'; ${App}; mount(App, { target: document.getElementById('app') });`,
  );
}

const apps: Record<string, () => Promise<string>> = {
  'React 19': () => bundle(REACT, 'tsx'),
  'Vue 3': () => bundle(VUE),
  'Svelte 5': svelteApp,
  Angular: () => bundle(ANGULAR, 'ts'),
};

/** Bundled once, for all engines. */
const bundled = new Map<string, Promise<string>>();

const elsewhere = 'types and modules are the same everywhere: it is looked at once';
const once = { Firefox: elsewhere, WebKitGTK: elsewhere };

export const frameworks: Case[] = [
  ...Object.entries(apps).map(([name, make]) =>
    framework(`${name}: attributes, events, children, updates`, async (stage) => {
      const code = bundled.get(name) ?? make();
      bundled.set(name, code);
      const path = stage.site.file(`/app-${name.replace(/\W/g, '')}.js`, await code, 'text/javascript');
      const view = await stage.open({
        head: '',
        body: `<div id="app"></div><script src="${path}"></script>`,
      });
      await polls(view);
      await until(view, 'the event came', () => document.title === 'loaded');
      const level = () => document.querySelector('civic-poll')!.shadowRoot!.querySelector('h2,h3')?.localName;
      assert.equal(await view.run(level), 'h2');
      await view.run(() => document.querySelector('button')!.click());
      await until(view, 'the change came through', () =>
        document.querySelector('civic-poll')!.shadowRoot!.querySelector('h3'),
      );
      assert.equal(await view.run(() => document.querySelector('civic-poll a')!.textContent), 'Svara');
      await quiet(view);
    }),
  ),

  framework(
    'types of JSX, Vue and Svelte templates',
    async () => {
      mkdirSync('node_modules/.cache', { recursive: true });
      const folder = mkdtempSync(resolve('node_modules/.cache/civic-types-'));
      try {
        mkdirSync(join(folder, 'node_modules'));
        symlinkSync(resolve('.'), join(folder, 'node_modules/civic-widgets'));
        writeFileSync(
          join(folder, 'app.tsx'),
          `import type {} from 'civic-widgets/react';
          export const good = <civic-feed src="/a" limit={3} layout="grid" filter lang="sv" class="x" onClick={() => {}}><a href="/b">B</a></civic-feed>;
          // @ts-expect-error: a layout that there is not
          export const bad = <civic-feed layout="circle" />;
          // @ts-expect-error: an attribute that there is not
          export const none = <civic-poll question="?" />;`,
        );
        writeFileSync(
          join(folder, 'others.ts'),
          `import type {} from 'civic-widgets/vue'; import type {} from 'civic-widgets/svelte';
          import type { GlobalComponents } from 'vue'; import type { SvelteHTMLElements } from 'svelte/elements';
          type VueProps = InstanceType<GlobalComponents['civic-feed']>['$props'];
          export const vue: Pick<VueProps, 'src' | 'layout'> = { src: '/a', layout: 'grid' };
          // @ts-expect-error: a layout that there is not
          export const badVue: Pick<VueProps, 'layout'> = { layout: 'circle' };
          export const svelte: SvelteHTMLElements['civic-feed'] = { src: '/a', layout: 'grid', limit: 3 };
          // @ts-expect-error: a layout that there is not
          export const badSvelte: SvelteHTMLElements['civic-feed'] = { layout: 'circle' };`,
        );
        writeFileSync(
          join(folder, 'tsconfig.json'),
          JSON.stringify({
            compilerOptions: {
              ...{
                target: 'es2022',
                module: 'esnext',
                moduleResolution: 'bundler',
                strict: true,
                noEmit: true,
              },
              ...{ jsx: 'react-jsx', skipLibCheck: true, types: [], lib: ['es2023', 'dom', 'dom.iterable'] },
            },
            files: ['app.tsx', 'others.ts'],
          }),
        );
        await node('node_modules/typescript/bin/tsc', '-p', folder);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    once,
  ),

  framework(
    'every module of the package can be imported where there is no document',
    async () => {
      const modules = filesUnder('dist').filter(
        (path) =>
          /\.m?js$/.test(path) &&
          !/^dist\/(builder\/.*|civic-widgets[^/]*|locales\/[^/]+|command)\.js$/.test(path),
      );
      assert.ok(modules.length > 15, String(modules.length));
      const code = `const failed = []; for (const path of ${JSON.stringify(modules.map((path) => resolve(path)))}) await import(path).catch((error) => failed.push(path + ' ' + error));
        console.log(JSON.stringify(failed))`;
      const { stdout } = await node('--input-type=module', '-e', code);
      assert.deepEqual(JSON.parse(stdout), []);
    },
    once,
  ),

  framework('without JavaScript every widget is what the page holds inside it', async (stage) => {
    const view = await stage.open({
      head: `<script defer src="/widgets/${version}/missing.js"></script><link rel="stylesheet" href="/widgets/civic-widgets.css">`,
      body: `${tag}<civic-feed src="/x"><a href="/nyheter/">Nyheter</a></civic-feed>`,
    });
    assert.deepEqual(
      await view.run(() =>
        [...document.links].map((each) => each.checkVisibility() && each.offsetHeight > 0),
      ),
      [true, true],
    );
    // The town's own pages hold the whole ballot and the whole form.
    const ballot = await (await fetch(`${stage.site.origin}/fraga/badplats`)).text();
    assert.match(
      ballot,
      /<civic-poll[^>]*>[\s\S]*<form[^>]*method="post"[\s\S]*type="radio"[\s\S]*<\/civic-poll>/,
    );
  }),
];
