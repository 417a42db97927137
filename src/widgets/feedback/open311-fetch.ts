import { open311Errors, open311Receipt, parseOpen311 } from '../../sources/open311.js';

/**
 * A `fetch` for sending to Open311, whose answers read like those of any other form: a receipt, or a problem document
 * that says in words what the server says in its list of errors.
 * @param onChallenge told where a server wants a proof of work fetched from
 */
export const open311Fetch =
  (send: typeof fetch, onChallenge: (url: unknown) => void): typeof fetch =>
  async (input, init) => {
    const response = await send(input, init);
    const { ok, status, headers } = response;
    const text = await response.text();
    let json: unknown;
    try {
      json = parseOpen311(text);
    } catch {
      return new Response(text, { status, headers });
    }
    const isList = Array.isArray(json);
    if (!isList) onChallenge((json as { challengeUrl?: unknown } | null)?.challengeUrl);
    const detail = open311Errors(json);
    const answer = ok ? open311Receipt(json) : isList ? { detail } : json;
    // What the list says is for people to put right, whatever its code is.
    return new Response(JSON.stringify(answer), {
      status: detail && !ok && status < 429 ? 422 : status,
      headers: { 'content-type': 'application/json', 'retry-after': headers.get('retry-after') ?? '' },
    });
  };
