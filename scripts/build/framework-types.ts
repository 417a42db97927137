import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type Manifest, elementsOf } from './manifest.ts';

/** As a template writes it: text, whatever the property is. */
function attributeType(type = 'string'): string {
  const text = type.replace(/\s*\|\s*undefined/g, '');
  if (/^boolean$/.test(text)) return "boolean | ''";
  if (/^number$/.test(text)) return 'number | string';
  return text;
}

const HEADER = '// Made by the build, from the elements’ manifest.\n';

/** The elements in the templates of frameworks, by the names of modules of types. */
export function frameworkTypes(manifest: Manifest): Record<string, string> {
  const elements = elementsOf(manifest).sort((a, b) => (a.tagName < b.tagName ? -1 : 1));
  const classes = elements.map(({ name }) => name).join(', ');
  const attributes = elements.map(
    ({ name, attributes: own = [] }) => `export interface ${name}Attributes {
${own.map(({ name: key, type }) => `  '${key}'?: ${attributeType(type?.text)} | undefined;`).join('\n')}
  lang?: string | undefined;
}`,
  );
  const tags = (value: (name: string) => string) =>
    elements.map(({ name, tagName }) => `    '${tagName}': ${value(name)};`).join('\n');
  const imports = `import type { ${elements.map(({ name }) => `${name}Attributes`).join(', ')} } from './attributes.js';`;
  return {
    attributes: attributes.join('\n\n'),
    react: `import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ${classes} } from './index.js';
${imports}

type Props<Element extends HTMLElement, Attributes> = Omit<DetailedHTMLProps<HTMLAttributes<Element>, Element>, keyof Attributes> & Attributes & {
  /** React 19 sets \`class\` on custom elements as it is. */
  class?: string | undefined;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${tags((name) => `Props<${name}, ${name}Attributes>`).replace(/^/gm, '  ')}
    }
  }
}`,
    vue: `import type { DefineComponent, HTMLAttributes } from 'vue';
${imports}

declare module 'vue' {
  interface GlobalComponents {
${tags((name) => `DefineComponent<${name}Attributes & Omit<HTMLAttributes, keyof ${name}Attributes>>`)}
  }
}`,
    svelte: `import type { HTMLAttributes } from 'svelte/elements';
import type { ${classes} } from './index.js';
${imports}

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
${tags((name) => `Omit<HTMLAttributes<${name}>, keyof ${name}Attributes> & ${name}Attributes`)}
  }
}`,
  };
}

/** Writes dist/types/react.d.ts, vue.d.ts, svelte.d.ts, and the attributes that they share. */
export function writeFrameworkTypes(): void {
  const manifest = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as Manifest;
  mkdirSync('dist/types', { recursive: true });
  // What is there to be imported where types are all that is wanted.
  writeFileSync('dist/types-only.js', 'export {};\n');
  for (const [name, text] of Object.entries(frameworkTypes(manifest)))
    writeFileSync(`dist/types/${name}.d.ts`, `${HEADER}${text}\n`);
}
