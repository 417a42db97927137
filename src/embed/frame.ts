/**
 * The two ends of a frame: the server's `/embed/` page says how high it is, the page around it gives its frame that
 * height. The words are those that WordPress understands too, so that a frame which it made of an address, in a
 * sandbox and without our class, gets its height from WordPress's own script.
 */
interface Height {
  message: 'height';
  /** CSS pixels. */
  value: number;
  /** WordPress's number for the frame. */
  secret: string | undefined;
  civic: true;
}

const FRAMES = 'iframe.civic-embed,iframe[data-civic-embed]';
/** The page around asks for what was said before it listened. */
const ASK = 'civic-height';
/** No frame may push the rest of a page out of reach. */
const HIGHEST = 20_000;

function onHeight({ data, source }: MessageEvent<Partial<Height> | null>): void {
  const value = data?.civic && Number(data.value);
  if (!value || !source) return;
  for (const frame of document.querySelectorAll<HTMLIFrameElement>(FRAMES)) {
    if (frame.contentWindow !== source) continue;
    const borders = frame.offsetHeight - frame.clientHeight;
    frame.style.setProperty('height', `${Math.min(value, HIGHEST) + borders}px`, 'important');
  }
}

function hostFrames(): void {
  addEventListener('message', onHeight);
  for (const frame of document.querySelectorAll<HTMLIFrameElement>(FRAMES))
    frame.contentWindow?.postMessage(ASK, '*');
}

function tellHeight(): void {
  const root = document.documentElement;
  const tell = () => {
    const height: Height = {
      message: 'height',
      value: root.offsetHeight,
      secret: /secret=(\w+)/.exec(location.hash)?.[1],
      civic: true,
    };
    // Whoever is around may know: a height is nobody's secret.
    parent.postMessage(height, '*');
  };
  addEventListener('message', ({ data }) => data === ASK && tell());
  new ResizeObserver(tell).observe(root);
}

/** Starts the end that this page is. */
export function watchFrames(): void {
  if (parent !== window && document.querySelector('meta[name="civic-frame"]')) tellHeight();
  else hostFrames();
}
