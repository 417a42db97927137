const said = new Set<string>();

/** One console line for the webmaster: what happened, where, what to do. The same `key` is said once per page. */
export function warn(key: string, message: string): void {
  if (said.has(key)) return;
  said.add(key);
  console.warn(`[civic-widgets] ${message}`);
}

/** The line that tells a webmaster how to allow an origin, said once for each. */
export function warnRefused(origin: string): void {
  warn(
    `refused ${origin}`,
    `${origin} is not allowed on this page, so nothing is read from it or sent to it. To allow it, add to the page's head: <meta name="civic-allow" content="${origin}">`,
  );
}
