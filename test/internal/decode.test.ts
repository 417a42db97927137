import { expect } from '@open-wc/testing';
import { decode } from '../../src/internal/decode.js';

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...ascii(part)] : part)));
const xml = (encoding: string, ...body: (string | number[])[]) =>
  bytes(`<?xml version="1.0" encoding="${encoding}"?><a>`, ...body, '</a>');
const body = (text: string) => /<a>([^]*)<\/a>/.exec(text)?.[1];
const utf16 = (text: string, big: boolean) =>
  Uint8Array.from(
    Array.from(text, (letter) => letter.charCodeAt(0)).flatMap((code) =>
      big ? [code >> 8, code & 255] : [code & 255, code >> 8],
    ),
  );

describe('decode', () => {
  it('reads UTF-8, with and without a mark, whatever is said of it', () => {
    expect(decode(new TextEncoder().encode('åäö 🍂'))).to.equal('åäö 🍂');
    expect(decode(bytes([0xef, 0xbb, 0xbf, 0xc3, 0xa5]))).to.equal('å');
    expect(decode(bytes([0xc3, 0xa5]), 'text/xml; charset=ISO-8859-1')).to.equal('å');
    expect(body(decode(xml('iso-8859-1', [0xc3, 0xa5])))).to.equal('å');
  });

  it('believes a document about its encoding', () => {
    expect(body(decode(xml('windows-1251', [0xcf, 0xf0, 0xe8])))).to.equal('При');
    expect(body(decode(xml('big5', [0xa4, 0xa4])))).to.equal('中');
    expect(body(decode(xml('euc-kr', [0xb3, 0xe2])))).to.equal('년');
    expect(body(decode(xml('Shift_JIS', [0x82, 0xa0])))).to.equal('あ');
    expect(body(decode(xml('iso-8859-1', [0x80, 0xe5, 0x92])))).to.equal('€å’');
  });

  it('believes the header before the document, but for what servers say of everything', () => {
    expect(body(decode(xml('utf-8', [0xcf, 0xf0]), 'text/xml; charset="windows-1251"'))).to.equal('Пр');
    expect(body(decode(xml('windows-1251', [0xcf, 0xf0]), 'text/xml; charset=utf-8'))).to.equal('Пр');
    expect(body(decode(xml('windows-1251', [0xcf, 0xf0]), 'text/xml; charset=iso-8859-1'))).to.equal('Пр');
  });

  it('knows UTF-16 by its mark or its zeros, and not by a false declaration', () => {
    expect(decode(utf16('\ufeff<a>å</a>', false))).to.equal('<a>å</a>');
    expect(decode(utf16('\ufeff<a>å</a>', true))).to.equal('<a>å</a>');
    expect(decode(utf16('<a>å</a>', false))).to.equal('<a>å</a>');
    expect(decode(utf16('<a>å</a>', true))).to.equal('<a>å</a>');
    expect(body(decode(xml('utf-16', [0xc3, 0xa5])))).to.equal('å');
  });

  it('reads what nobody has declared by what comes out', () => {
    expect(decode(bytes('caf', [0xe9], ' och gar', [0xe7], 'on'))).to.equal('café och garçon');
    // "Сегодня в школе", "今日の天気は", in windows-1251 and Shift_JIS.
    expect(
      decode(
        bytes([0xd1, 0xe5, 0xe3, 0xee, 0xe4, 0xed, 0xff], ' ', [0xe2], ' ', [0xf8, 0xea, 0xee, 0xeb, 0xe5]),
      ),
    ).to.equal('Сегодня в школе');
    expect(decode(bytes([0x8d, 0xa1, 0x93, 0xfa, 0x82, 0xcc, 0x93, 0x56, 0x8b, 0x43, 0x82, 0xcd]))).to.equal(
      '今日の天気は',
    );
    expect(body(decode(xml('utf-8', 'fest', [0xe9], ' e')))).to.equal('festé e');
  });

  it('shows a wrong byte in a text that is UTF-8 otherwise as such', () => {
    expect(decode(bytes([0xc3, 0xa5, 0xc3, 0xa4, 0xc3, 0xb6, 0xff]))).to.equal('åäö\ufffd');
  });

  it('survives anything', () => {
    for (const type of ['', 'charset=', 'charset=nonsense', 'charset="utf-8']) {
      expect(decode(new Uint8Array(), type)).to.equal('');
      expect(decode(bytes([0xff]), type)).to.be.a('string');
    }
  });
});
