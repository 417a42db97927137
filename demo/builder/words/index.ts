import { inCyrillic, inLatin } from '../../server/office/cyrillic.js';
import { ar } from './ar.js';
import { en } from './en.js';
import { srLatn } from './sr-latn.js';
import { sv } from './sv.js';
import type { Words } from './words.js';

/** By tag, with the language's own name. Serbian is written twice and kept once. */
export const languages: Record<string, readonly [name: string, words: Words]> = {
  en: ['English', en],
  sv: ['Svenska', sv],
  'sr-Latn': ['Srpski', inLatin(srLatn)],
  'sr-Cyrl': ['Српски', inCyrillic(srLatn)],
  ar: ['العربية', ar],
};

/** The first of the wanted languages that there is. */
export function languageFor(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const { language, script: written } = new Intl.Locale(tag).maximize();
    const found = [tag, `${language}-${written ?? ''}`, language].find((each) =>
      Object.hasOwn(languages, each),
    );
    if (found) return found;
  }
  return 'en';
}

export const wordsIn = (tag: string): Words => (languages[tag] ?? languages.en!)[1];
