import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { type View, until } from '../engines/view.js';
import { scriptTag } from '../site.js';
import { quiet, settled } from '../stage.js';
import { loaded, one, page } from './page.js';

/** What every engine can be asked: the rules for paper hold on the screen. */
const usePrintRules = (view: View): Promise<number> =>
  view.run(() => {
    let found = 0;
    const use = (rules: CSSRuleList) => {
      for (const rule of rules) {
        if (rule instanceof CSSMediaRule && /\bprint\b/.test(rule.media.mediaText)) {
          rule.media.mediaText = 'all';
          found++;
        }
        if (rule instanceof CSSGroupingRule) use(rule.cssRules);
      }
    };
    const sheets = [...document.querySelectorAll('*')].flatMap(
      (each) => each.shadowRoot?.adoptedStyleSheets ?? [],
    );
    for (const sheet of new Set(sheets)) use(sheet.cssRules);
    return found;
  });

/** What the pages of a PDF draw. Skia writes its objects in the open, and compresses what a page shows. */
function drawnOn(pdf: Uint8Array): string[] {
  const file = Buffer.from(pdf);
  const text = file.toString('latin1');
  return [...text.matchAll(/\/Type \/Page\b[^]*?\/Contents (\d+) 0 R/g)].map(([, id]) => {
    const start = text.indexOf(`\n${id} 0 obj`);
    const stream = text.indexOf('stream\n', start) + 'stream\n'.length;
    const length = Number(/\/Length (\d+)/.exec(text.slice(start, stream))![1]);
    return inflateSync(file.subarray(stream, stream + length)).toString('latin1');
  });
}

/** What a reader of the paper would miss, or wonder at. */
function wrongOnPaper(): string[] {
  const wrong: string[] = [];
  const isSeen = (element: Element) => element.checkVisibility() && element.getClientRects().length > 0;
  for (const host of document.querySelectorAll(
    'civic-feed,civic-service-card,civic-service-list,civic-feedback,civic-poll',
  )) {
    const base = host.shadowRoot!.querySelector<HTMLElement>('.civic')!;
    const say = (what: string) => wrong.push(`${host.localName}: ${what}`);
    const all = <E extends HTMLElement>(selector: string) => [...base.querySelectorAll<E>(selector)];
    for (const each of all('button,[role=search],[part~=filter],[part~=pending]'))
      if (isSeen(each)) say(`${each.localName} “${each.textContent.trim()}” does nothing on paper`);
    for (const link of all<HTMLAnchorElement>('.open,a.button')) {
      if (!link.textContent.trim()) continue;
      const { content } = getComputedStyle(link, '::after');
      // As the rule says it in engines that don't resolve attr() here.
      if (!content.includes(link.getAttribute('href')!) && !content.includes('attr(href)'))
        say(`the address of “${link.textContent.trim()}” is lost: ${content}`);
      if (!isSeen(link)) say(`“${link.textContent.trim()}” is not there`);
    }
    for (const each of all('*')) {
      const style = getComputedStyle(each);
      if (each.matches('.visually-hidden,.visually-hidden *') || !isSeen(each)) continue;
      if (style.contentVisibility === 'auto') say(`${each.localName} may be left out`);
      const grows = each.localName !== 'textarea' || CSS.supports('field-sizing', 'content');
      if (grows && style.overflowY !== 'visible' && each.scrollHeight > each.clientHeight + 3)
        say(`${each.localName}.${each.className} is cut off: ${each.scrollHeight} in ${each.clientHeight}`);
      if (each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        say(`${each.localName}.${each.className} leaves the paper`);
    }
    for (const details of all<HTMLDetailsElement>('details.more-about')) {
      const inside = details.querySelector(':scope > :not(summary)')!;
      if (!isSeen(details.querySelector('summary')!)) say('a summary is not there');
      if (CSS.supports('selector(::details-content)') && !isSeen(inside)) say('details are closed');
    }
    for (const image of all('img'))
      if (image.offsetHeight > 260) say(`a picture is ${image.offsetHeight} px high`);
    for (const label of all('label,legend'))
      if (!label.closest('.visually-hidden,[role=search],[part~=filter]') && !isSeen(label))
        say(`“${label.textContent.trim()}” is not there`);
    const isQuestionOnly = host.getAttribute('variant') === 'page-rating';
    if (isQuestionOnly === base.offsetHeight > 40) say(`is ${base.offsetHeight} px high`);
  }
  return wrong;
}

export const printed = page('printed', async (stage) => {
  const view = await stage.open(
    {
      head: `<style>body { font: 16px/1.5 sans-serif }</style>${scriptTag()}`,
      body: `${one}<civic-feed src="/api/feeds/socialt /api/feeds/nyheter" limit="3" layout="grid" filter></civic-feed>`,
    },
    { width: 720 },
  );
  await loaded(view);
  await view.run(() => {
    for (const each of document.querySelectorAll('civic-feedback')) {
      const text = each.shadowRoot!.querySelector('textarea');
      if (!text) continue;
      text.value = 'En rad som någon har skrivit, och som ska vara kvar.\n'.repeat(30);
      text.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  await until(view, 'the text is there', () =>
    [...document.querySelectorAll('civic-feedback')].some(
      (each) => each.shadowRoot!.querySelector('textarea')?.value,
    ),
  );
  const pdf = await view.pdf();
  if (pdf) {
    assert.equal(Buffer.from(pdf).toString('latin1', 0, 5), '%PDF-');
    if (view.engine === 'Chromium') {
      const pages = drawnOn(pdf);
      // A page without a text or a picture would be an empty one.
      assert.deepEqual(
        pages.filter((drawn) => !/\b(Tj|TJ|Do)\b/.test(drawn)),
        [],
      );
      assert.ok(pages.length > 1 && pages.length < 10, `${pages.length} pages`);
      stage.note(`a PDF of ${pages.length} pages, none empty`);
    } else stage.note(`a PDF of ${Math.round(pdf.length / 1000)} kB; the rules for paper hold`);
  } else stage.note('the driver can’t print; the rules for paper hold');
  assert.ok((await usePrintRules(view)) > 1);
  await settled(view);
  const opens = await view.run(() => CSS.supports('selector(::details-content)'));
  if (!opens) stage.note('closed details stay closed on paper: the engine has no ::details-content yet');
  assert.deepEqual(await view.run(wrongOnPaper), []);
  await quiet(view);
});
