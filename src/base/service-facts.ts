import { html, nothing } from 'lit';
import type { LocaleController } from '../locale/locale-controller.js';
import type { MessageKey } from '../locale/messages.js';
import type { Own, Part, ServiceContext } from './service-view.js';
import { inWords } from './words.js';

type Fact = readonly [key: MessageKey, texts: readonly unknown[]];

/** What costs nothing, as catalogues write it in every language: `0`, `0 kr`, `0.00 EUR`. */
const NOTHING = /^0(?:[.,]0+)?\s*\p{L}{0,3}\p{Sc}?\.?$/u;
/** Something, nobody says how much. */
const SOMETHING = '¤';
/** ISO 8601, as far as anybody says how long something takes. */
const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?/;
const UNITS = ['year', 'month', 'week', 'day', 'hour', 'minute'];

function languageName(tag: string, { lang }: LocaleController): string {
  try {
    return new Intl.DisplayNames([lang], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** What there is to know, what matters before one starts first. */
export function factsOf({ service, locale }: ServiceContext, own: Own, isNear: boolean): Fact[] {
  const { cost, duration, login, processingTime, deadline, audience, languages, need } = service;
  const some = (texts: readonly string[] | null | undefined) => (texts ?? []).filter(Boolean).map(own);
  const long = (text: string | null | undefined): unknown[] => {
    const parts = DURATION.exec(text ?? '')?.slice(1);
    const said = parts?.flatMap((n, i) =>
      n ? locale.number(+n, { style: 'unit', unit: UNITS[i]!, unitDisplay: 'long' }) : [],
    );
    return said?.length ? [locale.list(said)] : some([text ?? '']);
  };
  const price = NOTHING.test(cost ?? '') ? 'serviceFree' : cost === SOMETHING ? 'serviceFee' : undefined;
  return [
    ['serviceCost', price ? [locale.t(price)] : some([cost ?? ''])],
    ['serviceDuration', long(duration)],
    ['serviceLogin', some(login)],
    ['serviceProcessing', long(processingTime)],
    // A day that is none is only to be read, and one that is near has been told of already.
    ['serviceDeadline', isNear ? [] : [inWords(locale, deadline) ?? some([deadline ?? ''])].flat()],
    ['serviceAudience', some(audience)],
    ['serviceLanguages', (languages ?? []).map((tag) => languageName(tag, locale))],
    ['serviceNeed', some(need)],
  ];
}

export function factList(all: readonly Fact[], locale: LocaleController): Part {
  const facts = all.filter(([, texts]) => texts.length);
  if (!facts.length) return nothing;
  return html`<dl class="facts" part="facts">
    ${facts.map(
      ([key, texts]) =>
        html`<div class=${key === 'serviceNeed' ? 'wide' : nothing}>
          <dt>${locale.t(key)}</dt>
          ${texts.map((text) => html`<dd>${text}</dd>`)}
        </div>`,
    )}
  </dl>`;
}
