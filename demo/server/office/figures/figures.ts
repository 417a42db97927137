/** A case, as far as it counts. */
export interface Counted {
  formId: string;
  area: string | null;
  isClosed: boolean;
  received: Date;
  answered: Date | null;
}

export interface Figures {
  received: number;
  open: number;
  answered: number;
  /** Milliseconds from a case to its first answer; nothing where none is answered. */
  median: number | undefined;
  ninety: number | undefined;
}

export function figuresOf(cases: readonly Counted[]): Figures {
  const times = cases
    .flatMap(({ received, answered }) => (answered ? [answered.getTime() - received.getTime()] : []))
    .sort((a, b) => a - b);
  return {
    received: cases.length,
    open: cases.filter(({ isClosed }) => !isClosed).length,
    answered: times.length,
    median: percentile(times, 0.5),
    ninety: percentile(times, 0.9),
  };
}

/** The cases told apart, in the order in which each kind first comes. */
export function grouped(
  cases: readonly Counted[],
  keyOf: (counted: Counted) => string,
): Map<string, Counted[]> {
  const groups = new Map<string, Counted[]>();
  for (const counted of cases) {
    const key = keyOf(counted);
    groups.set(key, [...(groups.get(key) ?? []), counted]);
  }
  return groups;
}

/** Nearest rank: a time within which that share really was answered. */
function percentile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}
