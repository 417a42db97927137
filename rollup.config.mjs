/**
 * The JavaScript of dist/: the one script (alone and with each language), the languages as add-on scripts, and ES
 * modules for npm. scripts/build.ts runs this and adds the rest (types, manifest, style sheet, hashes).
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import { compiledContracts } from './scripts/build/contracts.mjs';
import { decorators } from './scripts/build/decorators.mjs';
import { patchedLibraries } from './scripts/build/libraries.mjs';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8'));

/** Every language but the one that is always there, by its file name in src/locale. */
export const languages = readdirSync(path('src/locale'))
  .map((file) => /^([a-z]{2}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?)\.ts$/.exec(file)?.[1])
  .filter((tag) => tag && tag !== 'en');

const typescript = () =>
  esbuild({
    target: 'es2022',
    charset: 'utf8',
    tsconfig: path('tsconfig.json'),
    define: { __CIVIC_VERSION__: JSON.stringify(version) },
  });

const NOTICE = `/*! civic-widgets ${version} | MIT | licences of the libraries inside: third-party-licenses.txt */`;

/** The first copy wins; a later one says so before any of its libraries has run. */
const GUARD =
  `const e=globalThis.civicWidgets;if(typeof e?.version=="string"){console.info(` +
  `\`[civic-widgets] version \${e.version} is already on the page; this copy (${version}) does nothing.\`);return}`;

/**
 * The same code for any page to inline: whatever encoding it is in (the minifier leaves templates and patterns as
 * they are), and without what begins a comment there that a later "<script" makes endless. Neither stands outside
 * of literals.
 */
