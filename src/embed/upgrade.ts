import { onConfigChange, pageConfig } from '../config/page-config.js';
import { originOf } from '../internal/safe-url.js';
import { warnRefused } from '../internal/warn.js';

type Root = Document | DocumentFragment | Element;

const NAMES = ['feed', 'service-card', 'service-list', 'feedback', 'poll'].map((name) => `civic-${name}`);
const LINKS = NAMES.map((name) => `a[href*="#${name}"]`).join();
const DIVS = NAMES.map((name) => `div.${name}`).join();
const WIDGETS = NAMES.join();
const EDITABLE = '[contenteditable]:not([contenteditable="false" i])';
/** Attributes that hold addresses of data, and which way the data goes. */
const ADDRESSES = { src: 'mayRead', action: 'maySend' } as const;

/** `#civic-poll?src=…` of a link, or undefined where there is none or it names no widget. */
export function readFragment(href: string): { name: string; options: URLSearchParams } | undefined {
  const [name = '', query = ''] = href.slice(href.indexOf('#') + 1).split(/\?(.*)/s);
  return NAMES.includes(name) ? { name, options: new URLSearchParams(query) } : undefined;
}

function readDiv(div: HTMLElement): ReturnType<typeof readFragment> {
  const name = NAMES.find((each) => div.classList.contains(each));
  const data = [...div.attributes].filter((attribute) => attribute.name.startsWith('data-'));
  const options = new URLSearchParams(data.map((attribute) => [attribute.name.slice(5), attribute.value]));
  return name ? { name, options } : undefined;
}

/** Only what the element has: a link must not set `class`, `onclick` or anything else that it does not know. */
function create(name: string, options: URLSearchParams, from: Element): HTMLElement | undefined {
  const known = (customElements.get(name) as { observedAttributes?: string[] } | undefined)
    ?.observedAttributes;
  if (!known) return undefined;
  const widget = document.createElement(name);
  const own = from.getAttribute('lang');
  if (own) widget.setAttribute('lang', own);
  for (const [key, value] of options) {
    if (key === 'lang' || known.includes(key)) widget.setAttribute(key, value);
  }
  return widget;
}

/** Whether any address that the widget would use is one that this page allows. */
function isAllowed(widget: HTMLElement): boolean {
  const config = pageConfig();
  for (const [attribute, rule] of Object.entries(ADDRESSES)) {
    const urls = (widget.getAttribute(attribute) ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .map((address) => config.resolve(address, widget.lang) ?? '');
    const refused = urls.filter((url) => !config[rule](url));
    if (refused.length && refused.length === urls.length) {
      for (const url of refused) warnRefused(originOf(url) || url);
      return false;
    }
  }
  return true;
}

function isOffLimits(element: Element): boolean {
  return (
    !element.isConnected ||
    !!element.parentElement?.closest(`${WIDGETS},${EDITABLE}`) ||
    document.designMode === 'on'
  );
}

const isBlank = (node: Node): boolean =>
  !node.textContent?.trim() &&
  !(node as Element).querySelector?.('img,svg,video,audio,iframe,input,button,object,canvas');

/** Takes the element's place, outside a paragraph: what stood before and after it in there stays, as paragraphs. */
function place(widget: HTMLElement, link: Element): void {
  const paragraph = link.closest('p');
  if (paragraph) {
    const range = document.createRange();
    range.setStart(paragraph, 0);
    range.setEndBefore(link);
    const before = paragraph.cloneNode(false) as Element;
    before.append(range.extractContents());
    if (!isBlank(before)) {
      paragraph.before(before);
      paragraph.removeAttribute('id');
    }
    paragraph.before(widget);
  } else link.replaceWith(widget);
  widget.append(link);
  if (paragraph && isBlank(paragraph)) paragraph.remove();
}

/** Makes a widget of what asks for one, where that is allowed, and puts it where `put` says. */
function upgrade<E extends Element>(
  element: E,
  found: ReturnType<typeof readFragment>,
  put: (widget: HTMLElement, element: E) => void,
): void {
  const widget = found && !isOffLimits(element) && create(found.name, found.options, element);
  if (widget && isAllowed(widget)) put(widget, element);
}

function upgradeIn(root: Root): void {
  const each = <E extends Element>(selector: string, use: (element: E) => void) => {
    if (root instanceof Element && root.matches(selector)) use(root as unknown as E);
    for (const element of root.querySelectorAll<E>(selector)) use(element);
  };
  each<HTMLElement>(DIVS, (div) =>
    upgrade(div, readDiv(div), (widget) => {
      div.replaceWith(widget);
      widget.append(...div.childNodes);
    }),
  );
  each<HTMLAnchorElement>(LINKS, (link) => {
    // Whoever may only comment must not be able to put a form of their own onto the town's page.
    if (!/\bugc\b/i.test(link.rel)) upgrade(link, readFragment(link.getAttribute('href') ?? ''), place);
  });
}

const roots = new Set<Root>();

const all = (): void => {
  for (const root of roots) upgradeIn(root);
};

function ready(): boolean {
  if (document.readyState !== 'loading') return true;
  // Replacing what the parser is still filling would lose the rest of it.
  document.addEventListener('DOMContentLoaded', all, { once: true });
  return false;
}

/** Made with the first root: importing this does nothing, and there may be no document yet. */
let observer: MutationObserver | undefined;

function onMutations(records: readonly MutationRecord[]): void {
  if (!ready()) return;
  for (const { type, target, addedNodes } of records) {
    if (type === 'attributes') upgradeIn(target as Element);
    for (const node of addedNodes) if (node instanceof Element && node.isConnected) upgradeIn(node);
  }
}

/**
 * Makes widgets of the links and divs in a part of the page, now and when more come.
 * @param root the document, or a shadow root, which no observer of the document sees into
 */
export function scan(root: Root = document): void {
  if (!roots.size) onConfigChange(all);
  if (!(root instanceof Element) && !roots.has(root)) {
    roots.add(root);
    // The document, not its root element: that one can be replaced.
    observer ??= new MutationObserver(onMutations);
    observer.observe(root, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['href', 'rel', 'class', 'data-src', 'contenteditable'],
    });
  }
  if (ready()) upgradeIn(root);
}
