import type { Context } from 'hono';
import { spokenLanguages, type Language } from '../messages.js';

/** True where a person's browser waits for a page; a widget's `*\/*` and `curl` get JSON. */
export function prefersHtml(c: Context): boolean {
  const accept = weights(c.req.header('Accept'));
  return weight(accept, 'text', 'html') > weight(accept, 'application', 'json');
}

/** True for a program that asks for data by name. */
export function prefersJson(c: Context): boolean {
  const accept = weights(c.req.header('Accept'));
  return weight(accept, 'application', 'json') > weight(accept, 'text', 'html');
}

/** Of the languages that the server speaks; Swedish when nobody asks for another one more. */
export function languageOf(c: Context): Language {
  const accept = weights(c.req.header('Accept-Language'));
  const asked = spokenLanguages.map((language) => [language, spoken(accept, language)] as const);
  return asked.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** The language of a page around content in `language`, which is a BCP 47 tag. */
export function pageLanguage(language: string | null | undefined): Language {
  return spokenLanguages.find((spoken) => isSpoken(language?.toLowerCase() ?? '', spoken)) ?? 'sv';
}

/** The best of the content codings that are on offer. */
export function acceptsEncoding(c: Context, encoding: string): boolean {
  return (weights(c.req.header('Accept-Encoding')).get(encoding) ?? 0) > 0;
}

export function weights(header: string | undefined): Map<string, number> {
  const result = new Map<string, number>();
  for (const part of (header ?? '').slice(0, 1000).split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    if (!name) continue;
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    const value = q === undefined ? 1 : Number(q.slice(2));
    result.set(name, Math.max(result.get(name) ?? 0, Number.isFinite(value) ? value : 0));
  }
  return result;
}

function weight(accept: Map<string, number>, type: string, subtype: string): number {
  return accept.get(`${type}/${subtype}`) ?? accept.get(`${type}/*`) ?? accept.get('*/*') ?? 0;
}

function spoken(accept: Map<string, number>, language: Language): number {
  const matching = [...accept].filter(([tag]) => isSpoken(tag, language));
  return Math.max(0, ...matching.map(([, q]) => q));
}

/** Serbian without a script is Cyrillic, as the state writes it; in Montenegro, and where it says so, Latin. */
function isSpoken(tag: string, language: Language): boolean {
  const [base, ...parts] = tag.split('-');
  if (!language.startsWith('sr-')) return base === language;
  if (base !== 'sr') return false;
  const isLatin = parts.includes('latn') || (parts.includes('me') && !parts.includes('cyrl'));
  return isLatin === (language === 'sr-Latn');
}
