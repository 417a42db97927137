import { type Steps, atOnce } from './steps.js';
import { decodeEntities, escapeHtml } from './text.js';

/**
 * An element of an XML document. `tag` carries a well-known prefix instead of the document's own: `dc:date`,
 * `media:content`, `content:encoded`; elements of RSS and Atom themselves, and those without a namespace, have none.
 */
export interface XmlElement {
  tag: string;
  attributes: Readonly<Record<string, string>>;
  nodes: (XmlElement | string)[];
  /** False where the document ended before the element did. */
  whole: boolean;
  /** `xml:lang` and `xml:base`, inherited. */
  lang: string;
  base: string;
}

// Matched anywhere in a namespace name: real documents vary in scheme, year and trailing slash.
const NAMESPACES: readonly (readonly [RegExp, string])[] = [
  [/w3\.org\/2005\/atom|purl\.org\/atom|purl\.org\/rss\/1\.0\/?$|netscape\.com\/rdf|^$/i, ''],
  [/backend\.userland|blogs\.law\.harvard|my\.netscape/i, ''],
  [/w3\.org\/1999\/xhtml/i, 'xhtml:'],
  [/1999\/02\/22-rdf/i, 'rdf:'],
  [/rss\/1\.0\/modules\/content/i, 'content:'],
  [/purl\.org\/dc\/elements/i, 'dc:'],
  [/purl\.org\/dc\/terms/i, 'dcterms:'],
  [/search\.yahoo\.com\/mrss|\/mrss\/|media-rss/i, 'media:'],
  [/itunes\.com\/dtds/i, 'itunes:'],
  [/youtube\.com\/xml/i, 'yt:'],
];
/** Prefix of what stands in a namespace that nobody knows and that is not the document's own. */
const FOREIGN = 'foreign:';

