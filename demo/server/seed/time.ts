const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export function hoursAfter(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * HOUR);
}

/** The given time (UTC) of a day that lies so many days from `now`: a feed keeps its dates all day long. */
export function onDay(now: Date, days: number, time = '00:00'): Date {
  const day = new Date(now.getTime() + days * DAY).toISOString().slice(0, 10);
  return new Date(`${day}T${time}:00Z`);
}

/** RFC 3339 date. */
export function dateOf(now: Date, days: number): string {
  return onDay(now, days).toISOString().slice(0, 10);
}

/** The next such weekday after today, at noon UTC. `0` is Sunday. */
export function nextWeekday(now: Date, weekday: number): Date {
  const days = ((weekday - now.getUTCDay() + 6) % 7) + 1;
  return onDay(now, days, '12:00');
}

/** `torsdag 26 november`, `Thursday 26 November`. */
export function inWords(date: Date, language: 'sv' | 'en'): string {
  return new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'Europe/Stockholm',
  })
    .format(date)
    .replace(',', '');
}
