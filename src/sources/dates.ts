/** Beginnings of the months' names as publishing systems write them in Europe, by month. */
const MONTHS =
  'jan ene gen sty tam янв|feb fév fev lut hel фев|mar mär mrt maa мар|apr abr avr kwi huh апр|may mai maj mei mag tou мая май|jun juin giu cze kes июн|jul juil lug lip hei июл|aug aoû ago sie elo авг|sep set wrz syy сен|oct okt ott out paź lok окт|nov lis marras ноя|dec dez des dic déc gru jou дек'
    .split('|')
    .map((names) => names.split(' '));
/** Hours from UTC of the zone names that feeds use; RFC 822 §5.1 and what is written beside it. */
const ZONES = new Map(
  'EST-5 EDT-4 CST-6 CDT-5 MST-7 MDT-6 PST-8 PDT-7 AKST-9 AKDT-8 HST-10 WEST1 BST1 CET1 MEZ1 CEST2 MESZ2 EET2 EEST3 MSK3 JST9 KST9 AEST10 AEDT11 NZST12 NZDT13'
    .split(' ')
    .map((zone) => [zone.replace(/[-\d]+/, ''), +/-?\d+/.exec(zone)![0]] as const),
);

const TIME = String.raw`(?:[T,\s]+(?:[^\s\d]{1,3}\s+){0,2}(\d\d?)[:.h]?(\d\d)(?:[:.]?(\d\d)(?:[.,]\d+)?)?\s*(?:([ap])\.?m\b\.?)?\s*\(?((?:GMT|UTC?)?\s*[+-]\s?\d\d?:?\d{0,2}|[a-z]+)?)?`;
const DAY_NAME = String.raw`(?:[^\s\d,.]+(?:[.,]+\s*|\s+))?`;
const WORD = String.raw`(\p{L}{3,})\.?`;
/** Year, month, day, in this order whatever they are written with; a month or a day may be missing. */
const YEAR_FIRST = new RegExp(
  String.raw`^(\d{4})(?:([-/.]?)\s?(\d\d?)(?:\2\s?(\d\d?))?\.?)?(?=$|[T\s,Z+])${TIME}`,
  // Not `u`: with it, JavaScriptCore finds no back-reference (\2) in a text of 16-bit letters, such as one cut out of a
  // page in Cyrillic.
  'i',
);
const DAY_FIRST = new RegExp(
  String.raw`^${DAY_NAME}(\d\d?)(?:(?:\.|\p{L}\p{L})?[\s-]+(?:de\s+)?${WORD},?[\s-]*(?:de\s+)?|([./-])\s?(\d\d?)[./-]\s?)(\d{4}|\d\d)(?!\d)${TIME}`,
  'iu',
);
const MONTH_FIRST = new RegExp(
  String.raw`^${DAY_NAME}${WORD}\s+(\d\d?)(?:\p{L}\p{L})?,?\s+(\d{4})(?!\d)${TIME}`,
  'iu',
);

type Time = (string | undefined)[];

function minutesFromUtc(zone = ''): number {
  const numeric = /([+-])\s?(\d\d?):?(\d\d)?/.exec(zone);
  if (numeric) return (numeric[1] === '-' ? -1 : 1) * (+numeric[2]! * 60 + +(numeric[3] ?? 0));
  return (ZONES.get(zone.toUpperCase()) ?? 0) * 60;
}

function date(
  year: number,
  month: number,
  day: number,
  [hour = '0', minute = '0', second = '0', half, zone]: Time,
) {
  const hours = half ? (+hour % 12) + (/p/i.test(half) ? 12 : 0) : +hour;
  const found = new Date(0);
  // Not Date.UTC: there the year 99 is 1999.
  found.setUTCFullYear(year, month - 1, day);
  const isReal = found.getUTCMonth() === month - 1 && found.getUTCDate() === day;
  if (!isReal || hours > 24 || +minute > 59 || +second > 60) return undefined;
  found.setUTCHours(hours, +minute - minutesFromUtc(zone), +second);
  return found.toISOString();
}

const monthOf = (word: string): number =>
  MONTHS.findLastIndex((names) => names.some((name) => word.toLowerCase().startsWith(name))) + 1;

/**
 * A date as feeds write it (RFC 822 with its habits, RFC 3339, ISO 8601 in parts, the day before the month) as
 * RFC 3339 in UTC, or undefined. A time without a zone is taken as UTC: nothing better is known.
 */
export function parseDate(value: unknown): string | undefined {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string') return undefined;
  const text = value
    .trim()
    .slice(0, 80)
    // As East Asia writes it.
    .replace(/^(\d{4})[年년]\s?(\d\d?)[月월]\s?(\d\d?)[日일]/, '$1-$2-$3 ')
    // As C and Java print a date: the year comes last.
    .replace(/^(\D+ \d\d?) ([\d:]+) ([A-Z]* ?)(\d{4})$/i, '$1, $4 $2 $3');
  if (/^\d{9,13}$/.test(text)) return fromEpoch(+text);
  let m = YEAR_FIRST.exec(text);
  if (m) return date(+m[1]!, +(m[3] ?? 1), +(m[4] ?? 1), m.slice(5));
  if ((m = DAY_FIRST.exec(text))) {
    const [, first, word, mark, second, digits] = m;
    const year = +digits! + (digits!.length > 2 ? 0 : +digits! < 50 ? 2000 : 1900);
    if (word) return date(year, monthOf(word), +first!, m.slice(6));
    if (digits!.length < 4) return undefined;
    // 3/4/2024 is one day in America and another elsewhere: no date is better than a wrong one.
    const isMonthFirst = mark === '/' && +second! > 12;
    if (mark === '/' && +first! < 13 && !isMonthFirst && first !== second) return undefined;
    return isMonthFirst
      ? date(year, +first!, +second!, m.slice(6))
      : date(year, +second!, +first!, m.slice(6));
  }
  if ((m = MONTH_FIRST.exec(text))) return date(+m[3]!, monthOf(m[1]!), +m[2]!, m.slice(4));
  return undefined;
}

function fromEpoch(value: number): string | undefined {
  const found = new Date(value > 1e11 ? value : value * 1000);
  return Number.isNaN(found.getTime()) ? undefined : found.toISOString();
}