const MAX_DEPTH = 120;
const MAX_ELEMENTS = 300_000;
/** Pieces of a document that are read without asking whether there is still time. */
const STEP = 200;
/** Characters that a document's own entities may grow to, in all. */
const MAX_EXPANSION = 200_000;
/** Namespaces in force at once, and characters of a base address: beyond, somebody is trying to be slow. */
const MAX_SCOPE = 100;
const MAX_BASE = 2000;
/** What makes of a `<` the start of something, as in HTML. */
const MARKUP = /<(?=[a-z!?]|\/[a-z])/gi;
const ATTRIBUTE = /\s*([^\s=/>"'<]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/y;
const NAME = /[^\s/>]+/y;
const NONE: Readonly<Record<string, string>> = Object.freeze(Object.create(null) as Record<string, string>);

/** What a document's prefixes mean, in ours. */
type Scope = ReadonlyMap<string, string>;

function tag(name: string, scope: Scope): string {
  const colon = name.indexOf(':');
  const prefix = scope.get(colon < 0 ? '' : name.slice(0, colon));
  return prefix === undefined ? name : prefix + name.slice(colon + 1);
}

/**
 * Reads XML as it is found rather than as it should be: bare ampersands, HTML entities, undeclared prefixes,
 * wrong nesting and a document that ends in the middle all give what can be read. Entities that a DOCTYPE declares
 * are replaced by their literal value only, never inside one another, and not without bound.
 * @param address where the document came from: what a relative `xml:base` resolves against
 */
export const parseXml = (source: string, address?: string): XmlElement => atOnce(readXml(source, address));

/** {@link parseXml}, for documents that take a while. */
export function* readXml(source: string, address = ''): Steps<XmlElement> {
  const root: XmlElement = { tag: '', attributes: {}, nodes: [], whole: false, lang: '', base: address };
  const stack: XmlElement[] = [root];
  const names: string[] = [''];
  const scopes: Scope[] = [new Map<string, string>()];
  const own = new Map<string, string>();
  const home = new Set<string>();
  let left = MAX_EXPANSION;
  let elements = 0;
  let at = 0;

  const bounded = {
    get(name: string) {
      const value = own.get(name);
      return value !== undefined && (left -= value.length) >= 0 ? value : undefined;
    },
  };
  const text = (raw: string) => decodeEntities(raw, bounded);
  const push = (content: string) => {
    if (content) stack.at(-1)!.nodes.push(content);
  };
  const after = (mark: string, from: number) => {
    const end = source.indexOf(mark, from);
    return end < 0 ? source.length : end + mark.length;
  };
  /** Prefix for a namespace. What the document itself is in, known or not, needs none. */
  const prefixOf = (key: string, uri: string) => {
    if (!key && stack.length < 3) home.add(uri);
    const mine = key ? `${key}:` : home.has(uri) ? '' : FOREIGN;
    return NAMESPACES.find(([pattern]) => pattern.test(uri))?.[1] ?? mine;
  };

  for (let steps = 1; at < source.length && elements < MAX_ELEMENTS; steps++) {
    if (!(steps % STEP)) yield;
    MARKUP.lastIndex = at;
    const open = MARKUP.exec(source)?.index;
    if (open !== at) push(text(source.slice(at, open)));
    if (open === undefined) break;
    at = open;
    const next = source[at + 1];
    if (next === '!') {
      if (source.startsWith('<!--', at)) {
        at = after('-->', at + 4);
      } else if (source.startsWith('<![CDATA[', at)) {
        const end = source.indexOf(']]>', at);
        push(source.slice(at + 9, end < 0 ? undefined : end));
        at = end < 0 ? source.length : end + 3;
      } else if (/^<!doctype/i.test(source.slice(at, at + 9))) {
        at = doctype(source, at, own);
      } else {
        at = after('>', at);
      }
    } else if (next === '?') {
      at = after('?>', at);
    } else if (next === '/') {
      NAME.lastIndex = at + 2;
      const depth = names.lastIndexOf(NAME.exec(source)?.[0] ?? '');
      for (let i = depth > 0 ? stack.length - depth : 0; i > 0; i--) {
        stack.pop()!.whole = true;
        names.pop();
        scopes.pop();
      }
      at = after('>', at);
    } else {
      NAME.lastIndex = at + 1;
      const name = NAME.exec(source)![0];
      let attributes: Record<string, string> | undefined;
      let scope = scopes.at(-1)!;
      let end = (ATTRIBUTE.lastIndex = NAME.lastIndex);
      for (let match; (match = ATTRIBUTE.exec(source)); end = ATTRIBUTE.lastIndex) {
        const key = match[1]!;
        attributes ??= Object.create(null) as Record<string, string>;
        attributes[key] ??= text(match[2] ?? match[3] ?? match[4] ?? '');
        if (!/^xmlns(?::|$)/.test(key) || scope.size > MAX_SCOPE) continue;
        scope = new Map([...scope, [key.slice(6), prefixOf(key.slice(6), attributes[key])]]);
      }
      const close = source.indexOf('>', end);
      if (close < 0) break;
      at = close + 1;
      elements++;
      if (stack.length > MAX_DEPTH) continue;
      const parent = stack.at(-1)!;
      const base = attributes?.['xml:base'];
      const node: XmlElement = {
        tag: tag(name, scope),
        attributes: attributes ?? NONE,
        nodes: [],
        whole: source[close - 1] === '/',
        lang: attributes?.['xml:lang'] ?? parent.lang,
        base: base && base.length < MAX_BASE ? join(base, parent.base) : parent.base,
      };
      parent.nodes.push(node);
      if (node.whole) continue;
      stack.push(node);
      names.push(name);
      scopes.push(scope);
    }
  }
  return root;
}

function join(base: string, parent: string): string {
  try {
    const url = new URL(base, parent || undefined);
    return /^https?:$/.test(url.protocol) ? url.href : parent;
  } catch {
    return parent;
  }
}

/** Reads the entities of a document type declaration; the answer is where it ends. */
function doctype(source: string, at: number, entities: Map<string, string>): number {
  const bracket = source.indexOf('[', at);
  const close = source.indexOf('>', at);
  if (close < 0) return source.length;
  if (bracket < 0 || bracket > close) return close + 1;
  const closing = /\]\s*>/g;
  closing.lastIndex = bracket;
  const end = closing.exec(source)?.index ?? source.length;
  for (const [, name, double, single] of source
    .slice(bracket, Math.min(end, bracket + 50_000))
    .matchAll(/<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')/g)) {
    const value = decodeEntities(double ?? single ?? '');
    // An entity made of entities is how a few bytes become gigabytes.
    if (entities.size < 500 && value.length < 1000 && !/&\w+;/.test(value)) entities.set(name!, value);
  }
  return closing.lastIndex || source.length;
}

export const isElement = (node: XmlElement | string): node is XmlElement => typeof node !== 'string';

/** The child elements with one of the tags, in document order. */
export const children = (node: XmlElement, ...tags: string[]): XmlElement[] =>
  node.nodes.filter((child): child is XmlElement => isElement(child) && tags.includes(child.tag));

/** The first child with one of the tags that has text, else the first; tags in order of preference. */
export function child(node: XmlElement, ...tags: string[]): XmlElement | undefined {
  const found = tags.flatMap((name) => children(node, name));
  return found.find(hasText) ?? found[0];
}

const hasText = (node: XmlElement): boolean =>
  node.nodes.some((each) => (isElement(each) ? hasText(each) : /\S/.test(each)));

/** Every element below a node with the tag, in document order. */
export function descendants(node: XmlElement, name: string, found: XmlElement[] = []): XmlElement[] {
  for (const each of node.nodes) {
    if (!isElement(each)) continue;
    if (each.tag === name) found.push(each);
    descendants(each, name, found);
  }
  return found;
}

export const textOf = (node: XmlElement | undefined): string =>
  node ? node.nodes.map((each) => (isElement(each) ? textOf(each) : each)).join('') : '';

const VOID = new Set(['br', 'hr', 'img', 'wbr', 'col', 'source', 'track', 'input']);

/** The markup inside an element, as HTML: prefixes gone, void elements without an end, of what is no HTML the text. */
export function innerHtml(node: XmlElement): string {
  let html = '';
  for (const each of node.nodes) {
    if (!isElement(each)) {
      html += escapeHtml(each);
      continue;
    }
    const inner = innerHtml(each);
    const colon = each.tag.indexOf(':');
    const name = each.tag.slice(colon + 1);
    if (colon > 0 && !each.tag.startsWith('xhtml:')) {
      html += inner;
      continue;
    }
    html += `<${name}`;
    for (const key in each.attributes) {
      if (!key.includes(':') && key !== 'xmlns') html += ` ${key}="${escapeHtml(each.attributes[key]!)}"`;
    }
    html += VOID.has(name) ? `>${inner}` : `>${inner}</${name}>`;
  }
  return html;
}
