import type { Findings } from './findings/findings.js';

/** What a widget can show, by what an editor calls it. */
export type Family = 'poll' | 'form' | 'services' | 'feed';

export type ResultName =
  | 'linkAddress'
  | 'link'
  | 'html'
  | 'tag'
  | 'head'
  | 'preload'
  | 'policy'
  | 'theme'
  | 'privacy'
  | 'accessibility'
  | 'share';

/** By the number that is filled in. */
type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Everything that the builder says, in one language. `{name}` is filled in. */
export interface Words {
  title: string;
  intro: string;
  language: string;
  noScript: string;
  failed: string;
  again: string;

  edit: string;
  editField: string;
  editButton: string;
  editUnknown: string;
  editDone: string;

  choose: string;
  /** Name, as the blocks of WordPress have it, and what it is for, by element. */
  widgets: Record<string, readonly [name: string, about: string]>;

  settings: string;
  /** Question for the data, by element. */
  which: Record<string, string>;
  chooseOne: string;
  ownServices: string;
  ownOther: string;
  address: string;
  addresses: string;
  text: string;
  textHelp: string;
  /** What a link says unless somebody writes something better, by element. */
  texts: Record<string, string>;
  page: string;
  pageHelp: string;
  site: string;
  siteHelp: string;
  siteBad: string;
  more: string;
  unset: string;
  unsetTo: string;
  inherited: string;

  check: string;
  checking: string;
  checkGood: string;
  /** The data is good, and more is needed for a website that can't be looked at. */
  checkReadable: string;
  checkSite: string;
  /** Good data for another widget. */
  checkOther: string;
  found: Record<Family, Plural>;
  checkBad: string;
  checkNone: string;
  checkTell: string;
  checkLimits: string;

  preview: string;
  previewTitle: string;
  previewNote: string;
  skipPreview: string;
  foreign: string;
  foreignButton: string;
  size: string;
  sizes: Record<'phone' | 'tablet' | 'desktop', string>;
  colours: string;
  schemes: Record<'light' | 'dark', string>;
  previewLanguage: string;
  theme: string;
  themes: Record<string, string>;
  accent: string;
  contrastBad: string;
  contrastGood: string;

  results: string;
  /** Instead of results, by element, and for a page's rating. */
  first: Record<string, string>;
  main: string;
  mainHelp: string;
  ways: string;
  webmaster: string;
  webmasterHelp: string;
  webmasterAny: string;
  also: string;
  /** Label and help of each field to copy. Head, Link, HTML and Tag are called so in every language. */
  results_: Record<ResultName, readonly [label: string, help: string]>;
  copy: string;
  copied: string;
  copiedShort: string;
  copyFailed: string;

  /** Sentences for a page about personal data. */
  privacy: {
    loads: string;
    own: string;
    foreign: string;
    media: string;
    mediaAlways: string;
    poll: string;
    form: string;
  };
  accessibility: string;
  /** The widget within a sentence, by element. */
  what: Record<string, string>;

  /** Labels by attribute, or by element and attribute; one that is not here is called as the manifest describes it. */
  options: Record<string, string>;
  /** Values of choices; one that is not here is shown as it is. */
  values: Record<string, string>;
  /** Sentences of the endpoint check; without, as the check says them itself, which is in English. */
  findings?: Findings;
}

/** A sentence with its places filled. */
export const filled = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')).trim();
