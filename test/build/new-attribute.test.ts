/** An attribute that somebody adds to a widget is known everywhere, with no other edit. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { argTypesOf } from '../../.storybook/arg-types.ts';
import { widgetsOf } from '../../demo/builder/manifest.ts';
import { editorData } from '../../scripts/build/editor-data.ts';
import { frameworkTypes } from '../../scripts/build/framework-types.ts';
import type { Manifest } from '../../scripts/build/manifest.ts';
import { run } from '../../scripts/lib/run.ts';
import { ROOT } from '../../scripts/lib/files.ts';

const folder = mkdtempSync(join(tmpdir(), 'civic-attribute-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const ADDED = `
  /** How the ballot is drawn. */
  @property({ attribute: 'ballot-shape' }) ballotShape: 'round' | 'square' = 'round';

  /** Whether the ballot makes a sound. */
  @property({ type: Boolean }) loud = false;

  @state() private form`;

let manifest: Manifest;
before(async () => {
  mkdirSync(join(folder, 'src/widgets'), { recursive: true });
  for (const part of ['src/base', 'src/config', 'src/widgets/poll', 'custom-elements-manifest.config.mjs'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  // Without one the analyzer looks for it for ever.
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const source = join(folder, 'src/widgets/poll/poll.ts');
  const before = readFileSync(source, 'utf8');
  assert.match(before, /\n {2}@state\(\) private form/);
  writeFileSync(source, before.replace('\n  @state() private form', ADDED));
  const analyzer = join(ROOT, 'node_modules/@custom-elements-manifest/analyzer/cem.js');
  assert.equal(await run(process.execPath, [analyzer, 'analyze', '--quiet'], { cwd: folder }), 0);
  manifest = JSON.parse(readFileSync(join(folder, 'dist/custom-elements.json'), 'utf8')) as Manifest;
});

describe('an attribute that somebody adds to a widget', () => {
  it('is a field of the snippet builder', () => {
    const { options } = widgetsOf(manifest).find(({ tag }) => tag === 'civic-poll')!;
    const field = (name: string) => options.find((option) => option.name === name);
    const { description, kind, values, default: unset } = field('ballot-shape')!;
    assert.deepEqual(
      [description, kind, values, unset],
      ['How the ballot is drawn.', 'choice', ['round', 'square'], 'round'],
    );
    assert.equal(field('loud')?.kind, 'switch');
  });

  it('is in the data of VS Code and of JetBrains editors', () => {
    const data = editorData(manifest, { name: 'civic-widgets', version: '0.0.0' });
    const tag = data['vscode.html-custom-data.json'].tags.find(({ name }) => name === 'civic-poll')!;
    assert.deepEqual(
      tag.attributes.find(({ name }) => name === 'ballot-shape'),
      {
        name: 'ballot-shape',
        description: { kind: 'markdown', value: 'How the ballot is drawn.' },
        values: [{ name: 'round' }, { name: 'square' }],
      },
    );
    assert.equal(tag.attributes.find(({ name }) => name === 'loud')?.valueSet, 'v');
    const element = data['web-types.json'].contributions.html.elements.find(
      ({ name }) => name === 'civic-poll',
    )!;
    const [shape, loud] = ['ballot-shape', 'loud'].map((name) =>
      element.attributes.find((attribute) => attribute.name === name),
    );
    assert.deepEqual(shape?.value, { type: ['"round"', '"square"'] });
    assert.deepEqual(loud?.value, { kind: 'no-value', type: 'boolean' });
    assert.ok(element.js.properties.some(({ name }) => name === 'ballotShape'));
  });

  it('is typed in the templates of React, Vue and Svelte', () => {
    const { attributes = '', ...frameworks } = frameworkTypes(manifest);
    const own = /interface CivicPollAttributes \{[^}]*\}/.exec(attributes)?.[0] ?? '';
    assert.match(own, /'ballot-shape'\?: 'round' \| 'square' \| undefined;/);
    assert.match(own, /'loud'\?: boolean \| '' \| undefined;/);
    assert.deepEqual(Object.keys(frameworks), ['react', 'vue', 'svelte']);
    for (const [name, types] of Object.entries(frameworks))
      assert.match(types, /'civic-poll': .*CivicPollAttributes/, name);
  });

  it('has a row and a control on its page of the Storybook', () => {
    const rows = argTypesOf(manifest, 'civic-poll')!;
    assert.deepEqual(rows['ballot-shape'], {
      name: 'ballot-shape',
      description: 'How the ballot is drawn.',
      type: { name: 'enum', value: ['round', 'square'] },
      control: { type: 'select' },
      options: ['round', 'square'],
      table: {
        category: 'attributes',
        type: { summary: "'round' | 'square'" },
        defaultValue: { summary: "'round'" },
      },
    });
    assert.deepEqual(rows.loud?.control, { type: 'boolean' });
    // What has the same name elsewhere takes nobody's place.
    assert.equal(rows['part:heading']?.table?.category, 'parts');
    assert.equal(rows.heading?.table?.category, 'attributes');
    assert.equal(rows['slot:']?.name, 'default');
  });
});
