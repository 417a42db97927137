/** What addresses resolve against. */
import assert from 'node:assert/strict';
import { until } from '../engines/view.js';
import { scriptTag } from '../site.js';
import { type Case, polls } from '../stage.js';
import { rule } from './rule.js';

export const addresses: Case[] = [
  rule('15 addresses resolve against the base, and no link inside leads to a place in it', async (stage) => {
    stage.site.json('/deep/data', {
      id: 'a',
      question: 'Var?',
      voteUrl: 'votes',
      options: [
        { id: 'x', label: 'Här' },
        { id: 'y', label: 'Där' },
      ],
    });
    const view = await stage.open({
      head: `<base href="/deep/er/">${scriptTag()}`,
      body: `<civic-poll src="../data"></civic-poll><civic-feedback src="/api/forms/synpunkt"></civic-feedback>`,
    });
    await polls(view);
    await until(view, 'the form is there', () =>
      document.querySelector('civic-feedback')?.shadowRoot?.querySelector('[part~=submit]'),
    );
    await view.run(() =>
      document
        .querySelector('civic-feedback')!
        .shadowRoot!.querySelector<HTMLElement>('[part~=submit]')!
        .click(),
    );
    await until(view, 'the errors are listed', () =>
      document.querySelector('civic-feedback')!.shadowRoot!.querySelector('[part~=summary]'),
    );
    const found = await view.run(() => {
      const root = document.querySelector('civic-feedback')!.shadowRoot!;
      const button = root.querySelector<HTMLElement>('[part~=summary] li button')!;
      button.click();
      return [
        [...document.querySelectorAll('civic-poll,civic-feedback')].flatMap((each) => [
          ...each.shadowRoot!.querySelectorAll('a[href^="#"]'),
        ]).length,
        root.activeElement?.localName,
        location.pathname.startsWith('/t/'),
      ];
    });
    assert.deepEqual([found[0], found[2]], [0, true]);
    assert.match(String(found[1]), /select|textarea|input/);
  }),
];
