import * as z from 'zod/mini';

const text = z.nullish(z.string());
const number = z.number().check(z.minimum(0));
const count = z.nullish(number);

export const PollOption = z.object({
  id: z.string(),
  label: z.string(),
  description: text,
  image: z.nullish(z.object({ url: z.string(), alt: text })),
  /** Left out while results are not to be shown. */
  votes: count,
});
export type PollOption = z.infer<typeof PollOption>;

const question = {
  question: z.string(),
  description: text,
  type: z._default(z.enum(['single', 'multiple', 'ranked']), 'single'),
  min: count,
  max: count,
  options: z.array(PollOption),
  voters: count,
  blank: count,
  /** Ranked questions only: each round's votes by option id. */
  rounds: z.nullish(
    z.array(
      z.object({
        counts: z.record(z.string(), number),
        eliminated: text,
        /** In the last round: options that the count can't tell apart. */
        tied: z.nullish(z.array(z.string())),
      }),
    ),
  ),
};

export const PollQuestion = z.object({ id: z.string(), ...question });
export type PollQuestion = z.infer<typeof PollQuestion>;

export const ResultsRule = z.enum(['always', 'after-vote', 'after-close', 'never']);
export const BallotPolicy = z.enum(['open', 'browser', 'code', 'login']);

export const Poll = z.object({
  id: z.string(),
  ...question,
  question: text,
  options: z.nullish(z.array(PollOption)),
  /** A ballot of several questions; then the poll has no `options` of its own. */
  questions: z.nullish(z.array(PollQuestion)),
  opens: text,
  closes: text,
  results: z._default(ResultsRule, 'always'),
  eligible: count,
  quorum: z.nullish(z.object({ voters: number })),
  changeable: z.nullish(z.boolean()),
  url: text,
  voteUrl: text,
  ballotPolicy: z._default(BallotPolicy, 'browser'),
  ballotPolicyText: text,
  privacyUrl: text,
  challengeUrl: text,
  loginUrl: text,
  /** The server's clock when it answered; corrects the visitor's. */
  now: text,
  updated: text,
  language: text,
});
export type Poll = z.infer<typeof Poll>;
