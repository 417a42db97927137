import type { Database } from '../database/database.js';
import { readAnswers } from '../forms/read-answers.js';
import { keepSubmission } from '../forms/submissions.js';
import { textOf, textsOf } from '../http/body.js';
import { pageAddress } from '../http/page-address.js';
import type { Language } from '../messages.js';
import { Problem, type FieldError } from '../problem.js';
import type { Server } from '../server.js';
import { attributeFields, type Service } from './service.js';
import { addRequest, requestBy, type RequestRow } from './store.js';

const plainArguments = [
  'description',
  'media_url',
  'first_name',
  'last_name',
  'email',
  'phone',
  'address_id',
];

/** The sender's number is another request's. */
class NumberTaken extends Error {}

export interface Creation {
  submission: string;
  language: Language;
  /** What else is to be kept with it or not at all. */
  also?: (db: Database) => Promise<void>;
}

/**
 * Keeps a service request as a case like any other, with a public number.
 * @throws {Problem} whose errors have the names of the arguments that were sent
 */
export async function createRequest(
  server: Server,
  service: Service,
  sent: FormData,
  creation: Creation,
): Promise<RequestRow> {
  const db = await server.database();
  const answers = await readArguments(service, sent);
  const { submission, language, also } = creation;
  for (;;) {
    try {
      await keepSubmission(
        db,
        {
          id: submission,
          formId: service.form.id,
          form: service.form,
          page: pageAddress(textOf(sent, 'page')),
          language,
          answers,
          scan: server.scan ? 'pending' : 'unscanned',
          also: async (transaction, reference) => {
            await also?.(transaction);
            const request = {
              submission,
              reference,
              code: service.member.code,
              hasToken: service.member.type === 'batch',
            };
            if (!(await addRequest(transaction, request, server.now()))) throw new NumberTaken();
          },
        },
        server.now(),
      );
    } catch (error) {
      if (!(error instanceof NumberTaken)) throw error;
    }
    const kept = await requestBy(db, 'submission', submission);
    if (kept) {
      if (answers.files.length > 0) server.scanSoon();
      return kept;
    }
  }
}

async function readArguments(
  service: Service,
  sent: FormData,
): Promise<Awaited<ReturnType<typeof readAnswers>>> {
  const fields = formFields(service, sent);
  const errors: FieldError[] = [];
  if (!['lat', 'address_string', 'address_id'].some((name) => textsOf(sent, name).some(Boolean))) {
    errors.push({ name: 'lat', message: (m) => m.field.place });
  }
  try {
    const answers = await readAnswers(service.form, fields);
    if (errors.length === 0) return answers;
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 422) throw error;
    for (const mistake of error.errors) {
      const name = argumentOf(service, sent, mistake.name);
      if (!errors.some((known) => known.name === name)) errors.push({ ...mistake, name });
    }
  }
  throw Problem.invalid(...errors);
}

/** The arguments under the names of the form's fields. */
function formFields(service: Service, sent: FormData): FormData {
  const fields = new FormData();
  const copy = (from: string, to: string): void => {
    for (const text of textsOf(sent, from)) fields.append(to, text);
  };
  for (const name of plainArguments) copy(name, name);
  copy('lat', 'place.lat');
  copy('long', 'place.long');
  const address = ['address_string', 'address_id'].find((name) => textsOf(sent, name).some(Boolean));
  if (address) copy(address, 'place.text');
  for (const { name, type } of attributeFields(service.form)) {
    for (const value of attributeValues(sent, name)) {
      // A `datetime` may come with a time of day, which a form's date has not.
      fields.append(name, type === 'date' ? value.replace(/^(\d{4}-\d{2}-\d{2})T.*$/, '$1') : value);
    }
  }
  for (const file of sent.getAll('media')) if (file instanceof File) fields.append('photo', file, file.name);
  return fields;
}

function attributeValues(sent: FormData, code: string): string[] {
  return [...textsOf(sent, `attribute[${code}]`), ...textsOf(sent, `attribute[${code}][]`)];
}

function argumentOf(service: Service, sent: FormData, field: string): string {
  if (field === 'place') return sent.has('lat') || !sent.has('address_string') ? 'lat' : 'address_string';
  if (field === 'photo') return 'media';
  const isAttribute = attributeFields(service.form).some(({ name }) => name === field);
  return isAttribute ? `attribute[${field}]` : field;
}
