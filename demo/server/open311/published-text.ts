const personal = [
  // Addresses of e-mail.
  /[^\s@<>(),;:]+@[^\s@<>()]+\.[\p{L}\p{N}-]+/gu,
  // Personal numbers, and telephone numbers: seven digits and more, however they are grouped.
  /(?<![\d.,])\+?\d(?:[\s()/-]{0,2}\d){6,}(?![\d.,]\d)/g,
];

/** What a resident wrote, without what leads to a person: in a list that anybody can read. */
export function publishedText(text: string | undefined): string | null {
  if (!text) return null;
  return personal.reduce((left, pattern) => left.replace(pattern, '[…]'), text);
}
