export const isRtl = (tag: string): boolean => new Intl.Locale(tag).maximize().script === 'Arab';

/** A language by its own name. */
export function nameOf(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
