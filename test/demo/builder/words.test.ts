import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type Manifest, widgetsOf } from '../../../demo/builder/manifest.js';
import { siteAddress } from '../../../demo/builder/site.js';
import { languages, wordsIn } from '../../../demo/builder/words/index.js';

const WORDPRESS = 'integrations/wordpress';

/** The names of the blocks by element, in English. */
const blocks = [
  ...readFileSync(`${WORDPRESS}/includes/blocks.php`, 'utf8').matchAll(
    /'(civic-[\w-]+)'\s*=>\s*array\(\s*'title'\s*=>\s*__\( '([^']+)'/g,
  ),
].map(([, tag = '', title = '']) => [tag, title] as const);

describe('the builder’s words', () => {
  it('name the widgets as WordPress does, in every language', () => {
    assert.equal(blocks.length, 5);
    for (const [tag, title] of blocks) assert.equal(wordsIn('en').widgets[tag]?.[0], title);
    for (const [language, locale] of Object.entries({ sv: 'sv_SE', 'sr-Cyrl': 'sr_RS', ar: 'ar' })) {
      const texts = readFileSync(`${WORDPRESS}/languages/civic-widgets-${locale}.po`, 'utf8');
      for (const [tag, title] of blocks) {
        const [, translated] = texts.split(`msgid "${title}"\nmsgstr "`)[1]?.match(/^([^"]+)"/) ?? [];
        assert.equal(wordsIn(language).widgets[tag]?.[0], translated, `${language} ${tag}`);
      }
    }
  });

  it('say the same things in every language', () => {
    const { options, which, first, found } = wordsIn('en');
    for (const language of Object.keys(languages)) {
      const words = wordsIn(language);
      for (const [name, own] of Object.entries({ options, which, first }))
        assert.deepEqual(
          Object.keys(words[name as 'options']).sort(),
          Object.keys(own).sort(),
          `${language} ${name}`,
        );
      const rules = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      for (const family of ['poll', 'form', 'services', 'feed'] as const)
        assert.deepEqual(Object.keys(words.found[family]).sort(), [...rules].sort(), `${language} ${family}`);
      assert.ok(found.poll.other.includes('{items}'));
    }
  });

  it('are not used for an attribute that means something else on another widget', () => {
    const of = (about: string) =>
      widgetsOf({
        modules: [
          {
            declarations: ['civic-poll', 'civic-feed'].map((tagName, i) => ({
              tagName,
              attributes: [{ name: 'limit', description: i ? about : 'How many posts.' }],
            })),
          },
        ],
      } satisfies Manifest).map(({ options }) => options.find(({ name }) => name === 'limit')!.isShared);
    assert.deepEqual(of('How many posts.'), [true, true]);
    assert.deepEqual(of('How many answers.'), [false, false]);
  });
});

describe('the address of a website', () => {
  const here = new URL('http://localhost:8080/builder/');
  for (const [typed, address] of [
    ['www.town.example', 'https://www.town.example/'],
    [' https://town.example/news/ ', 'https://town.example/news/'],
    ['127.0.0.1:8190', 'http://127.0.0.1:8190/'],
    ['localhost:8080', 'http://localhost:8080/'],
    ['http://intranet', 'http://intranet/'],
    ['', undefined],
    ['town', undefined],
    ['our town', undefined],
    ['javascript:alert(1)', undefined],
    ['https://me:secret@town.example', undefined],
  ] as const)
    it(`is read: ${typed}`, () => assert.equal(siteAddress(typed, here), address));
});
