import type { Form } from '../../../src/contracts/form.js';
import type { TownForm } from '../open311/service.js';
import { streetForms } from './street.js';

const privacyUrl = '/personuppgifter/';

const synpunkt: Form = {
  id: 'synpunkt',
  title: 'Lämna en synpunkt',
  introHtml: '<p>Beröm, klagomål eller en idé: skriv som du pratar. Du behöver inte säga vem du är.</p>',
  submitLabel: 'Skicka synpunkten',
  challengeUrl: '/api/forms/synpunkt/challenge',
  purpose: 'Vi läser din synpunkt för att göra kommunens service bättre, och för att svara dig om du vill.',
  retention: 'Synpunkten raderas efter 24 månader, din e-postadress när ärendet är avslutat.',
  privacyUrl,
  language: 'sv',
  fields: [
    {
      name: 'area',
      type: 'select',
      label: 'Vad gäller det?',
      required: true,
      options: [
        { value: 'gata', label: 'Gator, parker och trafik' },
        { value: 'skola', label: 'Förskola och skola' },
        { value: 'omsorg', label: 'Omsorg och stöd' },
        { value: 'bygga', label: 'Bygga, bo och miljö' },
        { value: 'fritid', label: 'Kultur, idrott och fritid' },
        { value: 'annat', label: 'Något annat' },
      ],
    },
    {
      name: 'message',
      type: 'textarea',
      label: 'Din synpunkt',
      help: 'Skriv inga känsliga uppgifter om dig själv eller andra.',
      required: true,
      maxLength: 2000,
    },
    {
      name: 'reply',
      type: 'radio',
      label: 'Vill du ha svar?',
      required: true,
      options: [
        { value: 'no', label: 'Nej tack' },
        { value: 'yes', label: 'Ja, med e-post' },
      ],
    },
    {
      name: 'email',
      type: 'email',
      label: 'E-post',
      required: true,
      autocomplete: 'email',
      showIf: { name: 'reply', value: 'yes' },
    },
  ],
};

