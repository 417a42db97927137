import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { layers } from '../../scripts/eslint/layers.js';

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      plugins: { civic: { rules: { layers } } },
      rules: { 'civic/layers': 'error' },
    },
  ],
});

async function complaints(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map(({ message }) => message);
}

const GOOD: [file: string, specifier: string][] = [
  ['src/civic-widgets.ts', './widgets/poll/define.js'],
  ['src/civic-widgets.ts', './api.js'],
  ['src/index.ts', './internal/errors.js'],
  ['src/widgets/poll/poll.ts', './poll.styles.js'],
  ['src/widgets/poll/poll.ts', '../../base/civic-element.js'],
  ['src/widgets/poll/poll.ts', '../../contracts/poll.js'],
  ['src/widgets/poll/poll.ts', 'lit'],
  ['src/embed/upgrade.ts', '../config/page-config.js'],
  ['src/base/civic-element.ts', '../locale/locale-controller.js'],
  ['src/sources/atom.ts', '../internal/xml.js'],
  ['src/sources/atom.ts', './dates.js'],
  ['src/config/options.ts', '../internal/safe-url.js'],
  ['demo/site/site.ts', '../../src/index.js'],
  ['demo/site/site.ts', '../../src/widgets/poll/define.js'],
  ['demo/site/site.ts', '../../src/locale/sr-Latn.js'],
  ['demo/server/app.ts', '../../src/contracts/poll.js'],
  ['demo/server/app.ts', './http/etag.js'],
  ['stories/poll.stories.ts', '../demo/server/app.js'],
  ['stories/poll.stories.ts', '../src/config/define.js'],
  ['test/base/civic-element.test.ts', '../../src/base/civic-element.js'],
];

const BAD: [file: string, specifier: string][] = [
  ['src/widgets/poll/poll.ts', '../feed/feed.js'],
  ['src/widgets/poll/poll.ts', '../../embed/upgrade.js'],
  ['src/widgets/poll/poll.ts', '../../index.js'],
  ['src/embed/upgrade.ts', '../widgets/poll/define.js'],
  ['src/base/civic-element.ts', '../widgets/poll/poll.js'],
  ['src/base/civic-element.ts', '../embed/upgrade.js'],
  ['src/config/options.ts', '../locale/registry.js'],
  ['src/locale/registry.ts', '../config/options.js'],
  ['src/theme/base.styles.ts', '../sources/atom.js'],
  ['src/sources/atom.ts', '../base/civic-element.js'],
  ['src/contracts/poll.ts', '../internal/text.js'],
  ['src/internal/text.ts', '../contracts/poll.js'],
  ['src/internal/text.ts', '../locale/registry.js'],
  ['src/internal/text.ts', '../../demo/server/app.js'],
  ['src/internal/text.ts', '../../test/helpers/mount.js'],
  ['demo/site/site.ts', '../../src/base/civic-element.js'],
  ['demo/site/site.ts', '../../src/widgets/poll/poll.js'],
  ['demo/server/app.ts', '../../src/internal/text.js'],
  ['demo/server/app.ts', '../../src/locale/registry.js'],
  ['demo/server/app.ts', '../../stories/poll.stories.js'],
  ['stories/poll.stories.ts', '../src/widgets/poll/poll.js'],
  ['stories/poll.stories.ts', '../demo/site/site.js'],
];

describe('layers', () => {
  for (const [file, specifier] of GOOD) {
    it(`${file} may import ${specifier}`, async () => {
      assert.deepEqual(await complaints(file, `import '${specifier}';`), []);
    });
  }

  for (const [file, specifier] of BAD) {
    it(`${file} may not import ${specifier}`, async () => {
      assert.equal((await complaints(file, `import '${specifier}';`)).length, 1);
    });
  }

  it('looks at every way to import', async () => {
    const target = '../feed/feed.js';
    const ways = [
      `import { a } from '${target}';`,
      `import type { A } from '${target}';`,
      `export { a } from '${target}';`,
      `export * from '${target}';`,
      `const a = await import('${target}');`,
      `type A = import('${target}').A;`,
    ];
    for (const code of ways)
      assert.equal((await complaints('src/widgets/poll/poll.ts', code)).length, 1, code);
  });

  it('is in force where it should be', async () => {
    const project = new ESLint();
    for (const file of [
      'src/index.ts',
      'src/widgets/poll/poll.ts',
      'demo/server/app.ts',
      'stories/poll.stories.ts',
    ]) {
      const config = (await project.calculateConfigForFile(file)) as { rules: Record<string, unknown[]> };
      assert.deepEqual(config.rules['civic/layers'], [2], file);
    }
  });
});
