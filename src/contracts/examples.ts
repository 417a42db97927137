/**
 * One document for each contract, in words that any town could use: what the sample endpoint serves, and what the
 * published schemas and the documentation show.
 */

const at = (now: Date, hours: number): string => new Date(now.getTime() + hours * 3_600_000).toISOString();

/** A feed with one post of each common kind. */
export function exampleFeed(now: Date) {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'The town',
    home_page_url: 'https://town.example/',
    language: 'en',
    items: [
      {
        id: 'library-hours',
        url: 'https://town.example/news/library-hours',
        title: 'New opening hours at the library',
        content_html: '<p>From Monday the library is open until eight in the evening.</p>',
        date_published: at(now, -2),
        authors: [{ name: 'The town', url: 'https://town.example/' }],
        tags: ['library'],
        _civic: { action: { label: 'See the opening hours', url: 'https://town.example/library' } },
      },
      {
        id: 'bridge',
        url: 'https://social.example/@town/1',
        content_html: '<p>The bridge is closed for repairs until Friday. Walk along the river instead.</p>',
        date_published: at(now, -26),
        authors: [{ name: 'The town', url: 'https://social.example/@town' }],
        _civic: { network: 'mastodon', pinned: true, counts: { replies: 2, boosts: 5, likes: 17 } },
      },
      {
        id: 'market',
        url: 'https://town.example/news/market',
        title: 'Market on Saturday',
        content_text: 'Forty stalls on the square, from nine to three.',
        date_published: at(now, -50),
      },
    ],
  };
}

/** A catalogue of one service. */
export function exampleServices() {
  return {
    language: 'en',
    services: [
      {
        id: 'building-permit',
        name: 'Apply for a building permit',
        summary: 'To build, to extend, or to change a façade.',
        url: 'https://services.town.example/building-permit',
        actionLabel: 'Start the application',
        provider: { name: 'Planning office', url: 'https://town.example/planning' },
        audience: ['Residents', 'Companies'],
        topics: ['Building and housing'],
        lifeEvents: ['Building a house'],
        cost: 'From 230 €',
        duration: 'About 15 minutes',
        processingTime: '10 weeks',
        login: ['eID'],
        languages: ['en'],
        need: ['Drawings', 'Number of the property'],
        channels: [
          { type: 'phone', label: 'Contact centre', value: '+46 123 456 00', hours: 'Mo-Fr 08:00-16:30' },
          { type: 'office', label: 'Town hall', value: 'Market square 1', hours: 'Mo-Th 10:00-17:00' },
        ],
        timeZone: 'Europe/Stockholm',
        specialHours: [{ date: '2026-12-24', hours: null }],
        status: { state: 'available', message: null, until: null },
        updated: '2026-10-01',
      },
    ],
  } as const;
}

/** A form with the fields that most forms have. */
export function exampleForm() {
  return {
    id: 'idea',
    title: 'Tell us what is wrong',
    introHtml: '<p>Thank you for telling us.</p>',
    submitUrl: 'form/submissions',
    purpose: 'We read it to mend what is broken.',
    retention: 'Deleted after 24 months.',
    privacyUrl: 'https://town.example/privacy',
    language: 'en',
    fields: [
      {
        name: 'area',
        type: 'select',
        label: 'What is it about?',
        required: true,
        options: [
          { value: 'street', label: 'Streets and parks' },
          { value: 'school', label: 'Schools' },
        ],
      },
      {
        name: 'message',
        type: 'textarea',
        label: 'What is wrong?',
        help: 'Write nothing personal.',
        required: true,
        maxLength: 2000,
      },
      { name: 'place', type: 'location', label: 'Where?', required: false },
      {
        name: 'email',
        type: 'email',
        label: 'E-mail, if you want an answer',
        autocomplete: 'email',
        required: false,
      },
    ],
  };
}

/** A poll that is open for a week, with results. */
export function examplePoll(now: Date) {
  return {
    id: 'bathing-place',
    question: 'What should we repair first?',
    type: 'single',
    options: [
      { id: 'jetty', label: 'The jetty', votes: 41 },
      { id: 'sauna', label: 'The sauna', votes: 64 },
    ],
    opens: at(now, -24),
    closes: at(now, 144),
    results: 'always',
    voters: 105,
    voteUrl: 'poll/votes',
    ballotPolicy: 'browser',
    ballotPolicyText: 'One vote for each browser.',
    privacyUrl: 'https://town.example/privacy',
    now: now.toISOString(),
    language: 'en',
  };
}
