import type { OfficeLanguage } from '../office/language.js';
import { words } from '../office/language.js';

export const mailWords = words(
  {
    received: '{town}: a new case, “{form}”',
    receivedText: 'Something came in through the form “{form}”. Read and answer it here:',
    message: '{town}: a new message in a case, “{form}”',
    messageText: 'A resident wrote more in a case of the form “{form}”. Read and answer it here:',
    answered: '{town} has answered you',
    answeredText: 'There is an answer to what you sent us. Read it here:',
    until: 'The link works for 30 days. After that your reference leads you to it, at {address}',
    noReply: 'Nobody reads answers to this mail. Write on the page instead.',
  },
  {
    sv: {
      received: '{town}: ett nytt ärende, ”{form}”',
      receivedText: 'Något har kommit in genom formuläret ”{form}”. Läs och svara här:',
      message: '{town}: ett nytt meddelande i ett ärende, ”{form}”',
      messageText: 'En invånare har skrivit mer i ett ärende från formuläret ”{form}”. Läs och svara här:',
      answered: '{town} har svarat dig',
      answeredText: 'Det finns ett svar på det du skickade till oss. Läs det här:',
      until: 'Länken gäller i 30 dagar. Sedan hittar du dit med din referens, på {address}',
      noReply: 'Ingen läser svar på det här mejlet. Skriv på sidan i stället.',
    },
    'sr-Latn': {
      received: '{town}: novi predmet, „{form}“',
      receivedText: 'Nešto je stiglo preko obrasca „{form}“. Pročitajte i odgovorite ovde:',
      message: '{town}: nova poruka u predmetu, „{form}“',
      messageText: 'Građanin je dopisao poruku u predmetu sa obrasca „{form}“. Pročitajte i odgovorite ovde:',
      answered: '{town}: odgovorili smo vam',
      answeredText: 'Stigao je odgovor na ono što ste nam poslali. Pročitajte ga ovde:',
      until: 'Veza važi 30 dana. Posle toga do odgovora vodi vaš broj predmeta, na {address}',
      noReply: 'Odgovore na ovu poruku niko ne čita. Pišite na strani.',
    },
    ar: {
      received: '{town}: طلب جديد، «{form}»',
      receivedText: 'وصل شيء عبر النموذج «{form}». اقرأه وأجب هنا:',
      message: '{town}: رسالة جديدة في طلب، «{form}»',
      messageText: 'كتب أحد المواطنين رسالة أخرى في طلب من النموذج «{form}». اقرأها وأجب هنا:',
      answered: '{town}: لقد أجبناك',
      answeredText: 'هناك رد على ما أرسلته إلينا. اقرأه هنا:',
      until: 'يعمل الرابط لمدة 30 يومًا. بعد ذلك يوصلك رقمك المرجعي إليه على {address}',
      noReply: 'لا أحد يقرأ الردود على هذه الرسالة. اكتب في الصفحة بدلًا من ذلك.',
    },
  },
);

/** The office's language for a BCP 47 tag that a form or a submission has. */
export function mailLanguage(tag: string | null | undefined): OfficeLanguage {
  const small = tag?.toLowerCase() ?? '';
  if (small.startsWith('sr')) return small.includes('latn') ? 'sr-Latn' : 'sr-Cyrl';
  return (['en', 'sv', 'ar'] as const).find((language) => small.split('-')[0] === language) ?? 'sv';
}
