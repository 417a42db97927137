/** The page that something was sent from, without query and fragment, which may hold personal data. */
export function pageAddress(text: string | undefined): string | null {
  if (text === undefined || text.length > 4000) return null;
  const absolute = /^https?:/i.test(text);
  if (!absolute && !text.startsWith('/')) return null;
  try {
    const url = new URL(text, 'http://local.invalid');
    return (absolute ? url.origin : '') + url.pathname;
  } catch {
    return null;
  }
}
