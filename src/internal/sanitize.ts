import { safeLink, safeResource } from './safe-url.js';
import { plain } from './text.js';
import { policy } from './trusted-types.js';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Elements that are built again; what is in any other stays, without it. */
const KEPT = words(
  'p br hr b strong i em u s del ins mark small sub sup a ul ol li dl dt dd blockquote q cite code pre kbd samp var abbr time span bdi bdo ruby rt rp div figure figcaption table caption thead tbody tfoot tr th td',
);
/** Elements that go with everything in them. */
const DROPPED = words(
  'script style template iframe object embed applet noscript noembed noframes title textarea select button input video audio canvas svg math map',
);
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
 * The one sanitizer: parses markup into a document that runs and requests nothing, and builds what is allowed in it
 * anew. Nothing of the parsed tree is used and nothing is ever written out as text and parsed again, which is what
 * makes sanitizers fail. Headings become paragraphs (the page's outline is not a post's to change), links without a
 * safe address become text, pictures are handed back. Why not a library: docs/decisions/0003-sanitizer.md.
 * @param base what relative addresses resolve against
 */
export function sanitizeHtml(html: string, base?: string): SafeHtml {
  const markup = disarm(html);
  const parsed = new DOMParser().parseFromString(
    (policy()?.createHTML(markup) ?? markup) as string,
    'text/html',
  );
  const images: InlineImage[] = [];
  const result = document.createDocumentFragment();
  build(parsed.body, result, base, images, 0);
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

function build(from: Node, to: Node, base: string | undefined, images: InlineImage[], depth: number): void {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE)
      to.appendChild(document.createTextNode(unmark(node.nodeValue ?? '')));
    if (node.nodeType !== Node.ELEMENT_NODE || depth > MAX_DEPTH) continue;
    const element = node as Element;
    const name = element.localName;
    // Mastodon shortens addresses, and repeats quotes, with classes of its own style sheet.
    if (DROPPED.has(unmark(name)) || element.matches('.invisible, .quote-inline')) continue;
    if (name === 'img') keepImage(element, base, images);
    const made = make(element, base);
    build(element, made?.inner ?? to, base, images, depth + 1);
    if (!made) continue;
    if (element.classList.contains('ellipsis')) made.inner.append('…');
    if (made.inner.firstChild || EMPTY.test(name)) to.appendChild(made.outer);
  }
}

function make(element: Element, base: string | undefined): { outer: Element; inner: Element } | undefined {
  const name = element.localName;
  if (/^h[1-6]$/.test(name)) {
    const outer = document.createElement('p');
    const inner = document.createElement('strong');
    outer.append(inner);
    return { outer, inner };
  }
  // Foreign elements of an allowed name are none of HTML.
  if (!KEPT.has(name) || element.namespaceURI !== document.documentElement.namespaceURI) return undefined;
  const made = document.createElement(name);
  for (const attribute of ATTRIBUTES) {
    const value = element.getAttribute(attribute);
    if (value !== null && (attribute !== 'dir' || /^(?:ltr|rtl|auto)$/i.test(value)))
      made.setAttribute(attribute, unmark(value));
  }
  const url = name === 'a' ? safeLink(unmark(element.getAttribute('href') ?? ''), base) : undefined;
  if (url) {
    made.setAttribute('href', url);
    made.setAttribute('rel', 'noopener nofollow ugc');
  }
  return { outer: made, inner: made };
}

function keepImage(element: Element, base: string | undefined, images: InlineImage[]): void {
  const url = safeResource(unmark(element.getAttribute('src') ?? ''), base);
  // One pixel is not a picture, it is a counter.
  const isCounter = ['width', 'height'].some((side) => parseInt(element.getAttribute(side) ?? '') <= 2);
  if (url && !isCounter) images.push({ url, alt: plain(unmark(element.getAttribute('alt') ?? '')) });
}
