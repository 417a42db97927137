/** A form, or the question of a page rating, is there to be filled in. Once per load. */
export class CivicFeedbackLoadedEvent extends Event {
  /** The form's `id`; empty for a page rating. */
  readonly form: string;

  constructor(form: string) {
    super('civic-feedback-loaded', { bubbles: true, composed: true });
    this.form = form;
  }
}

/** A resident's form was received. Carries nothing of what they wrote. */
export class CivicFeedbackSubmittedEvent extends Event {
  readonly form: string;
  /** Way back to the case, where the endpoint gives one. Whoever has it has the case: do not pass it on. */
  readonly reference: string | undefined;

  constructor(form: string, reference: string | undefined) {
    super('civic-feedback-submitted', { bubbles: true, composed: true });
    this.form = form;
    this.reference = reference;
  }
}

/** A resident's rating of the page was received. */
export class CivicFeedbackRatedEvent extends Event {
  /** `yes`, `no`, or `1`–`5`. */
  readonly rating: string;
  /** Address of the page as it was sent: without query, fragment and what looks like personal data. */
  readonly page: string;

  constructor(rating: string, page: string) {
    super('civic-feedback-rated', { bubbles: true, composed: true });
    this.rating = rating;
    this.page = page;
  }
}

declare global {
  interface HTMLElementEventMap {
    'civic-feedback-loaded': CivicFeedbackLoadedEvent;
    'civic-feedback-submitted': CivicFeedbackSubmittedEvent;
    'civic-feedback-rated': CivicFeedbackRatedEvent;
  }
}
