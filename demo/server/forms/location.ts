import { textOf } from '../http/body.js';

export interface Location {
  /** WGS 84 degrees. */
  lat?: number;
  long?: number;
  text?: string;
}

/** What `NAME.lat`, `NAME.long` and `NAME.text` say; nothing when all are empty. */
export function locationOf(sent: FormData, name: string): Location | 'unreadable' | undefined {
  const lat = textOf(sent, `${name}.lat`);
  const long = textOf(sent, `${name}.long`);
  const text = textOf(sent, `${name}.text`)?.trim();
  if (lat === undefined && long === undefined) return text ? textOnly(text) : undefined;
  if (!isDegrees(lat, 90) || !isDegrees(long, 180)) return 'unreadable';
  const described = text ? textOnly(text) : {};
  return described === 'unreadable' ? described : { lat: Number(lat), long: Number(long), ...described };
}

function textOnly(text: string): Location | 'unreadable' {
  return text.length <= 1000 ? { text } : 'unreadable';
}

function isDegrees(text: string | undefined, most: number): boolean {
  return text !== undefined && /^-?\d{1,3}(\.\d+)?$/.test(text) && Math.abs(Number(text)) <= most;
}
