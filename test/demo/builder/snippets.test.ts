import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Configuration, fromQuery, toQuery } from '../../../demo/builder/configuration.js';
import { type Manifest, widgetsOf } from '../../../demo/builder/manifest.js';
import {
  headSnippet,
  htmlSnippet,
  linkAddress,
  linkSnippet,
  parseSnippet,
  policyLine,
  preloadSnippet,
  tagSnippet,
} from '../../../demo/builder/snippets.js';

const manifest = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as Manifest;
const widgets = widgetsOf(manifest);
const known = new Map(widgets.map(({ tag, options }) => [tag, options.map(({ name }) => name)]));

const poll: Configuration = {
  widget: 'civic-poll',
  attributes: { src: '/api/polls/badplats', lang: 'sv' },
  page: 'https://stora.example/fraga',
  text: 'Svara på frågan',
};

/** Any text that a person could type into a field: no control characters but line ends and tabs. */
const typed = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map((text) => text.replace(/[^\P{Cc}\n\t]/gu, ''));
const trimmed = typed.map((text) => text.replace(/\s+/g, ' ').trim());
const configurations = fc.constantFrom(...widgets).chain(({ tag, options }) =>
  fc.record(
    {
      widget: fc.constant(tag),
      attributes: fc
        .uniqueArray(fc.constantFrom(...options.map(({ name }) => name)), { maxLength: options.length })
        .chain((names) => fc.tuple(...names.map((name) => typed.map((value) => [name, value] as const))))
        .map((entries) => Object.fromEntries(entries)),
      page: fc.webUrl({ withQueryParameters: true }),
      text: trimmed,
    },
    { noNullPrototype: true },
  ),
);

