import { decodeEntities } from './text.js';

/**
 * An element of an XML document. `tag` carries a well-known prefix instead of the document's own: `dc:date`,
 * `media:content`, `content:encoded`; elements of RSS and Atom themselves, and those without a namespace, have none.
 */
export interface XmlElement {
  tag: string;
  attributes: Record<string, string>;
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
  [/search\.yahoo\.com\/mrss|\/mrss\//i, 'media:'],
  [/itunes\.com\/dtds/i, 'itunes:'],
  [/youtube\.com\/xml/i, 'yt:'],
];

const MAX_DEPTH = 120;
const MAX_EXPANSIONS = 20_000;
const ATTRIBUTE = /\s*([^\s=/>"'<]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/y;
const NAME = /[^\s/>]+/y;

/**
 * Reads XML as it is found rather than as it should be: bare ampersands, HTML entities, undeclared prefixes,
 * wrong nesting and a document that ends in the middle all give what can be read. Entities that a DOCTYPE declares
 * are replaced by their literal value only, never inside one another, and not without bound.
 */
export function parseXml(source: string): XmlElement {
  const root = element('#document', {}, undefined);
  const stack: XmlElement[] = [root];
  const names: string[] = [''];
  const scopes: Map<string, string>[] = [new Map()];
  const entities = new Map<string, string>();
  let expansions = 0;
  let at = 0;

  const text = (raw: string) => {
    if (entities.size && raw.includes('&') && (expansions += raw.split('&').length) > MAX_EXPANSIONS)
      return raw;
    return decodeEntities(raw, entities);
  };
  const push = (content: string) => {
    if (content) stack.at(-1)!.nodes.push(content);
  };
  const after = (mark: string, from: number) => {
    const end = source.indexOf(mark, from);
    return end < 0 ? source.length : end + mark.length;
  };
  const pop = () => {
    names.pop();
    scopes.pop();
    return stack.pop()!;
  };

  while (at < source.length) {
    const open = source.indexOf('<', at);
    if (open !== at) push(text(source.slice(at, open < 0 ? undefined : open)));
    if (open < 0) break;
    at = open;
    if (source.startsWith('<!--', at)) {
      at = after('-->', at + 4);
    } else if (source.startsWith('<![CDATA[', at)) {
      const end = source.indexOf(']]>', at);
      push(source.slice(at + 9, end < 0 ? undefined : end));
      at = end < 0 ? source.length : end + 3;
    } else if (source.startsWith('<?', at)) {
      at = after('?>', at);
    } else if (/^<!doctype/i.test(source.slice(at, at + 9))) {
      at = doctype(source, at, entities);
    } else if (source[at + 1] === '/') {
      NAME.lastIndex = at + 2;
      const name = NAME.exec(source)?.[0] ?? '';
      const depth = names.lastIndexOf(name);
      if (depth > 0) {
        while (stack.length > depth + 1) pop();
        pop().whole = true;
      }
      at = after('>', at);
    } else if (/[\p{L}_:]/u.test(source[at + 1] ?? '')) {
      NAME.lastIndex = at + 1;
      const name = NAME.exec(source)![0];
      const attributes: Record<string, string> = Object.create(null);
      ATTRIBUTE.lastIndex = NAME.lastIndex;
      let end = NAME.lastIndex;
      for (let match; (match = ATTRIBUTE.exec(source)); end = ATTRIBUTE.lastIndex) {
        attributes[match[1]!] ??= text(match[2] ?? match[3] ?? match[4] ?? '');
      }
      const close = source.indexOf('>', end);
      const empty = source[close - 1] === '/';
      at = close < 0 ? source.length : close + 1;
      const scope = new Map(scopes.at(-1));
      let declared = false;
      for (const key in attributes) {
        if (key === 'xmlns' || key.startsWith('xmlns:')) {
          scope.set(key.slice(6), attributes[key]!);
          declared = true;
        }
      }
      const node = element(tag(name, scope), attributes, stack.at(-1));
      if (close < 0) break;
      if (stack.length > MAX_DEPTH) continue;
      stack.at(-1)!.nodes.push(node);
      if (empty) {
        node.whole = true;
        continue;
      }
      stack.push(node);
      names.push(name);
      scopes.push(declared ? scope : scopes.at(-1)!);
    } else {
      push('<');
      at++;
    }
  }
  return root;
}

function element(
  name: string,
  attributes: Record<string, string>,
  parent: XmlElement | undefined,
): XmlElement {
  const base = attributes['xml:base'];
  return {
    tag: name,
    attributes,
    nodes: [],
    whole: false,
    lang: attributes['xml:lang'] ?? parent?.lang ?? '',
    base: base === undefined ? (parent?.base ?? '') : join(base, parent?.base ?? ''),
  };
}

function join(base: string, parent: string): string {
  try {
    const url = new URL(base, parent || undefined);
    return /^https?:$/.test(url.protocol) ? url.href : parent;
  } catch {
    return parent || base;
  }
}

function tag(name: string, scope: Map<string, string>): string {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  const uri = scope.get(prefix);
  if (uri === undefined) return name;
  const known = NAMESPACES.find(([pattern]) => pattern.test(uri));
  return (known ? known[1] : prefix && `${prefix}:`) + name.slice(colon + 1);
}

function doctype(source: string, at: number, entities: Map<string, string>): number {
  const bracket = source.indexOf('[', at);
  const close = source.indexOf('>', at);
  if (close < 0) return source.length;
  if (bracket < 0 || bracket > close) return close + 1;
  const end = source.indexOf(']', bracket);
  if (end < 0) return source.length;
  for (const match of source
    .slice(bracket, end)
    .matchAll(/<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g)) {
    const value = match[2] ?? match[3] ?? '';
    // An entity made of entities is how a few bytes become gigabytes.
    if (entities.size < 200 && value.length < 1000 && !/&\w/.test(value))
      entities.set(match[1]!, decodeEntities(value));
  }
  const after = source.indexOf('>', end);
  return after < 0 ? source.length : after + 1;
}

export const isElement = (node: XmlElement | string): node is XmlElement => typeof node !== 'string';

/** The child elements with one of the tags, in document order. */
export const children = (node: XmlElement, ...tags: string[]): XmlElement[] =>
  node.nodes.filter((child): child is XmlElement => isElement(child) && tags.includes(child.tag));

/** The first child with one of the tags that has text, else the first; tags in order of preference. */
export function child(node: XmlElement, ...tags: string[]): XmlElement | undefined {
  for (const name of tags) {
    const found = children(node, name);
    if (found.length) return found.find((each) => textOf(each).trim()) ?? found[0];
  }
  return undefined;
}

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

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** The markup inside an element, as HTML: prefixes gone, void elements without an end. */
export function innerHtml(node: XmlElement): string {
  return node.nodes
    .map((each) => {
      if (!isElement(each)) return escape(each);
      const name = each.tag.replace(/^.*:/, '');
      const attributes = Object.entries(each.attributes)
        .filter(([key]) => !key.includes(':') && key !== 'xmlns')
        .map(([key, value]) => ` ${key}="${escape(value).replace(/"/g, '&quot;')}"`)
        .join('');
      const start = `<${name}${attributes}>`;
      return /^(?:br|hr|img|wbr|col|source|track|input)$/.test(name)
        ? start
        : `${start}${innerHtml(each)}</${name}>`;
    })
    .join('');
}
