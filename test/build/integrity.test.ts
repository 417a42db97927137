import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { filesUnder } from '../../scripts/lib/files.js';
import { Site, dist } from './site.js';

const hashes = JSON.parse(dist('integrity.json')) as Record<string, string>;

describe('integrity.json', () => {
  const site = new Site();
  before(() => site.open());
  after(() => site.close());

  it('names every script, and nothing else', () => {
    const scripts = filesUnder('dist').filter((path) =>
      /^dist\/(civic-widgets[^/]*|locales\/[^/]+)\.js$/.test(path),
    );
    assert.deepEqual(Object.keys(hashes).sort(), scripts.map((path) => path.slice('dist/'.length)).sort());
    assert.ok(hashes['civic-widgets.js']);
  });

  for (const [name, hash] of Object.entries(hashes)) {
    it(`has the hash of ${name}`, () => {
      assert.equal(
        hash,
        `sha384-${createHash('sha384')
          .update(readFileSync(`dist/${name}`))
          .digest('base64')}`,
      );
    });
  }

  it('is what a browser asks for', async () => {
    const { page } = await site.visit(
      `<script src="/civic-widgets.js" integrity="${hashes['civic-widgets.js']}" crossorigin="anonymous"></script>`,
    );
    assert.ok(await page.evaluate('civicWidgets.version'));
    await page.close();
  });
});
