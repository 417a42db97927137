import type { Form, FormField } from '../../contracts/form.js';
import type { SourceError } from '../../internal/errors.js';
import { plain } from '../../internal/text.js';
import { uuid } from '../../internal/uuid.js';
import type { MessageKey } from '../../locale/messages.js';
import type { Proof } from './challenge.js';
import type { LoadedForm } from './load-form.js';
import { type Finding, validate } from './validate.js';
import { filesOf, isPartOf, isShown } from './values.js';

/** What a form is and what becomes of it. */
export interface Task {
  /** It is the town's own form, for which a proof of work may be wanted. */
  isMain?: boolean;
  /** In the language of the moment. */
  make(): Form | undefined;
  /** @returns what came back */
  send(body: URLSearchParams | FormData, data: LoadedForm): Promise<unknown>;
  received(json: unknown, filling: Filling): Promise<void>;
}

/** A form while somebody fills it in: what was written, what is wrong with it, how far it is. */
export class Filling {
  form: Form | undefined;
  errors = new Map<string, Finding | string | undefined>();
  /** What the server said of fields that are not there. */
  otherErrors: string[] = [];
  failure: SourceError | undefined;
  /** Which of its pages is shown. */
  page = 0;
  /** What became of finding a place, by the field's name. */
  readonly notes = new Map<string, MessageKey>();
  /** Something was written that is not sent. */
  dirty = false;
  proof: Promise<Proof | undefined> | undefined;

  readonly task: Task;
  readonly values: Map<string, readonly (string | File)[]>;
  /** One number for one filled form, however often it has to be sent. */
  readonly submission: string;

  constructor(task: Task, values: Filling['values'] = new Map(), submission = uuid()) {
    this.task = task;
    this.values = values;
    this.submission = submission;
  }

  get isMain(): boolean {
    return !!this.task.isMain;
  }

  /** Those that take part, on whichever page. */
  get fields(): readonly FormField[] {
    const all = this.form?.fields ?? [];
    return all.filter((field) => isShown(field, all, this.values));
  }

  /** The same by page; those on which there is nothing to fill in are left out. */
  get pages(): FormField[][] {
    const pages: FormField[][] = [[]];
    for (const field of this.fields) {
      if (field.type === 'page') pages.push([field]);
      else pages.at(-1)!.push(field);
    }
    return pages.filter((page) => page.some(({ type }) => !/^(?:page|hidden)$/.test(type)));
  }

  get errorCount(): number {
    return this.errors.size + this.otherErrors.length;
  }

  fieldOf(name: string): FormField | undefined {
    return this.fields.find((field) => field.name === name || isPartOf(field, name));
  }

  /** Looks at fields again; the others keep what was said of them. */
  check(isDue: (field: FormField) => boolean, isHalf: (field: FormField) => boolean): void {
    const found = this.fields.map((field) => {
      const { name } = field;
      if (!isDue(field)) return [name, this.errors.get(name)] as const;
      // A date of which only the day is there has no value, and is not empty either.
      return [name, isHalf(field) ? (['formDate'] as const) : validate(field, this.values)] as const;
    });
    this.errors = new Map(found.filter(([, error]) => error));
  }

  /** Takes over what the server said of the fields. */
  refuse({ problems }: SourceError): void {
    this.errors = new Map();
    for (const problem of problems) {
      const { name, message } = (problem ?? {}) as { name: unknown; message: unknown };
      if (typeof message !== 'string') continue;
      const field = this.fieldOf(String(name));
      if (field && field.type !== 'hidden') this.errors.set(field.name, plain(message));
      else this.otherErrors.push(plain(message));
    }
  }

  /** Shows the page of the first mistake. */
  turnToError(): void {
    const at = this.pages.findIndex((page) => page.some(({ name }) => this.errors.has(name)));
    if (at >= 0) this.page = at;
  }

  /** Takes over what stands in the form now, whichever way it came there. What is not there keeps what it had. */
  read(form: HTMLFormElement): void {
    const data = new FormData(form);
    for (const { name, type } of form.elements as Iterable<HTMLInputElement>) {
      if (name && type !== 'file') this.values.set(name, data.getAll(name));
    }
  }

  addFiles(field: FormField, input: HTMLInputElement): void {
    if (!input.files?.length) return;
    const known = Number(field.maxFiles) > 1 ? filesOf(field, this.values) : [];
    this.values.set(field.name, [...known, ...input.files]);
    // So that a file that was removed can be chosen again.
    input.value = '';
  }
}
