import type { ArgTypes } from '@storybook/web-components-vite';
import {
  type Element,
  type Manifest,
  type Named,
  type Typed,
  elementsOf,
  isSwitch,
  valuesOf,
} from '../scripts/build/manifest.ts';

/** How a value is changed in the controls. */
function controlOf(type = 'string'): Partial<ArgTypes[string]> {
  const options = valuesOf(type);
  if (options) return { type: { name: 'enum', value: options }, control: { type: 'select' }, options };
  if (isSwitch(type)) return { type: { name: 'boolean' }, control: { type: 'boolean' } };
  if (/\bnumber\b/.test(type)) return { type: { name: 'number' }, control: { type: 'number' } };
  return { type: { name: 'string' }, control: { type: 'text' } };
}

const row = (
  category: string,
  { name, description = '', type, default: value }: Typed,
): ArgTypes[string] => ({
  name,
  description,
  table: {
    category,
    ...(type && { type: { summary: type.text.replace(/\s*\|\s*undefined\b/, '') } }),
    ...(value && { defaultValue: { summary: value } }),
  },
});

/** Something that is written so in a style sheet or a page. */
const written = (category: string, item: Named, text: string): ArgTypes[string] =>
  row(category, { ...item, type: { text } });

const still = { control: { disable: true } };
/** What every use of a widget needs comes first. */
const isSource = ({ name }: Named): number => Number(name === 'src');

/**
 * What the docs pages show of an element, and what the controls change. Storybook's own reading keeps one of a part and
 * an attribute of the same name, leaves out the default slot, and offers JSON for a choice.
 */
function ofElement(element: Element): ArgTypes {
  const {
    attributes = [],
    members = [],
    events = [],
    slots = [],
    cssParts = [],
    cssProperties = [],
  } = element;
  const attributeNames = attributes.map(({ name }) => name);
  const properties = members.filter(
    ({ kind, name, readonly }) => kind === 'field' && !readonly && !attributeNames.includes(name),
  );
  return Object.fromEntries<ArgTypes[string]>([
    ...attributes
      .toSorted((a, b) => isSource(b) - isSource(a))
      .map((each) => [each.name, { ...row('attributes', each), ...controlOf(each.type?.text) }] as const),
    ...properties.map((each) => [`property:${each.name}`, { ...row('properties', each), ...still }] as const),
    ...members
      .filter(({ kind }) => kind === 'method')
      .map((each) => [`method:${each.name}`, { ...written('methods', each, 'method'), ...still }] as const),
    ...events.map((each) => [each.name, { ...row('events', each), ...still, action: each.name }] as const),
    ...slots.map(
      ({ name, description = '' }) =>
        [
          `slot:${name}`,
          {
            ...written(
              'slots',
              { name: name || 'default', description },
              name ? `slot="${name}"` : 'content',
            ),
            ...still,
          },
        ] as const,
    ),
    ...cssParts.map(
      (each) =>
        [`part:${each.name}`, { ...written('parts', each, `::part(${each.name})`), ...still }] as const,
    ),
    ...cssProperties.map(
      (each) =>
        [
          each.name,
          { ...written('custom properties', each, 'CSS value'), control: { type: 'text' } },
        ] as const,
    ),
  ]);
}

/** The same by an element's name; nothing for one that the manifest does not know. */
export function argTypesOf(manifest: Manifest, tagName: string): ArgTypes | null {
  const element = elementsOf(manifest).find((each) => each.tagName === tagName);
  return element ? ofElement(element) : null;
}
