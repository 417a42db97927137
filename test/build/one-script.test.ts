/** What dist/civic-widgets.js has to survive on pages that nobody here has seen. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { Script } from 'node:vm';
import { minify } from 'terser';
import ts from 'typescript';
import { filesUnder } from '../../scripts/lib/files.js';
import { Site, type Visit, dist } from './site.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const TAGS = ['feed', 'service-card', 'service-list', 'feedback', 'poll', 'config'].map(
  (name) => `civic-${name}`,
);
const SCRIPTS = filesUnder('dist').filter((path) =>
  /^dist\/(civic-widgets[^/]*|locales\/[^/]+)\.js$/.test(path),
);
const BODY = '<civic-poll src="/missing.json"><a href="/poll">Vote</a></civic-poll>';

const site = new Site();
before(() => site.open());
after(() => site.close());

async function isThere({ page, errors }: Visit): Promise<void> {
  await page.waitForFunction('globalThis.civicWidgets');
  const defined = await page.evaluate((tags) => tags.filter((tag) => customElements.get(tag)), TAGS);
  assert.deepEqual(defined, TAGS);
  assert.equal(await page.evaluate('civicWidgets.version'), version);
  await page.waitForFunction(() => document.querySelector('civic-poll')?.shadowRoot?.childElementCount);
  assert.deepEqual(errors, []);
}

describe('every classic script', () => {
  for (const path of SCRIPTS) {
    it(`${path} can stand anywhere`, () => {
      const code = readFileSync(path, 'utf8');
      new Script(code);
      assert.ok(code.startsWith(';') && code.endsWith(';\n'), 'it can be concatenated');
      assert.equal(/<\/script|<!--|\bimport\.meta\b|__CIVIC_|sourceMappingURL/i.exec(code)?.[0], undefined);
      assert.equal(/[^\0-\x7f]/.exec(code)?.[0], undefined, 'a page may be in any encoding');
      const { statements } = ts.createSourceFile(path, code, ts.ScriptTarget.ESNext);
      const kinds = statements
        .map(({ kind }) => ts.SyntaxKind[kind])
        .filter((kind) => kind !== 'EmptyStatement');
      assert.deepEqual(kinds, ['ExpressionStatement']);
    });
  }
});

describe('the one script', () => {
  const src = '/civic-widgets.js';
  const code = dist('civic-widgets.js');

  const ways: Record<string, string> = {
    'in the head, deferred': `<head><script defer src="${src}"></script></head>${BODY}`,
    'in the head, not deferred': `<head><script src="${src}"></script></head>${BODY}`,
    'in the head, async': `<head><script async src="${src}"></script></head>${BODY}`,
    'at the end': `${BODY}<script src="${src}"></script>`,
    'as a module': `<script type="module" src="${src}"></script>${BODY}`,
    inlined: `<script>${code}</script>${BODY}`,
    'inlined as a module': `<script type="module">${code}</script>${BODY}`,
    'before another script in one file': `<script>${code}(function () { window.other = 1 })()</script>${BODY}`,
    'after another script in one file': `<script>var other = function () { return 1 }${code}</script>${BODY}`,
    'put in by a tag manager after the load event': `${BODY}<script>addEventListener('load', () => setTimeout(() => {
      document.head.append(Object.assign(document.createElement('script'), { src: '${src}' })) }))</script>`,
    'in a page in another encoding': `<meta charset="windows-1252"><script>${code}</script>${BODY}`,
  };
  for (const [way, html] of Object.entries(ways)) {
    it(`works ${way}`, async () => {
      const visit = await site.visit(html);
      await isThere(visit);
      assert.deepEqual(
        visit.lines.filter((line) => line.includes('already')),
        [],
      );
      await visit.page.close();
    });
  }

  it('works minified again', async () => {
    const { code: again = '' } = await minify(code, { toplevel: true });
    site.serve('/again.js', { body: again, type: 'text/javascript' });
    const visit = await site.visit(`<script src="/again.js"></script>${BODY}`);
    await isThere(visit);
    await visit.page.close();
  });

  it('does nothing the second time but say so, whichever version comes later', async () => {
    site.serve('/later.js', { body: code.replaceAll(version, '99.0.0'), type: 'text/javascript' });
    const visit = await site.visit(
      `<script>createdPolicies = 0; addEventListener('securitypolicyviolation', () => createdPolicies++)</script>
      <script src="${src}"></script><script src="/later.js"></script><script>${code}</script>${BODY}`,
    );
    await isThere(visit);
    assert.deepEqual(
      visit.lines.filter((line) => line.includes('already')),
      [
        `[civic-widgets] version ${version} is already on the page; this copy (99.0.0) does nothing.`,
        `[civic-widgets] version ${version} is already on the page; this copy (${version}) does nothing.`,
      ],
    );
    await visit.page.close();
  });

  it('adds one name to the page', async () => {
    const visit = await site.visit(
      `<script>names = new Set(Reflect.ownKeys(globalThis)); names.add('names')</script><script src="${src}"></script>${BODY}`,
    );
    await isThere(visit);
    const added = await visit.page.evaluate(
      'Reflect.ownKeys(globalThis).filter((name) => !names.has(name)).map(String)',
    );
    assert.deepEqual(added, ['civicWidgets']);
    await visit.page.close();
  });

  it('leaves an element that another library has registered alone, and the others work', async () => {
    const visit = await site.visit(
      `<script>customElements.define('civic-feed', class extends HTMLElement {})</script><script src="${src}"></script>${BODY}`,
    );
    await isThere(visit);
    await visit.page.close();
  });

  it('survives elements whose ids are its names', async () => {
    const visit = await site.visit(`<p id="civicWidgets"></p><script src="${src}"></script>${BODY}`);
    await isThere(visit);
    await visit.page.close();
  });
});

describe('under the strictest policy', () => {
  const policy = {
    'content-security-policy':
      "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; style-src 'self'; " +
      "require-trusted-types-for 'script'; trusted-types lit-html dompurify",
  };

  it('violates nothing', async () => {
    const visit = await site.visit(`<script src="/civic-widgets.js"></script>${BODY}`, policy);
    await isThere(visit);
    await visit.page.close();
  });

  it('works where another copy of Lit has taken its policy name', async () => {
    const other = `trustedTypes.createPolicy('lit-html', { createHTML: (html) => html });`;
    site.serve('/other-lit.js', { body: other, type: 'text/javascript' });
    const visit = await site.visit(
      `<script src="/other-lit.js"></script><script src="/civic-widgets.js"></script>${BODY}`,
      policy,
    );
    visit.errors = visit.errors.filter((error) => !error.includes('with that name already exists'));
    await isThere(visit);
    await visit.page.close();
  });
});
