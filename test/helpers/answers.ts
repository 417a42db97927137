/** For what the reference server never does: answers that are wrong, slow, hostile or gone. */
export interface Answers {
  fetch: typeof fetch;
  /** Addresses asked for, in order. */
  readonly asked: string[];
}

type Answer = Response | (() => Response | Promise<Response>);

/** A `fetch` that gives each path its answer, and fails as a dead network does for every other. */
export function answers(byPath: Record<string, Answer>): Answers {
  const asked: string[] = [];
  return {
    asked,
    fetch: async (input) => {
      const url = new URL(input instanceof Request ? input.url : input, document.baseURI);
      asked.push(url.href);
      const answer = byPath[url.pathname] ?? byPath[url.href];
      if (!answer) throw new TypeError('Failed to fetch');
      return answer instanceof Response ? answer.clone() : answer();
    },
  };
}

export const json = (
  value: unknown,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response =>
  new Response(JSON.stringify(value), {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });

/** A promise to be settled by the test, for what must happen while something is under way. */
export function later<Value>(): { promise: Promise<Value>; resolve(value: Value): void } {
  let resolve!: (value: Value) => void;
  const promise = new Promise<Value>((done) => (resolve = done));
  return { promise, resolve };
}
