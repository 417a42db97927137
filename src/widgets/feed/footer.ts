import { type TemplateResult, html, nothing } from 'lit';
import { plain } from '../../internal/text.js';
import type { LocaleController } from '../../locale/locale-controller.js';
import type { LoadedSource } from './load-feeds.js';

/** Lets visitors choose among several sources. */
export function filterTemplate(
  sources: readonly LoadedSource[],
  chosen: string,
  locale: LocaleController,
  choose: (name: string) => void,
): TemplateResult | typeof nothing {
  const names = [...new Set(sources.filter((source) => source.feed).map((source) => source.name))];
  if (names.length < 2) return nothing;
  return html`<label class="filter" part="filter">
    ${locale.t('feedFrom')}
    <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      <option value="" ?selected=${!chosen}>${locale.t('feedAll')}</option>
      ${names.map((name) => html`<option value=${name} ?selected=${name === chosen}>${plain(name)}</option>`)}
    </select>
  </label>`;
}

/** What could not be fetched or updated, said once for all sources. */
export function missingTemplate(
  sources: readonly LoadedSource[],
  locale: LocaleController,
  retry: () => void,
): TemplateResult | typeof nothing {
  const failed = sources.filter((source) => source.error);
  if (!failed.length) return nothing;
  const missing = failed.filter((source) => !source.feed).map((source) => source.name);
  const kept = failed.filter((source) => source.keptAt);
  return html`<div class="failed" part="failed">
    ${missing.length ? html`<p role="status">${locale.t('feedPartly', { names: locale.list(missing) })}</p>` : nothing}
    ${kept.map(
      ({ name, keptAt }) =>
        html`<p role="status">
          ${locale.t('feedKept', { names: name, date: locale.date(new Date(keptAt!), { dateStyle: 'medium', timeStyle: 'short' }) })}
        </p>`,
    )}
    <button type="button" class="button" part="retry" @click=${retry}>${locale.t('retry')}</button>
  </div>`;
}

/** Where to follow the sources, and what is expected of those who comment there. */
export function linksTemplate(
  sources: readonly LoadedSource[],
  profile: string | undefined,
  policy: string | undefined,
  locale: LocaleController,
): TemplateResult | typeof nothing {
  const links = [
    ...(profile ? [{ url: profile, text: locale.t('feedProfile') }] : []),
    ...sources.flatMap(({ feed, name }) =>
      feed?.url && !profile ? [{ url: feed.url, text: `${locale.t('feedFollow')}: ${plain(name)}` }] : [],
    ),
    ...(policy ? [{ url: policy, text: locale.t('feedPolicy') }] : []),
  ];
  if (!links.length) return nothing;
  return html`<ul class="links" part="links" role="list">
    ${links.map(({ url, text }) => html`<li><a href=${url} rel="noopener">${text}</a></li>`)}
  </ul>`;
}
