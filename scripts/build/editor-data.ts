import { readFileSync, writeFileSync } from 'node:fs';

interface Named {
  name: string;
  description?: string;
}
interface Typed extends Named {
  type?: { text: string };
  default?: string;
}
interface Element {
  tagName: string;
  summary?: string;
  description?: string;
  attributes?: Typed[];
  members?: (Typed & { kind: string; attribute?: string; readonly?: boolean })[];
  events?: Typed[];
  slots?: Named[];
  cssParts?: Named[];
  cssProperties?: Typed[];
}
interface Manifest {
  modules: { declarations?: Partial<Element>[] }[];
}

/** The values that a type of literals allows; undefined where anything goes. */
export function valuesOf(type = ''): string[] | undefined {
  const parts = type.split('|').map((part) => part.trim().replace(/^(['"])(.*)\1$/, '$2'));
  const literal = type
    .split('|')
    .every((part) => /^\s*(['"].*['"]|-?\d+(\.\d+)?|null|undefined|)\s*$/.test(part));
  const values = parts.filter((part) => part && part !== 'null' && part !== 'undefined');
  return literal && values.length ? values : undefined;
}

const isSwitch = (type = '') => /^boolean(\s*\|\s*undefined)?$/.test(type);

/** What an editor shows beside a tag. */
function markdown(element: Element): string {
  const section = (title: string, items: Named[] | undefined, format: (name: string) => string) =>
    items?.length
      ? [
          `**${title}**`,
          ...items.map(({ name, description = '' }) => `- ${format(name)}: ${description}`),
        ].join('\n')
      : '';
  const code = (name: string) => `\`${name}\``;
  return [
    element.description ?? element.summary ?? '',
    section('Events', element.events, code),
    section('Slots', element.slots, (name) => (name ? code(name) : 'default')),
    section('Parts', element.cssParts, code),
    section('Custom properties', element.cssProperties, code),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function vscode(elements: Element[]) {
  return {
    version: 1.1,
    tags: elements.map((element) => ({
      name: element.tagName,
      description: { kind: 'markdown', value: markdown(element) },
      attributes: (element.attributes ?? []).map(({ name, description, type }) => ({
        name,
        ...(description && { description: { kind: 'markdown', value: description } }),
        ...(isSwitch(type?.text) && { valueSet: 'v' }),
        ...(valuesOf(type?.text) && { values: valuesOf(type?.text)?.map((value) => ({ name: value })) }),
      })),
    })),
  };
}

function webTypes(elements: Element[], { name, version }: { name: string; version: string }) {
  const plain = ({ name: own, description, default: value }: Typed) => ({
    name: own,
    ...(description && { description }),
    ...(value && { default: value }),
  });
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: elements.map((element) => ({
          name: element.tagName,
          description: element.description ?? element.summary ?? '',
          attributes: (element.attributes ?? []).map((attribute) => ({
            ...plain(attribute),
            value: isSwitch(attribute.type?.text)
              ? { kind: 'no-value', type: 'boolean' }
              : {
                  type:
                    valuesOf(attribute.type?.text)?.map((value) => `"${value}"`) ??
                    attribute.type?.text ??
                    'string',
                },
          })),
          slots: (element.slots ?? []).map(plain),
          js: {
            properties: (element.members ?? [])
              .filter((member) => member.kind === 'field' && !member.readonly)
              .map((member) => ({ ...plain(member), type: member.type?.text ?? 'unknown' })),
            events: (element.events ?? []).map((event) => ({
              ...plain(event),
              type: event.type?.text ?? 'Event',
            })),
          },
          css: {
            properties: (element.cssProperties ?? []).map(plain),
            parts: (element.cssParts ?? []).map(plain),
          },
        })),
      },
    },
  };
}

/** What VS Code and JetBrains editors read, from the manifest. */
export function writeEditorData(): void {
  const manifest = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as Manifest;
  const about = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; version: string };
  const elements = manifest.modules
    .flatMap((module) => module.declarations ?? [])
    .filter((declaration): declaration is Element => declaration.tagName !== undefined);
  const write = (file: string, data: object) =>
    writeFileSync(`dist/${file}`, `${JSON.stringify(data, null, 2)}\n`);
  write('vscode.html-custom-data.json', vscode(elements));
  write('web-types.json', webTypes(elements, about));
}
