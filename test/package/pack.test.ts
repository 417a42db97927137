/** The npm package as somebody gets it: packed, installed into an empty project, imported, checked, bundled. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { ROOT, filesUnder } from '../../scripts/lib/files.js';

const project = mkdtempSync(join(tmpdir(), 'civic-package-'));
const write = (name: string, text: string) => writeFileSync(join(project, name), text);
function inProject(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: project, encoding: 'utf8' });
  if (status !== 0) assert.fail(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

const CLASSES = [
  'CivicFeed',
  'CivicServiceCard',
  'CivicServiceList',
  'CivicFeedback',
  'CivicPoll',
  'CivicConfig',
];
const WIDGETS = ['feed', 'service-card', 'service-list', 'feedback', 'poll'];

before(() => {
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', project], { cwd: ROOT });
  const tarball = filesUnder(project).find((path) => path.endsWith('.tgz')) ?? '';
  write('package.json', JSON.stringify({ name: 'town', private: true, type: 'module' }));
  inProject('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball);
});
after(() => rmSync(project, { recursive: true, force: true }));

describe('the package', () => {
  it('has the built files and the licence, and no sources', () => {
    const root = join(project, 'node_modules/civic-widgets');
    const files = filesUnder(root).map((path) => path.slice(root.length + 1));
    for (const file of [
      'dist/civic-widgets.js',
      'dist/integrity.json',
      'dist/custom-elements.json',
      'LICENSE',
    ]) {
      assert.ok(files.includes(file), file);
    }
    const strangers = files.filter(
      (file) => !/^(dist\/.*|package\.json|LICENSE|README\.md|CHANGELOG\.md)$/.test(file),
    );
    assert.deepEqual(strangers, []);
    assert.deepEqual(
      files.filter((file) => /(?<!\.d)\.ts$/.test(file)),
      [],
    );
  });

  it('can be imported where there is no DOM', () => {
    write(
      'import.js',
      `const all = await import('civic-widgets');
       for (const name of ${JSON.stringify(WIDGETS)}) await import('civic-widgets/' + name);
       const { CivicConfig } = await import('civic-widgets/config');
       const { default: messages } = await import('civic-widgets/locales/en');
       console.log(JSON.stringify([Object.keys(all), CivicConfig === all.CivicConfig, typeof messages]));`,
    );
    const [names, same, messages] = JSON.parse(inProject('node', 'import.js')) as [string[], boolean, string];
    for (const name of CLASSES) assert.ok(names.includes(name), name);
    assert.equal(same, true);
    assert.equal(messages, 'object');
  });

  it('brings the command', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.equal(inProject('npx', '--no', '--', 'civic-widgets', '--version').trim(), version);
    const { status, stdout } = spawnSync('npx', ['--no', '--', 'civic-widgets', 'check'], {
      cwd: project,
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.match(stdout, /civic-widgets check <url>/);
  });

  it('resolves every address that package.json offers', () => {
    const { exports: offered } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      exports: Record<string, unknown>;
    };
    const addresses = Object.keys(offered).map((key) =>
      key
        .replace('*', key.includes('schemas') ? 'poll' : key.includes('themes') ? 'nordic' : 'en')
        .replace(/^\./, 'civic-widgets'),
    );
    const files = addresses.map((address) => `import.meta.resolve(${JSON.stringify(address)})`).join();
    write(
      'resolve.js',
      `import { existsSync } from 'node:fs';
      console.log(JSON.stringify([${files}].filter((url) => !existsSync(new URL(url)))));`,
    );
    assert.deepEqual(JSON.parse(inProject('node', 'resolve.js')), []);
  });
});

describe('its types', () => {
  const consumer = `
    import { CivicPoll, type CivicOptions, configure, registerMessages, version } from 'civic-widgets';
    import { CivicFeed } from 'civic-widgets/feed';
    import messages from 'civic-widgets/locales/en';
    import 'civic-widgets/poll/define';
    import 'civic-widgets/config/define';
    const options: CivicOptions = { endpoint: 'https://town.example/api' };
    configure(options);
    registerMessages('en', messages);
    const poll: CivicPoll = document.createElement('civic-poll');
    poll.src = '/api/polls/1';
    poll.headingLevel = 3;
    const feed = new CivicFeed();
    // @ts-expect-error: a layout that there is not
    feed.layout = 'circle';
    poll.addEventListener('civic-poll-voted', (event) => console.log(event.type, version.length));
  `;
  for (const [module, moduleResolution] of [
    ['esnext', 'bundler'],
    ['node16', 'node16'],
  ]) {
    it(`are found with moduleResolution ${moduleResolution}`, () => {
      mkdirSync(join(project, 'typed'), { recursive: true });
      write('typed/consumer.ts', consumer);
      write(
        'typed/tsconfig.json',
        JSON.stringify({
          compilerOptions: {
            ...{ target: 'es2022', module, moduleResolution, strict: true, noEmit: true, types: [] },
            ...{ lib: ['es2022', 'dom', 'dom.iterable'], exactOptionalPropertyTypes: true },
          },
          files: ['consumer.ts'],
        }),
      );
      inProject('node', join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'typed');
    });
  }
});

describe('a bundle', () => {
  async function withEsbuild(code: string): Promise<string> {
    const result = await build({
      stdin: { contents: code, resolveDir: project },
      ...{ bundle: true, format: 'esm', write: false, logLevel: 'silent' },
    });
    return result.outputFiles[0]?.text ?? '';
  }

  async function withRollup(code: string): Promise<string> {
    write('entry.js', code);
    const bundle = await rollup({
      input: join(project, 'entry.js'),
      plugins: [nodeResolve({ browser: true, rootDir: project })],
      onLog: () => undefined,
    });
    const { output } = await bundle.generate({ format: 'es', inlineDynamicImports: true });
    return output[0].code;
  }

  for (const [name, bundle] of Object.entries({ esbuild: withEsbuild, rollup: withRollup })) {
    it(`by ${name} of one class registers nothing and holds no other widget`, async () => {
      const code = await bundle(`import { CivicPoll } from 'civic-widgets'; globalThis.mine = CivicPoll;`);
      assert.match(code, /class CivicPoll\b|CivicPoll = class/);
      assert.doesNotMatch(code, /customElements\.define\(/);
      for (const other of ['CivicFeed', 'CivicServiceCard', 'CivicServiceList', 'CivicFeedback']) {
        assert.doesNotMatch(code, new RegExp(`class ${other}\\b|${other} = class`), other);
      }
    });

    it(`by ${name} of a define module registers that widget`, async () => {
      const code = await bundle(`import 'civic-widgets/poll/define';`);
      assert.match(code, /customElements\.define\("civic-poll"/);
      assert.doesNotMatch(code, /customElements\.define\("civic-feed"/);
    });
  }
});
