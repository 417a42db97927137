import assert from 'node:assert/strict';
import { until } from '../engines/view.js';
import { scriptTag } from '../site.js';
import { type Stage, POLL, polls, quiet } from '../stage.js';
import { page } from './page.js';

const swedish = '<script defer src="/widgets/locales/sv.js"></script>';
const poll = `<civic-poll src="${POLL}" lang="sv"></civic-poll>`;

async function speaksSwedish(stage: Stage, head: string, body = poll) {
  const view = await stage.open({ head, html: 'lang="en"', body });
  await polls(view);
  await until(view, 'the button is in Swedish', () =>
    /Rösta/.test(document.querySelector('civic-poll')!.shadowRoot!.querySelector('[part=vote]')!.textContent),
  );
  await quiet(view);
  return view;
}

const heads: Record<string, string> = {
  before: swedish + scriptTag(),
  after: scriptTag() + swedish,
  'before and after': swedish + scriptTag() + swedish,
  'twice before': swedish + swedish + scriptTag(),
  'before a main script that comes late': `${swedish}<script>addEventListener('load', () => document.head.append(Object.assign(document.createElement('script'), { src: '/widgets/civic-widgets.js' })))</script>`,
};

/** What else may have the names that the scripts share with each other. */
const taken: Record<string, [head: string, body?: string]> = {
  'an element whose id is civicWidgets': ['', '<p id="civicWidgets">Om</p>'],
  'elements with all names of ours': [
    '',
    '<p id="civicWidgets"></p><form name="civicWidgets"></form><img id="civicWidgetsMessages" alt=""><a name="civicWidgetsMessages"></a><a id="civicWidgetsMessages"></a>',
  ],
  'a variable civicWidgets of the page': ['<script>var civicWidgets = { list: [] }</script>'],
  'a function civicWidgets of the page': ['<script>function civicWidgets() {}</script>'],
  'a constant civicWidgets of the page': ['<script>const civicWidgets = 1</script>'],
  'a text in civicWidgetsMessages': ['<script>var civicWidgetsMessages = "x"</script>'],
};

export const addOnLanguages = [
  page(`with a language’s script ${Object.keys(heads).join(', ')}`, async (stage) => {
    for (const head of Object.values(heads)) await (await speaksSwedish(stage, head)).close();
  }),
  page('with a language’s script, where the page has taken our names', async (stage) => {
    for (const [what, [first, more = '']] of Object.entries(taken)) {
      // Elements have their names in the global object only once they are parsed: the scripts come after them.
      for (const scripts of [swedish + scriptTag(), scriptTag() + swedish]) {
        const view = await speaksSwedish(stage, first, `${more}${poll}${scripts}`);
        const kept = await view.run(
          () => document.querySelectorAll('#civicWidgets,#civicWidgetsMessages').length,
        );
        assert.equal(kept, more.match(/ id=/g)?.length ?? 0, what);
        await view.close();
      }
    }
  }),
];
