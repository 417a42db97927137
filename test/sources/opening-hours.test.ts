import { expect } from '@open-wc/testing';
import { type Timetable, localTime, openingAt, parseHours } from '../../src/internal/opening-hours.js';

const STOCKHOLM = 'Europe/Stockholm';

/** What the hours mean at a moment: `open`, `shut`, with when that changes, or `?` where they are only to be read. */
function told(hours: string, now: string, timetable: Timetable = { timeZone: STOCKHOLM }): string {
  const rules = parseHours(hours);
  const found = rules && openingAt(Date.parse(now), rules, timetable);
  if (!found) return '?';
  const until = found.until === undefined ? '' : ` ${new Date(found.until).toISOString().slice(0, 16)}Z`;
  return (found.isOpen ? 'open' : 'shut') + until;
}

/** Hours, a moment, and what they mean at it; in Stockholm unless a timetable says otherwise. */
const CASES: [what: string, hours: string, now: string, meaning: string, timetable?: Timetable][] = [
  ['within a day', 'Mo-Fr 08:00-16:30', '2026-11-23T10:00Z', 'open 2026-11-23T15:30Z'],
  ['before it', 'Mo-Fr 08:00-16:30', '2026-11-23T06:00Z', 'shut 2026-11-23T07:00Z'],
  ['at the minute of opening', 'Mo-Fr 08:00-16:30', '2026-11-23T07:00Z', 'open 2026-11-23T15:30Z'],
  ['at the minute of closing', 'Mo-Fr 08:00-16:30', '2026-11-23T15:30Z', 'shut 2026-11-24T07:00Z'],
  ['over a weekend', 'Mo-Fr 08:00-16:30', '2026-11-20T16:00Z', 'shut 2026-11-23T07:00Z'],
  ['in the pause', 'Mo-Fr 08:00-12:00,13:00-17:00', '2026-11-23T11:30Z', 'shut 2026-11-23T12:00Z'],
  ['two rules for a day', 'Mo 08:00-12:00; Mo 13:00-17:00', '2026-11-23T12:30Z', 'open 2026-11-23T16:00Z'],
  [
    'days of several rules',
    'Mo,We 10:00-17:00; Tu 10:00-19:00',
    '2026-11-24T17:30Z',
    'open 2026-11-24T18:00Z',
  ],
  [
    'rules with a comma between',
    'Mo-Fr 08:00-16:30, Sa 10:00-14:00',
    '2026-11-21T12:00Z',
    'open 2026-11-21T13:00Z',
  ],
  ['days around the week’s end', 'Fr-Mo 10:00-12:00', '2026-11-22T10:00Z', 'open 2026-11-22T11:00Z'],
  ['no days: every one', '08:00-12:00', '2026-11-22T10:00Z', 'open 2026-11-22T11:00Z'],
  ['one closed day', 'Mo-Sa 08:00-12:00; Su off', '2026-11-22T10:00Z', 'shut 2026-11-23T07:00Z'],

  ['over midnight, before', 'Fr 22:00-02:00', '2026-11-20T22:00Z', 'open 2026-11-21T01:00Z'],
  ['over midnight, after', 'Fr 22:00-02:00', '2026-11-21T00:30Z', 'open 2026-11-21T01:00Z'],
  ['until midnight', 'Mo-Fr 18:00-24:00', '2026-11-23T22:30Z', 'open 2026-11-23T23:00Z'],
  ['until midnight as forms write it', 'Mo-Fr 18:00-23:59', '2026-11-23T22:59Z', 'open 2026-11-23T23:00Z'],
  ['one day into the next', 'Mo 20:00-24:00; Tu 00:00-06:00', '2026-11-23T22:00Z', 'open 2026-11-24T05:00Z'],
  ['always', '24/7', '2026-11-23T22:00Z', 'open'],
  ['always, as schema.org writes it', 'Mo-Su 00:00-24:00', '2026-10-25T00:30Z', 'open'],
  ['always, without times', 'Mo-Su', '2026-11-23T22:00Z', 'open'],
  ['never', 'Mo-Su off', '2026-11-23T12:00Z', 'shut'],

  // Clocks go forward from 02:00 to 03:00 on 29 March and back from 03:00 to 02:00 on 25 October.
  ['opens the day clocks go forward', 'Su 08:00-12:00', '2026-03-28T12:00Z', 'shut 2026-03-29T06:00Z'],
  ['opens the day clocks go back', 'Su 08:00-12:00', '2026-10-24T12:00Z', 'shut 2026-10-25T07:00Z'],
  ['a night that loses an hour', 'Sa 22:00-04:00', '2026-03-28T23:30Z', 'open 2026-03-29T02:00Z'],
  ['a night that gains an hour', 'Sa 22:00-04:00', '2026-10-24T23:30Z', 'open 2026-10-25T03:00Z'],
  ['opens at a time that is not', 'Su 02:30-05:00', '2026-03-29T00:00Z', 'shut 2026-03-29T01:30Z'],
  ['opens at a time that is twice', 'Su 02:30-05:00', '2026-10-25T00:00Z', 'shut 2026-10-25T00:30Z'],
  ['summer’s hours', 'Mo-Fr 08:00-16:30', '2026-07-01T14:00Z', 'open 2026-07-01T14:30Z'],

  [
    'another zone',
    'Mo-Fr 08:00-16:30',
    '2026-11-23T21:00Z',
    'open 2026-11-23T21:30Z',
    { timeZone: 'America/New_York' },
  ],
  [
    'a zone of half an hour',
    'Mo 08:00-09:00',
    '2026-11-23T02:00Z',
    'shut 2026-11-23T02:30Z',
    { timeZone: 'Asia/Kolkata' },
  ],
  [
    'beyond the date line',
    'Tu 08:00-09:00',
    '2026-11-23T19:30Z',
    'open 2026-11-23T20:00Z',
    { timeZone: 'Pacific/Auckland' },
  ],
  [
    'its clocks go forward when ours go back',
    'Su 08:00-09:00',
    '2026-10-03T12:00Z',
    'shut 2026-10-03T21:00Z',
    { timeZone: 'Australia/Sydney' },
  ],

  ...(
    [
      ['a holiday', '2026-12-24T10:00Z', 'shut 2026-12-28T07:00Z'],
      ['the last opening before it', '2026-12-23T16:00Z', 'shut 2026-12-28T07:00Z'],
      ['a short day', '2026-12-31T10:00Z', 'open 2026-12-31T11:00Z'],
      ['after a short day', '2026-12-31T12:00Z', 'shut 2027-01-04T07:00Z'],
      ['a Sunday that is open', '2026-12-13T09:00Z', 'open 2026-12-13T11:00Z'],
    ] as const
  ).map(([what, now, meaning]): (typeof CASES)[number] => [
    what,
    'Mo-Fr 08:00-16:30',
    now,
    meaning,
    {
      timeZone: STOCKHOLM,
      specialHours: [
        { date: '2026-12-13', hours: '10:00-12:00' },
        { date: '2026-12-24', hours: null },
        { date: '2026-12-25', hours: null },
        { date: '2026-12-31', hours: '08:00-12:00' },
        { date: '2027-01-01', hours: null },
      ],
    },
  ]),
  [
    'a night into a holiday',
    'Th 22:00-02:00',
    '2026-12-25T00:30Z',
    'open 2026-12-25T01:00Z',
    { timeZone: STOCKHOLM, specialHours: [{ date: '2026-12-25', hours: null }] },
  ],
  [
    'a holiday with words for hours',
    'Mo-Fr 08:00-16:30',
    '2026-12-24T06:00Z',
    '?',
    { timeZone: STOCKHOLM, specialHours: [{ date: '2026-12-24', hours: 'ask us' }] },
  ],

  ['whole names and dashes', 'Monday – Friday: 9:00 – 17:00', '2026-11-23T10:00Z', 'open 2026-11-23T16:00Z'],
  ['seconds', 'Mo 08:00:00-09:00:00', '2026-11-23T07:30Z', 'open 2026-11-23T08:00Z'],
  ['a full stop for a colon', 'Mo 08.00-09.00', '2026-11-23T07:30Z', 'open 2026-11-23T08:00Z'],
  ['a semicolon at the end', 'Mo 08:00-09:00;', '2026-11-23T07:30Z', 'open 2026-11-23T08:00Z'],
  ['words', 'Every day from 9 a.m. to 5 p.m.', '2026-11-23T10:00Z', '?'],
  ['a season', 'Summer 10:00-12:00', '2026-11-23T10:00Z', '?'],
  ['public holidays of OpenStreetMap', 'Mo-Fr 08:00-16:00; PH off', '2026-11-23T10:00Z', '?'],
  ['an hour that is none', 'Mo 25:00-26:00', '2026-11-23T10:00Z', '?'],
  ['half of a range', 'Mo 08:00', '2026-11-23T10:00Z', '?'],
  ['nothing', '', '2026-11-23T10:00Z', '?'],
];

describe('opening hours', () => {
  for (const [what, hours, now, meaning, timetable] of CASES) {
    it(`${what}: ${hours} at ${now}`, () => {
      expect(told(hours, now, timetable)).to.equal(meaning);
    });
  }

  it('are the visitor’s own without a zone, and an error in one that is none', () => {
    const now = Date.parse('2026-11-23T10:00Z');
    const offset = new Date(now).getTimezoneOffset() * 60_000;
    expect(localTime(now) - now).to.equal(-offset);
    expect(() => localTime(now, 'Nowhere/Else')).to.throw(RangeError);
  });

  it('take no time to refuse what is endless', () => {
    const before = performance.now();
    for (const text of [' ', 'Mo,', '08:00-', 'Mo-Fr 08:00-16:30;'])
      expect(parseHours(text.repeat(100_000))).to.equal(undefined);
    expect(performance.now() - before).to.be.below(200);
  });
});
