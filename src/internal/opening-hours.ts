/** When a desk or a telephone is answered, in the town's time and not the visitor's. */
export interface Timetable {
  /** IANA name; the visitor's own zone where it is missing. */
  timeZone?: string | null | undefined;
  /** Days with other hours, or with none. */
  specialHours?: readonly { date: string; hours?: string | null | undefined }[] | null | undefined;
}

/** What is open on some days of the week; nothing where there is no `opens`. */
export interface Rule {
  /** 0 is Monday. */
  days: number[];
  /** Minutes from midnight; `closes` can be on the next day. */
  opens?: number;
  closes?: number;
}

export const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
export const DAY = 86_400_000;
/** Days that are looked ahead for the next opening. */
const AHEAD = 60;
const MAX_LENGTH = 500;

const NAME = '(?:mo|tu|we|th|fr|sa|su)';
const NAMES = `${NAME}(?:-${NAME})?`;
const TIME = '\\d\\d?[:.][0-5]\\d';
const TIMES = `${TIME}-${TIME}`;
const RULE = new RegExp(`^(${NAMES}(?:,${NAMES})*)?:? ?(${TIMES}(?:,${TIMES})*|off|closed)?$`);

const minutes = (time: string): number => {
  const [hour, minute] = time.split(/[:.]/);
  return +hour! * 60 + +minute!;
};

/** `Fr-Mo,We` as numbers; every day where none is named. */
function daysOf(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [from, to = from] = part
      .split('-')
      .map((name) => DAYS.findIndex((day) => day.toLowerCase() === name));
    return DAYS.map((_, i) => (from! + i) % 7).slice(0, ((to! - from! + 7) % 7) + 1);
  });
}

/** Hours in schema.org's openingHours syntax as rules, or undefined where they are written in any other. */
export function parseHours(hours: string): Rule[] | undefined {
  const rules: Rule[] = [];
  // Nobody's hours are as long: what is would take long as well.
  if (hours.length > MAX_LENGTH) return undefined;
  const text = hours
    .toLowerCase()
    .replace('24/7', '00:00-24:00')
    .replace(/\b(mo|tu|we|th|fr|sa|su)(?:[a-z]{0,4}day|[neduit])\b\.?/g, '$1')
    .replace(/(\d\d:\d\d):\d\d/g, '$1')
    .replace(/\s*([-‐-―,;])\s*/g, (_, mark: string) => (/[,;]/.test(mark) ? mark : '-'))
    .replace(/(\d),(?=[a-z])/g, '$1;')
    .replace(/;*\s*$/, '')
    .trim();
  for (const part of text.split(';')) {
    const [all, names, times = '00:00-24:00'] = RULE.exec(part) ?? [];
    if (!all) return undefined;
    const days = daysOf(names ?? 'mo-su');
    for (const time of times.split(',')) {
      const [opens, end] = time.split('-').map(minutes);
      if (end === undefined) rules.push({ days });
      else if (opens! >= 1440 || end > 1440) return undefined;
      // A minute to midnight is what those write whose form knows no 24:00.
      else rules.push({ days, opens: opens!, closes: end === 1439 ? 1440 : end > opens! ? end : end + 1440 });
    }
  }
  return rules;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * A moment as the town's clocks show it, counted as if they were UTC's.
 * @throws {RangeError} where there is no such zone
 */
export function localTime(at: number, timeZone?: string | null): number {
  const zone = timeZone || undefined;
  let clock = clocks.get(`${zone}`);
  if (!clock) {
    const numeric = 'numeric';
    clock = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: zone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn' },
      ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
    });
    clocks.set(`${zone}`, clock);
  }
  const [month, day, year, ...time] = clock.format(at).match(/\d+/g)!.map(Number);
  return Date.UTC(year!, month! - 1, day, ...time);
}

/**
 * When the town's clocks show a time: of two such moments the first, and where they are put forward over it, as much
 * later, as Temporal's "compatible" has it.
 */
function moment(local: number, timeZone: Timetable['timeZone']): number {
  const offset = (at: number) => localTime(at, timeZone) - at;
  const [before, after] = [offset(local - DAY), offset(local + DAY)] as const;
  const [early, late] = [local - Math.max(before, after), local - Math.min(before, after)] as const;
  return [early, late].find((at) => localTime(at, timeZone) === local) ?? local - before;
}

export interface Opening {
  isOpen: boolean;
  /** When that changes; missing where it does not within the next weeks. */
  until?: number;
}

/** Whether something is open, or undefined where the hours of one of the next days can only be read. */
export function openingAt(
  now: number,
  rules: readonly Rule[],
  { timeZone, specialHours }: Timetable,
): Opening | undefined {
  const here = localTime(now, timeZone);
  let open: number | undefined;
  // From yesterday, whose night may not be over.
  for (let i = -1; i < AHEAD; i++) {
    const day = here - (here % DAY) + i * DAY;
    const date = new Date(day);
    const special = specialHours?.find((each) => each.date === date.toISOString().slice(0, 10));
    const own = !special ? rules : special.hours ? parseHours(special.hours) : [];
    if (!own) return undefined;
    const spans = own
      .filter(({ days, opens }) => opens !== undefined && days.includes((date.getUTCDay() + 6) % 7))
      .map(({ opens, closes }) => [opens!, closes!].map((each) => moment(day + each * 60_000, timeZone)))
      .sort(([a], [b]) => a! - b!);
    for (const [from, to] of spans) {
      if (to! <= (open ?? now)) continue;
      if (from! > (open ?? now)) return { isOpen: !!open, until: open ?? from! };
      open = to!;
    }
    // What is open the whole day and the next is not about to close.
    if (open && open > now + 2 * DAY) return { isOpen: true };
  }
  return open ? { isOpen: true, until: open } : { isOpen: false };
}
