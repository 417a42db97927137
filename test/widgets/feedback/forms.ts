/** Forms that the reference server is given for these tests. */
import type { Form, FormField } from '../../../src/contracts/form.js';

export const report: Form = {
  id: 'report',
  title: 'Report or ask',
  introHtml: '<p>Thank you for <a href="/contact">getting in touch</a>.</p>',
  purpose: 'We read it to make the service better.',
  retention: 'Deleted after 24 months.',
  privacyUrl: '/privacy',
  submitLabel: 'Send the report',
  language: 'en',
  fields: [
    {
      name: 'area',
      type: 'select',
      label: 'What is it about?',
      required: true,
      options: [
        { value: 'streets', label: 'Streets and parks' },
        { value: 'schools', label: 'Schools' },
      ],
    },
    {
      name: 'message',
      type: 'textarea',
      label: 'Your message',
      help: 'No personal data.',
      required: true,
      maxLength: 200,
    },
    {
      name: 'reply',
      type: 'radio',
      label: 'Do you want an answer?',
      options: [
        { value: 'no', label: 'No' },
        { value: 'yes', label: 'Yes' },
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

/** A form with these fields and nothing else to say. */
export const formOf = (...fields: FormField[]): Form => ({ id: 'small', title: 'Small form', fields });

export const everything: Form = {
  ...formOf(
    { name: 'about', type: 'page', label: 'About you', help: 'So that we can answer.' },
    { name: 'name', type: 'text', label: 'Name', maxLength: 40, autocomplete: 'name' },
    { name: 'story', type: 'textarea', label: 'Story' },
    { name: 'email', type: 'email', label: 'E-mail' },
    { name: 'tel', type: 'tel', label: 'Phone' },
    { name: 'web', type: 'url', label: 'Web page' },
    { name: 'people', type: 'number', label: 'How many?', min: 0, max: 5000, step: 0.5 },
    { name: 'day', type: 'date', label: 'When?', min: '2026-01-01', max: '2026-12-31' },
    {
      name: 'area',
      type: 'select',
      label: 'Where?',
      options: [
        { value: 'n', label: 'North' },
        { value: 's', label: 'South' },
      ],
    },
    {
      name: 'season',
      type: 'radio',
      label: 'Season',
      value: 'w',
      options: [
        { value: 's', label: 'Summer' },
        { value: 'w', label: 'Winter' },
      ],
    },
    {
      name: 'topics',
      type: 'checkboxes',
      label: 'Topics',
      max: 2,
      options: [
        { value: 'a', label: 'Water' },
        { value: 'b', label: 'Roads' },
        { value: 'c', label: 'Parks' },
      ],
    },
    { name: 'grade', type: 'rating', label: 'Grade', min: 1, max: 5 },
    { name: 'rules', type: 'checkbox', label: 'I have read the rules', required: true },
    {
      name: 'photo',
      type: 'file',
      label: 'Photos',
      accept: ['image/png', '.txt'],
      maxBytes: 50,
      maxFiles: 2,
    },
    { name: 'place', type: 'location', label: 'Place' },
    { name: 'source', type: 'hidden', value: 'web' },
  ),
  id: 'everything',
  title: 'Everything',
};
