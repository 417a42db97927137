import type { Config } from '../../config/options.js';
import type { Poll } from '../../contracts/poll.js';
import { SourceError } from '../../internal/errors.js';
import { send } from '../../internal/request.js';
import { type Ballot, dropBallot, keepBallot } from './ballots.js';
import { type LoadedPoll, readPoll } from './load-poll.js';
import { takeToken } from './sign-in.js';

const isSame = (a: readonly string[], b: readonly string[] | undefined): boolean =>
  a.length === b?.length && a.every((each, i) => each === b[i]);

export interface Cast {
  isCounted: boolean;
  /** The poll as it now is, where the answer says. */
  answer?: LoadedPoll;
  error?: SourceError;
}

/**
 * Sends a ballot, and remembers that it was counted.
 * @param choice undefined where it is not known any more: a ballot that was counted is known by its number
 */
export async function castVote(
  poll: Poll,
  ballot: Ballot,
  choice: readonly string[] | undefined,
  code: string,
  { storage, fetch, maySend }: Config,
): Promise<Cast> {
  const voteUrl = poll.voteUrl!;
  const { ballotPolicy, changeable } = poll;
  // The same number with other content would change nothing.
  if (changeable && choice && (ballot.voted || ballot.sent) && !isSame(choice, ballot.sent))
    ballot.revision++;
  ballot.sent = choice;
  const body = new URLSearchParams(choice?.map((each) => ['choice', each]));
  if (choice?.length === 0) body.set('blank', '1');
  body.set('ballot', ballot.id);
  if (changeable) body.set('revision', String(ballot.revision));
  if (code && ballotPolicy === 'code') body.set('code', code.trim());
  const token = takeToken();
  if (token && ballotPolicy === 'login') body.set('token', token);
  const keep = () => {
    if (storage !== 'none' || ballot.isKept) keepBallot(voteUrl, ballot, storage);
  };
  keep();
  const cast: Cast = { isCounted: true };
  try {
    const { json, headers } = await send(voteUrl, body, { fetch, allowed: maySend });
    cast.answer = readPoll({ json, url: voteUrl, headers });
  } catch (reason) {
    cast.error = SourceError.from(reason, voteUrl);
    // `format` is an answer that can't be read: the vote was taken all the same.
    cast.isCounted = cast.error.code === 'format';
  }
  if (cast.isCounted) {
    ballot.voted = true;
    ballot.choice = choice;
    keep();
    // Whoever votes next has another ballot, as these policies allow.
    if (/^(open|code)$/.test(ballotPolicy)) dropBallot(voteUrl, ballot);
  }
  return cast;
}
