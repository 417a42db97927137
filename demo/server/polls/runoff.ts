import type { BallotGroup } from './votes.js';

export interface Round {
  counts: Record<string, number>;
  eliminated: string | null;
  /** Options that the count cannot tell apart. Then it ends here, and the town decides as its rules say. */
  tied?: string[];
}

/**
 * Instant run-off: while nobody has more than half of the ballots that still name somebody, the one with the fewest goes
 * out and their ballots move on. Who is last is decided by the latest earlier round that tells them apart. When none
 * does, they go out in the poll's order if all of them together have less than the next one, since all of them will go
 * whichever goes first; otherwise the tie is declared.
 */
export function instantRunoff(options: readonly string[], ballots: readonly BallotGroup[]): Round[] {
  const rounds: Round[] = [];
  let remaining = [...options];
  while (remaining.length > 0) {
    const counts = firstChoices(remaining, ballots);
    const total = sum(remaining, counts);
    if (total === 0) break;
    const round: Round = { counts: Object.fromEntries(counts), eliminated: null };
    rounds.push(round);
    if (remaining.some((option) => counts.get(option)! > total / 2)) break;
    const last = lastOf(remaining, counts, rounds);
    if (Array.isArray(last)) {
      round.tied = last;
      break;
    }
    round.eliminated = last;
    remaining = remaining.filter((option) => option !== last);
  }
  return rounds;
}

function firstChoices(remaining: readonly string[], ballots: readonly BallotGroup[]): Map<string, number> {
  const counts = new Map(remaining.map((option) => [option, 0]));
  for (const { choices, count } of ballots) {
    const first = choices.find((choice) => counts.has(choice));
    if (first !== undefined) counts.set(first, counts.get(first)! + count);
  }
  return counts;
}

/** The one to go out, or those of whom it cannot be said. */
function lastOf(
  remaining: readonly string[],
  counts: Map<string, number>,
  rounds: readonly Round[],
): string | string[] {
  const lowest = fewest(remaining, (option) => counts.get(option)!);
  let last = lowest;
  for (const round of rounds.slice(0, -1).reverse()) {
    last = fewest(last, (option) => round.counts[option] ?? 0);
  }
  const others = remaining.filter((option) => !lowest.includes(option));
  const next = Math.min(...others.map((option) => counts.get(option)!));
  const allWillGo = others.length > 0 && sum(lowest, counts) < next;
  return last.length === 1 || allWillGo ? last[0]! : last;
}

function fewest(options: readonly string[], count: (option: string) => number): string[] {
  const least = Math.min(...options.map(count));
  return options.filter((option) => count(option) === least);
}

function sum(options: readonly string[], counts: Map<string, number>): number {
  return options.reduce((total, option) => total + counts.get(option)!, 0);
}
