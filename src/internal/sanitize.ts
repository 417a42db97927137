import DOMPurify, { type Config } from 'dompurify';
import { safeLink, safeResource } from './safe-url.js';
import { plain } from './text.js';
import { dataPolicy } from './trusted-types.js';

const TAGS =
  'p br hr b strong i em u s del ins mark small sub sup a ul ol li dl dt dd blockquote q cite code pre kbd samp var abbr time span bdi bdo ruby rt rp div section article header footer figure figcaption h1 h2 h3 h4 h5 h6 img table caption thead tbody tfoot tr th td';
const ATTRIBUTES = 'href lang dir datetime colspan rowspan start reversed alt src width height class';

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

let config: Config | undefined;

function options(): Config {
  return (config ??= {
    ALLOWED_TAGS: TAGS.split(' '),
    ALLOWED_ATTR: ATTRIBUTES.split(' '),
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    // Addresses pass our own gate below, which knows the base.
    ALLOWED_URI_REGEXP: /^(?!\s*(?:javascript|data|vbscript|blob|file):)/i,
    RETURN_DOM_FRAGMENT: true,
    ...(dataPolicy() && {
      TRUSTED_TYPES_POLICY: dataPolicy() as NonNullable<Config['TRUSTED_TYPES_POLICY']>,
    }),
  });
}

/**
 * The one sanitizer. Gives nodes that run nothing and request nothing; headings become paragraphs (the page's
 * outline is not a post's to change), links without a safe address become text, pictures are handed back.
 * @param base what relative addresses resolve against
 */
export function sanitizeHtml(html: string, base?: string): SafeHtml {
  if (!DOMPurify.isSupported) return { nodes: [], images: [] };
  const fragment = DOMPurify.sanitize(disarm(html), options()) as unknown as DocumentFragment;
  const images: InlineImage[] = [];
  for (const element of fragment.querySelectorAll('*')) tidy(element, base, images);
  for (const element of fragment.querySelectorAll('p,div,span,figure,a,section')) {
    if (!element.firstChild) element.remove();
  }
  return { nodes: [...document.importNode(fragment, true).childNodes], images };
}

/**
 * Browsers report `style=` and `onclick=` to the page's policy while they parse, even in a document that is never
 * shown. So these are renamed in the text first. This is about reports, not about safety: what comes out is
 * parsed and sanitized all the same.
 */
function disarm(html: string): string {
  return html.replace(/<[a-z][^>]*>/gi, (tag) =>
    tag.replace(/([\s"'/])(on\w+|style|srcdoc)(?=\s*=)/gi, '$1x-$2'),
  );
}

function tidy(element: Element, base: string | undefined, images: InlineImage[]): void {
  const name = element.localName;
  if (name === 'img') {
    const url = safeResource(element.getAttribute('src'), base);
    const size = [element.getAttribute('width'), element.getAttribute('height')];
    // One pixel is not a picture, it is a counter.
    if (url && !size.some((value) => value !== null && parseInt(value) <= 2)) {
      images.push({ url, alt: plain(element.getAttribute('alt') ?? '') });
    }
    element.remove();
    return;
  }
  // Mastodon shortens addresses with classes of its own style sheet.
  const classes = element.classList;
  if (classes.contains('invisible') || classes.contains('quote-inline')) {
    element.remove();
    return;
  }
  if (classes.contains('ellipsis')) element.append('…');
  const href = element.getAttribute('href');
  if (href !== null) {
    const url = name === 'a' ? safeLink(href, base) : undefined;
    if (url) {
      element.setAttribute('href', url);
      element.setAttribute('rel', 'noopener nofollow ugc');
    } else element.removeAttribute('href');
  }
  for (const attribute of ['class', 'src', 'alt', 'width', 'height']) element.removeAttribute(attribute);
  if (!/^(?:ltr|rtl|auto)$/.test(element.getAttribute('dir') ?? 'auto')) element.removeAttribute('dir');
  if (/^h\d$/.test(name)) {
    const paragraph = element.ownerDocument.createElement('p');
    const strong = element.ownerDocument.createElement('strong');
    strong.append(...element.childNodes);
    paragraph.append(strong);
    element.replaceWith(paragraph);
  }
}
