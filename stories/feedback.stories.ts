import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { FormField } from '../src/contracts/form.js';
import '../src/widgets/feedback/define.js';
import { OFFLINE, SLOW, documentOf, failing, withServer } from './helpers/server.js';
import { type Args, widget } from './helpers/widget.js';

const meta: Meta<Args> = {
  title: 'Feedback',
  component: 'civic-feedback',
  parameters: {
    docs: {
      description: {
        component: `A form for what residents have to say, or “Was this page useful?”, with a reference that leads back to the answer. Nothing typed is lost, nothing is sent twice.\n\n**When not to use it:** when an e-service with sign-in exists for the matter, for emergencies, and for data that you would not keep: ask for nothing that you do not need.`,
      },
    },
  },
  decorators: [withServer],
  render: widget(
    'civic-feedback',
    html`<a href="https://stora.example/kontakt">Write to us on a page of its own</a>`,
  ),
};
export default meta;

type Story = StoryObj<Args>;
type Play = NonNullable<Story['play']>;

/** Presses the buttons with these parts as they appear, one after the other. */
const press =
  (...parts: string[]): Play =>
  async ({ canvasElement }) => {
    const root = canvasElement.querySelector('civic-feedback')!.shadowRoot!;
    for (const part of parts) {
      const find = () => root.querySelector<HTMLElement>(`[part~="${part}"]`);
      while (!find()) await new Promise(requestAnimationFrame);
      find()!.click();
    }
  };

const line: FormField = {
  name: 'message',
  type: 'textarea',
  label: 'Your message',
  value: 'The lamp at the bridge is broken.',
  maxLength: 500,
};

/** A form that sends somewhere else than where it came from. */
const formTo = (submitUrl: string, ...fields: FormField[]): string =>
  documentOf({
    id: 'story',
    title: 'Write to us',
    submitUrl,
    caseUrl: '/api/submissions',
    fields: fields.length ? fields : [line],
  });

/** What a town asks, why, and for how long it keeps the answers. */
export const Form: Story = { args: { src: '/api/forms/feedback' } };

/** In Swedish, with a question that opens another. */
export const Swedish: Story = { args: { src: '/api/forms/synpunkt' } };

/** Every type of field. */
export const AllFields: Story = { args: { src: '/api/forms/alla-falt' } };

/** Sections, a place and pictures. */
export const FaultReport: Story = { args: { src: '/api/forms/felanmalan' } };

/** What has to be changed: a list that leads to the fields, and a sentence at each. */
export const Mistakes: Story = { args: { src: '/api/forms/feedback' }, play: press('submit') };

/** What the server says of the fields; what it says of anything else stands in the list only. */
export const Refused: Story = {
  args: {
    src: formTo('/api/forms/feedback/submissions', line, {
      name: 'email',
      type: 'email',
      label: 'E-mail',
      value: 'anna@example.org',
    }),
  },
  play: press('submit'),
};

/** On its way. */
export const Sending: Story = { args: { src: formTo(SLOW) }, play: press('submit') };

/** No network: everything is still there, the same button tries again. */
export const NotSent: Story = { args: { src: formTo(OFFLINE) }, play: press('submit') };

/** Too many at once. */
export const Busy: Story = { args: { src: formTo(failing(503)) }, play: press('submit') };

/** A photo that some server on the way finds too large. */
export const TooLarge: Story = { args: { src: formTo(failing(413)) }, play: press('submit') };

/** Received, with a reference. */
export const Done: Story = {
  args: {
    src: formTo(
      '/api/forms/alla-falt/submissions',
      { ...line, name: 'name', type: 'text', label: 'Name', value: 'Anna' },
      { name: 'village', type: 'hidden', value: 'stora' },
      { name: 'rules', type: 'hidden', value: 'on' },
    ),
  },
  play: press('submit'),
};

/** Several pages: this is the second. */
export const SecondPage: Story = {
  args: {
    src: formTo(
      '/api/forms/feedback/submissions',
      { name: 'what', type: 'page', label: 'What is it about?' },
      line,
      {
        name: 'where',
        type: 'page',
        label: 'Where is it?',
        help: 'A street and a number, or something near.',
      },
      { name: 'place', type: 'location', label: 'Place', required: true },
      { name: 'who', type: 'page', label: 'About you' },
      { name: 'email', type: 'email', label: 'E-mail' },
    ),
  },
  play: press('submit'),
};

/** A place on a map that the town gives. */
export const PlaceOnMap: Story = {
  args: {
    src: formTo('/api/forms/feedback/submissions', {
      name: 'place',
      type: 'location',
      label: 'Where is it?',
      map: {
        url: '/media/hero.svg',
        alt: 'Map of the town',
        north: 59.9,
        south: 59.8,
        west: 17.6,
        east: 17.8,
      },
    }),
  },
  play: press('map'),
};

/** To find a case. */
export const HaveReference: Story = { args: { src: formTo('/api/submissions') }, play: press('find') };

const answered = documentOf({
  reference: '7K3M-Q9XD-2HFA',
  status: 'answered',
  updated: '2026-11-02T08:00:00Z',
  messages: [
    { from: 'resident', at: '2026-11-01T08:00:00Z', text: 'The lamp at the bridge is broken.' },
    {
      from: 'office',
      at: '2026-11-02T08:00:00Z',
      text: 'Thank you for telling us.\nWe have mended it today.',
    },
  ],
});

/** What the office answered, and room to write more. */
export const Answered: Story = {
  args: {
    src: documentOf({ id: 'case', submitUrl: answered, caseUrl: answered, fields: [line] }),
  },
  play: press('submit', 'follow', 'said'),
};

/** What an Open311 server takes reports of. */
export const Open311: Story = {
  args: {
    src: documentOf([
      {
        service_code: '1',
        service_name: 'Street lamp',
        description: 'Broken or blinking.',
        group: 'Streets',
      },
      { service_code: '2', service_name: 'Pothole', description: 'Also on cycle paths.', group: 'Streets' },
      { service_code: '3', service_name: 'Playground', description: 'Broken or dangerous.', group: 'Parks' },
    ]),
    action: '/api/open311/requests',
  },
};

/** One of them. */
export const Open311Service: Story = { args: { ...Open311.args }, play: press('service') };

/** One question about the page; no definition needed. */
export const PageRating: Story = { args: { variant: 'page-rating', action: '/api/ratings' } };

/** From 1 to 5, with a question of the page's own. */
export const PageRatingScale: Story = {
  args: {
    variant: 'page-rating',
    action: '/api/ratings',
    scale: 5,
    heading: 'How easy was this page to understand?',
  },
};

/** After the answer. */
export const PageRated: Story = {
  args: { variant: 'page-rating', action: '/api/ratings' },
  play: press('button'),
};

/** The answer did not come through. */
export const PageRatingFailed: Story = {
  args: { variant: 'page-rating', action: OFFLINE },
  play: press('button'),
};

export const Pending: Story = { args: { src: SLOW } };

export const Failed: Story = { args: { src: OFFLINE } };

export const Empty: Story = { args: { src: documentOf({ id: 'empty', fields: [] }) } };
