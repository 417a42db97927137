import { type TemplateResult, html, nothing } from 'lit';
import { plain } from '../internal/text.js';
import type { LocaleController } from '../locale/locale-controller.js';

/** Text that came with the data: as text, in its own direction, and marked with its language where that is known. */
export function words(text: string, language?: string | null): TemplateResult {
  return html`<bdi lang=${language || nothing}>${plain(text)}</bdi>`;
}

/** What the data is in: what it says, else what was asked for, where the widget's own texts are in something else. */
export function languageOf(locale: LocaleController, said?: string | null): string | undefined {
  const language = said || locale.wanted;
  return language === locale.lang ? undefined : language;
}

/**
 * A time (RFC 3339) or a day in words, or undefined where it is neither. A day is the same day in every time zone.
 */
export function inWords(locale: LocaleController, value: string | null | undefined): string | undefined {
  if (!value || Number.isNaN(Date.parse(value))) return undefined;
  return value.includes(':')
    ? locale.date(value, { dateStyle: 'long', timeStyle: 'short' })
    : locale.date(value, { dateStyle: 'long', timeZone: 'UTC' });
}
