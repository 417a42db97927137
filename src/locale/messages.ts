import type en from './en.js';

/** Sentences by CLDR plural category; `other` serves where a category is missing. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * The texts of one language. `{name}` in a text is replaced; `{n}` is a number, written as the language writes it,
 * and decides the plural category.
 */
export type Messages = { [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : Plural };
export type MessageKey = keyof Messages;
export type Values = Record<string, string | number>;
