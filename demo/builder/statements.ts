import { type Configuration, foreignOrigins } from './configuration.js';
import { type Words, filled } from './words/words.js';

/** What a page about personal data says of exactly this widget. */
export function privacyStatement(
  configuration: Configuration,
  home: string | undefined,
  words: Words,
): string {
  const { widget, attributes } = configuration;
  const { privacy, what } = words;
  const foreign = foreignOrigins(configuration, home);
  const media = attributes.media === 'always' ? privacy.mediaAlways : privacy.media;
  return [
    filled(privacy.loads, { what: what[widget] ?? widget }),
    foreign.length ? filled(privacy.foreign, { origins: foreign.join(', ') }) : privacy.own,
    ...(widget === 'civic-feed' && attributes.media !== 'none' ? [media] : []),
    ...(widget === 'civic-poll' ? [privacy.poll] : []),
    ...(widget === 'civic-feedback' ? [privacy.form] : []),
  ].join(' ');
}

/** What a page about accessibility says of it. */
export function accessibilityStatement({ widget }: Configuration, words: Words): string {
  const what = words.what[widget] ?? widget;
  return filled(words.accessibility, { what: what.charAt(0).toLocaleUpperCase() + what.slice(1) });
}
