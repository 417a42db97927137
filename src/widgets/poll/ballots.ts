import type { StorageRule } from '../../config/options.js';
import { uuid } from '../../internal/uuid.js';

/** One resident's ballot in one poll. */
export interface Ballot {
  /** Made once, so that a vote that is sent again is the same vote. */
  readonly id: string;
  /** Counts up when a vote is changed, where that is possible. */
  revision: number;
  voted: boolean;
  /** What was last sent. Like `choice` never kept on the device: a ballot is secret, and a device may be shared. */
  sent: readonly string[] | undefined;
  /** What was counted, where that is known. */
  choice: readonly string[] | undefined;
  /** It is on the device. */
  isKept: boolean;
}

const ballots = new Map<string, Ballot>();

/** Without a rule of the page, the device's memory is where a resident asked for it to be kept. */
function storage(rule: StorageRule): Storage | undefined {
  try {
    return rule === 'session' ? sessionStorage : localStorage;
  } catch {
    // Sandboxed, or switched off.
    return undefined;
  }
}

const keyOf = (voteUrl: string) => `civic-poll:${voteUrl}`;

function restored(text: string | null | undefined): Partial<Ballot> {
  try {
    const { id, revision, voted } = JSON.parse(text ?? '') as Record<string, unknown>;
    if (typeof id === 'string')
      return { id, revision: Number(revision) || 0, voted: voted === true, isKept: true };
  } catch {
    // Nothing there, or not ours.
  }
  return {};
}

/** The ballot for a poll: this page's, else the one kept on the device, else a new one. */
export function ballotFor(voteUrl: string, rule: StorageRule): Ballot {
  let ballot = ballots.get(voteUrl);
  if (!ballot) {
    const kept = restored(storage(rule)?.getItem(keyOf(voteUrl)));
    ballot = {
      id: uuid(),
      revision: 0,
      voted: false,
      sent: undefined,
      choice: undefined,
      isKept: false,
      ...kept,
    };
    ballots.set(voteUrl, ballot);
  }
  return ballot;
}

/** Keeps a ballot on the device: only where the page's rule, or the resident, says so. */
export function keepBallot(voteUrl: string, ballot: Ballot, rule: StorageRule): void {
  const { id, revision, voted } = ballot;
  try {
    storage(rule)?.setItem(keyOf(voteUrl), JSON.stringify({ id, revision, voted }));
    ballot.isKept = true;
  } catch {
    // Full: the page remembers it all the same.
  }
}

/** Takes a ballot off the device; the page goes on remembering it. */
export function forgetBallot(voteUrl: string, ballot: Ballot): void {
  for (const rule of ['local', 'session'] as const) storage(rule)?.removeItem(keyOf(voteUrl));
  ballot.isKept = false;
}

/** Lets go of a ballot that is spent: who votes again has another one. */
export function dropBallot(voteUrl: string, ballot: Ballot): void {
  ballots.delete(voteUrl);
  forgetBallot(voteUrl, ballot);
}
