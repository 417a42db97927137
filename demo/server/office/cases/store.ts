import type { Database } from '../../database/database.js';
import type { Answer } from '../../forms/read-answers.js';
import type { Member } from '../member.js';
import type { Condition } from './filter.js';
import { visibleForms } from './visible-forms.js';
import type { Status } from './words.js';

export interface OfficeCase {
  /** The resident's secret: shown to nobody. */
  reference: string;
  id: string;
  formId: string;
  /** The hash of the form as it was filled in. */
  definition: string | null;
  status: Status;
  received: Date;
  updated: Date;
  answered: Date | null;
  closed: Date | null;
  page: string | null;
  language: string;
  answers: Record<string, Answer>;
  /** Who wrote the last message; nobody where there is none. */
  last: 'resident' | 'office' | null;
}

interface CaseRow {
  reference: string;
  id: string;
  form_id: string;
  definition: string | null;
  status: Status;
  received: Date;
  updated: Date;
  answered: Date | null;
  closed: Date | null;
  page: string | null;
  language: string;
  answers: string;
  last: OfficeCase['last'];
}

export interface CaseFile {
  position: number;
  field: string;
  name: string;
  type: string;
  bytes: number;
  scan: string;
}

export interface ThreadEntry {
  sender: 'resident' | 'office';
  at: Date;
  body: string;
}

export interface Note {
  author: string;
  at: Date;
  body: string;
}

const columns = `o.reference, o.id, o.form_id, o.definition, s.status, o.received, s.updated, o.answered, o.closed,
  s.page, s.language, s.answers,
  (SELECT m.sender FROM case_messages m WHERE m.reference = o.reference ORDER BY m.at DESC, m.id LIMIT 1) AS last`;
const tables = 'office_cases o JOIN submissions s ON s.reference = o.reference';

export async function countCases(db: Database, { sql, params }: Condition): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM ${tables} WHERE ${sql}`,
    params,
  );
  return row?.count ?? 0;
}

/** Newest first. */
export async function listCases(
  db: Database,
  { sql, params }: Condition,
  range: { offset: number; limit: number },
): Promise<OfficeCase[]> {
  const rows = await db.query<CaseRow>(
    `SELECT ${columns} FROM ${tables} WHERE ${sql} ORDER BY o.received DESC, o.id
     LIMIT $${params.length + 1} OFFSET $${params.length + 2}`,
    [...params, range.limit, range.offset],
  );
  return rows.map(caseOf);
}

/** A case by its name in the office, where it is one that the member may see; to others it is not there. */
export async function findOfficeCase(
  db: Database,
  member: Member,
  id: string,
): Promise<OfficeCase | undefined> {
  if (!/^[0-9a-f]{12}$/.test(id)) return undefined;
  const [row] = await db.query<CaseRow>(`SELECT ${columns} FROM ${tables} WHERE o.id = $1`, [id]);
  if (!row) return undefined;
  const visible = await visibleForms(db, member);
  return visible === 'all' || visible.includes(row.form_id) ? caseOf(row) : undefined;
}

export function filesOfCase(db: Database, reference: string): Promise<CaseFile[]> {
  return db.query(
    'SELECT position, field, name, type, bytes, scan FROM files WHERE reference = $1 ORDER BY position',
    [reference],
  );
}

/** The content of a file that may be opened: one that the scanner has cleared, or none was there to look. */
export async function openFile(
  db: Database,
  reference: string,
  position: number,
): Promise<{ name: string; type: string; content: Uint8Array<ArrayBuffer> } | undefined> {
  const [file] = await db.query<{ name: string; type: string; content: Uint8Array<ArrayBuffer> }>(
    `SELECT name, type, content FROM files
     WHERE reference = $1 AND position = $2 AND scan IN ('clean', 'unscanned')`,
    [reference, position],
  );
  return file;
}

export function canOpen(file: CaseFile): boolean {
  return file.scan === 'clean' || file.scan === 'unscanned';
}

export function threadOf(db: Database, reference: string): Promise<ThreadEntry[]> {
  return db.query('SELECT sender, at, body FROM case_messages WHERE reference = $1 ORDER BY at, id', [
    reference,
  ]);
}

export function notesOf(db: Database, reference: string): Promise<Note[]> {
  return db.query('SELECT author, at, body FROM case_notes WHERE reference = $1 ORDER BY at, id', [
    reference,
  ]);
}

function caseOf({ form_id: formId, answers, ...row }: CaseRow): OfficeCase {
  return { ...row, formId, answers: JSON.parse(answers) as Record<string, Answer> };
}
