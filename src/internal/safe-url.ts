const RESOURCE = /^https?:$/;
const LINK = /^(https?|mailto|tel):$/;

function gate(value: unknown, base: string | undefined, schemes: RegExp): string | undefined {
  if (typeof value !== 'string' || !value.trim()) return undefined;
  let url: URL;
  try {
    url = new URL(value.trim(), base);
  } catch {
    return undefined;
  }
  // A user name before the host is only ever used to make one host look like another.
  if (!schemes.test(url.protocol) || url.username || url.password) return undefined;
  return url.href;
}

/** The one gate for addresses that people follow: http, https, mailto and tel, absolute, or undefined. */
export const safeLink = (value: unknown, base?: string) => gate(value, base, LINK);

/** The one gate for addresses that the browser loads by itself: http and https only. */
export const safeResource = (value: unknown, base?: string) => gate(value, base, RESOURCE);

/** Origin of an address, or '' where it has none. */
export function originOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    return '';
  }
}
