import { expect } from '@open-wc/testing';
import type { FormField } from '../../../src/contracts/form.js';
import { validate } from '../../../src/widgets/feedback/validate.js';
import { type Values, isShown, numberOf } from '../../../src/widgets/feedback/values.js';

type Kind = Omit<FormField, 'name'>;

const found = (field: Kind, ...value: (string | File)[]) =>
  validate({ name: 'x', ...field }, new Map([['x', value]]))?.[0];
const place = (field: Kind, text: string, lat: string, long: string) =>
  validate(
    { name: 'x', ...field },
    new Map([
      ['x.text', [text]],
      ['x.lat', [lat]],
      ['x.long', [long]],
    ]),
  )?.[0];
const png = (name: string, size = 3, type = 'image/png') => new File(['x'.repeat(size)], name, { type });

describe('validate', () => {
  it('asks for what is required, in the words of the kind of field', () => {
    for (const type of ['text', 'textarea', 'email', 'tel', 'url', 'number', 'date', 'location'] as const) {
      expect(found({ type, required: true })).to.equal('formRequired');
      expect(found({ type })).to.equal(undefined);
    }
    for (const type of ['select', 'radio', 'checkboxes', 'rating'] as const) {
      expect(found({ type, required: true })).to.equal('formChooseOne');
    }
    expect(found({ type: 'checkbox', required: true })).to.equal('formConfirm');
    expect(found({ type: 'file', required: true })).to.equal('formChooseFile');
    expect(found({ type: 'text', required: true }, '  \n ')).to.equal('formRequired');
    expect(found({ type: 'hidden', required: true })).to.equal(undefined);
    expect(found({ type: 'page', required: true })).to.equal(undefined);
  });

  it('counts characters as HTML does', () => {
    expect(found({ type: 'text', maxLength: 3 }, 'abc')).to.equal(undefined);
    expect(found({ type: 'text', maxLength: 3 }, 'abcd')).to.equal('formOver');
    expect(found({ type: 'text', maxLength: 3 }, '😀😀')).to.equal('formOver');
    expect(found({ type: 'text', minLength: 3 }, 'ab')).to.equal('formTooShort');
    expect(found({ type: 'text', minLength: 3 }, '')).to.equal(undefined);
  });

  it('knows an e-mail address, with spaces around it that phones add', () => {
    for (const good of ['a@b.se', ' anna.åkesson+x@post.stora.example ', "o'hara@x-y.co.uk"]) {
      expect(found({ type: 'email' }, good)).to.equal(undefined);
    }
    for (const bad of ['a', 'a@b', 'a@b.', 'a b@c.se', '@b.se', 'a@@b.se']) {
      expect(found({ type: 'email' }, bad)).to.equal('formEmail');
    }
  });

  it('knows a web address', () => {
    expect(found({ type: 'url' }, 'https://stora.example/x?y')).to.equal(undefined);
    for (const bad of ['stora.example', 'javascript:alert(1)', 'https://', 'https:// x']) {
      expect(found({ type: 'url' }, bad)).to.equal('formUrl');
    }
  });

  it('holds numbers and dates between their limits', () => {
    const number: Kind = { type: 'number', min: 1, max: 10, step: 0.5 };
    expect(found(number, '2,5')).to.equal(undefined);
    expect(found(number, 'two')).to.equal('formNumber');
    expect(found(number, '0')).to.equal('formMin');
    expect(found(number, '11')).to.equal('formMax');
    expect(found(number, '2.2')).to.equal('formStep');
    expect(found({ type: 'number' }, '-7')).to.equal(undefined);
    const date: Kind = { type: 'date', min: '2026-02-01', max: '2026-02-28' };
    expect(found(date, '2026-02-01')).to.equal(undefined);
    expect(found(date, '2026-01-31')).to.equal('formNotBefore');
    expect(found(date, '2026-03-01')).to.equal('formNotAfter');
    expect(found(date, 'tomorrow')).to.equal('formDate');
  });

  it('matches a pattern against the whole value, and ignores one that is none', () => {
    expect(found({ type: 'text', pattern: '[0-9]{4}' }, '1234')).to.equal(undefined);
    expect(found({ type: 'text', pattern: '[0-9]{4}' }, '12345')).to.equal('formPattern');
    expect(found({ type: 'text', pattern: '[' }, 'anything')).to.equal(undefined);
  });

  it('counts choices', () => {
    expect(found({ type: 'checkboxes', min: 2 }, 'a')).to.equal('formLeast');
    expect(found({ type: 'checkboxes', max: 1 }, 'a', 'b')).to.equal('formMost');
    expect(found({ type: 'checkboxes', min: 2 })).to.equal(undefined);
  });

  it('looks at number, type and size of files', () => {
    const field: Kind = {
      type: 'file',
      accept: ['image/*', '.TXT', 'application/pdf'],
      maxBytes: 5,
      maxFiles: 2,
    };
    expect(found(field, png('a.png'), png('b.txt', 3, 'text/plain'))).to.equal(undefined);
    expect(found(field, png('a.pdf', 3, 'application/pdf'))).to.equal(undefined);
    expect(found(field, png('a.heic', 3, ''))).to.equal(undefined);
    expect(found(field, png('a.exe', 3, 'application/x-dosexec'))).to.equal('formFileType');
    expect(found(field, png('a.png', 6))).to.equal('formFileSize');
    expect(found(field, png('a.png'), png('b.png'), png('c.png'))).to.equal('formMost');
    expect(found({ type: 'file' }, png('a.png'), png('b.png'))).to.equal('formMost');
  });

  it('takes a place as words, as both coordinates, or both', () => {
    const field: Kind = { type: 'location', required: true };
    expect(place(field, 'Torget 1', '', '')).to.equal(undefined);
    expect(place(field, '', '59.334', '18,06')).to.equal(undefined);
    expect(place(field, '', '', '')).to.equal('formRequired');
    expect(place(field, '', '59.3', '')).to.equal('formCoordinatesRange');
    expect(place(field, 'Torget', '91', '18')).to.equal('formCoordinatesRange');
    expect(place(field, 'Torget', '59', '181')).to.equal('formCoordinatesRange');
    expect(place(field, 'Torget', 'north', '18')).to.equal('formCoordinatesRange');
  });
});

