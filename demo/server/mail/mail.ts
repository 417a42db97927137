export interface Mail {
  to: string;
  subject: string;
  /** Plain text: a sentence and a link, never what somebody wrote. */
  text: string;
  /** The same for each attempt, so that a mail server can tell a repetition. */
  messageId: string;
}

/** Fulfils when a mail server has taken it. `node/smtp.ts` in Node. */
export type SendMail = (mail: Mail, signal: AbortSignal) => Promise<void>;
