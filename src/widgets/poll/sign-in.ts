let token: string | undefined;

/**
 * The one-time token with which a resident comes back from signing in. It is taken off the address at once, so that
 * nobody copies, bookmarks or logs it, and kept for as long as the page is open.
 */
export function takeToken(): string | undefined {
  const { hash, href } = location;
  const [rest = '', found] = hash.split(/[#&]civic-token=/);
  if (found) {
    token = found;
    history.replaceState(history.state, '', href.slice(0, -hash.length) + rest);
  }
  return token;
}

/** Lets go of a token that the server no longer takes. */
export const dropToken = (): void => void (token = undefined);
