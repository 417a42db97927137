import { expect } from '@open-wc/testing';
import { cleanFile, cleanImage } from '../../../src/widgets/feedback/clean-image.js';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const text = (parts: readonly Uint8Array[] | undefined) =>
  (parts ?? []).map((part) => String.fromCharCode(...part)).join('');

const number = (value: number, size: number, little = false) => {
  const digits = Array.from({ length: size }, (_, i) => String.fromCharCode((value >> (8 * i)) & 255));
  return (little ? digits : digits.reverse()).join('');
};

/** A segment of a JPEG. */
const segment = (marker: number, content: string) =>
  `\xff${String.fromCharCode(marker)}${number(content.length + 2, 2)}${content}`;

/** Exif as cameras write it: which way up, and a pointer to where the picture was taken. */
function exif(orientation: number, little = false): string {
  const n = (value: number, size: number) => number(value, size, little);
  const entry = (tag: number, type: number, count: number, value: string) =>
    n(tag, 2) + n(type, 2) + n(count, 4) + value;
  const head = `${little ? 'II' : 'MM'}${n(42, 2)}${n(8, 4)}`;
  const directory =
    n(2, 2) + entry(0x112, 3, 1, n(orientation, 2) + n(0, 2)) + entry(0x8825, 4, 1, n(38, 4)) + n(0, 4);
  const gps = n(1, 2) + entry(1, 2, 2, 'N\0\0\0') + n(0, 4);
  return `Exif\0\0${head}${directory}${gps}GPS 59.33`;
}

const SCAN = `${segment(0xda, '\x01\x01\0\0\x3f\0')}data\xff\0more\xff\xd3rest`;
const TABLES = segment(0xdb, 'tables') + segment(0xc0, 'frame');
const JFIF = segment(0xe0, 'JFIF\0');
const PROFILE = segment(0xe2, 'ICC_PROFILE\0\x01\x01colours');
const ADOBE = segment(0xee, 'Adobe');

describe('cleanImage', () => {
  it('leaves out of a JPEG what is not the picture', () => {
    const dirty =
      '\xff\xd8' +
      JFIF +
      segment(0xe1, exif(1)) +
      segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude="59,20N"/>') +
      PROFILE +
      segment(0xe2, 'MPF\0second picture') +
      segment(0xed, 'Photoshop 3.0\0City') +
      segment(0xe5, 'maker') +
      segment(0xfe, 'taken at home') +
      ADOBE +
      TABLES +
      SCAN +
      segment(0xc4, 'more tables') +
      SCAN +
      '\xff\xd9' +
      'film ©xyz+59.33+018.06/';
    const clean = `\xff\xd8${JFIF}${PROFILE}${ADOBE}${TABLES}${SCAN}${segment(0xc4, 'more tables')}${SCAN}\xff\xd9`;
    expect(text(cleanImage(bytes(dirty)))).to.equal(clean);
    expect(text(cleanImage(bytes(clean)))).to.equal(clean);
  });

  it('keeps which way up a JPEG is, whichever way its bytes go', () => {
    for (const little of [false, true]) {
      const dirty = `\xff\xd8${segment(0xe1, exif(6, little))}${TABLES}${SCAN}\xff\xd9`;
      const found = text(cleanImage(bytes(dirty)));
      expect(found).to.contain('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0');
      expect(found).to.not.contain('GPS');
      expect(found.length).to.equal(2 + 36 + TABLES.length + SCAN.length + 2);
      // What was made is read the same way again.
      expect(text(cleanImage(bytes(found)))).to.equal(found);
    }
  });

  it('gives up what a JPEG says where it breaks off or points beyond its end', () => {
    const pointing = `\xff\xd8${segment(0xe1, 'Exif\0\0MM\0*\xff\xff\xff\xff')}${TABLES}${SCAN}\xff\xd9`;
    expect(text(cleanImage(bytes(pointing)))).to.equal(`\xff\xd8${TABLES}${SCAN}\xff\xd9`);
    expect(text(cleanImage(bytes(`\xff\xd8${segment(0xe1, exif(1))}${TABLES}${SCAN}`)))).to.equal(
      `\xff\xd8${TABLES}${SCAN}`,
    );
    expect(text(cleanImage(bytes('\xff\xd8\xff')))).to.equal('\xff\xd8\xff');
    expect(text(cleanImage(bytes(`\xff\xd8${segment(0xe1, exif(1)).slice(0, 30)}`)))).to.equal('\xff\xd8');
  });

  it('leaves out of a PNG what it says of itself', () => {
    const chunk = (name: string, content: string) => `${number(content.length, 4)}${name}${content}crc!`;
    const head = `\x89PNG\r\n\x1a\n${chunk('IHDR', 'size')}`;
    const tail = chunk('IDAT', 'picture eXIf tEXt') + chunk('IEND', '');
    const dirty =
      head +
      chunk('eXIf', 'MM GPS') +
      chunk('tEXt', 'Place\0home') +
      chunk('zTXt', 'x') +
      chunk('iTXt', 'XML:com.adobe.xmp') +
      chunk('tIME', '2026') +
      chunk('iCCP', 'colours') +
      tail;
    expect(text(cleanImage(bytes(`${dirty}behind the end`)))).to.equal(
      `${head}${chunk('iCCP', 'colours')}${tail}`,
    );
  });

  it('leaves it out of a WebP, and no longer promises it', () => {
    const chunk = (name: string, content: string) =>
      `${name}${number(content.length, 4, true)}${content}${content.length % 2 ? '\0' : ''}`;
    const riff = (content: string) => `RIFF${number(content.length + 4, 4, true)}WEBP${content}`;
    const dirty = riff(
      chunk('VP8X', '\x2csize---wh') + chunk('VP8L', 'odd') + chunk('EXIF', 'GPS') + chunk('XMP ', '<x/>'),
    );
    expect(text(cleanImage(bytes(dirty)))).to.equal(
      riff(chunk('VP8X', '\x20size---wh') + chunk('VP8L', 'odd')),
    );
  });

  it('knows nothing of other files', async () => {
    expect(cleanImage(bytes('GIF89a'))).to.equal(undefined);
    expect(cleanImage(new Uint8Array())).to.equal(undefined);
    const other = new File(['\xff\xd8'], 'a.pdf', { type: 'application/pdf' });
    expect(await cleanFile(other)).to.equal(other);
  });

  it('lets a real picture be seen as before', async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 32;
    canvas.height = 8;
    const paper = canvas.getContext('2d')!;
    paper.fillStyle = '#c00';
    paper.fillRect(0, 0, 16, 8);
    for (const type of ['image/jpeg', 'image/png']) {
      const blob = await new Promise<Blob>((resolve) => canvas.toBlob((made) => resolve(made!), type));
      let content = new Uint8Array(await blob.arrayBuffer());
      if (type === 'image/jpeg') {
        const parts = [content.slice(0, 2), bytes(segment(0xe1, exif(6))), content.slice(2)];
        content = new Uint8Array(await new Blob(parts).arrayBuffer());
      }
      const clean = await cleanFile(new File([content], 'a', { type }));
      expect([clean.name, clean.type]).to.deep.equal(['a', type]);
      // Firefox draws no blob whose first part is too short to tell what it is.
      const picture = await createImageBitmap(new Blob([await clean.arrayBuffer()], { type }));
      // Which way up it is still counts.
      expect([picture.width, picture.height]).to.deep.equal(type === 'image/jpeg' ? [8, 32] : [32, 8]);
      expect(text([new Uint8Array(await clean.arrayBuffer())])).to.not.contain('GPS');
    }
  });
});
