/** Languages as scripts: before the main one, after it, built in. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { filesUnder } from '../../scripts/lib/files.js';
import { LANGUAGES } from '../locale/languages.js';
import { Site } from './site.js';

const POLL = '<civic-poll src="/missing.json"></civic-poll>';
const tags = Object.keys(LANGUAGES).filter((tag) => tag !== 'en');
const scripts = (...names: string[]) => names.map((name) => `<script src="/${name}.js"></script>`).join('');
const locales = tags.map((tag) => `locales/${tag}`);
const polls = tags.map((tag) => `<div lang="${tag}">${POLL}</div>`).join('');
const frames = tags.map((tag) => `<iframe src="/in/${tag}"></iframe>`).join('');

const site = new Site();
before(() => site.open());
after(() => site.close());

/** Loads that fail show a button to try again: each in the language around it. */
async function speaks(html: string): Promise<void> {
  const { page, errors } = await site.visit(html);
  const handle = await page.waitForFunction((count) => {
    const documents = [document, ...[...document.querySelectorAll('iframe')].map((it) => it.contentDocument)];
    const found = documents.flatMap((it) => [...(it?.querySelectorAll('civic-poll') ?? [])]);
    const said = found.flatMap((it) => it.shadowRoot?.querySelector('[part="retry"]')?.textContent ?? []);
    return said.length === count && said;
  }, tags.length);
  assert.deepEqual(
    await handle.jsonValue(),
    tags.map((tag) => LANGUAGES[tag]?.retry),
  );
  assert.deepEqual(errors, []);
  await page.close();
}

describe('every language', () => {
  it('is built', () => {
    const built = filesUnder('dist/locales').flatMap((path) => /\/([\w-]+)\.js$/.exec(path)?.[1] ?? []);
    assert.deepEqual(built.sort(), tags.toSorted());
  });

  it('may come before the main script', () => speaks(scripts(...locales, 'civic-widgets') + polls));

  it('may come after the main script', () => speaks(scripts('civic-widgets', ...locales) + polls));

  it('may be built in', () => {
    for (const tag of tags) {
      const head = scripts(`civic-widgets.${tag}`);
      site.serve(`/in/${tag}`, { body: `<!doctype html><html lang="${tag}">${head}${POLL}` });
    }
    return speaks(frames);
  });
});
