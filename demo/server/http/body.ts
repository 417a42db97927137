import type { Context } from 'hono';
import { Problem, type FieldError } from '../problem.js';

export interface BodyLimits {
  maxBytes: number;
  /** Fields and files together. */
  maxFields?: number;
}

/** What a plain HTML form sent. Read whole, so every caller says how large it may be. */
export async function readForm(c: Context, limits: BodyLimits): Promise<FormData> {
  const contentType = c.req.header('Content-Type') ?? '';
  const mediaType = contentType.split(';')[0]!.trim().toLowerCase();
  if (mediaType !== 'application/x-www-form-urlencoded' && mediaType !== 'multipart/form-data') {
    throw new Problem(415, 'mediaType', {
      headers: { 'Accept-Post': 'application/x-www-form-urlencoded, multipart/form-data' },
    });
  }
  const charset = /;\s*charset="?([^\s;"]+)/i.exec(contentType)?.[1]?.toLowerCase();
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/.test(charset)) throw new Problem(415, 'charset');
  const bytes = await readCapped(c.req.raw, limits.maxBytes);
  const maxFields = limits.maxFields ?? 200;
  const form =
    mediaType === 'multipart/form-data'
      ? await parseMultipart(bytes, contentType, maxFields)
      : parseUrlencoded(bytes, maxFields);
  rejectUnkeepable(form, bytes);
  return form;
}

/** The field's texts, without files. */
export function textsOf(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === 'string');
}

/** The field's only text; nothing when it was not sent or is empty. */
export function textOf(form: FormData, name: string): string | undefined {
  const texts = textsOf(form, name);
  if (texts.length > 1) throw Problem.invalid({ name, message: (m) => m.field.oneValue });
  return texts[0] || undefined;
}

async function readCapped(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('Content-Length') ?? 0) > maxBytes) throw new Problem(413, 'tooLarge');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunksOf(request)) {
    length += chunk.length;
    if (length > maxBytes) throw new Problem(413, 'tooLarge');
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

async function* chunksOf(request: Request): AsyncGenerator<Uint8Array> {
  // Firefox has no `Request.body`; the server runs in its pages when widgets are tested.
  if (!request.body) {
    yield new Uint8Array(await request.arrayBuffer());
    return;
  }
  const reader = request.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function parseUrlencoded(bytes: Uint8Array, maxFields: number): FormData {
  const pairs = [...new URLSearchParams(new TextDecoder().decode(bytes))];
  if (pairs.length > maxFields) throw new Problem(413, 'tooManyFields');
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  return form;
}

async function parseMultipart(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
  maxFields: number,
): Promise<FormData> {
  const boundary = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType);
  const delimiter = boundary?.[1] ?? boundary?.[2];
  if (!delimiter) throw new Problem(400, 'malformed');
  // Counted before they are parsed, because a parser's time and memory grow with them. The last one closes the body.
  if (countParts(bytes, `--${delimiter}`, maxFields + 2) > maxFields + 1) {
    throw new Problem(413, 'tooManyFields');
  }
  try {
    return await new Response(bytes, { headers: { 'Content-Type': contentType } }).formData();
  } catch {
    throw new Problem(400, 'malformed');
  }
}

/** A delimiter stands at the start of a line, so that looking costs no more than reading once. */
function countParts(bytes: Uint8Array, delimiter: string, stopAt: number): number {
  const pattern = new TextEncoder().encode(delimiter);
  let count = 0;
  let start = 0;
  while (count < stopAt) {
    if (pattern.every((byte, index) => bytes[start + index] === byte)) count += 1;
    const newline = bytes.indexOf(0x0a, start);
    if (newline === -1) break;
    start = newline + 1;
  }
  return count;
}

/** PostgreSQL keeps no U+0000, and no keyboard makes one. What is not UTF-8 would be kept with holes in it. */
function rejectUnkeepable(form: FormData, bytes: Uint8Array): void {
  const errors: FieldError[] = [];
  let mayHaveHoles: boolean | undefined;
  for (const [name, value] of form) {
    const text = typeof value === 'string' ? value : value.name;
    if (name.includes('\0')) throw new Problem(400, 'malformed');
    if (text.includes('\0')) errors.push({ name, message: (m) => m.field.forbidden });
    if (text.includes('\ufffd') && (mayHaveHoles ??= !wasSent(bytes))) {
      errors.push({ name, message: (m) => m.field.charset });
    }
  }
  if (errors.length > 0) throw Problem.invalid(...errors);
}

/** Whether U+FFFD, which decoders put in place of what they can't read, was sent as such. */
function wasSent(bytes: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(bytes);
  return text.includes('\xef\xbf\xbd') || /%EF%BF%BD/i.test(text);
}
