import { loadJson, parse } from '../../base/load-document.js';
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
 * @param action where to send when the definition does not say
 * @throws {SourceError} what {@link loadJson} throws; `empty` where it has no fields, `not-allowed` where it would
 * send to an origin that the page does not allow
 */
export async function loadForm(src: string, action: string, context: LoadContext): Promise<LoadedForm> {
  const document = await loadJson(src, context);
  const { json, url } = document;
  const { fields } = (json ?? {}) as { fields?: unknown };
  const problems: ItemProblem[] = [];
  const usable = Array.isArray(fields)
    ? fields.filter((field, index) => {
        const found = check(FormField, field, `fields[${index}]`).problems;
        problems.push(...(found ?? []));
        return !found;
      })
    : [];
  if (Array.isArray(fields) && !fields.length)
    throw new SourceError('empty', 'The form has no fields.', { url });
  const form = parse(
    Form,
    usable.length ? { ...document, json: { ...(json as object), fields: usable } } : document,
  );
  const intro = form.introHtml ? sanitizeHtml(form.introHtml, url).nodes : [];
  return { form, base: url, sendTo: sendingAddress(form.submitUrl, action, url, context), intro, problems };
}

/** @throws {SourceError} `format` where there is no address, `not-allowed` where the page does not allow it */
export function sendingAddress(
  submitUrl: string | null | undefined,
  action: string,
  base: string,
  context: LoadContext,
): string {
  const { config, lang } = context;
  const url = submitUrl ? safeResource(submitUrl, base) : action && config.resolve(action, lang);
  if (!url)
    throw new SourceError('format', 'There is no usable address to send to: give submitUrl or action.', {
      url: base || undefined,
    });
  if (!config.maySend(url)) throw notAllowed(url);
  return url;
}
