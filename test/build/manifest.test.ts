/** What editors, docs and the snippet builder are told, against what is really there. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { valuesOf } from '../../scripts/build/manifest.js';
import { dist } from './site.js';

interface Manifest {
  modules: {
    path: string;
    declarations?: {
      tagName?: string;
      attributes?: { name: string; description?: string; type?: { text: string } }[];
      events?: { name?: string; description?: string }[];
    }[];
    exports?: { kind: string; name: string; declaration: { name: string; module: string } }[];
  }[];
}
const manifest = JSON.parse(dist('custom-elements.json')) as Manifest;
const elements = manifest.modules
  .flatMap(({ declarations = [] }) => declarations)
  .filter(({ tagName }) => tagName);
const TAGS = [
  'civic-config',
  'civic-feed',
  'civic-feedback',
  'civic-poll',
  'civic-service-card',
  'civic-service-list',
];

describe('custom-elements.json', () => {
  it('has every element once', () => {
    assert.deepEqual(elements.map(({ tagName }) => tagName).sort(), TAGS);
  });

  it('names only modules of the package', () => {
    const text = dist('custom-elements.json');
    assert.doesNotMatch(text, /"\/?src\//);
    for (const { path } of manifest.modules) assert.doesNotThrow(() => readFileSync(path), path);
  });

  it('names only what those modules export', async () => {
    for (const { exports = [], path } of manifest.modules) {
      for (const { kind, name } of exports) {
        if (kind !== 'js') continue;
        const module = (await import(pathToFileURL(path).href)) as object;
        assert.ok(name in module, `${path} exports ${name}`);
      }
    }
  });

  it('describes every attribute', () => {
    for (const { tagName, attributes = [] } of elements) {
      for (const { name, description } of attributes) {
        assert.match(name, /^[a-z0-9-]+$/);
        assert.ok(description, `${tagName} ${name}`);
      }
    }
  });

  it('describes every event, and none that there is not', () => {
    for (const { tagName, events = [] } of elements) {
      for (const { name, description } of events) {
        assert.match(name ?? '', /^civic-[a-z-]+$/, tagName);
        assert.ok(description, `${tagName} ${name}`);
      }
    }
  });
});

describe('editor data', () => {
  it('lists the values of an attribute that has a few', () => {
    assert.deepEqual(valuesOf("'list' | 'grid' | 'compact'"), ['list', 'grid', 'compact']);
    assert.deepEqual(valuesOf("'' | 'none' | undefined"), ['none']);
    assert.deepEqual(valuesOf('2 | 3'), ['2', '3']);
    assert.equal(valuesOf('string'), undefined);
    assert.equal(valuesOf("'a' | string"), undefined);
  });

  it('knows the same elements in every editor', () => {
    const vscode = JSON.parse(dist('vscode.html-custom-data.json')) as {
      tags: { name: string; attributes: { name: string; values?: { name: string }[] }[] }[];
    };
    const webTypes = JSON.parse(dist('web-types.json')) as {
      contributions: { html: { elements: { name: string }[] } };
    };
    assert.deepEqual(vscode.tags.map(({ name }) => name).sort(), TAGS);
    assert.deepEqual(webTypes.contributions.html.elements.map(({ name }) => name).sort(), TAGS);
    const layout = vscode.tags
      .find(({ name }) => name === 'civic-feed')
      ?.attributes.find(({ name }) => name === 'layout');
    assert.deepEqual(
      layout?.values?.map(({ name }) => name),
      ['list', 'grid', 'compact'],
    );
  });
});
