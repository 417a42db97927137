/** The parts of a custom-elements manifest that the builder's form is made of. */
export interface Manifest {
  modules: { declarations?: Declaration[] }[];
}

interface Declaration {
  tagName?: string;
  summary?: string;
  description?: string;
  attributes?: { name: string; description?: string; default?: string; type?: { text: string } }[];
}

export interface Option {
  /** The attribute's name. */
  name: string;
  description: string;
  /** Whether it means the same on every widget that has it. */
  isShared: boolean;
  kind: 'choice' | 'switch' | 'number' | 'address' | 'language' | 'text';
  /** Of a choice. */
  values: string[];
  /** What it is without the attribute, as text; empty where that is nothing. */
  default: string;
}

/** Every element has it, so no manifest says so. */
const LANGUAGE: Option = {
  name: 'lang',
  description: '',
  isShared: true,
  kind: 'language',
  values: [],
  default: '',
};

export interface Widget {
  tag: string;
  summary: string;
  options: Option[];
}

/** `'list' | 'grid' | undefined` as its texts; nothing where anything goes. */
function valuesOf(type: string): string[] {
  const parts = type
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== 'undefined' && part !== 'null');
  return parts.every((part) => /^(['"]).*\1$/.test(part)) ? parts.map((part) => part.slice(1, -1)) : [];
}

function kindOf(name: string, type: string): Option['kind'] {
  if (name === 'lang') return 'language';
  if (valuesOf(type).length > 1) return 'choice';
  if (/^boolean\b/.test(type)) return 'switch';
  if (/\bnumber\b/.test(type)) return 'number';
  return /(?:^|-)(?:src|href|action|image|url)$/.test(name) ? 'address' : 'text';
}

/** Where the data comes from is what everybody needs; the language and the heading come last. */
const rank = ({ name }: Option): number => (name === 'src' ? 0 : /^(?:lang|heading.*)$/.test(name) ? 2 : 1);

/** Every widget with everything that can be set on it. */
export function widgetsOf({ modules }: Manifest): Widget[] {
  const elements = modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter(({ tagName }) => tagName !== undefined && tagName !== 'civic-config');
  const all = elements.flatMap(({ attributes = [] }) => attributes);
  return elements.map(({ tagName = '', summary, description = '', attributes = [] }) => ({
    tag: tagName,
    summary: summary ?? description,
    options: [
      ...attributes.map(
        ({ name, description: about = '', default: value = '', type = { text: 'string' } }) => ({
          name,
          description: about.replace(/\s+/g, ' '),
          isShared: all.every((each) => each.name !== name || (each.description ?? '') === about),
          kind: kindOf(name, type.text),
          values: valuesOf(type.text),
          default: /^(['"]).*\1$/.test(value) ? value.slice(1, -1) : /^[\d.]+$/.test(value) ? value : '',
        }),
      ),
      LANGUAGE,
    ]
      .filter(({ name }, i, all) => all.findIndex((each) => each.name === name) === i)
      .sort((a, b) => rank(a) - rank(b)),
  }));
}
