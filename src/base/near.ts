/** Settles when an element is within about a screen of being seen, or when the signal aborts. */
export function near(element: Element, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) done();
      },
      { rootMargin: '100% 0px' },
    );
    const done = () => {
      observer.disconnect();
      resolve();
    };
    signal.addEventListener('abort', done, { once: true });
    observer.observe(element);
  });
}
