type Child = Node | string | false | null | undefined;

/**
 * An element with attributes and children; `true` is an attribute without a value, `false`, null and undefined are
 * none. Text is text and attributes are set one by one, so this is safe under any policy; what must not be given are
 * names of attributes that came from somebody else.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | number | boolean | null | undefined> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child): child is Node | string => !!child));
  return element;
}
