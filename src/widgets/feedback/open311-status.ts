import type { LoadContext } from '../../base/load-controller.js';
import { loadJson } from '../../base/load-document.js';
import type { Case } from '../../contracts/submission.js';
import { SourceError } from '../../internal/errors.js';
import { open311Case, open311Receipt, parseOpen311 } from '../../sources/open311.js';
import { methodUrl } from './load-form.js';

/**
 * The public status of a service request.
 * @param list address of the server's list of services
 * @param id its number, or the token that was given out before it had one
 * @throws {SourceError} what `loadJson` throws; `http` with status 404 where there is neither
 */
export async function findRequest(list: string, id: string, context: LoadContext): Promise<Case> {
  const ask = async (method: string, of: string) => {
    const url = methodUrl(list, `${method}/${encodeURIComponent(of)}`);
    try {
      return (await loadJson(url, context, parseOpen311)).json;
    } catch (error) {
      if (SourceError.from(error).status !== 404) throw error;
      return [];
    }
  };
  const found = open311Case(await ask('requests', id));
  if (found) return found;
  const { reference } = open311Receipt(await ask('tokens', id));
  if (!reference) throw new SourceError('http', 'There is no such request.', { status: 404 });
  return (
    (reference !== id && open311Case(await ask('requests', reference))) || {
      // A token that has no number yet.
      reference,
      status: 'received',
      updated: '',
      messages: [],
    }
  );
}
