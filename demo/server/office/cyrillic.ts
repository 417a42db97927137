const letters: Record<string, string> = {
  lj: 'љ',
  nj: 'њ',
  dž: 'џ',
  ...Object.fromEntries(
    'a b v g d đ e ž z i j k l m n o p r s t ć u f h c č š'
      .split(' ')
      .map((latin, index) => [latin, 'абвгдђежзијклмнопрстћуфхцчш'.charAt(index)]),
  ),
};

/** Serbian in Latin letters, in Cyrillic ones. Both are the same spelling, letter for letter. */
export const inCyrillic = <Texts>(texts: Texts): Texts => each(texts, cyrillic);

/** As it was written, without the backticks. */
export const inLatin = <Texts>(texts: Texts): Texts => each(texts, (text) => text.replaceAll('`', ''));

/** The same shape, with every text in it changed. */
function each<Texts>(texts: Texts, change: (text: string) => string): Texts {
  const changed = (value: unknown): unknown => {
    if (typeof value === 'string') return change(value);
    if (Array.isArray(value)) return value.map(changed);
    return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, changed(inner)]));
  };
  return changed(texts) as Texts;
}

function cyrillic(text: string): string {
  // Names of values, words in capitals, addresses and quoted code stay Latin.
  return text.replace(
    /\{\w+\}|(?<!\p{L})[A-ZŠĐČĆŽ\d]{2,}(?!\p{L})|`[^`]*`|\S*[=@/]\S*|[Ll]j|[Nn]j|[Dd]ž|[A-Za-zŠĐČĆŽšđčćž]/gu,
    (part) => {
      const small = part.toLowerCase();
      const letter = Object.hasOwn(letters, small) ? letters[small]! : undefined;
      if (letter === undefined) return part.startsWith('`') ? part.slice(1, -1) : part;
      return part[0] === small[0] ? letter : letter.toUpperCase();
    },
  );
}
