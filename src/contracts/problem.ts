import * as z from 'zod/mini';

/** A failed answer: RFC 9457 problem details, with `errors` per field for `422`. */
export const Problem = z.object({
  type: z.optional(z.string()),
  title: z.optional(z.string()),
  status: z.optional(z.number()),
  detail: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ name: z.string(), message: z.string() }))),
});
export type Problem = z.infer<typeof Problem>;
