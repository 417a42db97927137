import { readFileSync, writeFileSync } from 'node:fs';
import {
  type Element,
  type Manifest,
  type Named,
  type Typed,
  elementsOf,
  isSwitch,
  valuesOf,
} from './manifest.ts';

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

function webTypes(elements: Element[], { name, version }: About) {
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

interface About {
  name: string;
  version: string;
}

/** What VS Code and JetBrains editors read, by file name. */
export const editorData = (manifest: Manifest, about: About) => ({
  'vscode.html-custom-data.json': vscode(elementsOf(manifest)),
  'web-types.json': webTypes(elementsOf(manifest), about),
});

/** Writes it, from the manifest that the build has made. */
export function writeEditorData(): void {
  const manifest = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as Manifest;
  const about = JSON.parse(readFileSync('package.json', 'utf8')) as About;
  for (const [file, data] of Object.entries(editorData(manifest, about)))
    writeFileSync(`dist/${file}`, `${JSON.stringify(data, null, 2)}\n`);
}
