/** A stranger’s link, address and redirect. */
import assert from 'node:assert/strict';
import { until } from '../engines/view.js';
import { type Case, POLL, link, polls, seen, settled } from '../stage.js';
import { rule } from './rule.js';

export const security: Case[] = [
  rule('3 a visitor’s link, a stranger’s address and the body’s own word change nothing', async (stage) => {
    const { elsewhere, requests } = stage.site;
    const before = requests.length;
    const foreign = `src=${encodeURIComponent(elsewhere + POLL)}`;
    const view = await stage.open({
      body: `<meta name="civic-allow" content="${elsewhere}">
        <div id="comments">${link(undefined, 'rel="ugc nofollow"')}<p>${link(foreign)}</p>
        <div class="civic-poll" data-src="${elsewhere}${POLL}"><i>div</i></div>
        <a href="#civic-config?allow=${encodeURIComponent(elsewhere)}">config</a></div>
        <div class="civic-config" data-allow="${elsewhere}">x</div>
        <civic-config allow="${elsewhere}"><civic-poll id="tag" src="${elsewhere}${POLL}"><b>tag</b></civic-poll></civic-config>
        <p id="ours">${link(undefined, 'rel="nofollow"')}</p>`,
    });
    await polls(view);
    await until(view, 'one line', () => globalThis.seen.lines.length);
    const found = await view.run(() => [
      document.querySelectorAll('#comments a, #comments div.civic-poll').length,
      document.querySelectorAll('civic-poll').length,
      document.querySelectorAll('civic-config').length,
      document.querySelector('#tag b')!.checkVisibility(),
      document.querySelector('#tag')!.shadowRoot!.querySelector('.civic')!.textContent.trim(),
    ]);
    assert.deepEqual(found, [4, 2, 1, true, '']);
    const { lines, errors } = await seen(view);
    assert.deepEqual(errors, []);
    assert.equal(lines.length, 1);
    assert.ok(lines[0]!.includes(`<meta name="civic-allow" content="${elsewhere}">`), lines[0]);
    assert.deepEqual(
      requests.slice(before).filter((each) => each.includes(`${new URL(elsewhere).host}/api`)),
      [],
    );
  }),

  rule('3 the head allows an origin, also late; a nested configuration takes away only', async (stage) => {
    const { elsewhere } = stage.site;
    const view = await stage.open({
      body: `${link(`src=${encodeURIComponent(elsewhere + POLL)}`)}
        <civic-config allow="https://other.example"><civic-poll id="less" src="${elsewhere}${POLL}"></civic-poll></civic-config>`,
    });
    await until(view, 'one line', () => globalThis.seen.lines.length);
    await view.run((content) => {
      document.head.append(Object.assign(document.createElement('meta'), { name: 'civic-allow', content }));
    }, elsewhere);
    await polls(view);
    assert.equal(
      await view.run(() => document.querySelector('#less')!.shadowRoot!.querySelector('input')),
      null,
    );
  }),

  rule('3 a redirect to a stranger is neither read nor sent to', async (stage) => {
    const { elsewhere, site } = { elsewhere: stage.site.elsewhere, site: stage.site };
    site.serve('/away', () => new Response(null, { status: 302, headers: { location: elsewhere + POLL } }));
    site.serve(
      '/vote-away',
      () => new Response(null, { status: 307, headers: { location: `${elsewhere}/stolen` } }),
    );
    site.serve('/stolen', () => new Response('{}', { headers: { 'access-control-allow-origin': '*' } }));
    const poll = {
      id: 'a',
      question: 'Var?',
      options: [
        { id: 'x', label: 'Här' },
        { id: 'y', label: 'Där' },
      ],
    };
    site.json('/redirecting', { ...poll, voteUrl: '/vote-away' });
    site.json('/pointing', { ...poll, voteUrl: `${elsewhere}/stolen` });
    const view = await stage.open({
      body: '<civic-poll id="away" src="/away"></civic-poll><civic-poll id="sends" src="/redirecting"></civic-poll><civic-poll id="points" src="/pointing"></civic-poll>',
    });
    await until(view, 'what may be read is read, and the other refused', () => {
      const inputs = (id: string) =>
        document.getElementById(id)?.shadowRoot?.querySelectorAll('input').length;
      return inputs('sends') && inputs('away') === 0 && globalThis.seen.lines.length;
    });
    await view.run(() => {
      for (const id of ['sends', 'points']) {
        const root = document.getElementById(id)!.shadowRoot!;
        root.querySelector<HTMLElement>('input')?.click();
      }
    });
    await settled(view);
    await view.run(() => {
      for (const id of ['sends', 'points']) {
        const buttons = document.getElementById(id)!.shadowRoot!.querySelectorAll('button');
        for (const button of buttons) button.click();
      }
    });
    await until(view, 'the vote that was redirected failed', () =>
      [...document.getElementById('sends')!.shadowRoot!.querySelectorAll('[role=alert]')].some((each) =>
        each.textContent.trim(),
      ),
    );
    assert.deepEqual(
      site.requests.filter((each) => each.endsWith('/stolen')),
      [],
    );
  }),
];
