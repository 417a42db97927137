/** Everything that the builder says, in one language. `{name}` is filled in. */
export interface Words {
  title: string;
  intro: string;
  language: string;
  skip: string;
  noScript: string;
  failed: string;
  again: string;

  edit: string;
  editField: string;
  editButton: string;
  editUnknown: string;
  editDone: string;

  choose: string;
  /** Name and what it is for, by element. */
  widgets: Record<string, readonly [name: string, about: string]>;

  settings: string;
  own: string;
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
  more: string;
  unset: string;
  unsetTo: string;
  inherited: string;

  check: string;
  checking: string;
  checkGood: string;
  checkBad: string;
  checkNone: string;
  checkTell: string;
  checkLimits: string;

  preview: string;
  previewTitle: string;
  previewNote: string;
  previewEmpty: string;
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
  once: string;
  onceHelp: string;
  perPage: string;
  perPageHelp: string;
  /** Label and help of each field to copy. Head, Link, HTML and Tag are called so in every language. */
  results_: Record<
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
    | 'share',
    readonly [label: string, help: string]
  >;
  copy: string;
  copied: string;
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

  /** Labels by attribute; one that is not here is called by its name. */
  options: Record<string, string>;
  /** Values of choices; one that is not here is shown as it is. */
  values: Record<string, string>;
  /** Sentences of the endpoint check by code, with `{name}` to be filled in; English where one is not here. */
  findings: Record<string, string>;
}

/** A sentence with its places filled. */
export const filled = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')).trim();
