/** A client of Open311, written from the GeoReport v2 specification alone: it knows nothing of the server's code. */
export type Format = 'json' | 'xml';

export interface Request {
  service_request_id: string;
  status: string;
  status_notes: string | null;
  service_name: string;
  service_code: string;
  description: string | null;
  agency_responsible: string | null;
  service_notice: string | null;
  requested_datetime: string;
  updated_datetime: string;
  expected_datetime: string | null;
  address: string | null;
  address_id: string | null;
  zipcode: string | null;
  lat: number | string | null;
  long: number | string | null;
  media_url: string | null;
}

export interface Service {
  service_code: string;
  service_name: string;
  description: string;
  metadata: boolean;
  type: string;
  keywords: string;
  group: string;
}

export interface Attribute {
  variable: boolean;
  code: string;
  datatype: string;
  required: boolean;
  datatype_description: string | null;
  order: number;
  description: string;
  values?: { key: string; name: string }[];
}

export class ServiceError extends Error {
  readonly status: number;
  readonly errors: { code: string; description: string }[];

  constructor(status: number, errors: { code: string; description: string }[]) {
    super(errors.map(({ description }) => description).join(' '));
    this.status = status;
    this.errors = errors;
  }
}

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

export class Open311Client {
  readonly #ask: Ask;
  readonly #format: Format;

  constructor(ask: Ask, format: Format) {
    this.#ask = ask;
    this.#format = format;
  }

  services(query = ''): Promise<Service[]> {
    return this.#get(`services.${this.#format}${query}`, 'services', 'service');
  }

  async definition(code: string): Promise<{ service_code: string; attributes: Attribute[] }> {
    const answer = await this.#read(await this.#ask(`services/${code}.${this.#format}`));
    if (this.#format === 'json') return JSON.parse(answer) as never;
    const root = one(parseXml(answer), 'service_definition');
    const attributes = children(one(root.content, 'attributes').content, 'attribute').map((attribute) => {
      const values = attribute.content.find(({ name }) => name === 'values');
      return {
        ...recordOf(attribute),
        ...(values && { values: children(values.content, 'value').map(recordOf) }),
      };
    });
    return { service_code: textOf(one(root.content, 'service_code'))!, attributes } as never;
  }

  post(
    fields: [string, string][],
  ): Promise<{ service_request_id?: string; token?: string; service_notice?: string }> {
    return this.#ask(`requests.${this.#format}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: new URLSearchParams(fields).toString(),
    }).then(async (response) => {
      const [first] = await this.#listOf(response, 'service_requests', 'request');
      return first as never;
    });
  }

  async idOf(token: string): Promise<{ service_request_id: string; token: string }> {
    return (await this.#get<never>(`tokens/${token}.${this.#format}`, 'service_requests', 'request'))[0]!;
  }

  requests(query = ''): Promise<Request[]> {
    return this.#get(`requests.${this.#format}${query}`, 'service_requests', 'request');
  }

  async request(id: string): Promise<Request> {
    return (await this.#get<Request>(`requests/${id}.${this.#format}`, 'service_requests', 'request'))[0]!;
  }

  async #get<Entry>(path: string, root: string, entry: string): Promise<Entry[]> {
    return (await this.#listOf(await this.#ask(path), root, entry)) as Entry[];
  }

  async #listOf(response: Response, root: string, entry: string): Promise<object[]> {
    const answer = await this.#read(response);
    if (this.#format === 'json') return JSON.parse(answer) as object[];
    return children(one(parseXml(answer), root).content, entry).map(recordOf);
  }

  async #read(response: Response): Promise<string> {
    const expected = this.#format === 'json' ? 'application/json' : 'text/xml';
    const type = response.headers.get('Content-Type');
    if (type !== `${expected}; charset=utf-8`) throw new TypeError(`Content-Type is ${type}`);
    const answer = await response.text();
    if (response.ok) return answer;
    const errors =
      this.#format === 'json'
        ? (JSON.parse(answer) as { code: string; description: string }[])
        : children(one(parseXml(answer), 'errors').content, 'error').map(recordOf);
    throw new ServiceError(response.status, errors as never);
  }
}

interface Element {
  name: string;
  content: Element[];
  text: string;
}

/** The little XML that the specification has: elements and text. Throws on anything that is not well-formed. */
export function parseXml(xml: string): Element[] {
  const declared = /^<\?xml version="1\.0" encoding="utf-8"\?>\s*/i.exec(xml);
  if (!declared) throw new SyntaxError('No XML declaration.');
  const root: Element = { name: '', content: [], text: '' };
  const open = [root];
  const pattern = /<(\/?)([A-Za-z_][\w.-]*)\s*(\/?)>|([^<&]+)|&(lt|gt|amp|quot|apos|#\d+);/y;
  pattern.lastIndex = declared[0].length;
  while (pattern.lastIndex < xml.length) {
    const at = pattern.lastIndex;
    const found = pattern.exec(xml);
    if (!found) throw new SyntaxError(`Not well-formed at ${xml.slice(at, at + 40)}`);
    const [, closing, name, empty, text, entity] = found;
    const current = open.at(-1)!;
    if (text !== undefined) current.text += text;
    else if (entity !== undefined) current.text += characterOf(entity);
    else if (closing) {
      if (current.name !== name) throw new SyntaxError(`</${name}> closes <${current.name}>.`);
      open.pop();
    } else {
      const element: Element = { name: name!, content: [], text: '' };
      current.content.push(element);
      if (!empty) open.push(element);
    }
  }
  if (open.length !== 1) throw new SyntaxError('Something is left open.');
  return root.content;
}

function characterOf(entity: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
  return named[entity] ?? String.fromCodePoint(Number(entity.slice(1)));
}

function children(elements: Element[], name: string): Element[] {
  const others = elements.filter((element) => element.name !== name);
  if (others.length > 0) throw new TypeError(`<${others[0]!.name}> stands where <${name}> belongs.`);
  return elements;
}

function one(elements: Element[], name: string): Element {
  const found = elements.filter((element) => element.name === name);
  if (found.length !== 1) throw new TypeError(`${found.length} <${name}>`);
  return found[0]!;
}

/** An empty element is what JSON calls null. */
function textOf(element: Element): string | null {
  return element.text === '' ? null : element.text;
}

function recordOf(element: Element): Record<string, unknown> {
  return Object.fromEntries(
    element.content
      .filter(({ content }) => content.length === 0)
      .map((member) => {
        const text = textOf(member);
        const isBoolean = /^(metadata|variable|required)$/.test(member.name);
        return [member.name, isBoolean ? text === 'true' : member.name === 'order' ? Number(text) : text];
      }),
  );
}
