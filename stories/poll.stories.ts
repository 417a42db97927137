import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/widgets/poll/define.js';
import { OFFLINE, SLOW, documentOf, withServer } from './helpers/server.js';

interface Args {
  src: string;
  refresh?: number;
  heading?: string;
}

const meta: Meta<Args> = {
  title: 'Poll',
  component: 'civic-poll',
  decorators: [withServer],
  render: ({ src, refresh = 0, heading = '' }) => html`
    <civic-poll src=${src} refresh=${refresh} heading=${heading}>
      <a href="https://stora.example/fraga">Answer the question on its own page</a>
    </civic-poll>
  `,
};
export default meta;

type Story = StoryObj<Args>;

/** One choice, results at any time, a blank vote, a quorum. */
export const Open: Story = { args: { src: '/api/polls/badplats' } };

/** Anyone may vote, any number of times. */
export const OpenToAnyone: Story = { args: { src: '/api/polls/market' } };

/** Several choices; the vote can be changed, and the answer to it carries the results. */
export const SeveralChoices: Story = { args: { src: '/api/polls/parker' } };

/** In order of preference, with a voting code. */
export const RankedWithCode: Story = { args: { src: '/api/polls/skolnamn' } };

/** One ballot of several questions. */
export const SeveralQuestions: Story = { args: { src: '/api/polls/ungdom' } };

/** After signing in. */
export const SignIn: Story = { args: { src: '/api/polls/medborgarbudget' } };

/** Results are not published. */
export const NoResults: Story = { args: { src: '/api/polls/trygghet' } };

/** Not open yet. */
export const Scheduled: Story = { args: { src: '/api/polls/cykelplan' } };

/** Over, with results. */
export const Closed: Story = { args: { src: '/api/polls/skatepark' } };

/** Over, counted by instant run-off. */
export const ClosedRanked: Story = { args: { src: '/api/polls/bronamn' } };

/** Options with pictures. */
export const Pictures: Story = {
  args: {
    src: documentOf({
      id: 'pictures',
      question: 'What shall we put money into first?',
      options: [
        {
          id: 'bridge',
          label: 'The bridge',
          description: 'New planks and a railing.',
          image: { url: '/media/bron.svg', alt: 'The bridge' },
        },
        {
          id: 'beach',
          label: 'The bathing place',
          description: 'A longer pier.',
          image: { url: '/media/badplats.svg', alt: 'The bathing place' },
        },
      ],
      voteUrl: '/api/polls/pictures/votes',
    }),
  },
};

/** What a poll of another website can show. */
export const Elsewhere: Story = {
  args: {
    src: documentOf({
      id: 'elsewhere',
      question: 'Shall the square be free of cars on Saturdays?',
      options: [
        { id: 'yes', label: 'Yes', votes: 212 },
        { id: 'no', label: 'No', votes: 87 },
      ],
      voters: 299,
      url: 'https://social.example/@stora/1',
    }),
  },
};

/** Below a heading, with newer results every ten seconds. */
export const Refreshed: Story = {
  args: { src: '/api/polls/badplats', refresh: 10, heading: 'Have your say' },
};

export const Pending: Story = { args: { src: SLOW } };

export const Failed: Story = { args: { src: OFFLINE } };

export const Empty: Story = { args: { src: documentOf({ id: 'empty', question: 'Nothing?', options: [] }) } };
