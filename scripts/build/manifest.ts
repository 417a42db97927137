/** The parts of a custom-elements manifest that editor data, framework types and the Storybook are made of. */
export interface Manifest {
  modules: { declarations?: Partial<Element>[] }[];
}

export interface Named {
  name: string;
  description?: string;
}

export interface Typed extends Named {
  type?: { text: string };
  default?: string;
}

export interface Member extends Typed {
  kind: string;
  /** Name of the attribute that sets it. */
  attribute?: string;
  readonly?: boolean;
}

export interface Element {
  /** The class's name. */
  name: string;
  tagName: string;
  summary?: string;
  description?: string;
  attributes?: Typed[];
  members?: Member[];
  events?: Typed[];
  /** The default one has an empty name. */
  slots?: Named[];
  cssParts?: Named[];
  cssProperties?: Typed[];
}

export const elementsOf = ({ modules }: Manifest): Element[] =>
  modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter((declaration): declaration is Element => declaration.tagName !== undefined);

/** The values that a type of literals allows; undefined where anything goes. */
export function valuesOf(type = ''): string[] | undefined {
  const parts = type.split('|').map((part) => part.trim().replace(/^(['"])(.*)\1$/, '$2'));
  const literal = type
    .split('|')
    .every((part) => /^\s*(['"].*['"]|-?\d+(\.\d+)?|null|undefined|)\s*$/.test(part));
  const values = parts.filter((part) => part && part !== 'null' && part !== 'undefined');
  return literal && values.length ? values : undefined;
}

/** Whether an attribute says everything by being there. */
export const isSwitch = (type = ''): boolean => /^boolean(\s*\|\s*undefined)?$/.test(type);
