import { decodeEntities, escapeHtml } from '../../src/formats.js';
import { type Configuration, addressesOf, foreignOrigins } from './configuration.js';

/** The built files that a page gets, and where from. */
export interface Files {
  /** Folder of the built files, ending in a slash. */
  base: string;
  /** SRI hashes by file name. */
  integrity: Record<string, string>;
}

/** A browser would make a space of a line break in some places and none in others. */
const attribute = (value: string): string =>
  escapeHtml(value).replace(/[\t\n\r\f]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** Editors make typographic marks of apostrophes and stars, and end addresses at brackets. */
const encoded = (value: string): string =>
  encodeURIComponent(value).replace(
    /[!'()*~]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** For the link dialog of an editor: the page's address, with everything the widget needs in its fragment. */
export function linkAddress({ widget, attributes, page }: Configuration): string {
  const options = Object.entries(attributes).map(([name, value]) => `${name}=${encoded(value)}`);
  return `${page.split('#')[0] ?? ''}#${widget}${options.length ? `?${options.join('&')}` : ''}`;
}

const fallback = ({ page, text }: Configuration): string =>
  page || text ? `<a href="${attribute(page)}">${escapeHtml(text)}</a>` : '';

/** A link, for every page that may hold one. */
export const linkSnippet = (configuration: Configuration): string =>
  `<a href="${attribute(linkAddress(configuration))}">${escapeHtml(configuration.text)}</a>`;

/** A div with data attributes, for HTML blocks. */
export function htmlSnippet(configuration: Configuration): string {
  const data = Object.entries(configuration.attributes).map(
    ([name, value]) => ` data-${name}="${attribute(value)}"`,
  );
  return `<div class="${configuration.widget}"${data.join('')}>${fallback(configuration)}</div>`;
}

/** The element itself, for templates. */
export function tagSnippet(configuration: Configuration): string {
  const { widget, attributes } = configuration;
  const all = Object.entries(attributes).map(
    ([name, value]) => ` ${name}${value ? `="${attribute(value)}"` : ''}`,
  );
  return `<${widget}${all.join('')}>${fallback(configuration)}</${widget}>`;
}

/** Polls and forms send; the others only read. */
const sends = (widget: string): boolean => /poll|feedback/.test(widget);

function scriptOf(configuration: Configuration, { base, integrity }: Files): string {
  const own = `civic-widgets.${configuration.attributes.lang ?? ''}.js`;
  const name = own in integrity ? own : 'civic-widgets.js';
  const hash = integrity[name];
  const checked = hash ? ` integrity="${hash}" crossorigin="anonymous"` : '';
  return `<script defer src="${attribute(base + name)}"${checked}></script>`;
}

/** Once in the template of the site whose pages are at `home`, or of any site where that is not known. */
export function headSnippet(configuration: Configuration, files: Files, home?: string): string {
  const foreign = foreignOrigins(configuration, home);
  const name = sends(configuration.widget) ? 'civic-allow' : 'civic-allow-read';
  return [
    ...(foreign.length ? [`<meta name="${name}" content="${attribute(foreign.join(' '))}">`] : []),
    `<link rel="stylesheet" href="${attribute(`${files.base}civic-widgets.css`)}">`,
    scriptOf(configuration, files),
  ].join('\n');
}

/** In the head of this one page: the data comes while the script does. */
export function preloadSnippet(configuration: Configuration, home?: string): string {
  const [address = ''] = addressesOf(configuration);
  // Which language it will be is known only to the widget, and a profile's page is not what is read.
  if (!address || address.includes('{lang}') || address.startsWith('#') || !URL.canParse(address, home))
    return '';
  if (/^\/(?:@|profile\/)/.test(new URL(address, home).pathname)) return '';
  return `<link rel="preload" as="fetch" crossorigin="anonymous" href="${attribute(address)}">`;
}

/** What a Content-Security-Policy has to have for this, and nothing else. */
export function policyLine(configuration: Configuration, { base }: Files, home?: string): string {
  const { origin } = new URL(base, home);
  const host = home && origin === new URL(home).origin ? '' : ` ${origin}`;
  const foreign = foreignOrigins(configuration, home)
    .map((each) => ` ${each}`)
    .join('');
  return [
    `script-src 'self'${host}`,
    `style-src 'self'${host}`,
    `connect-src 'self'${foreign}`,
    `img-src 'self'${foreign}`,
    `media-src 'self'${foreign}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html dompurify',
  ].join('; ');
}

type Attributes = Map<string, string>;

/** A tag's attributes as a browser reads them: the first of a name counts. */
function attributesOf(text: string): Attributes {
  const found: Attributes = new Map();
  const pattern = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
  for (const [, name = '', double, single, bare] of text.matchAll(pattern)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, decodeEntities(double ?? single ?? bare ?? ''));
  }
  return found;
}

const TAG = /<([a-z][\w-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*\/?>/gi;
const plainText = (html: string): string => decodeEntities(html.replace(/<[^>]*>/g, '')).trim();

/** The first link from `start` on, as a page's address and a text. */
function linkIn(html: string, start: number, end: number): Pick<Configuration, 'page' | 'text'> {
  for (const match of html.slice(start, end).matchAll(TAG)) {
    if (match[1]?.toLowerCase() !== 'a') continue;
    const from = start + match.index + match[0].length;
    const close = html.slice(from, end).search(/<\/a\s*>/i);
    return {
      page: attributesOf(match[2] ?? '').get('href') ?? '',
      text: plainText(html.slice(from, close < 0 ? end : from + close)),
    };
  }
  return { page: '', text: '' };
}

type Known = ReadonlyMap<string, readonly string[]>;

const only = (
  options: Iterable<readonly [string, string]>,
  names: readonly string[],
): Record<string, string> => Object.fromEntries([...options].filter(([name]) => names.includes(name)));

function fromAddress(address: string, text: string, known: Known): Configuration | undefined {
  const [page = '', fragment = ''] = address.split(/#(.*)/s);
  const [widget = '', query = ''] = fragment.split(/\?(.*)/s);
  const names = known.get(widget);
  return names && { widget, attributes: only(new URLSearchParams(query), names), page, text };
}

/**
 * The configuration of a snippet in any of its forms, also with other markup around it, or of a link's address.
 * @param known attributes by element
 */
export function parseSnippet(snippet: string, known: Known): Configuration | undefined {
  for (const match of snippet.matchAll(TAG)) {
    const [whole, name = '', rest = ''] = match;
    const tag = name.toLowerCase();
    const attributes = attributesOf(rest);
    const start = match.index + whole.length;
    const inside = (): Pick<Configuration, 'page' | 'text'> => {
      const close = snippet.slice(start).search(new RegExp(`</${tag}\\s*>`, 'i'));
      return linkIn(snippet, start, close < 0 ? snippet.length : start + close);
    };
    if (known.has(tag)) {
      return { widget: tag, attributes: only(attributes, known.get(tag)!), ...inside() };
    }
    if (tag === 'div') {
      const widget = (attributes.get('class') ?? '').split(/\s+/).find((each) => known.has(each));
      if (!widget) continue;
      const data = [...attributes].map(
        ([key, value]) => [key.replace(/^data-/, key.startsWith('data-') ? '' : ' '), value] as const,
      );
      return { widget, attributes: only(data, known.get(widget)!), ...inside() };
    }
    if (tag === 'a') {
      const end = snippet.slice(start).search(/<\/a\s*>/i);
      const text = plainText(snippet.slice(start, end < 0 ? undefined : start + end));
      const found = fromAddress(attributes.get('href') ?? '', text, known);
      if (found) return found;
    }
  }
  return fromAddress(decodeEntities(snippet.trim()), '', known);
}
