import { Problem } from '../problem.js';
import { textOf } from './body.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The number that a sending repeats, in small letters; nothing when none was sent. */
export function uuidOf(form: FormData, name: string): string | undefined {
  const value = textOf(form, name)?.toLowerCase();
  if (value !== undefined && !uuid.test(value)) {
    throw Problem.invalid({ name, message: (m) => m.field.uuid });
  }
  return value;
}
