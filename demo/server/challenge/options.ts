export interface ChallengeOptions {
  /** Rounds of PBKDF2 for each key that is tried, which are 256 on average. */
  cost?: number;
  /** Nobody fills in a form faster; who does is answered when they would have been. */
  leastSeconds?: number;
}

/** About a second on a telephone. */
export const defaultChallenge: Required<ChallengeOptions> = { cost: 3000, leastSeconds: 2 };
