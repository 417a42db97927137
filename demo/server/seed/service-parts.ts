import { dateOf } from './time.js';

export const phone = (label: string, hours = 'Mo-Fr 08:00-16:30') => ({
  type: 'phone' as const,
  label,
  value: '+46 123 456 00',
  hours,
});

const office = (label: string) => ({
  type: 'office' as const,
  label,
  value: 'Torget 1, Storå',
  hours: 'Mo,We,Th 10:00-17:00; Tu 10:00-19:00',
});

export const swedish = { contact: phone('Kontaktcenter'), desk: office('Medborgarkontoret') };
export const english = { contact: phone('Contact centre'), desk: office('Citizen service desk') };
export const eid = ['BankID', 'Freja eID+'];

/** Days on which the town hall keeps other hours; the next of each, whenever the demo is started. */
function specialHours(now: Date): { date: string; hours: string | null }[] {
  const today = dateOf(now, 0);
  const next = (day: string) => {
    const year = now.getUTCFullYear();
    return `${year}-${day}` < today ? `${year + 1}-${day}` : `${year}-${day}`;
  };
  return [
    { date: next('12-24'), hours: null },
    { date: next('12-25'), hours: null },
    { date: next('12-31'), hours: '08:00-12:00' },
    { date: next('01-01'), hours: null },
  ].sort((one, other) => one.date.localeCompare(other.date));
}

/** What all services share: hours, pictures, being open. */
export const partsOf = (now: Date) => ({
  hours: { timeZone: 'Europe/Stockholm', specialHours: specialHours(now) },
  picture: (file: string) => ({ url: `/media/${file}`, alt: '' }),
  available: { state: 'available' as const },
});
