/** Machines that nobody has a certificate for. */
const LOCAL = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?=[:/]|$)/i;

/**
 * A website's address as people type it, made complete; nothing where it is none.
 * @param here the builder's own site
 */
export function siteAddress(typed: string, here: Pick<URL, 'host' | 'protocol'>): string | undefined {
  const text = typed.trim();
  const [host = ''] = text.split('/');
  const isComplete = /^https?:\/\//i.test(text);
  // One word is a name that somebody has not finished typing.
  if (!isComplete && !/[.:]/.test(host) && !LOCAL.test(host)) return undefined;
  const protocol = host === here.host ? here.protocol : LOCAL.test(text) ? 'http:' : 'https:';
  const complete = isComplete ? text : `${protocol}//${text}`;
  if (!URL.canParse(complete)) return undefined;
  const { href, username, password } = new URL(complete);
  return username || password ? undefined : href;
}
