export type EngineName = 'Chromium' | 'Firefox' | 'WebKitGTK';

/** A function for the page: its arguments and its answer are JSON, and it sees nothing of what is around it here. */
export type InPage<Args extends readonly unknown[], Result> = (...args: Args) => Result | Promise<Result>;

export interface OpenOptions {
  /** Width of the page in pixels. Default 1,000. */
  width?: number;
  height?: number;
}

/** A page in some browser. */
export interface View {
  readonly engine: EngineName;
  go(url: string): Promise<void>;
  back(): Promise<void>;
  run<Args extends readonly unknown[], Result>(
    task: InPage<Args, Result>,
    ...args: Args
  ): Promise<Awaited<Result>>;
  /** Presses a key as a person would: `Tab`, `Enter`, `Space` or a character. */
  press(key: string): Promise<void>;
  /** The page on paper, as PDF; undefined where the driver can't print. */
  pdf(): Promise<Uint8Array | undefined>;
  /** Makes the page narrower or wider. */
  resize(width: number): Promise<void>;
  /** Hands the page back, for others to open; once is enough. */
  close(): Promise<void>;
}

export interface Engine {
  readonly name: EngineName;
  open(options?: OpenOptions): Promise<View>;
  close(): Promise<void>;
}

/**
 * As an expression. The names that a compiler gives to functions are looked up in the page, where nobody has them; an
 * element can't be sent from a page, only that there is one.
 */
export const expression = (task: unknown, args: readonly unknown[]): string =>
  `((__name) => Promise.resolve((${String(task)})(...${JSON.stringify(args)})))((f) => f)
    .then((result) => (result?.nodeType ? true : result))`;

/** Longer than anything here takes on a machine with two slow cores. */
const PATIENCE = Number(process.env.PATIENCE ?? 15_000);

/** Waits until something is true and gives it, or what it was last. */
export async function eventually<Result>(check: () => Result, patience = PATIENCE): Promise<Awaited<Result>> {
  for (const end = Date.now() + patience; ;) {
    const result = await check();
    if (result || Date.now() > end) return result;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until something in the page is true, and gives it. */
export async function until<Args extends readonly unknown[], Result>(
  view: View,
  what: string,
  task: InPage<Args, Result>,
  ...args: Args
): Promise<Awaited<Result>> {
  const result = await eventually(() => view.run(task, ...args));
  if (!result) throw new Error(`Waited in vain in ${view.engine}: ${what}`);
  return result;
}