const inlineSafe = (code) =>
  code
    .trim()
    .replaceAll('<!--', '\\x3c!--')
    .replace(/(\\*)([^\0-\x7f])/g, (_, before, char) => {
      const escaped = `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
      return before.slice(before.length % 2) + escaped;
    });

/**
 * One classic-safe script: the minified modules, each in a scope of its own, in one function. Done to the text, so
 * that thirty languages do not mean minifying everything thirty times.
 */
function classic(head, ...modules) {
  const body = modules.map((code) => `{${inlineSafe(code)}}`).join('');
  const script = `;${head}(()=>{"use strict";${body}})();\n`;
  const unsafe = /<\/script|\bimport\.meta\b/i.exec(script);
  if (unsafe) throw new Error(`A page that inlines the script would break at ${unsafe[0]}.`);
  return script;
}

const minified = () =>
  terser({
    ecma: 2020,
    module: true,
    compress: { passes: 3, keep_fargs: false },
    // A page in another encoding than UTF-8 may inline the script, or load it from a server that names none.
    format: { comments: false, ascii_only: true },
    // The worker threads cost more than they save on a machine with two cores.
    maxWorkers: 1,
  });

const forBrowsers = (...plugins) => [
  // src/ is looked at as it is: package.json's `sideEffects` speaks of dist/.
  nodeResolve({ browser: true, exportConditions: ['production'], ignoreSideEffectsForRoot: true }),
  minifyTemplateLiterals({ include: ['src/**'], failOnError: true }),
  typescript(),
  ...plugins,
  minified(),
];

/** Minified add-ons by language, for the scripts that have one built in. */
const addOns = new Map();

/** A language as a script of its own; before or after the main script makes no difference. */
function addOn(tag) {
  const entry = `\0add-on:${tag}`;
  return {
    input: entry,
    plugins: [
      {
        name: 'add-on',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) =>
          id !== entry
            ? null
            : `import messages from ${JSON.stringify(path(`src/locale/${tag}.ts`))};
          const { civicWidgets } = globalThis;
          if (typeof civicWidgets?.registerMessages == 'function') civicWidgets.registerMessages('${tag}', messages);
          else {
            if (!Array.isArray(globalThis.civicWidgetsMessages)) globalThis.civicWidgetsMessages = [];
            globalThis.civicWidgetsMessages.push(['${tag}', messages]);
          }`,
      },
      ...forBrowsers(),
      {
        name: 'classic',
        generateBundle(_, bundle) {
          for (const chunk of Object.values(bundle)) {
            addOns.set(tag, chunk.code);
            chunk.code = classic('', chunk.code);
          }
        },
      },
    ],
    output: { file: `dist/locales/${tag}.js`, format: 'es', inlineDynamicImports: true },
  };
}

/**
 * The licences of what is inside, as those licences ask for.
 * @returns {import('rollup').Plugin}
 */
const licences = () => ({
  name: 'licences',
  generateBundle(_, bundle) {
    const ids = Object.values(bundle).flatMap((file) => ('moduleIds' in file ? file.moduleIds : []));
    const folders = new Set(ids.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id) ?? []));
    const texts = [...folders].sort().map((folder) => {
      const about = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
      const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
      if (!file) throw new Error(`${about.name} comes without its licence.`);
      return `${about.name} ${about.version} (${about.license})\n\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`;
    });
    this.emitFile({
      type: 'asset',
      fileName: 'third-party-licenses.txt',
      source: texts.join(`\n${'-'.repeat(80)}\n\n`),
    });
  },
});

/** Libraries have their reasons; what is ours builds without a warning. */
const onLog = (level, log, handle) => {
  const theirs = (log.ids ?? [log.id ?? log.loc?.file ?? '']).every((id) => id.includes('node_modules'));
  if (theirs && ['CIRCULAR_DEPENDENCY', 'INVALID_ANNOTATION'].includes(log.code ?? '')) return;
  handle(level === 'warn' ? 'error' : level, log);
};

/** The main script's modules in one, minified; scripts/size.ts measures it. */
export const main = {
  input: 'src/civic-widgets.ts',
  plugins: [compiledContracts(), ...forBrowsers(decorators(), patchedLibraries())],
  onLog,
};

const oneScript = {
  ...main,
  plugins: [
    ...main.plugins,
    licences(),
    {
      name: 'classic',
      generateBundle(_, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue;
          const { code } = chunk;
          if (chunk.imports.length || chunk.exports.length)
            this.error('The one script imports or exports something.');
          chunk.code = classic(NOTICE, GUARD, code);
          for (const [tag, addOn] of addOns) {
            const source = classic(NOTICE, GUARD, addOn, code);
            this.emitFile({ type: 'asset', fileName: `civic-widgets.${tag}.js`, source });
          }
        }
      },
    },
  ],
  output: { file: 'dist/civic-widgets.js', format: 'es', inlineDynamicImports: true },
};

const widgets = readdirSync(path('src/widgets'));
const bare = /^(?![./\0])(?!\w:)/;

/** ES modules: what is ours in chunks as large as they can be shared, libraries left to the user's bundler. */
const modules = {
  input: {
    index: 'src/index.ts',
    formats: 'src/formats.ts',
    doctor: 'src/doctor.ts',
    themes: 'src/themes.ts',
    command: 'src/command/main.ts',
    config: 'src/config/civic-config.ts',
    'config/define': 'src/config/define.ts',
    ...Object.fromEntries(widgets.map((name) => [name, `src/widgets/${name}/${name}.ts`])),
    ...Object.fromEntries(widgets.map((name) => [`${name}/define`, `src/widgets/${name}/define.ts`])),
  },
  external: bare,
  plugins: [minifyTemplateLiterals({ include: ['src/**'], failOnError: true }), typescript()],
  output: { dir: 'dist', format: 'es', chunkFileNames: 'chunks/[name].js', hoistTransitiveImports: false },
};

/** The snippet builder, as a folder that stands beside the other files. */
const builder = {
  input: { builder: 'demo/builder/main.ts', preview: 'demo/builder/preview.ts' },
  plugins: [compiledContracts(), ...forBrowsers()],
  output: { dir: 'dist/builder', format: 'es', chunkFileNames: 'chunks/[name].js' },
};

const messageModules = {
  input: Object.fromEntries(['en', ...languages].map((tag) => [tag, `src/locale/${tag}.ts`])),
  external: bare,
  plugins: [typescript()],
  output: {
    dir: 'dist/locales',
    format: 'es',
    entryFileNames: '[name].mjs',
    chunkFileNames: 'chunks/[name].mjs',
  },
};

export default [...languages.map(addOn), oneScript, modules, builder, messageModules].map((config) => ({
  ...config,
  onLog,
}));
