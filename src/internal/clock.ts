/**
 * How far the visitor's clock is from the server's, in milliseconds, from an answer's `Date` and `Age` headers, or
 * from the document's own `now` where those can't be read (another origin that does not expose them).
 */
export function clockSkew(headers: Headers, now?: string | null): number {
  const date = Date.parse(headers.get('date') ?? '');
  const server = Number.isNaN(date) ? Date.parse(now ?? '') : date + 1000 * (Number(headers.get('age')) || 0);
  const skew = server - Date.now();
  // The header has whole seconds: less is no difference that anybody could know of.
  return Number.isFinite(skew) && Math.abs(skew) > 1500 ? skew : 0;
}

type Listener = () => void;
const listeners = new Set<Listener>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Calls back about every half minute while the page is visible: the one timer of every relative time on it. */
export function onTick(listener: Listener): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    if (!document.hidden) for (const each of [...listeners]) each();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size) return;
    clearInterval(timer);
    timer = undefined;
  };
}
