import { escapeHtml } from '../../../src/formats.js';

/** What is shorter is no secret, and stands in many a text. */
export const shortestSecret = 8;

/** A value without any of the secrets, however they are written in its texts. */
export function redacted<T>(value: T, secrets: readonly string[]): T {
  const written = [...new Set(secrets.flatMap(spellings))].sort((a, b) => b.length - a.length);
  if (written.length === 0) return value;
  const pattern = new RegExp(written.map(literal).join('|'), 'gi');
  return withTexts(value, (text) => text.replace(pattern, '')) as T;
}

/** As it is, in an address in three ways, and in markup. */
function spellings(secret: string): string[] {
  if (secret.length < shortestSecret) return [];
  const address = new URL('http://localhost');
  address.search = secret;
  const form = new URLSearchParams([['', secret]]).toString().slice(1);
  const written = [secret, encodeURIComponent(secret), form, address.search.slice(1)];
  return written.flatMap((text) => [text, escapeHtml(text)]);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => withTexts(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withTexts(each, change)]));
}
