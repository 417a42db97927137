type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Takes out of a picture what it says of where, when and with what it was taken (Exif, XMP, IPTC), and what cameras
 * append to it. Bytes are left out, nothing is drawn anew; a JPEG stays the right way up.
 * @returns the parts that remain, or undefined where it is no JPEG, PNG or WebP
 */
export function cleanImage(bytes: Bytes): Bytes[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const name = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  const kept: Bytes[] = [];
  const keep = (from: number, to: number) => void kept.push(bytes.slice(from, to));
  const isPng = name(0) === '\x89PNG';
  const isWebp = name(0) === 'RIFF' && name(8) === 'WEBP';
  let end = isPng ? 8 : isWebp ? 12 : 2;
  keep(0, end);
  if (name(0).startsWith('\xff\xd8')) {
    for (let at = end, marker = 0; at < bytes.length && marker !== 0xd9; at = end) {
      marker = bytes[at + 1] ?? 0;
      end = at + 2 + (bytes[at + 2]! << 8) + bytes[at + 3]!;
      // What is no segment: nothing behind it can be told apart.
      if (bytes[at] !== 0xff || !(end > at)) end = bytes.length;
      // Markers may be padded.
      if (marker === 0xff) end = at + 1;
      // Behind the end phones put films, and more pictures with places of their own.
      if (marker === 0xd9) end = at + 2;
      // A segment that starts a scan is followed by data, up to the next marker.
      while (marker === 0xda && end < bytes.length && (bytes[end] !== 0xff || isData(bytes[end + 1]!))) end++;
      if (marker === 0xe1) kept.push(...orientation(view, at, name(at + 4)));
      // Of what applications put there: JFIF, colour profiles, and what Adobe's colours need.
      else if (
        !/^(?:e[13-9a-df]|fe)$/.test(marker.toString(16)) &&
        (marker !== 0xe2 || name(at + 4) === 'ICC_')
      )
        keep(at, end);
    }
    return kept;
  }
  if (!isPng && !isWebp) return undefined;
  // A chunk of a PNG is its length, name, content and sum; one of a WebP its name, length and content, padded.
  for (let at = end, type = ''; at + 8 <= bytes.length && type !== 'IEND'; at = end) {
    const length = view.getUint32(isPng ? at : at + 4, isWebp);
    type = name(isPng ? at + 4 : at);
    end = at + length + (isPng ? 12 : 8 + (length & 1));
    if (/^(?:eXIf|.[TE]Xt|tIME|EXIF|XMP )$/.test(type)) continue;
    keep(at, end);
    // It no longer has what these flags promise.
    if (type === 'VP8X') kept.at(-1)![8]! &= 0xf3;
  }
  if (isWebp) {
    const size = kept.reduce((sum, part) => sum + part.length, -8);
    new DataView(kept[0]!.buffer).setUint32(4, size, true);
  }
  return kept;
}

/** Escaped, or a restart between data: not the end of a scan. */
const isData = (byte: number): boolean => !byte || (byte & 0xf8) === 0xd0;

/** Of an Exif segment nothing but which way up the picture is. */
function orientation(view: DataView, at: number, name: string): Bytes[] {
  try {
    const little = view.getUint16(at + 10) === 0x4949;
    const directory = at + 10 + view.getUint32(at + 14, little);
    for (let i = view.getUint16(directory, little); name === 'Exif' && i--;) {
      const entry = directory + 2 + 12 * i;
      const value = view.getUint16(entry + 8, little);
      if (view.getUint16(entry, little) === 0x112 && value > 1 && value < 9)
        return [
          Uint8Array.from(
            `\xff\xe1\0"Exif\0\0MM\0*\0\0\0\b\0\x01\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(value)}\0\0\0\0\0\0`,
            (letter) => letter.charCodeAt(0),
          ),
        ];
    }
  } catch {
    // It points beyond the end.
  }
  return [];
}

/** A file as it is to be sent. */
export async function cleanFile(file: File): Promise<File> {
  if (!/^image\/|^$/.test(file.type)) return file;
  const parts = cleanImage(new Uint8Array(await file.arrayBuffer()));
  return parts ? new File(parts, file.name, { type: file.type }) : file;
}
