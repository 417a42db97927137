/** At an offset, the bytes that a kind of file has there, as Latin-1. */
const signatures: readonly [type: string, ...marks: [offset: number, bytes: string][]][] = [
  ['image/jpeg', [0, '\xff\xd8\xff']],
  ['image/png', [0, '\x89PNG\r\n\x1a\n']],
  ['image/gif', [0, 'GIF87a']],
  ['image/gif', [0, 'GIF89a']],
  ['image/webp', [0, 'RIFF'], [8, 'WEBPVP8']],
  ['image/avif', [4, 'ftypavif']],
  ['image/avif', [4, 'ftypavis']],
];

/** What a picture is by its content, whatever it is said to be; nothing for all that is not made of pixels. */
export function pictureType(content: Uint8Array): string | undefined {
  const found = signatures.find(([, ...marks]) =>
    marks.every(([offset, bytes]) => hasAt(content, offset, bytes)),
  );
  return found?.[0];
}

function hasAt(content: Uint8Array, offset: number, bytes: string): boolean {
  return Array.from(bytes).every((letter, index) => content[offset + index] === letter.charCodeAt(0));
}
