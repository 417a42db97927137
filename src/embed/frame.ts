/** The page around asks for what was said before it listened. */
const ASK = 'civic-height';

/** Ours by class, or by address where a system has made the element of an oEmbed answer and kept no class. */
const FRAMES = 'iframe.civic-embed,iframe[src*="/embed/civic-"]';

interface Height {
  civic: true;
  /** CSS pixels; a stranger’s may be anything. */
  value: unknown;
}

/**
 * The two ends of a frame: the server's `/embed/` page says how high it is, the page around it gives its frame that
 * height.
 */
export function watchFrames(): void {
  const root = document.documentElement;
  // Whoever is around may know: a height is nobody's secret.
  const tell = () => parent.postMessage({ civic: true, value: root.offsetHeight }, '*');
  const isFrame = parent !== window && document.querySelector('meta[name="civic-frame"]');
  const frames = () => document.querySelectorAll<HTMLIFrameElement>(FRAMES);
  addEventListener('message', ({ data, source }: MessageEvent<Partial<Height> | string | null>) => {
    if (isFrame && data === ASK) tell();
    const height = (data as Height | null)?.civic && Number((data as Height).value);
    for (const frame of height ? frames() : []) {
      if (source && frame.contentWindow === source) {
        const set = (property: string, value: string) =>
          frame.style.setProperty(property, value, 'important');
        set('height', `${height! + frame.offsetHeight - frame.clientHeight}px`);
        // Themes keep what is embedded in the shape of a film.
        set('max-height', 'none');
      }
    }
  });
  // Asks itself: what is sent in an observer's turn has another `source` in WebKitGTK than the frame's window.
  if (isFrame) new ResizeObserver(() => postMessage(ASK, '*')).observe(root);
  else for (const frame of frames()) frame.contentWindow?.postMessage(ASK, '*');
}
