import type { Checked } from './check.js';
import type { Configuration } from './configuration.js';
import type { ResultName } from './words/words.js';

export type Size = 'phone' | 'tablet' | 'desktop';

/** What the builder shows now. */
export interface State {
  /** The builder's own language. */
  language: string;
  configuration: Configuration;
  /** The site where the widget will stand, as it was typed; empty where nobody has said so. */
  site: string;
  /** The page of the link came with the data, until somebody writes another. */
  ownPage: boolean;
  /** The text of the link is ours and follows the widget, until somebody writes one. */
  ownText: boolean;
  /** Whether the address is typed instead of chosen among the website's own. */
  otherAddress: boolean;
  size: Size;
  scheme: 'light' | 'dark';
  pageLanguage: string;
  /** Name of a preset, or empty. */
  preset: string;
  /** `--civic-accent`, where somebody chose one. */
  accent: string;
  /** Origins whose data somebody has agreed to see. Forgotten with the page. */
  agreed: ReadonlySet<string>;
  /** What is known of each address. */
  checked: readonly Checked[] | 'busy' | undefined;
  /** Whether everything to copy is unfolded: whoever was sent a configuration is looking for a part of it. */
  unfolded: boolean;
  /** What was copied a moment ago. */
  copied: ResultName | undefined;
  /** What the browser would not let us copy. */
  notCopied: ResultName | undefined;
  /** What was just said to those who listen: a copy, an opened snippet. */
  said: string;
  editFailed: boolean;
}
