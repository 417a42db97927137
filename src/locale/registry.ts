import en from './en.js';
import type { Messages } from './messages.js';

const languages = new Map<string, Messages>([['en', en]]);
const listeners = new Set<() => void>();

/**
 * Adds or extends a language. What is missing stays English.
 * @param tag BCP 47, e.g. `sv` or `sr-Latn`
 */
export function registerMessages(tag: string, messages: Partial<Messages>): void {
  const key = tag.toLowerCase();
  languages.set(key, { ...en, ...languages.get(key), ...messages });
  languageChanged();
}

export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function languageChanged(): void {
  for (const listener of [...listeners]) listener();
}

export interface Language {
  /** What the texts are in: for `lang` and `dir` around them. */
  tag: string;
  /** What dates and numbers are written in: the wanted language where the texts are in it too. */
  format: string;
  messages: Messages;
}

function locale(tag: string): Intl.Locale | undefined {
  try {
    // A script matters more than a region: sr-ME is written in Latin, sr in Cyrillic.
    return new Intl.Locale(tag).maximize();
  } catch {
    return undefined;
  }
}

const ALIASES: Record<string, string> = { no: 'nb', sh: 'sr-latn' };

/** The best language there is for a wanted one: the same tag, its script, its language, else English. */
export function findLanguage(wanted: string): Language {
  const tag = wanted.trim().replace(/_/g, '-') || 'en';
  const full = locale(tag);
  const candidates = [
    tag,
    `${full?.language}-${full?.script}`,
    full?.language,
    ALIASES[full?.language ?? ''],
  ];
  for (const candidate of candidates) {
    const messages = languages.get(String(candidate).toLowerCase());
    if (messages) return { tag: canonical(String(candidate)), format: canonical(tag), messages };
  }
  return { tag: 'en', format: 'en', messages: en };
}

const canonical = (tag: string): string => Intl.getCanonicalLocales(tag)[0] ?? 'en';

const RIGHT_TO_LEFT = /^(?:Arab|Hebr|Thaa|Syrc|Nkoo|Adlm|Rohg)$/;

export const directionOf = (tag: string): 'ltr' | 'rtl' =>
  RIGHT_TO_LEFT.test(locale(tag)?.script ?? '') ? 'rtl' : 'ltr';