const felanmalan: Form = {
  id: 'felanmalan',
  title: 'Anmäl fel',
  introHtml:
    '<p>Är någon i fara? Ring <a href="tel:112">112</a>. Akuta fel på vatten och avlopp: <a href="tel:+4612345699">0123-456 99</a>, dygnet runt.</p>',
  submitLabel: 'Skicka anmälan',
  challengeUrl: '/api/forms/felanmalan/challenge',
  purpose: 'Vi använder uppgifterna för att hitta felet, laga det och höra av oss om vi inte hittar fram.',
  retention: 'Anmälan raderas tre månader efter att felet är åtgärdat, telefonnumret genast.',
  privacyUrl,
  language: 'sv',
  fields: [
    { name: 'what', type: 'page', label: 'Vad är fel?' },
    {
      name: 'kind',
      type: 'radio',
      label: 'Vad gäller det?',
      required: true,
      options: [
        { value: 'belysning', label: 'Gatlampa' },
        { value: 'vag', label: 'Väg, cykelväg eller trottoar' },
        { value: 'lekplats', label: 'Lekplats eller park' },
        { value: 'skrap', label: 'Skräp eller klotter' },
        { value: 'vatten', label: 'Vatten på fel ställe' },
      ],
    },
    {
      name: 'lamp',
      type: 'text',
      label: 'Lampans nummer',
      help: 'Fyra siffror på en gul skylt på stolpen.',
      pattern: '[0-9]{4}',
      showIf: { name: 'kind', value: 'belysning' },
    },
    {
      name: 'description',
      type: 'textarea',
      label: 'Beskriv felet',
      required: true,
      minLength: 5,
      maxLength: 1000,
    },
    {
      name: 'seen',
      type: 'date',
      label: 'När såg du det?',
      help: 'Ungefär räcker.',
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
    { name: 'contact', type: 'page', label: 'Får vi höra av oss?' },
    {
      name: 'phone',
      type: 'tel',
      label: 'Telefon',
      help: 'Bara om vi inte hittar felet.',
      autocomplete: 'tel',
    },
  ],
};

const feedback: Form = {
  id: 'feedback',
  title: 'Tell us what you think',
  introHtml: '<p>Praise, complaints and ideas are all welcome, in any language. No name needed.</p>',
  submitLabel: 'Send',
  purpose: 'We read your message to improve our services, and to answer you if you want us to.',
  retention: 'Messages are deleted after 24 months, your e-mail address when the case is closed.',
  privacyUrl: `${privacyUrl}#english`,
  language: 'en',
  fields: [
    {
      name: 'area',
      type: 'select',
      label: 'What is it about?',
      required: true,
      options: [
        { value: 'new', label: 'Being new in Storå' },
        { value: 'streets', label: 'Streets, parks and traffic' },
        { value: 'schools', label: 'Preschools and schools' },
        { value: 'care', label: 'Care and support' },
        { value: 'site', label: 'This website' },
        { value: 'other', label: 'Something else' },
      ],
    },
    { name: 'message', type: 'textarea', label: 'Your message', required: true, maxLength: 2000 },
    { name: 'grade', type: 'rating', label: 'How easy was it to find what you needed?', min: 1, max: 5 },
    {
      name: 'reply',
      type: 'radio',
      label: 'Would you like an answer?',
      required: true,
      options: [
        { value: 'no', label: 'No, thank you' },
        { value: 'yes', label: 'Yes, by e-mail' },
      ],
    },
    {
      name: 'email',
      type: 'email',
      label: 'E-mail',
      required: true,
      autocomplete: 'email',
      showIf: { name: 'reply', value: 'yes' },
    },
  ],
};

/** Every type of field once, for those who try out or test the widget. */
const allaFalt: Form = {
  id: 'alla-falt',
  title: 'Alla sorters fält',
  introHtml: '<p>Ett formulär för den som vill prova. Det som skickas läses inte av någon.</p>',
  purpose: 'För att visa vad ett formulär kan innehålla.',
  retention: 'Raderas när demonstrationen startas om.',
  privacyUrl,
  language: 'sv',
  fields: [
    { name: 'texts', type: 'page', label: 'Text' },
    { name: 'name', type: 'text', label: 'Namn', required: true, maxLength: 80, autocomplete: 'name' },
    { name: 'story', type: 'textarea', label: 'Berättelse', help: 'Högst 300 tecken.', maxLength: 300 },
    { name: 'email', type: 'email', label: 'E-post', autocomplete: 'email' },
    { name: 'tel', type: 'tel', label: 'Telefon', autocomplete: 'tel' },
    { name: 'website', type: 'url', label: 'Webbadress', autocomplete: 'url' },
    { name: 'choices', type: 'page', label: 'Val' },
    {
      name: 'village',
      type: 'select',
      label: 'Ort',
      required: true,
      options: [
        { value: 'stora', label: 'Storå' },
        { value: 'norrby', label: 'Norrby' },
        { value: 'avik', label: 'Åvik' },
      ],
    },
    {
      name: 'season',
      type: 'radio',
      label: 'Årstid',
      value: 'host',
      options: [
        { value: 'var', label: 'Vår' },
        { value: 'sommar', label: 'Sommar' },
        { value: 'host', label: 'Höst' },
        { value: 'vinter', label: 'Vinter' },
      ],
    },
    {
      name: 'interests',
      type: 'checkboxes',
      label: 'Intressen',
      options: [
        { value: 'bad', label: 'Bad' },
        { value: 'bok', label: 'Böcker' },
        { value: 'cykel', label: 'Cykel' },
      ],
    },
    { name: 'why', type: 'text', label: 'Varför just hösten?', showIf: { name: 'season', value: 'host' } },
    { name: 'grade', type: 'rating', label: 'Betyg', min: 1, max: 5 },
    { name: 'rules', type: 'checkbox', label: 'Jag förstår att det här är ett prov', required: true },
    { name: 'numbers', type: 'page', label: 'Tal, dag, plats och filer' },
    { name: 'people', type: 'number', label: 'Antal personer', min: 1, max: 12, step: 1 },
    { name: 'day', type: 'date', label: 'Dag', min: '2020-01-01', max: '2039-12-31' },
    { name: 'place', type: 'location', label: 'Plats' },
    {
      name: 'files',
      type: 'file',
      label: 'Filer',
      help: 'Högst två, PDF eller bild, 2 MB var.',
      accept: ['application/pdf', 'image/jpeg', 'image/png'],
      maxBytes: 2_000_000,
      maxFiles: 2,
    },
    { name: 'source', type: 'hidden', value: 'demo' },
  ],
};

export const forms: TownForm[] = [synpunkt, felanmalan, feedback, ...streetForms, allaFalt];
