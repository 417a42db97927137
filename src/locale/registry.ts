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

const ALIASES: Record<string, string> = { no: 'nb', sh: 'sr-Latn' };

/** The best language there is for a wanted one: the same tag, its script, its language, else English. */
export function findLanguage(wanted: string): Language {
  const tag = canonical(wanted.trim().replace(/_/g, '-')) ?? 'en';
  const [language = ''] = tag.split('-');
  // A script matters more than a region: sr-ME is written in Latin, sr in Cyrillic. It matters to few languages, and
  // browsers take milliseconds to find it out.
  const isInScripts = [...languages.keys()].some((key) => key.startsWith(`${language}-`));
  const script = isInScripts && new Intl.Locale(tag).maximize().script;
  for (const candidate of [tag, `${language}-${script}`, language, ALIASES[language] ?? '']) {
    const messages = languages.get(candidate.toLowerCase());
    // To browsers, Portuguese without a country is that of Brazil; to us, that of the European Union.
    if (messages)
      return { tag: canonical(candidate) ?? 'en', format: tag === 'pt' ? 'pt-PT' : tag, messages };
  }
  return { tag: 'en', format: 'en', messages: en };
}

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** By the script that a tag names, else by language, and region where that decides. */
const RIGHT_TO_LEFT =
  /^(?!.*-(?:Latn|Cyrl|Deva|Guru|Hans))(?:(?:ar|ckb|dv|fa|he|iw|ks|nqo|ps|sd|syr|ug|ur|yi|(?:az|ku)-I[QR]|pa-PK|uz-AF)\b|.*-(?:Arab|Hebr|Thaa|Syrc|Nkoo|Adlm|Rohg)\b)/i;

export const directionOf = (tag: string): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.test(tag) ? 'rtl' : 'ltr');
