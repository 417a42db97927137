import { loadJson, parse, unusable } from '../../base/load-document.js';
import type { LoadContext } from '../../base/load-controller.js';
import { check } from '../../contracts/check.js';
import type { ItemProblem } from '../../contracts/feed.js';
import { Form, FormField } from '../../contracts/form.js';
import { SourceError } from '../../internal/errors.js';
import { notAllowed } from '../../internal/request.js';
import { safeResource } from '../../internal/safe-url.js';
import { sanitizeHtml } from '../../internal/sanitize.js';

export interface LoadedForm {
  form: Form;
  /** What relative addresses in the definition resolve against. */
  base: string;
  /** Where to send, absolute. */
  sendTo: string;
  intro: readonly ChildNode[];
  /** Of fields that could not be read and are left out. */
  problems: readonly ItemProblem[];
}

/**
 * Reads a form's definition.
 * @param source its address, or the form itself
 * @param action where to send when the definition does not say
 * @throws {SourceError} what {@link loadJson} throws; `empty` where it has no fields, `not-allowed` where it would
 * send to an origin that the page does not allow, `format` where it does not say where to send
 */
export async function loadForm(
  source: string | Form,
  action: string,
  context: LoadContext,
): Promise<LoadedForm> {
  if (typeof source !== 'string') return complete(source, '', [], action, context);
  const document = await loadJson(source, context);
  const { json, url } = document;
  const { fields } = (json ?? {}) as { fields?: unknown };
  if (!Array.isArray(fields)) return complete(parse(Form, document), url, [], action, context);
  if (!fields.length) throw new SourceError('empty', 'The form has no fields.', { url });
  const problems: ItemProblem[] = [];
  const usable = fields.filter((field, index) => {
    const found = check(FormField, field, `fields[${index}]`).problems;
    problems.push(...(found ?? []));
    return !found;
  });
  if (!usable.length) throw unusable(problems, url);
  const form = parse(Form, { ...document, json: { ...(json as object), fields: usable } });
  return complete(form, url, problems, action, context);
}

function complete(
  form: Form,
  base: string,
  problems: readonly ItemProblem[],
  action: string,
  { config, lang }: LoadContext,
): LoadedForm {
  const { submitUrl, introHtml } = form;
  const url = base || undefined;
  const sendTo = submitUrl ? safeResource(submitUrl, base) : action && config.resolve(action, lang);
  if (!sendTo)
    throw new SourceError('format', 'No usable address to send to: give submitUrl or action.', { url });
  if (!config.maySend(sendTo)) throw notAllowed(sendTo);
  return { form, base, sendTo, intro: introHtml ? sanitizeHtml(introHtml, base).nodes : [], problems };
}
