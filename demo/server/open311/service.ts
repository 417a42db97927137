import type { Form, FormField } from '../../../src/contracts/form.js';
import { inputFields } from '../forms/definition.js';
import { publishedForms } from '../forms/form-book.js';
import type { Server } from '../server.js';

/** What makes a form a service that Open311 clients can ask for. */
export interface Open311Member {
  /** `service_code`. */
  code: string;
  description: string;
  group: string;
  keywords: readonly string[];
  /** `batch` answers with a token first. Default `realtime`. */
  type?: 'realtime' | 'batch';
  /** `agency_responsible`. */
  agency?: string;
  /** What the sender is told of what happens now. */
  notice?: string;
  /** Days until it is expected to be done. */
  days?: number;
}

/** A form of the town; with `open311`, a service too. */
export type TownForm = Form & { open311?: Open311Member };

export interface Service {
  member: Open311Member;
  form: Form;
}

/** Names of fields that are arguments of their own in GeoReport v2; all others are attributes. */
const ownArguments = new Set([
  'description',
  'place',
  'address_id',
  'photo',
  'media_url',
  'first_name',
  'last_name',
  'email',
  'phone',
]);

/** The town's forms that are services, as the office has published them. */
export async function servicesOf(server: Server): Promise<Service[]> {
  const published = new Map((await publishedForms(server)).map((form) => [form.id, form]));
  return server.town.forms.flatMap(({ id, open311 }) => {
    const form = published.get(id);
    return open311 && form ? [{ member: open311, form }] : [];
  });
}

export async function findService(server: Server, code: string): Promise<Service | undefined> {
  return (await servicesOf(server)).find(({ member }) => member.code === code);
}

export function attributeFields(form: Form): FormField[] {
  return inputFields(form).filter(
    ({ name, type }) =>
      !ownArguments.has(name) && type !== 'file' && type !== 'hidden' && type !== 'location',
  );
}

/** As GET Service List has it. */
export function serviceEntry({ member, form }: Service): object {
  return {
    service_code: member.code,
    service_name: form.title ?? member.code,
    description: member.description,
    metadata: attributeFields(form).length > 0,
    type: member.type ?? 'realtime',
    keywords: member.keywords.join(', '),
    group: member.group,
  };
}

/** As GET Service Definition has it. */
export function serviceDefinition({ member, form }: Service): object {
  return {
    service_code: member.code,
    attributes: attributeFields(form).map((field, index) => {
      const values = valuesOf(field);
      return {
        variable: true,
        code: field.name,
        datatype: datatypeOf(field),
        // One that hangs on another's answer can't be demanded of clients that know no conditions.
        required: Boolean(field.required) && !field.showIf,
        datatype_description: field.help ?? null,
        order: index + 1,
        description: field.label ?? field.name,
        ...(values && { values }),
      };
    }),
  };
}

function datatypeOf({ type }: FormField): string {
  switch (type) {
    case 'textarea':
      return 'text';
    case 'number':
    case 'rating':
      return 'number';
    case 'date':
      return 'datetime';
    case 'select':
    case 'radio':
    case 'checkbox':
      return 'singlevaluelist';
    case 'checkboxes':
      return 'multivaluelist';
    default:
      return 'string';
  }
}

function valuesOf({
  type,
  options,
  value,
  label,
  name,
}: FormField): { key: string; name: string }[] | undefined {
  if (type === 'checkbox') return [{ key: value || 'on', name: label ?? name }];
  if (type === 'rating') return undefined;
  return options?.map((option) => ({ key: option.value, name: option.label }));
}
