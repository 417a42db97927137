import type { Checked } from './check.js';
import type { Configuration } from './configuration.js';

export type Size = 'phone' | 'tablet' | 'desktop';

/** What the builder shows now. */
export interface State {
  /** The builder's own language. */
  language: string;
  configuration: Configuration;
  /** The site where the widget will stand; empty for the builder's own. */
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
  checked: Checked | 'busy' | 'nothing' | undefined;
  /** What was just said to those who listen: a copy, an opened snippet. */
  said: string;
  editFailed: boolean;
}
