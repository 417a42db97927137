import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { weights } from '../http/accept.js';
import { inCyrillic, inLatin } from './cyrillic.js';

export const officeLanguages = ['en', 'sv', 'sr-Latn', 'sr-Cyrl', 'ar'] as const;
export type OfficeLanguage = (typeof officeLanguages)[number];

/** Each language by its own name. */
export const languageNames: Record<OfficeLanguage, string> = {
  en: 'English',
  sv: 'Svenska',
  'sr-Latn': 'Srpski',
  'sr-Cyrl': 'Српски',
  ar: 'العربية',
};

export const languageCookie = 'civic-office-language';

/** Texts by name, in any depth. `{name}` stands for something that `filled` puts in. */
export interface Words {
  readonly [key: string]: string | Words;
}

/** As `const` words, with any text in place of each. */
type Shape<Table> = { readonly [Key in keyof Table]: Table[Key] extends string ? string : Shape<Table[Key]> };

/**
 * The words of a part of the office: English is the shape. Cyrillic Serbian is made from the Latin one, letter by
 * letter; `{names}`, words in capitals, such as CSV, and what stands between backticks there stay as they are.
 */
export function words<const English extends Words>(
  en: English,
  others: Record<'sv' | 'sr-Latn' | 'ar', Shape<English>>,
): (language: OfficeLanguage) => Shape<English> {
  const serbian = others['sr-Latn'] as unknown as Words;
  const tables: Record<OfficeLanguage, Shape<English>> = {
    en: en as unknown as Shape<English>,
    ...others,
    'sr-Latn': inLatin(serbian) as unknown as Shape<English>,
    'sr-Cyrl': inCyrillic(serbian) as unknown as Shape<English>,
  };
  return (language) => tables[language];
}

/** `filled('Page {n}', { n: 2 })` */
export function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}

/** The language that somebody chose here, else the one that their browser asks for, else English. */
export function officeLanguageOf(c: Context): OfficeLanguage {
  const chosen = readLanguage(getCookie(c, languageCookie));
  if (chosen) return chosen;
  const asked = [...weights(c.req.header('Accept-Language'))].sort(([, a], [, b]) => b - a);
  for (const [tag, weight] of asked) {
    const spoken = weight > 0 ? spokenFor(tag) : undefined;
    if (spoken) return spoken;
  }
  return 'en';
}

export function readLanguage(tag: string | undefined): OfficeLanguage | undefined {
  return officeLanguages.find((language) => language === tag);
}

export function directionOf(language: OfficeLanguage): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** Serbian without a script is Cyrillic in most browsers' settings; the neighbours' languages are read in Latin. */
function spokenFor(tag: string): OfficeLanguage | undefined {
  if (/^sr(-cyrl)?(-[a-z]{2})?$/.test(tag)) return 'sr-Cyrl';
  if (/^(sr|bs|hr|sh|cnr)\b/.test(tag)) return 'sr-Latn';
  return readLanguage(tag.split('-')[0]);
}
