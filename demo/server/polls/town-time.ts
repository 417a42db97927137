/** What `<input type="datetime-local">` holds, as a time in a zone: `2026-12-01T22:00` in Stockholm is RFC 3339 21:00 UTC. */
export function fromLocal(text: string, timeZone: string): string | undefined {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?$/.exec(text);
  if (!match) return undefined;
  const wanted = Date.parse(`${match[1]}T${match[2]}:00Z`);
  if (Number.isNaN(wanted)) return undefined;
  // Twice, because the zone's offset may be another one at the first guess than at the time that is meant.
  let at = wanted;
  for (let turn = 0; turn < 2; turn += 1) at = wanted - (localMillis(new Date(at), timeZone) - at);
  return new Date(at).toISOString();
}

/** For the field again. */
export function toLocal(at: string | null | undefined, timeZone: string): string {
  if (!at) return '';
  return new Date(localMillis(new Date(at), timeZone)).toISOString().slice(0, 16);
}

/** What a clock in the zone shows, read as if it were UTC. */
function localMillis(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)!.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}
