import type { Server } from '../server.js';
import { formTitle } from '../forms/definition.js';
import { findDefinition } from '../forms/definition-hash.js';
import { filled } from '../office/language.js';
import { DeliveryError } from '../queue/delivery-error.js';
import type { Delivery, Payload } from '../queue/outbox.js';
import { mailLanguage, mailWords } from './words.js';

/** A link to a case works so long; the reference works for ever. */
const linkMinutes = 30 * 24 * 60;

/** Says that there is something to read, and where. A case that is gone has nothing to read. */
export async function deliverMail(
  server: Server,
  { id, reference }: Delivery,
  { to, occasion, isForOffice }: Extract<Payload, { kind: 'mail' }>,
  signal: AbortSignal,
): Promise<void> {
  const { mail } = server.office;
  const origin = server.publicOrigin;
  if (!mail || origin === undefined)
    throw new DeliveryError('No mail server is set up: SMTP_URL, MAIL_FROM.');
  const db = await server.database();
  const [found] = await db.query<{
    id: string;
    form_id: string;
    definition: string | null;
    language: string;
  }>(
    `SELECT o.id, o.form_id, o.definition, s.language FROM office_cases o
     JOIN submissions s ON s.reference = o.reference WHERE o.reference = $1`,
    [reference],
  );
  if (!found) return;
  const form = await findDefinition(db, found.definition);
  const words = mailWords(mailLanguage(isForOffice ? form?.language : found.language));
  const values = { town: server.town.name, form: form ? formTitle(form) : found.form_id };
  const messageId = `<${id}@${new URL(origin).hostname}>`;
  if (isForOffice) {
    const isNew = occasion === 'case-received';
    const text = filled(isNew ? words.receivedText : words.messageText, values);
    await mail(
      {
        to,
        subject: filled(isNew ? words.received : words.message, values),
        text: `${text}\n\n${origin}/admin/cases/${found.id}\n`,
        messageId,
      },
      signal,
    );
    return;
  }
  const link = `${origin}/arende?nyckel=${await server.seal('case', reference ?? '', linkMinutes)}`;
  const until = filled(words.until, { address: `${origin}/arende` });
  await mail(
    {
      to,
      subject: filled(words.answered, values),
      text: `${words.answeredText}\n\n${link}\n\n${until}\n\n${words.noReply}\n`,
      messageId,
    },
    signal,
  );
}
