import type * as z from 'zod/mini';
import type { Poll, PollOption, PollQuestion } from '../../../src/contracts/poll.js';
import type { Service } from '../../../src/contracts/service.js';
import type { FormSettings } from '../forms/form-settings.js';
import type { TownForm } from '../open311/service.js';

/** What a feed may know when it writes itself. */
export interface FeedContext {
  /** Scheme, host and port that the visitor used, without a slash at the end: `http://localhost:8080`. */
  origin: string;
  /** The last full hour, so that a feed stays the same document long enough to be cached. */
  now: Date;
}

export interface FeedSeed {
  /** The last part of `/api/feeds/:id`. */
  id: string;
  title: string;
  /** As sent in `Content-Type`, e.g. `application/rss+xml; charset=utf-8`. */
  contentType: string;
  body(context: FeedContext): string;
}

type OptionDefinition = Omit<z.input<typeof PollOption>, 'votes'>;
type Counted = 'options' | 'voters' | 'blank' | 'rounds';

export type QuestionDefinition = Omit<z.input<typeof PollQuestion>, Counted> & {
  options: OptionDefinition[];
};

/** A poll without what the server counts or knows by itself. `url` and `voteUrl` have defaults. */
export type PollDefinition = Omit<z.input<typeof Poll>, Counted | 'questions' | 'now' | 'updated'> & {
  options?: OptionDefinition[];
  questions?: QuestionDefinition[];
};

export interface PollSeed {
  /** `opens` and `closes` are RFC 3339 times, worked out from the `now` that `polls` was given. */
  poll: PollDefinition;
  /**
   * Votes that are in already, by option id (by `QUESTION-ID:OPTION-ID` in a poll of several questions). They become
   * ballots like any other: in a ranked poll these name a first choice only.
   */
  votes: Record<string, number>;
  /** Whole ballots, for ranked polls: the choices in order of preference, and how many people voted so. */
  ballots?: { choices: string[]; count: number }[];
  /** How many people cast `votes`; needed for `multiple` only, where one person has several. */
  voters?: number;
  /** Blank votes that are in already. Blank votes are allowed when this is given, also as 0. */
  blank?: number;
  /** One-time codes for the ballot policy `code`. Only their keyed hashes are kept. */
  codes?: string[];
}

/** A municipality: everything that the server publishes. */
export interface Town {
  name: string;
  /** IANA time zone of the times on pages. Default `Europe/Stockholm`. */
  timeZone?: string;
  feeds: FeedSeed[];
  /** Put into the database at the first start, so that dates stay. */
  services(now: Date): Service[];
  /** Served as they stand here. `submitUrl`, `url` and `caseUrl` have defaults. */
  forms: TownForm[];
  /** Who may post to `/open311/v2` where the options do not say it, and for which `jurisdiction_id`. */
  open311?: { jurisdiction: string; apiKeys: readonly string[] };
  /** How the office begins to handle them, by form; it changes that itself. */
  formSettings?: Record<string, Partial<FormSettings>>;
  /** Put into the database at the first start, so that dates stay. */
  polls(now: Date): PollSeed[];
}
