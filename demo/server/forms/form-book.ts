import type { Form } from '../../../src/contracts/form.js';
import type { Database } from '../database/database.js';
import { described, type Server } from '../server.js';
import { withDefaults } from './definition.js';

/** A form as the office has it: the town's own, one that the office made, or its change of a town's own. */
export interface BookEntry {
  id: string;
  /** What is published, or was last. */
  form: Form | undefined;
  draft: Form | undefined;
  isPublished: boolean;
  /** It comes with the town's site, so it can be hidden but never goes away. */
  isTowns: boolean;
}

interface FormRow {
  id: string;
  definition: string | null;
  published: boolean;
  draft: string | null;
}

/** What was published when it was last looked up, for when the database can't be reached. */
const lastPublished = new WeakMap<Server, Form[]>();

/** Every form that there is, the town's own first. */
export async function formBook(server: Server, db?: Database): Promise<Map<string, BookEntry>> {
  const rows = await (db ?? (await server.database())).query<FormRow>(
    'SELECT id, definition, published, draft FROM office_forms ORDER BY id',
  );
  const book = new Map<string, BookEntry>(
    server.town.forms.map((form) => [
      form.id,
      { id: form.id, form: withDefaults(form), draft: undefined, isPublished: true, isTowns: true },
    ]),
  );
  for (const row of rows) {
    const own = book.get(row.id);
    book.set(row.id, {
      id: row.id,
      form: row.definition === null ? own?.form : withDefaults(JSON.parse(row.definition) as Form),
      draft: row.draft === null ? undefined : (JSON.parse(row.draft) as Form),
      isPublished: row.published,
      isTowns: own !== undefined,
    });
  }
  return book;
}

/** The forms that everybody sees. They are there without a database too, as they were last seen. */
export async function publishedForms(server: Server): Promise<Form[]> {
  try {
    const book = await formBook(server);
    const forms = [...book.values()].flatMap(({ isPublished, form }) => (isPublished && form ? [form] : []));
    lastPublished.set(server, forms);
    return forms;
  } catch (error) {
    server.log({ level: 'error', event: 'forms', ...described(error) });
    return lastPublished.get(server) ?? server.town.forms.map(withDefaults);
  }
}

export async function publishedForm(server: Server, id: string): Promise<Form | undefined> {
  return (await publishedForms(server)).find((form) => form.id === id);
}

/** The form whose own page is at a plain path of this site. */
export async function formAt(server: Server, path: string): Promise<Form | undefined> {
  if (!/^\/[\w/-]*\w$/.test(path)) return undefined;
  return (await publishedForms(server)).find((form) => form.url === path);
}
