/** The messages of a .po file: singular texts, with a context where there is one. */
export function readPo(text: string): Map<string, string> {
  const messages = new Map<string, string>();
  for (const block of text.split(/\n\s*\n/)) {
    const value = (keyword: string): string | undefined => {
      const found = new RegExp(`^${keyword} ((?:"(?:[^"\\\\]|\\\\.)*"\\s*)+)`, 'm').exec(block)?.[1];
      return found
        ?.match(/"(?:[^"\\]|\\.)*"/g)
        ?.map((part) => JSON.parse(part) as string)
        .join('');
    };
    const [context, id, translation] = [value('msgctxt'), value('msgid'), value('msgstr')];
    if (id === undefined || translation === undefined || (id && !translation)) continue;
    messages.set(context === undefined ? id : `${context}\u0004${id}`, translation);
  }
  return messages;
}

/** GNU gettext's binary form, which WordPress reads; no hash table, which is optional. */
export function writeMo(messages: ReadonlyMap<string, string>): Buffer {
  const entries = [...messages]
    .map(([id, text]) => [Buffer.from(id), Buffer.from(text)] as const)
    .sort(([a], [b]) => Buffer.compare(a, b));
  const header = 28;
  const tables = header + entries.length * 16;
  const numbers: number[] = [0x950412de, 0, entries.length, header, header + entries.length * 8, 0, tables];
  const pieces: Buffer[] = [];
  let at = tables;
  for (const side of [0, 1] as const) {
    for (const entry of entries) {
      const bytes = entry[side];
      numbers.push(bytes.length, at);
      pieces.push(bytes, Buffer.from([0]));
      at += bytes.length + 1;
    }
  }
  const head = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, index) => head.writeUInt32LE(number, index * 4));
  return Buffer.concat([head, ...pieces]);
}
