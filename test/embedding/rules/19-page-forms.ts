/** A page that is one form. */
import assert from 'node:assert/strict';
import { until } from '../engines/view.js';
import { type Case, polls, settled, tag } from '../stage.js';
import { rule } from './rule.js';

export const pageForms: Case[] = [
  rule('19 a form never nests, and Enter inside never sends the page’s own', async (stage) => {
    const fields = [{ name: 'name', type: 'text', label: 'Namn', required: true }];
    stage.site.json('/form', {
      id: 'f',
      title: 'Skriv',
      submitUrl: '/submissions',
      fields: [...fields, { name: 'more', type: 'text', label: 'Mer', required: true }],
    });
    const view = await stage.open({
      body: `<form id="aspnet" action="/elsewhere" onsubmit="window.sent = true; event.preventDefault()" onkeydown="if (event.key === 'Enter') window.entered = true">
        <input name="__VIEWSTATE" type="hidden"><input id="search"><button id="go">Sök</button>
        <civic-feedback src="/form"></civic-feedback>${tag}</form>`,
    });
    await polls(view);
    await until(view, 'the form is there', () =>
      document.querySelector('civic-feedback')?.shadowRoot?.querySelector('input'),
    );
    await view.run(() =>
      document.querySelector('civic-feedback')!.shadowRoot!.querySelector<HTMLElement>('input')!.focus(),
    );
    await view.press('Enter');
    await until(view, 'the widget’s own form took the key', () =>
      document.querySelector('civic-feedback')!.shadowRoot!.querySelector('[part~=summary]'),
    );
    await view.run(() =>
      document.querySelector('civic-poll')!.shadowRoot!.querySelector<HTMLElement>('input')!.focus(),
    );
    await view.press('Enter');
    await settled(view);
    const found = await view.run(() => {
      const page = document.querySelector('form')!;
      return {
        heard: 'sent' in globalThis || 'entered' in globalThis,
        names: [...new FormData(page).keys()],
        nested: document.querySelectorAll('form form').length,
      };
    });
    assert.deepEqual(found, { heard: false, names: ['__VIEWSTATE'], nested: 0 });
    assert.match(await view.run(() => location.pathname), /^\/t\//);
  }),
];
