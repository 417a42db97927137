import type { Context } from 'hono';
import { weights } from '../http/accept.js';

export type Format = 'json' | 'xml';

const types: Record<Format, string> = {
  json: 'application/json; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
};

/** What the entries of a list are called in XML. */
const entryNames: Record<string, string> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
};

/** The ending of the address says it; without one, what the client would rather have. */
export function formatOf(c: Context): Format {
  const ending = /\.(json|xml)$/.exec(c.req.path)?.[1];
  if (ending) return ending as Format;
  const accept = weights(c.req.header('Accept'));
  const wants = (...names: string[]): number => Math.max(...names.map((name) => accept.get(name) ?? 0));
  return wants('text/xml', 'application/xml') > wants('application/json') && !wants('text/html')
    ? 'xml'
    : 'json';
}

export function contentType(format: Format): string {
  return types[format];
}

/** JSON by the Spark convention: the same names, a list where XML has a list, no root. */
export function inFormat(format: Format, root: string, value: object): string {
  if (format === 'json') return JSON.stringify(value);
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`;
}

function element(name: string, value: unknown): string {
  const content = contentOf(name, value);
  return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

function contentOf(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((entry) => element(entryNames[name] ?? 'item', entry)).join('');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([member, content]) => element(member, content))
      .join('');
  }
  return typeof value === 'string' ? escaped(value) : value == null ? '' : JSON.stringify(value);
}

/** Without what XML 1.0 can't hold, even escaped. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}
