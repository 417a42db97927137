/** The languages that the tests in browsers go through are those that there are. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { languages } from '../../rollup.config.mjs';
import { LANGUAGES } from '../locale/languages.js';

/** The official ones of the EU, and those of the neighbours. */
const PROMISED =
  'bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv ar is nb nn sr-Cyrl sr-Latn uk';

describe('the languages in src/locale', () => {
  it('are at least those that were promised', () =>
    assert.deepEqual(
      PROMISED.split(' ').filter((tag) => !(tag in LANGUAGES)),
      [],
    ));

  it('are all tested, and all built', () => {
    const code = ['locale-controller.ts', 'messages.ts', 'registry.ts'];
    const files = readdirSync('src/locale').filter((file) => !code.includes(file));
    assert.deepEqual(
      files.sort(),
      Object.keys(LANGUAGES)
        .map((tag) => `${tag}.ts`)
        .sort(),
    );
    assert.deepEqual(['en', ...languages].sort(), Object.keys(LANGUAGES).sort());
  });

  for (const [tag, messages] of Object.entries(LANGUAGES))
    it(`${tag} has the plural categories of the language, and no others`, () => {
      const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.sort();
      for (const [key, text] of Object.entries(messages))
        if (typeof text !== 'string') assert.deepEqual(Object.keys(text).sort(), categories, key);
    });
});
