import type { OfficeContext } from './section.js';
import { markup, type Html } from '../markup.js';

/** A moment in the town's time zone, as the reader's language writes it. */
export function timeText(c: OfficeContext, at: Date, precision: 'minute' | 'day' = 'minute'): string {
  const timeZone = c.get('server').timeZone;
  const style = {
    dateStyle: 'medium',
    timeZone,
    ...(precision === 'minute' && { timeStyle: 'short' as const }),
  } as const;
  return new Intl.DateTimeFormat(c.get('language'), style).format(at);
}

export function timeElement(c: OfficeContext, at: Date): Html {
  return markup`<time datetime="${at.toISOString()}">${timeText(c, at)}</time>`;
}
