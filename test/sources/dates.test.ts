import { expect } from '@open-wc/testing';
import { parseDate } from '../../src/sources/dates.js';

describe('parseDate', () => {
  for (const [written, meant] of Object.entries({
    'Mon, 02 Nov 2026 08:00:00 +0100': '2026-11-02T07:00:00',
    'Mon, 02 Nov 2026 08:00:00 CST': '2026-11-02T14:00:00',
    'Mon, 02 Nov 2026 08:00 PST': '2026-11-02T16:00:00',
    'Mon,02 Nov 26 08:00:00 GMT': '2026-11-02T08:00:00',
    '2 Nov 1999 08:00:00': '1999-11-02T08:00:00',
    '02 Nov 99 08:00:00 EDT': '1999-11-02T12:00:00',
    'Mon, 2 November 2026, 8:05 pm': '2026-11-02T20:05:00',
    'November 2, 2026 12:30 am': '2026-11-02T00:30:00',
    'mån, 2 nov 2026 08:00:00 CET': '2026-11-02T07:00:00',
    'den 2 mars 2026': '2026-03-02T00:00:00',
    '2. Dezember 2026': '2026-12-02T00:00:00',
    'lun., 2 août 2026': '2026-08-02T00:00:00',
    '2 de mayo de 2026': '2026-05-02T00:00:00',
    '2 мая 2026': '2026-05-02T00:00:00',
    '2026-11-02T08:00:00.123456Z': '2026-11-02T08:00:00',
    '2026-11-02T08:00:00-0530': '2026-11-02T13:30:00',
    '2026-11-02 08:00': '2026-11-02T08:00:00',
    '20261102T080000Z': '2026-11-02T08:00:00',
    '2026-11': '2026-11-01T00:00:00',
    '2026/1/9 08:00:00': '2026-01-09T08:00:00',
    '24.10.2026': '2026-10-24T00:00:00',
    '24/10/2026': '2026-10-24T00:00:00',
    '10/24/2026': '2026-10-24T00:00:00',
    '2016-12-31T23:59:60Z': '2017-01-01T00:00:00',
    '0010-12-31T23:00:00Z': '0010-12-31T23:00:00',
    '1793606400': '2026-11-02T08:00:00',
    '\n  Mon, 02 Nov 2026 08:00:00 GMT\n': '2026-11-02T08:00:00',
  })) {
    it(JSON.stringify(written), () => expect(parseDate(written)).to.equal(`${meant}.000Z`));
  }

  for (const written of [
    '',
    'yesterday',
    '2026-13-01',
    '2026-02-30',
    '2026-01-01T25:00',
    '2026-01-01T10:61',
    '32 Jan 2026',
    '2 Foo 2026',
    '3/4/2026',
    '01/02/03',
    '2026-W05',
    'Nov 2026',
    '-',
    'T',
  ]) {
    it(`finds no date in ${JSON.stringify(written)}`, () => expect(parseDate(written)).to.equal(undefined));
  }

  it('takes numbers for seconds or milliseconds', () => {
    expect(parseDate(1793606400)).to.equal(parseDate(1793606400000));
    for (const value of [NaN, Infinity, 1e300, null, undefined, {}, [], true])
      expect(parseDate(value)).to.equal(undefined);
  });
});
