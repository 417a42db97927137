import { warn } from '../internal/warn.js';
import { type Colour, contrast, parseColour } from '../theme/contrast.js';

/** What an element stands on: the nearest background, where that is one plain colour. */
function backgroundOf(element: Element): Colour | undefined {
  let node: Element | null = element;
  while (node) {
    const { backgroundColor, backgroundImage } = getComputedStyle(node);
    if (backgroundImage !== 'none') return undefined;
    if (backgroundColor !== 'rgba(0, 0, 0, 0)') return parseColour(backgroundColor);
    node =
      node.assignedSlot ?? node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host ?? null;
  }
  return undefined;
}

/**
 * Tells the webmaster of a page whose colours can't be read: text and buttons, where both colours are plain ones.
 * What the town chose is left as it is. https://www.w3.org/TR/WCAG22/#contrast-minimum
 */
export function checkContrast({
  localName,
  renderRoot,
}: {
  localName: string;
  renderRoot: ParentNode;
}): void {
  for (const [selector, tokens] of [
    ['.civic', '--civic-text and --civic-surface'],
    ['.button:not(:disabled)', '--civic-on-accent and --civic-accent'],
  ] as const) {
    const element = renderRoot.querySelector(selector);
    const text = element && parseColour(getComputedStyle(element).color);
    const back = element && backgroundOf(element);
    const ratio = text && back ? contrast(text, back) : 21;
    if (ratio < 4.5) {
      warn(
        `contrast ${selector}`,
        `<${localName}>: text has a contrast of ${ratio.toFixed(1)}:1 and needs 4.5:1. Set ${tokens}.`,
      );
    }
  }
}
