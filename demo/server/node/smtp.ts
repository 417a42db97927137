import { createTransport } from 'nodemailer';
import type { Options } from 'nodemailer/lib/smtp-transport';
import type { SendMail } from '../mail/mail.js';
import { DeliveryError } from '../queue/delivery-error.js';

/** A connection for each mail: they are few, and a mail server closes one that is idle. */
export function smtpMail(settings: { url: string; from: string }): SendMail {
  const options: Options = {
    url: settings.url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 15_000,
    // Nothing in a message may name a file or an address to be read.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const transport = createTransport(options);
  return async ({ to, subject, text, messageId }) => {
    try {
      // As an object it is one address, whatever stands in it.
      await transport.sendMail({
        from: settings.from,
        to: { name: '', address: to },
        subject,
        text,
        messageId,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (error) {
      const { responseCode, code } = error as { responseCode?: number; code?: string };
      // Its message may quote the address.
      throw new DeliveryError(
        responseCode === undefined
          ? `The mail server cannot be used (${code ?? 'unknown'}).`
          : `The mail server answered ${responseCode}.`,
        responseCode !== undefined && responseCode >= 500,
      );
    }
  };
}
