import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inWords } from '../../../demo/builder/check-result.js';
import { languages } from '../../../demo/builder/words/index.js';
import { type FindingCode, findingWords } from '../../../src/doctor.js';

const placesIn = (...texts: readonly (string | undefined)[]): string[] =>
  texts.flatMap((text = '') => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name));

const LETTERS: Record<string, RegExp> = { 'sr-Cyrl': /[а-шђјљњћџ]{3}/i, ar: /[\u0621-\u064a]{3}/ };

const codes = Object.keys(findingWords) as FindingCode[];

for (const [tag, [name, words]] of Object.entries(languages)) {
  if (tag === 'en') continue;
  describe(`what the check of an address found, in ${name}`, () => {
    for (const code of codes) {
      it(`${code}: what is wrong, and what to tell IT`, () => {
        const [level, english, englishTell]: readonly string[] = findingWords[code];
        const places = placesIn(english, englishTell);
        const values = Object.fromEntries(places.map((place) => [place, `<${place}>`]));
        const finding = {
          code,
          level: level as 'error',
          path: '',
          message: english,
          ...(englishTell && { tell: englishTell }),
          values,
        };
        const own = inWords(finding, words);
        assert.notEqual(own.message, english);
        assert.equal(own.tell === undefined, englishTell === undefined);
        if (own.tell !== undefined) assert.notEqual(own.tell, englishTell);
        for (const text of [own.message, own.tell ?? own.message]) {
          assert.match(text, LETTERS[tag] ?? /\p{L}{3}/u);
          assert.doesNotMatch(text, /[{}`]/);
        }
        // What is filled in is what the check gives.
        const [message, tell] = words.findings![code];
        for (const place of placesIn(message, tell)) assert.ok(places.includes(place), place);
      });
    }

    it('says which address a page’s feed has', () => {
      const values = { hint: 'In English.', feed: 'https://town.example/feed' };
      const { message } = inWords(
        { code: 'html', level: 'error', path: '', message: 'In English.', values },
        words,
      );
      assert.match(message, /https:\/\/town\.example\/feed/);
      assert.doesNotMatch(message, /English/);
    });
  });
}
