/** Languages as scripts: before the main one, after it, built in. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { filesUnder } from '../../scripts/lib/files.js';
import { Site } from './site.js';

const BODY = '<civic-poll src="/missing.json"></civic-poll>';
const tags = filesUnder('dist/locales').flatMap((path) => /\/([\w-]+)\.js$/.exec(path)?.[1] ?? []);

const site = new Site();
before(() => site.open());
after(() => site.close());

/** A load that fails shows a button to try again, in the page's language. */
async function shows(scripts: string[], tag: string): Promise<void> {
  const { default: messages } = (await import(`../../src/locale/${tag}.js`)) as {
    default: { retry: string };
  };
  const html = scripts.map((src) => `<script src="/${src}"></script>`).join('');
  const { page, errors } = await site.visit(`<html lang="${tag}">${html}${BODY}`);
  await page.waitForFunction(
    (text) => document.querySelector('civic-poll')?.shadowRoot?.textContent.includes(text),
    messages.retry,
    { timeout: 10_000 },
  );
  assert.deepEqual(errors, []);
  await page.close();
}

describe('a language', () => {
  it('is there', () => assert.ok(tags.length));
  for (const tag of tags) {
    it(`${tag} may come before the main script`, () => shows([`locales/${tag}.js`, 'civic-widgets.js'], tag));
    it(`${tag} may come after the main script`, () => shows(['civic-widgets.js', `locales/${tag}.js`], tag));
    it(`${tag} may be built in`, () => shows([`civic-widgets.${tag}.js`], tag));
  }
});
