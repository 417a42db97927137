/** A piece of a document that is well-formed already; plain strings are escaped. */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** `undefined` among the attributes and children is left out. */
export function element(
  name: string,
  attributes: Record<string, string | undefined>,
  ...children: (string | Markup | undefined)[]
): Markup {
  const head = Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${escape(value)}"`)
    .join('');
  const content = children
    .filter((child) => child !== undefined)
    .map((child) => (child instanceof Markup ? child.source : escape(child)))
    .join('');
  return new Markup(content ? `<${name}${head}>${content}</${name}>` : `<${name}${head}/>`);
}

export function xmlDocument(root: Markup): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.source}\n`;
}
