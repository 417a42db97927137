import { safeLink, safeResource } from './safe-url.js';
import { plain } from './text.js';
import { policy } from './trusted-types.js';

/** Elements that are built again; what is in any other stays, without it. */
const KEPT =
  /^(?:p|br|hr|b|strong|i|em|u|s|del|ins|mark|small|sub|sup|a|ul|ol|li|dl|dt|dd|blockquote|q|cite|code|pre|kbd|samp|var|abbr|time|span|bdi|bdo|ruby|rt|rp|div|figure|figcaption|table|caption|thead|tbody|tfoot|tr|th|td)$/;
/** Elements that go with everything in them. */
const DROPPED =
  /^(?:script|style|template|iframe|object|embed|applet|noscript|noembed|noframes|title|textarea|select|button|input|video|audio|canvas|svg|math|map)$/;
const ATTRIBUTES = ['lang', 'dir', 'datetime', 'colspan', 'rowspan', 'start', 'reversed'];
const EMPTY = /^(?:br|hr|td|th)$/;
const MAX_DEPTH = 100;

/** A picture that stood in the markup: taken out, so that the media gate decides whether it is requested. */
export interface InlineImage {
  url: string;
  alt: string;
}

export interface SafeHtml {
  /** For Lit to render. Nodes, not a fragment, so that a later render can put the same ones back. */
  nodes: readonly ChildNode[];
  images: readonly InlineImage[];
}

/**
 * The one sanitizer: parses markup into a template, which runs and requests nothing, and builds what is allowed in it
 * anew. Nothing of the parsed tree is used and nothing is ever written out as text and parsed again, which is what
 * makes sanitizers fail. Headings become paragraphs (the page's outline is not a post's to change), links without a
 * safe address become text, pictures are handed back. Why not a library: docs/decisions/0003-sanitizer.md.
 * @param base what relative addresses resolve against
 */
export function sanitizeHtml(html: string, base?: string): SafeHtml {
  const markup = disarm(html);
  const { content } = Object.assign(document.createElement('template'), {
    innerHTML: (policy()?.createHTML(markup) ?? markup) as string,
  });
  const images: InlineImage[] = [];
  const result = document.createElement('div');
  build(content, result, base, images, 0);
  return { nodes: [...result.childNodes], images };
}

/** A noncharacter, which no text has. */
const MARK = '\ufdd0';
const unmark = (text: string): string => text.replaceAll(MARK, '');

/**
 * Browsers report `style=`, `onclick=` and `<style>` to the page's policy while they parse, even in a document that is
 * never shown. So a mark goes into their names in the text, and out again of everything that is kept. This is about
 * reports, not about safety: what comes out is parsed and built anew all the same.
 */
function disarm(html: string): string {
  return html.replace(/\b(?:on(?=[a-z])|st(?=yle\b)|src(?=doc\b))/gi, `$&${MARK}`);
}

const read = (element: Element, attribute: string): string => unmark(element.getAttribute(attribute) ?? '');

function build(
  from: Node,
  to: Element,
  base: string | undefined,
  images: InlineImage[],
  depth: number,
): void {
  for (const node of from.childNodes) {
    if (node instanceof Text) to.append(unmark(node.data));
    if (!(node instanceof Element) || depth > MAX_DEPTH) continue;
    const name = node.localName;
    // Mastodon shortens addresses, and repeats quotes, with classes of its own style sheet.
    if (DROPPED.test(unmark(name)) || node.matches('.invisible, .quote-inline')) continue;
    if (name === 'img') keepImage(node, base, images);
    const made = make(node, base);
    build(node, made ?? to, base, images, depth + 1);
    if (!made) continue;
    if (node.classList.contains('ellipsis')) made.append('…');
    if (!made.firstChild && !EMPTY.test(name)) continue;
    if (/^h[1-6]$/.test(name)) to.appendChild(document.createElement('p')).append(made);
    else to.append(made);
  }
}

/** The element anew, with what it may have; `strong` of a heading. */
function make(element: Element, base: string | undefined): Element | undefined {
  const name = element.localName;
  if (/^h[1-6]$/.test(name)) return document.createElement('strong');
  // Foreign elements of an allowed name are none of HTML.
  if (!KEPT.test(name) || !(element instanceof HTMLElement)) return undefined;
  const made = document.createElement(name);
  for (const attribute of ATTRIBUTES) {
    const value = read(element, attribute);
    if (!element.hasAttribute(attribute) || (attribute === 'dir' && !/^(?:ltr|rtl|auto)$/i.test(value)))
      continue;
    made.setAttribute(attribute, value);
  }
  const url = name === 'a' && safeLink(read(element, 'href'), base);
  if (url) {
    made.setAttribute('href', url);
    made.setAttribute('rel', 'noopener nofollow ugc');
  }
  return made;
}

function keepImage(element: Element, base: string | undefined, images: InlineImage[]): void {
  const url = safeResource(read(element, 'src'), base);
  // One pixel is not a picture, it is a counter.
  const isCounter = ['width', 'height'].some((side) => parseInt(read(element, side)) <= 2);
  if (url && !isCounter) images.push({ url, alt: plain(read(element, 'alt')) });
}
