import { loadJson, parse, unusable } from '../../base/load-document.js';
import type { LoadContext } from '../../base/load-controller.js';
import { check } from '../../contracts/check.js';
import type { ItemProblem } from '../../contracts/feed.js';
import { Form, FormField } from '../../contracts/form.js';
import { SourceError } from '../../internal/errors.js';
import { notAllowed } from '../../internal/request.js';
import { safeResource } from '../../internal/safe-url.js';
import { sanitizeHtml } from '../../internal/sanitize.js';
import { textToHtml } from '../../internal/text.js';
import {
  type Open311Service,
  open311Definition,
  open311Services,
  parseOpen311,
} from '../../sources/open311.js';

export interface LoadedForm {
  form: Form;
  /** What relative addresses in the definition resolve against. */
  base: string;
  /** Where to send, absolute. */
  sendTo: string;
  intro: readonly ChildNode[];
  /** Of fields that could not be read and are left out. */
  problems: readonly ItemProblem[];
  /** Of an Open311 server: its list, of which one service may be chosen. */
  open311?: { list: string; services: readonly Open311Service[]; service: Open311Service | undefined };
}

/**
 * Reads a form's definition, or Open311's list of services and the definition of the one that is chosen.
 * @param source its address, or the form itself
 * @param action where to send when the definition does not say
 * @param code of the Open311 service that is chosen
 * @throws {SourceError} what {@link loadJson} throws; `empty` where it has no fields, `not-allowed` where it would
 * send to an origin that the page does not allow, `format` where it does not say where to send
 */
export async function loadForm(
  source: string | Form,
  action: string,
  code: string,
  context: LoadContext,
): Promise<LoadedForm> {
  if (typeof source !== 'string') return complete(source, '', [], action, context);
  // The endpoint of Open311 is what its methods' names are added to.
  const document = await loadJson(source.replace(/(\/v2)\/?$/, '$1/services.json'), context, parseOpen311);
  const { json, url } = document;
  const services = open311Services(json);
  if (services) return loadService(services, url, action, code, context);
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

/** Another of Open311's methods beside the list of services, in the same notation and for the same town. */
export const methodUrl = (list: string, method: string): string =>
  list.replace(
    /services(\.\w+)?(?=[?#]|$)/,
    (_, extension: string | undefined) => method + (extension ?? '.json'),
  );

async function loadService(
  services: readonly Open311Service[],
  list: string,
  action: string,
  code: string,
  context: LoadContext,
): Promise<LoadedForm> {
  if (!services.length) throw new SourceError('empty', 'There are no services.', { url: list });
  const service = services.find((each) => each.code === code);
  const { fields, notes } = service?.metadata
    ? open311Definition(
        (await loadJson(methodUrl(list, `services/${encodeURIComponent(code)}`), context, parseOpen311)).json,
      )
    : { fields: [], notes: [] };
  const introHtml = [service?.description ?? '', ...notes].map(textToHtml).join('');
  const form = {
    id: code,
    title: service?.name,
    introHtml,
    submitUrl: action ? null : methodUrl(list, 'requests'),
    fields,
  };
  return { ...complete(form, list, [], action, context), open311: { list, services, service } };
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
