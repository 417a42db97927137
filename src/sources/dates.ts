const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
/** Hours from UTC of the zone names that feeds use; RFC 822 §5.1 and what is written beside it. */
const ZONES: Record<string, number> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  WET: 0,
  WEST: 1,
  BST: 1,
  CET: 1,
  MEZ: 1,
  CEST: 2,
  MESZ: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  JST: 9,
  KST: 9,
};

const ISO =
  /^(-?\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?(?:[T\s]+(\d\d?)(?::?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?\s*([a-z]+|[+-]\d\d?:?\d{0,2})?)?/i;
const RFC822 =
  /^(?:[^\s\d,]+,?\s*)?(\d{1,2})[\s-]+(\p{L}{3})\p{L}*\.?,?[\s-]*(\d{4}|\d{2})(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([ap]m\b)?\s*(?:\(?([a-z]+)\)?|((?:GMT|UTC)?\s*[+-]\s?\d\d?:?\d{0,2}))?)?/iu;
const AMERICAN =
  /^(?:[^\s\d,]+,?\s*)?(\p{L}{3})\p{L}*\.?\s+(\d{1,2}),?\s+(\d{4})\b(?:,?\s+(?:at\s+)?(\d{1,2}):(\d\d)(?::(\d\d))?\s*([ap]m\b)?\s*([a-z]+)?)?/iu;

function offset(zone: string | undefined): number {
  if (!zone) return 0;
  const numeric = /([+-])\s?(\d\d?):?(\d\d)?/.exec(zone);
  if (numeric) return (numeric[1] === '-' ? -1 : 1) * (+numeric[2]! * 60 + +(numeric[3] ?? 0));
  return (ZONES[zone.toUpperCase()] ?? 0) * 60;
}

function iso(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  zone?: string,
): string | undefined {
  if (month < 0 || month > 11 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60)
    return undefined;
  const date = new Date(Date.UTC(year, month, day, hour, minute - offset(zone), second));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

const hours = (hour: string | undefined, half: string | undefined): number =>
  half ? (+hour! % 12) + (/p/i.test(half) ? 12 : 0) : +(hour ?? 0);
const month = (name: string): number => MONTHS.indexOf(name.toLowerCase()) / 3;
const whole = (value: number): number => (Number.isInteger(value) ? value : -1);

/**
 * A date as feeds write it (RFC 822 with its habits, RFC 3339, ISO 8601 in parts) as RFC 3339 in UTC, or undefined.
 * A time without a zone is taken as UTC: nothing better is known.
 */
export function parseDate(value: unknown): string | undefined {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  let m = ISO.exec(text);
  if (m) return iso(+m[1]!, +(m[2] ?? 1) - 1, +(m[3] ?? 1), +(m[4] ?? 0), +(m[5] ?? 0), +(m[6] ?? 0), m[7]);
  if ((m = RFC822.exec(text))) {
    const year = +m[3]!;
    const full = m[3]!.length > 2 ? year : year + (year < 50 ? 2000 : 1900);
    return iso(
      full,
      whole(month(m[2]!)),
      +m[1]!,
      hours(m[4], m[7]),
      +(m[5] ?? 0),
      +(m[6] ?? 0),
      m[8] ?? m[9],
    );
  }
  if ((m = AMERICAN.exec(text))) {
    return iso(+m[3]!, whole(month(m[1]!)), +m[2]!, hours(m[4], m[7]), +(m[5] ?? 0), +(m[6] ?? 0), m[8]);
  }
  return undefined;
}

function fromEpoch(value: number): string | undefined {
  const date = new Date(value > 1e11 ? value : value * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
