import { decodeEntities, escapeHtml, safeLink, safeResource } from '../../../src/formats.js';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Elements that stay, those that the widget shows; of the others only the content does. */
const kept = words(
  'p br hr b strong i em u s del ins mark small sub sup a ul ol li dl dt dd blockquote q cite code pre kbd samp var abbr time span bdi bdo ruby rt rp div figure figcaption table caption thead tbody tfoot tr th td h1 h2 h3 h4 h5 h6',
);
/** Elements whose content is text for browsers, up to their end or that of everything. */
const textual = words('script style iframe noscript noembed noframes xmp plaintext title textarea');
/** Other elements that go with everything in them. */
const dropped = words('template object applet select button video audio canvas svg math map');
const empty = words('br hr');
const attributes = words('lang dir class datetime colspan rowspan start reversed');

const markupStart = /<(?=[a-z!?/])/gi;
const tagName = /[^\s/>]+/y;
const attribute = /[\s/]*([^\s=/>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/y;

/** What stands where a picture was; nothing takes it away. */
export type Picture = (url: string, alt: string) => string | undefined;

/**
 * Markup of a stranger as markup that makes a browser ask nobody: tags are written anew from a list, pictures are what
 * `picture` makes of them, and addresses are absolute. What becomes of it on a page is still for the page to sanitize.
 */
export function cleanHtml(html: string, base: string | undefined, picture: Picture): string {
  let result = '';
  let at = 0;
  // Whose end was looked for and not found: looking again each time would take forever.
  const endless = new Set<string>();
  while (at < html.length) {
    markupStart.lastIndex = at;
    const start = markupStart.exec(html)?.index ?? html.length;
    result += html.slice(at, start).replaceAll('<', '&lt;');
    if (start === html.length) break;
    const tag = readTag(html, start);
    at = tag.end;
    if (tag.name === undefined) continue;
    if (!tag.isEnd && (textual.has(tag.name) || dropped.has(tag.name))) {
      const end = endless.has(tag.name) ? undefined : contentEnd(html, at, tag.name);
      if (end === undefined) endless.add(tag.name);
      at = end ?? (textual.has(tag.name) ? html.length : at);
    } else if (tag.isEnd) result += kept.has(tag.name) && !empty.has(tag.name) ? `</${tag.name}>` : '';
    else if (tag.name === 'img') result += image(tag.attributes, base, picture);
    else if (kept.has(tag.name)) result += opening(tag.name, tag.attributes, base);
  }
  return result;
}

interface Tag {
  /** In small letters; nothing for comments and the like. */
  name?: string;
  isEnd: boolean;
  /** As written, with character references. */
  attributes: Map<string, string>;
  /** Where what follows begins. */
  end: number;
}

function readTag(html: string, start: number): Tag {
  const none = (mark: string, from: number): Tag => ({
    isEnd: false,
    attributes: new Map(),
    end: after(html, mark, from),
  });
  if (html.startsWith('<!--', start)) return none('-->', start + 2);
  const isEnd = html[start + 1] === '/';
  tagName.lastIndex = start + (isEnd ? 2 : 1);
  const name = tagName.exec(html)?.[0].toLowerCase();
  if (!name || !/^[a-z]/.test(name)) return none('>', start);
  const found = new Map<string, string>();
  let end = (attribute.lastIndex = tagName.lastIndex);
  for (let match; (match = attribute.exec(html)); end = attribute.lastIndex) {
    const key = match[1]!.toLowerCase();
    if (!found.has(key)) found.set(key, match[2] ?? match[3] ?? match[4] ?? '');
  }
  // One that never ends is none, as in browsers.
  if (!html.includes('>', end)) return none('>', end);
  return { name, isEnd, attributes: found, end: after(html, '>', end) };
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found === -1 ? html.length : found + mark.length;
}

function contentEnd(html: string, from: number, name: string): number | undefined {
  const end = new RegExp(`</${name}(?![^\\s/>])`, 'gi');
  end.lastIndex = from;
  const found = end.exec(html);
  return found ? after(html, '>', found.index) : undefined;
}

function opening(name: string, written: ReadonlyMap<string, string>, base: string | undefined): string {
  const own = [...written]
    .filter(([key]) => attributes.has(key))
    .map(([key, value]) => ` ${key}="${quoted(value)}"`);
  const href = name === 'a' ? safeLink(decodeEntities(written.get('href') ?? ''), base) : undefined;
  return `<${name}${own.join('')}${href === undefined ? '' : ` href="${escapeHtml(href)}"`}>`;
}

function image(written: ReadonlyMap<string, string>, base: string | undefined, picture: Picture): string {
  const sizes = ['width', 'height'].map((side) => Number.parseInt(written.get(side) ?? '', 10));
  const url = safeResource(decodeEntities(written.get('src') ?? ''), base);
  // One pixel is not a picture, it is a counter.
  if (url === undefined || sizes.some((size) => size <= 2)) return '';
  const alt = written.get('alt') ?? '';
  const src = picture(url, decodeEntities(alt));
  if (src === undefined) return '';
  const size = ['width', 'height'].map((side, index) =>
    sizes[index]! > 0 ? ` ${side}="${sizes[index]}"` : '',
  );
  return `<img src="${escapeHtml(src)}" alt="${quoted(alt)}"${size.join('')}>`;
}

/** A written value between quotation marks: its character references stay what they are. */
function quoted(value: string): string {
  return value.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
