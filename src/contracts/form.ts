import * as z from 'zod/mini';

const text = z.nullish(z.string());

export const FieldType = z.enum([
  'text',
  'textarea',
  'email',
  'tel',
  'url',
  'number',
  'date',
  'select',
  'radio',
  'checkbox',
  'checkboxes',
  'rating',
  'file',
  'location',
  'hidden',
  'page',
]);
export type FieldType = z.infer<typeof FieldType>;

export const FormField = z.object({
  name: z.string().check(z.minLength(1)),
  type: FieldType,
  label: text,
  help: text,
  required: z.nullish(z.boolean()),
  /** The value it starts with; what a `hidden` field sends. */
  value: text,
  options: z.nullish(z.array(z.object({ value: z.string(), label: z.string() }))),
  /** Characters (UTF-16 code units, as HTML counts them). */
  minLength: z.nullish(z.number()),
  maxLength: z.nullish(z.number()),
  /** Numbers for `number` and `rating`, RFC 3339 dates for `date`. */
  min: z.nullish(z.union([z.number(), z.string()])),
  max: z.nullish(z.union([z.number(), z.string()])),
  step: z.nullish(z.number()),
  /** A regular expression that the whole value must match, as HTML's `pattern`. */
  pattern: text,
  accept: z.nullish(z.array(z.string())),
  maxBytes: z.nullish(z.number()),
  maxFiles: z.nullish(z.number()),
  /** Of `file`: what pictures say of the place and the camera they were taken with is kept. Without, it is taken out. */
  keepLocation: z.nullish(z.boolean()),
  /** Of `location`: a picture of the area to mark a point on, north up, its edges in WGS 84 degrees. */
  map: z.nullish(
    z.object({
      url: z.string(),
      /** What it shows, for those who don't see it. */
      alt: text,
      north: z.number(),
      south: z.number(),
      east: z.number(),
      west: z.number(),
    }),
  ),
  /** Shown, sent and required only while the named field has the value. */
  showIf: z.nullish(z.object({ name: z.string(), value: z.string() })),
  /** An HTML autofill token. */
  autocomplete: text,
});
export type FormField = z.infer<typeof FormField>;

export const Form = z.object({
  id: z.string(),
  title: text,
  introHtml: text,
  url: text,
  submitUrl: text,
  caseUrl: text,
  submitLabel: text,
  challengeUrl: text,
  purpose: text,
  retention: text,
  privacyUrl: text,
  language: text,
  fields: z.array(FormField).check(z.minLength(1)),
});
export type Form = z.infer<typeof Form>;
