import { crc32 as crc, deflateRawSync } from 'node:zlib';

/** 1980-01-01: the same files always make the same archive. */
const DATE = 0x21;

function table(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
}

const TABLE = table();

/** node:zlib has one from Node 22 on. */
function crc32(bytes: Uint8Array): number {
  if (typeof crc === 'function') return crc(bytes);
  let value = ~0;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 255]! ^ (value >>> 8);
  return ~value >>> 0;
}

/** Fields of 2 and 4 bytes, little-endian, as pairs of size and value. */
function fields(...pairs: [size: 2 | 4, value: number][]): Buffer {
  const buffer = Buffer.alloc(pairs.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of pairs) at = buffer.writeUIntLE(value, at, size);
  return buffer;
}

/** A ZIP archive (APPNOTE 4.3) of files by path. */
export function zip(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const name = Buffer.from(path, 'utf8');
    const packed = deflateRawSync(bytes, { level: 9 });
    // Version 2.0, names in UTF-8, deflated.
    const common = fields(
      [2, 20],
      [2, 0x800],
      [2, 8],
      [2, 0],
      [2, DATE],
      [4, crc32(bytes)],
      [4, packed.length],
      [4, bytes.length],
      [2, name.length],
      [2, 0],
    );
    const local = Buffer.concat([fields([4, 0x04034b50]), common, name, packed]);
    // A plain file that everybody may read.
    const rest = fields([2, 0], [2, 0], [2, 0], [4, (0o100644 << 16) >>> 0], [4, offset]);
    directory.push(Buffer.concat([fields([4, 0x02014b50], [2, 0x314]), common, rest, name]));
    parts.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const count = files.size;
  const end = fields(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, entries.length],
    [4, offset],
    [2, 0],
  );
  return Buffer.concat([...parts, entries, end]);
}