describe('a snippet', () => {
  for (const [form, build] of Object.entries({ link: linkSnippet, html: htmlSnippet, tag: tagSnippet })) {
    it(`as ${form} gives back the configuration that it was made of, for 1,000 of them`, () => {
      fc.assert(
        fc.property(configurations, (configuration) => {
          assert.deepEqual(parseSnippet(build(configuration), known), configuration);
        }),
        { numRuns: 1000 },
      );
    });
  }

  it('gives back the configuration from the builder’s own address, for 1,000 of them', () => {
    fc.assert(
      fc.property(configurations, (configuration) => {
        assert.deepEqual(fromQuery(toQuery(configuration), known), configuration);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads as embedding.md has it', () => {
    assert.equal(
      linkSnippet(poll),
      '<a href="https://stora.example/fraga#civic-poll?src=%2Fapi%2Fpolls%2Fbadplats&amp;lang=sv">Svara på frågan</a>',
    );
    assert.equal(
      htmlSnippet(poll),
      '<div class="civic-poll" data-src="/api/polls/badplats" data-lang="sv"><a href="https://stora.example/fraga">Svara på frågan</a></div>',
    );
    assert.equal(
      tagSnippet(poll),
      '<civic-poll src="/api/polls/badplats" lang="sv"><a href="https://stora.example/fraga">Svara på frågan</a></civic-poll>',
    );
  });

  it('has no colon, quote or bracket in a link’s fragment, which editors spoil', () => {
    const address = linkAddress({
      ...poll,
      attributes: { src: "https://a.example/(x)'*!~?a=1&b", heading: '"<>' },
    });
    assert.doesNotMatch(address.split('#')[1] ?? '', /[:'"()<>*!~\s]/);
  });

  for (const [what, snippet] of [
    [
      'what an editor made of it',
      '<p class="x">Text <a target=_blank rel="noopener" href=\'/f#civic-poll?src=%2Fapi%2Fpolls%2Fa&amp;lang=sv\'><strong>Svara</strong> nu</a></p>',
    ],
    ['with ampersands as they are', '<a href="/f#civic-poll?src=%2Fapi%2Fpolls%2Fa&lang=sv">Svara nu</a>'],
    [
      'a div with more classes',
      '<div data-lang="sv" class="wide civic-poll" data-src="/api/polls/a" data-other="1">\n  <a href="/f">Svara nu</a>\n</div>',
    ],
    [
      'an element in capitals',
      '<CIVIC-POLL SRC=/api/polls/a lang="sv" class="x"><A HREF="/f">Svara nu</A></CIVIC-POLL>',
    ],
  ] as const) {
    it(`is read: ${what}`, () => {
      assert.deepEqual(parseSnippet(snippet, known), {
        widget: 'civic-poll',
        attributes: { src: '/api/polls/a', lang: 'sv' },
        page: '/f',
        text: 'Svara nu',
      });
    });
  }

  it('is read from a bare address', () => {
    assert.deepEqual(parseSnippet(' /f#civic-poll?src=%2Fa ', known)?.attributes, { src: '/a' });
  });

  for (const other of [
    '',
    'Hello',
    '<p>Text</p>',
    '<a href="#top">x</a>',
    '<a href="#civic-config?allow=x">x</a>',
    '<div class="poll">',
    '<civic-config allow="https://x">',
  ])
    it(`is none: ${other}`, () => assert.equal(parseSnippet(other, known), undefined));
});

describe('what goes into the head', () => {
  const files = {
    base: 'https://widgets.example/1.2.3/',
    integrity: { 'civic-widgets.js': 'sha384-a', 'civic-widgets.sv.js': 'sha384-b' },
  };
  const home = 'https://stora.example/';

  it('names the script of the language, with its hash', () => {
    assert.equal(
      headSnippet(poll, files, home),
      '<link rel="stylesheet" href="https://widgets.example/1.2.3/civic-widgets.css">\n' +
        '<script defer src="https://widgets.example/1.2.3/civic-widgets.sv.js" integrity="sha384-b" crossorigin="anonymous"></script>',
    );
  });

  it('allows the origins of others, and says whether only to read', () => {
    const of = (widget: string, src: string) =>
      headSnippet({ ...poll, widget, attributes: { src } }, files, home);
    assert.match(
      of('civic-poll', 'https://api.example/p'),
      /^<meta name="civic-allow" content="https:\/\/api\.example">/,
    );
    assert.match(
      of('civic-feed', '/own https://a.example/x https://b.example/y https://a.example/z'),
      /^<meta name="civic-allow-read" content="https:\/\/a\.example https:\/\/b\.example">/,
    );
    assert.doesNotMatch(of('civic-feed', 'https://stora.example/feed'), /meta/);
  });

  it('has a policy with these origins and no others', () => {
    const policy = policyLine({ ...poll, attributes: { src: 'https://api.example/p' } }, files, home);
    assert.match(policy, /script-src 'self' https:\/\/widgets\.example;/);
    assert.match(policy, /connect-src 'self' https:\/\/api\.example;/);
    assert.doesNotMatch(policy, /unsafe|\*|data:|blob:/);
  });

  it('preloads what the widget will read, where that is known', () => {
    assert.equal(
      preloadSnippet(poll, home),
      '<link rel="preload" as="fetch" crossorigin="anonymous" href="/api/polls/badplats">',
    );
    for (const src of ['', '/api/{lang}/x', 'https://social.example/@town', '#services'])
      assert.equal(preloadSnippet({ ...poll, attributes: { src } }, home), '', src);
  });
});

describe('the builder’s form', () => {
  it('has every attribute that the manifest has', () => {
    for (const { tag, options } of widgets) {
      assert.ok(options.length > 3, tag);
      assert.equal(options[0]!.name, 'src');
    }
    assert.equal(widgets.length, 5);
  });

  it('takes an attribute that somebody adds, with no other edit', () => {
    const more: Manifest = {
      modules: [
        {
          declarations: [
            {
              tagName: 'civic-poll',
              attributes: [
                { name: 'src', description: 'Address.' },
                { name: 'shape', type: { text: "'round' | 'square' | undefined" }, default: "'round'" },
                { name: 'loud', type: { text: 'boolean' } },
                { name: 'times', type: { text: 'number' }, default: '3' },
              ],
            },
          ],
        },
      ],
    };
    assert.deepEqual(
      widgetsOf(more)[0]!.options.map(({ name, kind, values, default: value }) => [
        name,
        kind,
        values,
        value,
      ]),
      [
        ['src', 'address', [], ''],
        ['shape', 'choice', ['round', 'square'], 'round'],
        ['loud', 'switch', [], ''],
        ['times', 'number', [], '3'],
        ['lang', 'language', [], ''],
      ],
    );
  });
});
