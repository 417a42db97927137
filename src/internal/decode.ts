function decoder(label: string | undefined): TextDecoder | undefined {
  try {
    return label ? new TextDecoder(label) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Bytes into text. A byte-order mark beats the header, the header beats the document's own declaration, and bytes
 * that are no UTF-8 although nothing was declared are read as windows-1252, which cannot fail.
 */
export function decode(bytes: Uint8Array, contentType = ''): string {
  const [a, b, c] = bytes;
  const bom =
    a === 0xef && b === 0xbb && c === 0xbf
      ? 'utf-8'
      : a === 0xff && b === 0xfe
        ? 'utf-16le'
        : a === 0xfe && b === 0xff
          ? 'utf-16be'
          : '';
  const blind = a === 0x3c && b === 0 ? 'utf-16le' : a === 0 && b === 0x3c ? 'utf-16be' : '';
  const header = /charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType)?.[1];
  const head = String.fromCharCode(...bytes.subarray(0, 512));
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)/i.exec(
    head.replace(/^\u00ef\u00bb\u00bf/, ''),
  )?.[1];
  const known = decoder(bom || blind) ?? decoder(header) ?? decoder(declared);
  // A declaration of UTF-8 that the bytes contradict is a copied template, not a fact.
  if (known && known.encoding !== 'utf-8') return known.decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const other = bom ? undefined : decoder(header === declared ? undefined : declared);
    if (other && other.encoding !== 'utf-8') return other.decode(bytes);
    const loose = new TextDecoder().decode(bytes);
    const broken = loose.split('\ufffd').length - 1;
    const high = bytes.reduce((n, byte) => n + +(byte > 127), 0);
    return known && broken * 4 < high
      ? loose
      : known || bom
        ? loose
        : new TextDecoder('windows-1252').decode(bytes);
  }
}
