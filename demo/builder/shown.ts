import type { Configuration } from './configuration.js';

/** What the builder tells the preview in its frame. */
export interface Shown {
  configuration: Configuration;
  /** Addresses of the languages that are not built in. */
  scripts: string[];
  /** Origins that somebody has agreed to see data of. */
  allow: string[];
  scheme: 'light' | 'dark';
  /** Of the page around the widget. */
  lang: string;
  /** Custom properties. */
  theme: Record<string, string>;
  /** What to say to those who try to send something. */
  note: string;
}
