/** Markup that is safe to put into a page as it stands. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

type Piece = Html | string | number | false | null | undefined | readonly Piece[];

/** A template whose values are escaped, in text and in quoted attributes; nothing shows for false, null, undefined. */
export function markup(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  return new Html(strings.reduce((markup, string, index) => markup + markupOf(pieces[index - 1]) + string));
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function markupOf(piece: Piece): string {
  if (piece === false || piece === null || piece === undefined) return '';
  if (piece instanceof Html) return piece.toString();
  if (Array.isArray(piece)) return piece.map(markupOf).join('');
  return escapeHtml(String(piece));
}

/** `true` gives the bare name; false, null and undefined give nothing. */
export function attributes(values: Record<string, string | number | boolean | null | undefined>): Html {
  const given = Object.entries(values).filter(([, value]) => value !== false && value != null);
  return new Html(
    given
      .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`))
      .join(''),
  );
}
