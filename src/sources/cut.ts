import type { ItemProblem } from '../contracts/feed.js';
import type { Steps } from '../internal/steps.js';
import { type XmlElement, child, isElement } from '../internal/xml.js';

/** What is said of a document that ends before it should: a connection that broke, or more than is read. */
export const CUT: ItemProblem = {
  path: '',
  expected: 'a whole document',
  found: 'one that breaks off: its whole items are shown',
};

/** Letters that are read without asking whether there is still time. */
const STEP = 10_000;

/** Texts may end early; a title, a link or a date may not. */
const TEXTS = ['description', 'content:encoded', 'content', 'summary'];

/**
 * The items that the document ended after. Where there is none, the one that it broke off in, without what was
 * just being written.
 */
export function wholeItems(items: readonly XmlElement[]): readonly XmlElement[] {
  const whole = items.filter((item) => item.whole);
  const [first] = items;
  if (whole.length || !first) return whole;
  const nodes = first.nodes.filter((each) => !isElement(each) || each.whole || TEXTS.includes(each.tag));
  return child({ ...first, nodes }, 'title') ? [{ ...first, nodes }] : [];
}

/** A JSON document that breaks off, closed after the last whole item of the outermost list it broke off in. */
export function* wholeJson(text: string): Steps<string> {
  const open: string[] = [];
  /** By depth, where the last whole item of the list that is open there ends. */
  const ends: number[] = [];
  let quoted = false;
  for (let i = 0, steps = 1; i < text.length; i++, steps++) {
    if (!(steps % STEP)) yield;
    const letter = text[i];
    if (quoted) {
      if (letter === '\\') i++;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === '{') open.push('}');
    else if (letter === '[') {
      open.push(']');
      ends[open.length] = i + 1;
    } else if (letter === '}' || letter === ']') {
      open.pop();
      if (open.at(-1) === ']') ends[open.length] = i + 1;
    }
  }
  const depth = open.indexOf(']') + 1;
  return text.slice(0, ends[depth]) + open.slice(0, depth).reverse().join('');
}
