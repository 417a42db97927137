import * as z from 'zod/mini';

const text = z.nullish(z.string());

/** The answer to a submission that was taken. */
export const Receipt = z.object({
  reference: z.nullish(z.string()),
  message: text,
  statusUrl: text,
  language: text,
});
export type Receipt = z.infer<typeof Receipt>;

/** What a resident sees of their own case. */
export const Case = z.object({
  reference: z.string(),
  status: z.enum(['received', 'in-progress', 'answered', 'closed']),
  updated: z.string(),
  messages: z.array(z.object({ from: z.enum(['resident', 'office']), at: z.string(), text: z.string() })),
  /** Where a further message is posted. Left out, it is the form's `caseUrl` with `/` and the reference. */
  statusUrl: text,
});
export type Case = z.infer<typeof Case>;
