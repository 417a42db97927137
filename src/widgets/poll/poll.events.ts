/** A poll is there to be read. Once per load. */
export class CivicPollLoadedEvent extends Event {
  readonly poll: string;

  constructor(poll: string) {
    super('civic-poll-loaded', { bubbles: true, composed: true });
    this.poll = poll;
  }
}

/** A resident's vote was counted. */
export class CivicPollVotedEvent extends Event {
  readonly poll: string;
  /** Option ids; empty for a blank vote. */
  readonly choice: readonly string[];

  constructor(poll: string, choice: readonly string[]) {
    super('civic-poll-voted', { bubbles: true, composed: true });
    this.poll = poll;
    this.choice = choice;
  }
}

declare global {
  interface HTMLElementEventMap {
    'civic-poll-loaded': CivicPollLoadedEvent;
    'civic-poll-voted': CivicPollVotedEvent;
  }
}
