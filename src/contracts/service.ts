import * as z from 'zod/mini';

const text = z.nullish(z.string());
const texts = z.nullish(z.array(z.string()));

export const ServiceChannel = z.object({
  type: z.enum(['online', 'phone', 'email', 'office', 'chat', 'post']),
  label: text,
  value: z.string(),
  /** schema.org openingHours syntax, e.g. `Mo-Fr 08:00-16:30`. */
  hours: text,
});
export type ServiceChannel = z.infer<typeof ServiceChannel>;

export const ServiceStatus = z.object({
  state: z.enum(['available', 'maintenance', 'closed', 'upcoming']),
  message: text,
  /** RFC 3339 time or date. */
  until: text,
});
export type ServiceStatus = z.infer<typeof ServiceStatus>;

export const Service = z.object({
  id: z.string(),
  name: z.string(),
  summary: text,
  url: text,
  actionLabel: text,
  image: z.nullish(z.object({ url: z.string(), alt: text })),
  provider: z.nullish(z.object({ name: z.string(), url: text })),
  audience: texts,
  topics: texts,
  lifeEvents: texts,
  cost: text,
  duration: text,
  processingTime: text,
  /** Last day, RFC 3339 date. */
  deadline: text,
  login: texts,
  languages: texts,
  need: texts,
  channels: z.nullish(z.array(ServiceChannel)),
  /** IANA time zone of the opening hours. */
  timeZone: text,
  specialHours: z.nullish(z.array(z.object({ date: z.string(), hours: text }))),
  status: z.nullish(ServiceStatus),
  updated: text,
  /** What its texts are in, BCP 47. */
  language: text,
  /** Texts that are in another language than `language`, with theirs. */
  textLanguages: z.nullish(z.record(z.string(), z.string())),
});
export type Service = z.infer<typeof Service>;

/** A catalogue; an array of services is read as one too. */
export const ServiceList = z.object({ services: z.array(z.unknown()), language: text });
export type ServiceList = z.infer<typeof ServiceList>;
