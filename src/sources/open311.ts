/** Open311 GeoReport v2, JSON and XML: https://wiki.open311.org/GeoReport_v2/ */
import type { FormField } from '../contracts/form.js';
import type { Case, Receipt } from '../contracts/submission.js';
import { type XmlElement, isElement, parseXml, textOf } from '../internal/xml.js';
import { array, list, words } from './json.js';

export interface Open311Service {
  code: string;
  name: string;
  description: string;
  keywords: string;
  group: string;
  /** It has a definition of its own to be read. */
  metadata: boolean;
}

const LISTS = /^(?:services|attributes|values|service_requests|errors|groups)$/;

function fromXml(node: XmlElement): unknown {
  const inner = node.nodes.filter(isElement);
  if (LISTS.test(node.tag)) return inner.map(fromXml);
  return inner.length
    ? Object.fromEntries(inner.map((each) => [each.tag, fromXml(each)]))
    : textOf(node).trim();
}

/**
 * A document in either notation as JSON would have it. Numbers with leading zeros, as the specification itself prints
 * codes, are the texts that they were meant to be.
 * @throws {SyntaxError} where it is neither, or a page of HTML
 */
export function parseOpen311(text: string): unknown {
  if (/^\s*<(?!!doctype html|html)/i.test(text)) {
    const top = parseXml(text).nodes.find(isElement);
    if (top && /^service|^errors$/.test(top.tag)) return fromXml(top);
  }
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse(text.replace(/(":\s*)(0\d+)(?=\s*[,}\]])/g, '$1"$2"'));
  }
}

/** Codes and ids are texts, whatever they look like; what holds something else has none. */
const said = (value: unknown): string => words(value) ?? '';

const isTrue = (value: unknown): boolean => /^(?:true|1)$/i.test(String(value));

/** The services of a list, or undefined where the document is no such list. */
export function open311Services(json: unknown): Open311Service[] | undefined {
  const services = array(json).map((each) => ({
    code: said(each.service_code),
    name: said(each.service_name) || said(each.service_code),
    description: said(each.description),
    keywords: said(each.keywords),
    group: said(each.group) || said(list(each.groups)[0]),
    metadata: isTrue(each.metadata),
  }));
  const found = services.filter(({ code }) => code);
  return Array.isArray(json) && (found.length || !json.length) ? found : undefined;
}

const TYPES: Record<string, FormField['type']> = {
  number: 'number',
  datetime: 'date',
  text: 'textarea',
  singlevaluelist: 'select',
  multivaluelist: 'checkboxes',
};

/** The attributes of a service as fields, and what it only has to say. */
export function open311Definition(json: unknown): { fields: FormField[]; notes: string[] } {
  const [definition] = array(list(json));
  const fields: FormField[] = [];
  const notes: string[] = [];
  const attributes = array(definition?.attributes).sort((a, b) => Number(a.order) - Number(b.order));
  for (const { code, datatype, variable, automated, values, ...each } of attributes) {
    const label = said(each.description);
    // Servers fill in some by themselves (FixMyStreet's `automated`).
    if (automated) continue;
    if (!isTrue(variable)) notes.push(label);
    else if (said(code)) {
      const type = TYPES[String(datatype)] ?? 'text';
      const options = array(values).map(({ key, name }) => ({
        value: said(key),
        label: said(name) || said(key),
      }));
      fields.push({
        name: `attribute[${said(code)}]${type === 'checkboxes' ? '[]' : ''}`,
        type,
        label: label || said(code),
        help: said(each.datatype_description),
        required: isTrue(each.required),
        options,
      });
    }
  }
  return { fields, notes };
}

/**
 * The answer to a request that was taken, also by a relay that adds what a form's receipt has: then the reference is
 * the resident's own, and the public number stands in the message.
 */
export function open311Receipt(json: unknown): Receipt {
  const [request = {}] = array(list(json));
  const id = said(request.service_request_id) || said(request.token);
  const own = said(request.reference);
  const message = [said(request.message) || said(request.service_notice), own && id && `(${id})`];
  return {
    reference: own || id,
    message: message.filter(Boolean).join(' '),
    statusUrl: said(request.statusUrl),
    language: said(request.language),
  };
}

/** A request as a case; undefined where there is none in the document. */
export function open311Case(json: unknown): Case | undefined {
  const [request] = array(json);
  const reference = said(request?.service_request_id);
  if (!request || !reference) return undefined;
  const status = said(request.status);
  const at = said(request.updated_datetime) || said(request.requested_datetime);
  const notes = [request.status_notes, request.service_notice].map(said).filter(Boolean);
  return {
    reference,
    status: status === 'closed' ? 'closed' : status === 'open' ? 'received' : 'in-progress',
    updated: at,
    messages: notes.map((text) => ({ from: 'office' as const, at, text })),
  };
}

/** What a server says is wrong, one sentence a line. */
export const open311Errors = (json: unknown): string =>
  array(json)
    .map((each) => said(each.description))
    .filter(Boolean)
    .join('\n');
