import type { FormField } from '../../../src/contracts/form.js';
import type { Sentence } from '../messages.js';

export interface FileAnswer {
  field: string;
  name: string;
  type: string;
  content: Uint8Array<ArrayBuffer>;
}

/** For fields that set no size of their own. */
const largest = 10_000_000;

/** The files of one field, or what is wrong with them. */
export async function filesOf(field: FormField, sent: FormData): Promise<FileAnswer[] | Sentence> {
  // An empty file input sends one nameless empty file.
  const files = sent.getAll(field.name).filter((value) => value instanceof File && value.size > 0) as File[];
  const maxFiles = field.maxFiles ?? 1;
  if (files.length > maxFiles) return (m) => m.field.tooManyFiles(maxFiles);
  const answers: FileAnswer[] = [];
  for (const file of files) {
    const name = safeName(file.name);
    const maxBytes = field.maxBytes ?? largest;
    if (file.size > maxBytes) return (m) => m.field.fileTooLarge(name, inWords(maxBytes));
    const content = new Uint8Array(await file.arrayBuffer());
    const type = typeOf(file, content);
    if (type === undefined || !isAccepted(field, type, name)) return (m) => m.field.fileType(name);
    answers.push({ field: field.name, name, type, content });
  }
  return answers;
}

/** The last part of a path, without what a file system, a terminal or a header could trip over. */
export function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{C}"<>:|?*]/gu, '')
    .replace(/^\.+/, '')
    .trim();
  return Array.from(plain).slice(-100).join('') || 'fil';
}

const signatures: readonly [type: string, offset: number, bytes: readonly number[]][] = [
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/gif', 0, [0x47, 0x49, 0x46, 0x38]],
  ['image/webp', 8, [0x57, 0x45, 0x42, 0x50]],
  ['application/pdf', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
];

/** What the content is; what the sender says only for kinds that have no signature here. Nothing if the two differ. */
function typeOf(file: File, content: Uint8Array): string | undefined {
  const found = signatures.find(([, offset, bytes]) =>
    bytes.every((byte, at) => content[offset + at] === byte),
  );
  if (found) return found[0];
  const said = file.type.split(';')[0]!.trim().toLowerCase();
  if (signatures.some(([type]) => type === said)) return undefined;
  return /^[\w.+-]+\/[\w.+-]+$/.test(said) ? said : 'application/octet-stream';
}

/** `accept` as in HTML: types, `image/*`, and endings such as `.pdf`. */
function isAccepted(field: FormField, type: string, name: string): boolean {
  if (!field.accept?.length) return true;
  return field.accept.some((token) => {
    const wanted = token.trim().toLowerCase();
    if (wanted.startsWith('.')) return name.toLowerCase().endsWith(wanted);
    return wanted.endsWith('/*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
  });
}

function inWords(bytes: number): string {
  return bytes % 1_000_000 === 0 ? `${bytes / 1_000_000} MB` : `${Math.floor(bytes / 1000)} kB`;
}
