import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/widgets/poll/define.js';
import { OFFLINE, SLOW, documentOf, withServer } from './helpers/server.js';
import { type Args, widget } from './helpers/widget.js';

const meta: Meta<Args> = {
  title: 'Poll',
  component: 'civic-poll',
  parameters: {
    docs: {
      description: {
        component: `A question to residents, with the results in words first: one or several choices, a ranking, several questions, with or without a voting code.\n\n**When not to use it:** when the answer binds (an election has its own law), when fewer than some dozens will answer and each could be recognised, or when the decision is made already.`,
      },
    },
  },
  decorators: [withServer],
  render: widget(
    'civic-poll',
    html`<a href="https://stora.example/fraga">Answer the question on its own page</a>`,
  ),
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

/** Over, and nobody is ahead. */
export const Tie: Story = {
  args: {
    src: documentOf({
      id: 'tie',
      question: 'What colour shall the bridge have?',
      options: [
        { id: 'red', label: 'Red', votes: 120 },
        { id: 'green', label: 'Green', votes: 120 },
        { id: 'blue', label: 'Blue', votes: 31 },
      ],
      voters: 271,
      closes: '2026-01-31T22:00:00Z',
      url: 'https://stora.example/fraga/bro',
    }),
  },
};

/** Nobody has voted yet. */
export const NoVotes: Story = {
  args: {
    src: documentOf({
      id: 'none',
      question: 'What colour shall the bridge have?',
      options: [
        { id: 'red', label: 'Red', votes: 0 },
        { id: 'green', label: 'Green', votes: 0 },
      ],
      voters: 0,
      eligible: 640,
      quorum: { voters: 200 },
      closes: '2026-01-31T22:00:00Z',
    }),
  },
};

/** Several choices: percent of voters, more than 100 together. */
export const ClosedSeveralChoices: Story = {
  args: {
    src: documentOf({
      id: 'several',
      question: 'What do you miss in our parks?',
      type: 'multiple',
      max: 3,
      options: [
        { id: 'benches', label: 'Benches with armrests', votes: 88 },
        { id: 'toilet', label: 'A toilet', votes: 113 },
        { id: 'gym', label: 'An outdoor gym', votes: 47 },
      ],
      voters: 178,
      closes: '2026-01-31T22:00:00Z',
    }),
  },
};

/** A poll of a Mastodon status: results, and where to vote. */
export const Mastodon: Story = {
  args: {
    src: documentOf({
      id: '7',
      uri: 'https://social.example/users/stora/statuses/7',
      url: 'https://social.example/@stora/7',
      content: '<p>Shall the square be free of cars on Saturdays?</p>',
      visibility: 'public',
      language: 'en',
      account: { acct: 'stora', url: 'https://social.example/@stora' },
      poll: {
        multiple: false,
        expired: false,
        votes_count: 299,
        voters_count: 299,
        options: [
          { title: 'Yes', votes_count: 212 },
          { title: 'No', votes_count: 87 },
        ],
      },
    }),
  },
};

/** An ActivityStreams Question, which has closed. */
export const Question: Story = {
  args: {
    src: documentOf({
      '@context': 'https://www.w3.org/ns/activitystreams',
      id: 'https://social.example/questions/1',
      type: 'Question',
      content: '<p>Which day suits you?</p>',
      endTime: '2026-01-31T22:00:00Z',
      votersCount: 24,
      anyOf: [
        { type: 'Note', name: 'Monday', replies: { type: 'Collection', totalItems: 18 } },
        { type: 'Note', name: 'Friday', replies: { type: 'Collection', totalItems: 12 } },
      ],
    }),
  },
};

export const Pending: Story = { args: { src: SLOW } };

export const Failed: Story = { args: { src: OFFLINE } };

export const Empty: Story = { args: { src: documentOf({ id: 'empty', question: 'Nothing?', options: [] }) } };
