/** What comes from the page: font, colours, light or dark, direction. */
import assert from 'node:assert/strict';
import { until } from '../engines/view.js';
import { scriptTag } from '../site.js';
import { type Case, POLL, polls, sound, tag } from '../stage.js';
import { rule } from './rule.js';

export const stylesAndDirection: Case[] = [
  rule('12 page CSS reaches the host only: font, size, weight, style and colour come down', async (stage) => {
    stage.site.file(
      '/hostile.css',
      `* { letter-spacing: 5px !important; text-transform: uppercase !important; line-height: 3 !important; text-align: right !important;
        margin: 20px !important; padding: 9px !important; border: 3px solid red !important; background: yellow !important; float: left !important;
        display: inline !important; visibility: visible !important; word-spacing: 1em !important; white-space: nowrap !important; list-style: square !important;
        box-sizing: content-box !important; opacity: .5 !important; cursor: wait !important; text-indent: 3em !important; direction: rtl !important; }
      html { font-size: 62.5% } body { font: italic 700 20px monospace; color: rgb(1, 2, 3) }`,
      'text/css',
    );
    const measure = () => {
      const base = document.querySelector('civic-poll')!.shadowRoot!.querySelector('.civic')!;
      const label = base.querySelector('label')!;
      const button = base.querySelector('button')!;
      return [base, label, button].map((each) => {
        const style = getComputedStyle(each);
        const {
          letterSpacing,
          textTransform,
          textAlign,
          wordSpacing,
          whiteSpace,
          opacity,
          textIndent,
          direction,
          float: side,
        } = style;
        const ratio = (parseFloat(style.lineHeight) / parseFloat(style.fontSize)).toFixed(2);
        return {
          letterSpacing,
          textTransform,
          textAlign,
          wordSpacing,
          whiteSpace,
          opacity,
          textIndent,
          direction,
          side,
          ratio,
          display: style.display,
          margin: style.margin,
        };
      });
    };
    const plain = await stage.open({ body: tag });
    await polls(plain);
    const wanted = await plain.run(measure);
    await plain.close();
    const view = await stage.open({
      head: `<link rel="stylesheet" href="/hostile.css">${scriptTag()}`,
      body: tag,
    });
    await polls(view);
    assert.deepEqual(await view.run(measure), wanted);
    const handed = await view.run(() => {
      const style = getComputedStyle(
        document.querySelector('civic-poll')!.shadowRoot!.querySelector('.civic')!,
      );
      return [style.fontFamily, style.fontSize, style.fontWeight, style.fontStyle, style.color];
    });
    assert.deepEqual(handed, ['monospace', '20px', '700', 'italic', 'rgb(1, 2, 3)']);
  }),

  rule('13 light and dark come from the page’s color-scheme', async (stage) => {
    const schemeOf = async (head: string) => {
      const view = await stage.open({ head: head + scriptTag(), body: tag });
      await polls(view);
      const found = await view.run(() => {
        const base = document.querySelector('civic-poll')!.shadowRoot!.querySelector('.civic')!;
        const style = getComputedStyle(base);
        return [style.colorScheme, getComputedStyle(base.querySelector('button')!).backgroundColor];
      });
      await view.close();
      return found as [string, string];
    };
    const [light, lightButton] = await schemeOf('<style>:root { color-scheme: light }</style>');
    const [dark, darkButton] = await schemeOf('<style>:root { color-scheme: dark }</style>');
    assert.deepEqual([light, dark], ['light', 'dark']);
    assert.notEqual(lightButton, darkButton);
  }),

  rule('14 direction follows the language', async (stage) => {
    const of = (lang: string) => `<civic-poll src="${POLL}" lang="${lang}"></civic-poll>`;
    const head = `${scriptTag()}<script defer src="/widgets/locales/ar.js"></script><script defer src="/widgets/locales/sv.js"></script>`;
    const directions = async (html: string, body: string) => {
      const view = await stage.open({ head, html, body });
      await polls(view, 2);
      const found = await until(view, 'both languages are there', () => {
        const all = [...document.querySelectorAll('civic-poll')].map(
          (poll) => getComputedStyle(poll.shadowRoot!.querySelector('.civic')!).direction,
        );
        return all.includes('rtl') && all;
      });
      await sound(view);
      await view.close();
      return found;
    };
    assert.deepEqual(await directions('lang="ar" dir="rtl"', of('sv') + of('ar')), ['ltr', 'rtl']);
    assert.deepEqual(await directions('lang="sv"', of('ar') + of('sv')), ['rtl', 'ltr']);
  }),
];
