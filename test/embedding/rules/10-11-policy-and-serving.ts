/** The strictest policy, and how the script is served. ../policies.ts has the policies one by one. */
import assert from 'node:assert/strict';
import { until } from '../engines/view.js';
import { scriptTag, version } from '../site.js';
import { type Case, POLL, polls, quiet } from '../stage.js';
import { rule } from './rule.js';

export const policyAndServing: Case[] = [
  rule('10 nothing violates the strictest policy', async (stage) => {
    const view = await stage.open('/');
    await until(
      view,
      'the town’s front page has its widgets',
      () =>
        [...document.querySelectorAll('civic-poll,civic-feed,civic-service-list,civic-feedback')].filter(
          (each) => each.shadowRoot?.querySelector('input,article,button'),
        ).length >= 3,
    );
    // The page has no watcher: what the browser itself reports is asked for afterwards.
    const reports = await view.run(
      () =>
        new Promise<string[]>((resolve) => {
          if (!('ReportingObserver' in globalThis)) return resolve([]);
          const found: string[] = [];
          const observer = new ReportingObserver(
            (list) => found.push(...list.map(({ body }) => JSON.stringify(body))),
            { buffered: true, types: ['csp-violation'] },
          );
          observer.observe();
          setTimeout(() => resolve(found), 50);
        }),
    );
    assert.deepEqual(reports, []);
  }),

  rule('11 the script is served for other sites', async (stage) => {
    const { elsewhere } = stage.site;
    const fixed = await fetch(`${elsewhere}/widgets/${version}/civic-widgets.js`);
    const follows = await fetch(`${elsewhere}/widgets/${version.split('.')[0]}/civic-widgets.js`);
    for (const { headers } of [fixed, follows]) {
      assert.equal(headers.get('access-control-allow-origin'), '*');
      assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
      assert.match(headers.get('content-type')!, /^text\/javascript/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
    }
    assert.match(fixed.headers.get('cache-control')!, /immutable/);
    assert.doesNotMatch(follows.headers.get('cache-control')!, /immutable/);
    const view = await stage.open({
      head: `<meta name="civic-allow" content="${elsewhere}">${scriptTag('defer', `${elsewhere}/widgets/${version}/civic-widgets.js`)}`,
      body: `<civic-poll src="${elsewhere}${POLL}"></civic-poll>`,
    });
    await polls(view);
    await quiet(view);
  }),
];
