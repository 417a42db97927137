export interface Range {
  /** First and last byte, both included. */
  start: number;
  end: number;
}

/** RFC 9110, section 14. Several ranges, and what can't be read, are answered with the whole. */
export function requestedRange(
  header: string | undefined,
  length: number,
): Range | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, length - Number(last)) : Number(first);
  const end = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  if (start >= length || (first === '' && Number(last) === 0)) return 'unsatisfiable';
  return start <= end ? { start, end } : undefined;
}
