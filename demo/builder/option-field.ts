import type { TemplateResult } from 'lit';
import { selectField, switchField, textField } from './fields.js';
import { nameOf } from './languages.js';
import type { Option } from './manifest.js';
import type { Session } from './session.js';
import { filled } from './words/words.js';

/** The field of an attribute, by what the manifest says of it. */
export function optionField(option: Option, session: Session): TemplateResult {
  const { name, kind } = option;
  const value = session.state.configuration.attributes[name];
  const naming = namingOf(option, session);
  const field = { ...naming, id: `option-${name}`, value: value ?? '' };
  const set = (typed: string): void => session.set(name, typed || undefined);
  if (kind === 'switch')
    return switchField({ ...field, isOn: value !== undefined }, (isOn) =>
      session.set(name, isOn ? '' : undefined),
    );
  if (kind === 'choice' || kind === 'language')
    return selectField({ ...field, choices: choicesOf(option, session) }, set);
  return textField({ ...field, type: kind }, set);
}

/** Our words for it, else the manifest's. A word for one widget's attribute is not used for what is another's. */
function namingOf(
  option: Option,
  { words, widget }: Session,
): { label: string; help: string; lang?: string } {
  const { name, description, isShared } = option;
  const usual = option.kind === 'number' && option.default;
  const own = words.options[`${widget.tag} ${name}`] ?? (isShared ? words.options[name] : undefined);
  if (own) return { label: own, help: usual ? filled(words.unsetTo, { value: usual }) : '' };
  const plain = description.replaceAll('`', '');
  const [first = ''] = /^.*?[.;:](?=\s|$)/.exec(plain) ?? [plain];
  return { label: first.slice(0, -1) || name, help: plain.slice(first.length).trim(), lang: 'en' };
}

function choicesOf(option: Option, { words, pageLanguages }: Session): [value: string, name: string][] {
  if (option.kind === 'language')
    return [['', words.inherited], ...pageLanguages.map((tag) => [tag, nameOf(tag)] as [string, string])];
  const named = (value: string): string => words.values[value] ?? value;
  return [
    ['', option.default ? filled(words.unsetTo, { value: named(option.default) }) : words.unset],
    ...option.values
      .filter((value) => value !== option.default)
      .map((value) => [value, named(value)] as [string, string]),
  ];
}
