import { type View, until } from '../engines/view.js';
import { scriptTag } from '../site.js';
import { type Stage, casesOf, link, quiet, sound } from '../stage.js';

export const page = casesOf('page');

/** One of each, as people paste them. */
export const one = `<h1>Storå</h1>
  <p>${link()}</p>
  <div class="civic-feed" data-src="/api/feeds/nyheter" data-limit="3"><a href="/nyheter/">Nyheter</a></div>
  <civic-service-card src="/api/services/bygglov"><a href="/e-tjanster/bygglov/">Bygglov</a></civic-service-card>
  <civic-service-list src="/api/services" limit="3" search><a href="/e-tjanster/">E-tjänster</a></civic-service-list>
  <civic-feedback src="/api/forms/synpunkt"><a href="/tyck-till/">Tyck till</a></civic-feedback>
  <civic-feedback variant="page-rating" action="/api/ratings"><a href="/tyck-till/">Tyck till</a></civic-feedback>`;

/** Every widget of a page shows what it loaded. */
export const loaded = (view: View): Promise<number> =>
  until(view, 'every widget shows its data', () => {
    const all = [
      ...document.querySelectorAll<HTMLElement>(
        'civic-feed,civic-service-card,civic-service-list,civic-feedback,civic-poll',
      ),
    ];
    const isReady = (each: HTMLElement) =>
      each.shadowRoot?.querySelector('article,input,button') &&
      !each.shadowRoot.querySelector('[part~=pending]') &&
      each.shadowRoot.querySelector('slot')?.hidden;
    // What is far below waits until it is near.
    all.find((each) => !isReady(each))?.scrollIntoView();
    return all.length >= 6 && all.every(isReady) ? all.length : 0;
  });

/** One of each in a page with this head, on a desktop and as narrow as on a phone. */
export async function looksRight(stage: Stage, head: string, html = 'lang="sv"', body = one): Promise<void> {
  const view = await stage.open({ head: head + scriptTag(), html, body });
  await loaded(view);
  await sound(view);
  await view.resize(460);
  await sound(view);
  await quiet(view);
}
