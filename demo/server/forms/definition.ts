import type { Form, FormField } from '../../../src/contracts/form.js';

export function withDefaults(form: Form): Form {
  return {
    ...form,
    url: form.url ?? `/formular/${form.id}`,
    submitUrl: form.submitUrl ?? `/api/forms/${form.id}/submissions`,
    caseUrl: form.caseUrl ?? '/api/submissions',
  };
}

export function formTitle(form: Form): string {
  return form.title ?? form.id;
}

/** The fields that somebody fills in; `page` only starts a new page. */
export function inputFields(form: Form): FormField[] {
  return form.fields.filter(({ type }) => type !== 'page');
}
