/** Work that can be left and taken up again: it yields wherever it may be interrupted. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Milliseconds of work after which somebody who clicked has waited long enough. */
const SLICE = 20;

/** Lets the page answer to its visitor, and show what is there. */
export const breathe = (): Promise<void> => {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
};

/** All of it now. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** All of it, with breaths between. */
export async function inSlices<Result>(steps: Steps<Result>): Promise<Result> {
  for (let since = performance.now(); ;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - since < SLICE) continue;
    await breathe();
    since = performance.now();
  }
}
