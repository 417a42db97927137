import { type LoadContext } from '../../base/load-controller.js';
import { loadJson } from '../../base/load-document.js';
import { SourceError } from '../../internal/errors.js';
import { READ_TIMEOUT, send } from '../../internal/request.js';
import { safeResource } from '../../internal/safe-url.js';
import { type Proof, solve } from './challenge.js';
import type { Filling } from './filling.js';
import type { LoadedForm } from './load-form.js';
import { open311Fetch } from './open311-fetch.js';
import { pageAddress, submissionBody } from './submission.js';
import { textIn } from './values.js';

type Body = URLSearchParams | FormData;

const asksForProof = (problem: unknown): boolean => (problem as { name?: unknown } | null)?.name === 'altcha';

/** Sends filled forms, with the proof of work that their server may want. */
export class Sender {
  readonly #options: () => Pick<LoadContext, 'config' | 'lang'>;
  /** Where an Open311 server wants a proof of work from. */
  #challengeUrl: unknown;

  constructor(options: () => Pick<LoadContext, 'config' | 'lang'>) {
    this.#options = options;
  }

  /** For what is read beside the form: it is not waited for without end. */
  get context(): LoadContext {
    return { ...this.#options(), signal: AbortSignal.timeout(READ_TIMEOUT * 1000), again: false };
  }

  /** @returns what the server answered, as JSON */
  async post({ open311 }: LoadedForm, url: string, body: Body): Promise<unknown> {
    const { fetch, maySend } = this.#options().config;
    const options = {
      fetch: open311
        ? open311Fetch(fetch, (challengeUrl) => (this.#challengeUrl = challengeUrl ?? this.#challengeUrl))
        : fetch,
      allowed: maySend,
    };
    return (await send(url, body, options)).json;
  }

  /** What is sent of a filled form, but for the proof of work. */
  bodyOf({ open311, form }: LoadedForm, filling: Filling, page = pageAddress(), follows = ''): Promise<Body> {
    const { fields, values, submission } = filling;
    return submissionBody(fields, values, {
      ...(open311 && {
        service_code: form.id,
        jurisdiction_id: new URL(open311.list).searchParams.get('jurisdiction_id'),
      }),
      website: textIn(values.get('website')),
      submission,
      page,
      follows,
    });
  }

  /** The proof of work for a form, which takes its time; nothing where it can't be had: the server decides. */
  async prove({ form, base }: LoadedForm, filling: Filling): Promise<Proof | undefined> {
    const url = safeResource(this.#challengeUrl ?? form.challengeUrl, base);
    if (!url || !filling.isMain) return undefined;
    const fresh = async () => {
      try {
        return await solve((await loadJson(url, this.context)).json);
      } catch {
        return undefined;
      }
    };
    const asked = (filling.proof ??= fresh());
    const proof = await asked;
    // Two may have waited for it.
    if (proof && proof.expires < Date.now() + 1000 && filling.proof === asked) filling.proof = fresh();
    return filling.proof ?? proof;
  }

  /** @returns what came back, or why nothing did */
  async attempt(data: LoadedForm, filling: Filling, body: Body, again = false): Promise<unknown> {
    try {
      const proof = await this.prove(data, filling);
      if (proof) body.set('altcha', proof.altcha);
      return await filling.task.send(body, data);
    } catch (thrown) {
      const error = SourceError.from(thrown);
      // It is good for one try.
      filling.proof = undefined;
      // Too old for the server's clock, or not known to be needed before.
      return again || !error.problems.some(asksForProof) ? error : this.attempt(data, filling, body, true);
    }
  }
}