describe('numberOf', () => {
  it('reads numbers as people write them', () => {
    expect(numberOf('2,5')).to.equal(2.5);
    expect(numberOf('-0.25')).to.equal(-0.25);
    expect(numberOf('−3')).to.equal(-3);
    expect(numberOf('1 000')).to.equal(1000);
    expect(numberOf('٤٢')).to.equal(42);
    expect(numberOf('١٢٫٥')).to.equal(12.5);
    expect(numberOf('59.334', 0.001)).to.equal(59.334);
  });

  it('refuses what could be two numbers, or is none', () => {
    for (const text of ['1,000', '1.000', '1.2.3', '1e3', 'abc', '-', '']) expect(numberOf(text)).to.be.NaN;
  });
});

describe('isShown', () => {
  const field = (name: string, type: FormField['type'], showIf?: [string, string]): FormField => ({
    name,
    type,
    ...(showIf && { showIf: { name: showIf[0], value: showIf[1] } }),
  });
  const shown = (fields: FormField[], values: Record<string, string[]>): string[] => {
    const all: Values = new Map(Object.entries(values));
    return fields.filter((each) => isShown(each, fields, all)).map(({ name }) => name);
  };

  it('follows a chain of conditions', () => {
    const fields = [field('a', 'radio'), field('b', 'radio', ['a', '1']), field('c', 'text', ['b', '2'])];
    expect(shown(fields, {})).to.deep.equal(['a']);
    expect(shown(fields, { a: ['1'] })).to.deep.equal(['a', 'b']);
    expect(shown(fields, { a: ['1'], b: ['2'] })).to.deep.equal(['a', 'b', 'c']);
    expect(shown(fields, { a: ['0'], b: ['2'] })).to.deep.equal(['a']);
  });

  it('takes one of several choices, and a tick by any of its names', () => {
    const fields = [field('a', 'checkboxes'), field('b', 'text', ['a', '2'])];
    expect(shown(fields, { a: ['1', '2'] })).to.deep.equal(['a', 'b']);
    for (const name of ['on', 'yes', 'true', '1']) {
      const boxes = [field('a', 'checkbox'), field('b', 'text', ['a', name])];
      expect(shown(boxes, { a: ['on'] })).to.deep.equal(['a', 'b']);
      expect(shown(boxes, {})).to.deep.equal(['a']);
    }
  });

  it('shows what hangs on nothing, and ends where fields hang on each other', () => {
    expect(shown([field('a', 'text', ['gone', '1'])], {})).to.deep.equal(['a']);
    const ring = [field('a', 'text', ['b', '1']), field('b', 'text', ['a', '1'])];
    expect(shown(ring, { a: ['1'], b: ['1'] })).to.deep.equal(['a', 'b']);
    expect(shown([field('a', 'text', ['a', '1'])], {})).to.deep.equal([]);
  });
});
