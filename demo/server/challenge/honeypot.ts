import type { Form } from '../../../src/contracts/form.js';
import { textsOf } from '../http/body.js';
import { Problem } from '../problem.js';

/** A field that no person sees. A form that has one of this name itself goes without. */
export const honeypotField = 'website';

export function hasHoneypot(form: Pick<Form, 'fields'>): boolean {
  return form.fields.every(({ name }) => name !== honeypotField);
}

/**
 * Robots fill in every field. So do some browsers for their people, who would never learn that what they wrote was
 * thrown away: therefore it is said, by a problem that also tells how to go on.
 */
export function checkHoneypot(form: Pick<Form, 'fields'>, sent: FormData): void {
  if (hasHoneypot(form) && textsOf(sent, honeypotField).some(Boolean)) {
    throw Problem.invalid({ name: honeypotField, message: (m) => m.field.honeypot });
  }
}
