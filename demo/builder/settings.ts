import { html, type TemplateResult } from 'lit';
import { textField } from './fields.js';
import type { Option } from './manifest.js';
import { optionField } from './option-field.js';
import type { Session } from './session.js';
import { sourceField } from './source-field.js';

/** What most need, before the address of their website and after it; everything else is folded. */
const BEFORE = ['variant', 'src', 'heading'];
const AFTER = ['search', 'limit', 'layout'];
const LAST = ['lang', 'heading-level'];
/** A page's rating needs no data, and somewhere to send. */
const RATING = ['variant', 'action', 'scale', 'heading'];

/** Everything that can be set on the chosen widget, what most need first. */
export function settings(session: Session): TemplateResult {
  const { words, widget, state } = session;
  const { options } = widget;
  const isRating = state.configuration.attributes.variant === 'page-rating';
  const before = isRating ? RATING : BEFORE;
  const field = (option: Option): TemplateResult =>
    option.name === 'src' ? sourceField(session) : optionField(option, session);
  const fields = (names: readonly string[]): TemplateResult[] =>
    names.flatMap((name) => options.filter((option) => option.name === name).map(field));
  const folded = options.filter(({ name }) => ![...before, ...AFTER, ...LAST].includes(name));
  return html`<h2>${words.settings}</h2>
    ${fields(before)} ${siteField(session)} ${fields(AFTER)}
    <details>
      <summary>${words.more}</summary>
      ${linkFields(session)} ${folded.map(field)} ${fields(LAST)}
    </details>`;
}

function siteField(session: Session): TemplateResult {
  const { words, state, home } = session;
  return textField(
    {
      label: words.site,
      id: 'site',
      type: 'address',
      value: state.site,
      help: words.siteHelp,
      error: state.site && !home ? words.siteBad : undefined,
    },
    (site) => session.update({ site: site.trim(), checked: undefined }),
  );
}

function linkFields(session: Session): TemplateResult {
  const { words, state } = session;
  const { text, page } = state.configuration;
  return html`${textField({ label: words.text, id: 'text', value: text, help: words.textHelp }, (typed) =>
    session.configure({ text: typed }, { ownText: false }),
  )}
  ${textField(
    { label: words.page, id: 'page', type: 'address', value: page, help: words.pageHelp },
    (typed) => session.configure({ page: typed.trim() }, { ownPage: false }),
  )}`;
}
