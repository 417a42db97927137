import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contrast, parseColour, presetCss, presets } from '../../src/themes.js';

const ratio = (a: string, b: string): number => contrast(parseColour(a)!, parseColour(b)!);

describe('contrast', () => {
  it('is what WCAG says it is', () => {
    assert.equal(ratio('#000', '#fff').toFixed(2), '21.00');
    assert.equal(ratio('#767676', 'rgb(255, 255, 255)').toFixed(2), '4.54');
    assert.equal(ratio('#777777', '#ffffff').toFixed(2), '4.48');
    assert.equal(ratio('rgb(1 2 3)', 'rgba(1, 2, 3, 1)'), 1);
  });

  it('is not known of what is no opaque colour', () => {
    for (const text of ['', 'red', 'rgba(0, 0, 0, 0.5)', '#12', 'color(srgb 1 1 1)'])
      assert.equal(parseColour(text), undefined, text);
  });
});

describe('the presets', () => {
  for (const [name, preset] of Object.entries(presets)) {
    for (const [i, scheme] of ['light', 'dark'].entries()) {
      const colour = (token: string): string => preset[`--civic-${token}`]![i] ?? '';
      it(`${name}, ${scheme}: every text can be read`, () => {
        for (const [text, back] of [
          ['text', 'surface'],
          ['muted', 'surface'],
          ['accent', 'surface'],
          ['on-accent', 'accent'],
        ] as const)
          assert.ok(ratio(colour(text), colour(back)) >= 4.5, `${text} on ${back}`);
      });

      it(`${name}, ${scheme}: every edge can be seen`, () => {
        for (const edge of ['border', 'focus']) assert.ok(ratio(colour(edge), colour('surface')) >= 3, edge);
      });
    }

    it(`${name} is made of tokens only`, () => {
      const css = presetCss(preset);
      for (const [property] of css.matchAll(/[\w-]+(?=:\s)/g))
        assert.match(property, /^--civic-[a-z-]+$|^color$/);
      assert.doesNotMatch(css, /url\(|@import|!important/);
    });
  }
});
