import type { FormField } from '../../../src/contracts/form.js';
import type { Open311Member, TownForm } from '../open311/service.js';

interface StreetService {
  id: string;
  title: string;
  intro: string;
  open311: Omit<Open311Member, 'agency'>;
  /** What is asked beside what every report has. */
  fields: FormField[];
}

/** A report about a place: a form with a page of its own, and a service of the town's Open311 server. */
function street({ id, title, intro, open311, fields }: StreetService): TownForm {
  return {
    id,
    title,
    introHtml: `<p>${intro}</p>`,
    submitLabel: 'Skicka anmälan',
    challengeUrl: `/api/forms/${id}/challenge`,
    purpose:
      'Vi använder uppgifterna för att hitta felet och laga det. Platsen och beskrivningen kan läsas av alla.',
    retention: 'Anmälan raderas tre månader efter att felet är åtgärdat, kontaktuppgifterna genast.',
    privacyUrl: '/personuppgifter/',
    language: 'sv',
    open311: { ...open311, agency: 'Gata och park' },
    fields: [
      { name: 'what', type: 'page', label: 'Vad är fel?' },
      ...fields,
      {
        name: 'description',
        type: 'textarea',
        label: 'Beskriv felet',
        help: 'Skriv inga personuppgifter: beskrivningen kan läsas av alla.',
        maxLength: 4000,
      },
      { name: 'where', type: 'page', label: 'Var är det?' },
      {
        name: 'place',
        type: 'location',
        label: 'Plats',
        help: 'Gata och nummer, eller något i närheten.',
        required: true,
      },
      {
        name: 'photo',
        type: 'file',
        label: 'Bilder',
        help: 'Högst tre bilder på 5 MB var. Undvik att få med människor och bilskyltar.',
        accept: ['image/jpeg', 'image/png', 'image/webp'],
        maxBytes: 5_000_000,
        maxFiles: 3,
      },
      { name: 'media_url', type: 'url', label: 'Adress till en bild på webben' },
      { name: 'contact', type: 'page', label: 'Får vi höra av oss?' },
      { name: 'first_name', type: 'text', label: 'Förnamn', maxLength: 100, autocomplete: 'given-name' },
      { name: 'last_name', type: 'text', label: 'Efternamn', maxLength: 100, autocomplete: 'family-name' },
      { name: 'phone', type: 'tel', label: 'Telefon', maxLength: 50, autocomplete: 'tel' },
      { name: 'email', type: 'email', label: 'E-post', autocomplete: 'email' },
    ],
  };
}

/** The street services of the town's Open311 server, `/open311/v2/services.json`. */
export const streetForms: TownForm[] = [
  street({
    id: 'hal-i-gatan',
    title: 'Hål i gatan',
    intro: 'Hål och sprickor i gator, cykelvägar och trottoarer som kommunen sköter.',
    open311: {
      code: 'hal',
      description: 'Hål och sprickor i gator, cykelvägar och trottoarer.',
      group: 'Gator och vägar',
      keywords: ['hål', 'potthål', 'grop', 'asfalt', 'spricka'],
      notice: 'Vi tittar på platsen inom tre arbetsdagar.',
      days: 14,
    },
    fields: [
      {
        name: 'yta',
        type: 'radio',
        label: 'Vad är det för yta?',
        required: true,
        options: [
          { value: 'korbana', label: 'Körbana' },
          { value: 'cykelvag', label: 'Cykelväg' },
          { value: 'trottoar', label: 'Trottoar' },
        ],
      },
      { name: 'djup', type: 'number', label: 'Ungefär hur djupt, i centimeter?', min: 1, max: 100, step: 1 },
    ],
  }),
  street({
    id: 'gatlampa',
    title: 'Trasig gatlampa',
    intro: 'Lampor som är släckta, blinkar eller hänger löst.',
    open311: {
      code: 'lampa',
      description: 'Gatlampor som är släckta, blinkar eller hänger löst.',
      group: 'Gator och vägar',
      keywords: ['belysning', 'lampa', 'lyktstolpe', 'mörkt'],
      notice: 'Vi byter lampor två gånger i månaden.',
      days: 21,
    },
    fields: [
      {
        name: 'lampnummer',
        type: 'text',
        label: 'Lampans nummer',
        help: 'Fyra siffror på en gul skylt på stolpen.',
        pattern: '[0-9]{4}',
      },
      {
        name: 'fel',
        type: 'select',
        label: 'Vad är det för fel?',
        required: true,
        options: [
          { value: 'slackt', label: 'Den är släckt' },
          { value: 'blinkar', label: 'Den blinkar' },
          { value: 'trasig', label: 'Den är trasig eller hänger löst' },
        ],
      },
    ],
  }),
  street({
    id: 'klotter',
    title: 'Klotter',
    intro: 'Klotter på det som kommunen äger. Hot och hets tar vi bort inom ett dygn.',
    open311: {
      code: 'klotter',
      description: 'Klotter på det som kommunen äger.',
      group: 'Parker och torg',
      keywords: ['klotter', 'graffiti', 'skadegörelse'],
      days: 7,
    },
    fields: [
      {
        name: 'underlag',
        type: 'checkboxes',
        label: 'Vad är det klottrat på?',
        options: [
          { value: 'vagg', label: 'Vägg' },
          { value: 'bro', label: 'Bro eller tunnel' },
          { value: 'skylt', label: 'Skylt' },
          { value: 'bank', label: 'Bänk' },
        ],
      },
      { name: 'kranker', type: 'checkbox', label: 'Det är hotfullt eller kränkande', value: 'ja' },
    ],
  }),
  street({
    id: 'lekplats',
    title: 'Fel på en lekplats',
    intro: 'Något som är trasigt eller farligt för barn. Är det bråttom, ring 0123-456 00.',
    open311: {
      code: 'lekplats',
      description: 'Något på en lekplats som är trasigt eller farligt.',
      group: 'Parker och torg',
      keywords: ['lekplats', 'gunga', 'klätterställning', 'park'],
      notice: 'Farliga fel åtgärdar vi samma dag.',
      days: 5,
    },
    fields: [
      { name: 'sags', type: 'date', label: 'När såg du det?', help: 'Ungefär räcker.' },
      { name: 'farligt', type: 'checkbox', label: 'Ett barn kan göra sig illa', value: 'ja' },
    ],
  }),
  street({
    id: 'snorojning',
    title: 'Snö och halka',
    intro:
      'Snö som inte är röjd och halka som inte är sandad. Under ett snöfall kör vi de stora vägarna först.',
    open311: {
      code: 'sno',
      description: 'Snö som inte är röjd och halka som inte är sandad.',
      group: 'Gator och vägar',
      keywords: ['snö', 'is', 'halka', 'plogning', 'sandning'],
      // Handed over to the contractor, who numbers the requests.
      type: 'batch',
      notice: 'Entreprenören får anmälan inom en timme.',
      days: 1,
    },
    fields: [],
  }),
];
