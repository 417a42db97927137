import type { Messages } from '../messages.js';
import { inCyrillic } from '../office/cyrillic.js';

/** A language that may lack a sentence which is new: English stands in for it. */
export type Translation = {
  readonly [Part in keyof Messages]?: Messages[Part] extends string ? string : Partial<Messages[Part]>;
};

export function completed(translation: Translation, english: Messages): Messages {
  const parts = Object.entries(english).map(([name, part]) => {
    const own = translation[name as keyof Messages];
    return [name, typeof part === 'string' ? (own ?? part) : { ...part, ...(own as object | undefined) }];
  });
  return Object.fromEntries(parts) as Messages;
}

type Sentences = string | ((...values: never[]) => string) | { readonly [key: string]: Sentences };

/** Serbian in Latin letters, in Cyrillic ones. What is put into a sentence keeps its own. */
export function cyrillic(translation: Translation): Translation {
  return transliterated(translation as unknown as Sentences) as unknown as Translation;
}

function transliterated(sentences: Sentences): Sentences {
  if (typeof sentences === 'string') return letters(sentences);
  if (typeof sentences !== 'function') {
    return Object.fromEntries(Object.entries(sentences).map(([key, value]) => [key, transliterated(value)]));
  }
  return (...values: never[]) => {
    const held = values.map((value, index) => (typeof value === 'string' ? `{value${index}}` : value));
    const text = letters(sentences(...(held as never[])));
    return text.replace(/\{value(\d)\}/g, (_, index: string) => String(values[Number(index)]));
  };
}

function letters(text: string): string {
  return inCyrillic({ text }).text;
}
