import { html, nothing, type TemplateResult } from 'lit';
import type { Finding } from '../../src/doctor.js';
import type { Checked } from './check.js';
import type { Session } from './session.js';
import { type Family, type Words, filled } from './words/words.js';

/** A finding in the builder's language. A server that knows more than this builder says it in English. */
export function inWords(finding: Finding, { findings }: Words): { message: string; tell?: string } {
  const { code, values } = finding;
  const known = values.feed ? `${code}-feed` : code;
  if (!findings || !Object.hasOwn(findings, known)) return finding;
  const [message, tell] = findings[known as keyof typeof findings];
  return { message: filled(message, values), ...(tell && { tell: filled(tell, values) }) };
}

const familyOf = (format: string): Family =>
  format === 'poll' || format === 'form' || format === 'services' ? format : 'feed';

/** What each widget can show. A form can be made of Open311's services, a poll of a post. */
const SHOWS: Record<string, readonly string[]> = {
  'civic-poll': ['poll', 'mastodon', 'bluesky', 'activitypub'],
  'civic-feedback': ['form', 'services'],
  'civic-feed': ['feed'],
  'civic-service-card': ['services'],
  'civic-service-list': ['services'],
};

/** `a poll with 4 answers` */
function whatIsThere(format: string, items: number, { words, state }: Session): string {
  const { language } = state;
  const forms = words.found[familyOf(format)];
  const sentence = forms[new Intl.PluralRules(language).select(items)] ?? forms.other;
  return filled(sentence, { items: items.toLocaleString(language) });
}

/** What the check of the addresses found, for an editor and for whoever they tell. */
export function checkResult(session: Session): TemplateResult | typeof nothing {
  const { words, state } = session;
  const { checked } = state;
  if (!checked) return nothing;
  if (checked === 'busy') return html`<p>${words.checking}</p>`;
  if (!checked.length) return html`<p class="error">${words.checkNone}</p>`;
  return html`${checked.map(
    (each) => html`
      ${checked.length > 1 ? html`<h3 dir="ltr">${each.report.url}</h3>` : nothing} ${ofOne(each, session)}
    `,
  )}`;
}

function ofOne(checked: Checked, session: Session): TemplateResult {
  const { words } = session;
  const { report, isGuess } = checked;
  const { ok, problems, url } = report;
  // Where the reason is known, there is nothing more to find out.
  const isUnknown = isGuess && problems.some(({ code }) => code === 'unreachable');
  return html`${ok ? good(checked, session) : html`<p class="error">${words.checkBad}</p>`}
  ${
    problems.length
      ? html`<ul>
          ${problems.map((each) => problem(each, words))}
        </ul>`
      : nothing
  }
  ${
    isUnknown
      ? html`<p>${words.checkLimits}</p>
          <p><code dir="ltr">npx civic-widgets check ${url}</code></p>`
      : nothing
  }`;
}

/** The data is good: whether the website shows it depends on the widget, and on the website. */
function good({ report, sawPage }: Checked, session: Session): TemplateResult {
  const { words, widget } = session;
  const { format, items } = report;
  const what = whatIsThere(format ?? '', items, session);
  const shows = SHOWS[widget.tag] ?? [];
  if (format && !shows.includes(format) && !shows.includes(familyOf(format)))
    return html`<p class="error">${filled(words.checkOther, { what })}</p>`;
  return sawPage
    ? html`<p class="good">${filled(words.checkGood, { what })}</p>`
    : html`<p class="good">${filled(words.checkReadable, { what })}</p>
        <p>${filled(words.checkSite, { group: words.webmaster })}</p>`;
}

function problem(finding: Finding, words: Words): TemplateResult {
  const { message, tell } = inWords(finding, words);
  return html`<li class=${finding.level}>
    ${message} ${tell ? html`<br /><span class="tell">${words.checkTell} ${tell}</span>` : nothing}
  </li>`;
}
