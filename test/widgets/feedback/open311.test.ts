import { expect, waitUntil } from '@open-wc/testing';
import { html } from 'lit';
import type { CivicFeedback } from '../../../src/widgets/feedback/feedback.js';
import { isAccessible } from '../../helpers/accessible.js';
import { json } from '../../helpers/answers.js';
import { heard, mount, startServer } from '../../helpers/mount.js';
import { consoleOf } from '../../helpers/page.js';
import {
  button,
  control,
  fill,
  focused,
  part,
  root,
  sent,
  shows,
  submit,
  textOf,
  tick,
  tidy,
} from './view.js';

const xml = (text: string, status = 200) =>
  new Response(`<?xml version="1.0" encoding="utf-8"?>${text}`, {
    status,
    headers: { 'content-type': 'text/xml' },
  });

const SERVICES = [
  {
    service_code: '001',
    service_name: 'Cans left out',
    description: 'Cans.',
    metadata: false,
    group: 'Sanitation',
  },
  {
    service_code: '002',
    service_name: 'Plate shifted',
    metadata: true,
    group: 'Street',
    keywords: 'construction',
  },
  { service_code: '003', service_name: 'Curb', metadata: false, group: 'Street' },
];
const DEFINITION = {
  service_code: '002',
  attributes: [
    {
      variable: false,
      code: 'note',
      order: 0,
      datatype: 'string',
      description: 'Is it <b>dangerous</b>? Call.',
    },
    {
      variable: true,
      code: 'KIND',
      order: 2,
      datatype: 'multivaluelist',
      required: true,
      description: 'Kind',
      values: [
        { key: 1, name: 'Loose' },
        { key: 2, name: 'Gone' },
      ],
    },
    {
      variable: true,
      code: 'WHEN',
      order: 1,
      datatype: 'datetime',
      required: false,
      description: 'Since when?',
    },
  ],
};
const REQUEST = {
  service_request_id: 638344,
  status: 'closed',
  status_notes: 'Duplicate.',
  updated_datetime: '2010-04-14T06:37:38-08:00',
};

type Answers = Record<string, () => Response>;

function serve(answers: Answers) {
  return startServer({
    town: {},
    before: (request) => {
      const { pathname } = new URL(request.url);
      return (
        answers[`${request.method} ${pathname}`] ??
        (() => json([{ code: 404, description: 'Not found' }], { status: 404 }))
      )();
    },
  });
}

const JSON_SERVER: Answers = {
  'GET /v2/services.json': () => json(SERVICES),
  'GET /v2/services/002.json': () => json(DEFINITION),
  'POST /v2/requests.json': () =>
    json([{ service_request_id: 638344, service_notice: 'Within 24 hours' }], { status: 201 }),
  'GET /v2/requests/638344.json': () => json([REQUEST]),
  'GET /v2/tokens/12345.json': () => json([{ service_request_id: 638344, token: '12345' }]),
};

async function list(answers: Answers = JSON_SERVER, src = '/v2/services.json') {
  const server = serve(answers);
  const widget = await mount<CivicFeedback>(html`<civic-feedback src=${src} lang="en"></civic-feedback>`);
  await shows(widget, 'service');
  return { server, widget };
}

const names = (widget: CivicFeedback) =>
  [...root(widget).querySelectorAll('[part~=service]')].map((each) => tidy(each.textContent));

describe('<civic-feedback> Open311', () => {
  it('lists services by group, to be searched', async () => {
    const events = heard('civic-feedback-loaded', 'civic-error');
    const { widget } = await list();
    expect(names(widget)).to.deep.equal(['Cans left out', 'Plate shifted', 'Curb']);
    const groups = [...root(widget).querySelectorAll('h3')].map((each) => tidy(each.textContent));
    expect(groups).to.deep.equal(['Sanitation', 'Street']);
    await isAccessible(widget);
    await fill(widget, /^What do you want/, 'CONSTRUCTION street');
    expect(names(widget)).to.deep.equal(['Plate shifted']);
    await fill(widget, /^What do you want/, 'zebra');
    expect(names(widget)).to.deep.equal([]);
    expect(tidy(root(widget).querySelector('[role=search] + [role=status]')!.textContent)).to.match(
      /^No service/,
    );
    await waitUntil(() => events.length);
    expect(events.map(({ type }) => type)).to.deep.equal(['civic-feedback-loaded']);
  });

  it('reads the definition of the one that is chosen, and posts the request', async () => {
    const { widget, server } = await list({ ...JSON_SERVER }, '/v2/services.json?jurisdiction_id=city.gov');
    button(widget, /^Plate shifted/).click();
    await shows(widget, 'submit');
    expect(server.requests.map(({ url }) => url.pathname + url.search)).to.include(
      '/v2/services/002.json?jurisdiction_id=city.gov',
    );
    await waitUntil(() => focused(widget)?.localName === 'h2');
    expect(textOf(widget, 'heading')).to.equal('Plate shifted');
    expect(textOf(widget, 'intro')).to.equal('Is it <b>dangerous</b>? Call.');
    await isAccessible(widget);
    await submit(widget, 'summary');
    expect(part(widget, 'summary')!.querySelectorAll('li')).to.have.length(3);
    await fill(widget, /^Address/, 'Torget 1');
    await fill(widget, /^What is it about/, 'Loose plate');
    await tick(widget, /^Loose/);
    await tick(widget, /^Gone/);
    await fill(widget, /^Since when/, '2026-05-17');
    await submit(widget, 'done');
    const { submission: _, page: __, ...rest } = sent(server.posts[0]!.body);
    expect(rest).to.deep.equal({
      service_code: '002',
      jurisdiction_id: 'city.gov',
      address_string: 'Torget 1',
      description: 'Loose plate',
      'attribute[WHEN]': '2026-05-17',
      'attribute[KIND][]': ['1', '2'],
    });
    expect([textOf(widget, 'reference'), textOf(widget, 'message')]).to.deep.equal([
      '638344',
      'Within 24 hours',
    ]);
    button(widget, /^Follow your case/).click();
    await shows(widget, 'case');
    expect(textOf(widget, 'status')).to.equal('Closed');
    expect(textOf(widget, 'case')).to.contain('Duplicate.');
    expect(part(widget, 'submit')).to.equal(null);
    await isAccessible(widget);
  });

  it('goes straight to the service that the page names, and back to none', async () => {
    serve(JSON_SERVER);
    const widget = await mount<CivicFeedback>(
      html`<civic-feedback src="/v2" service-code="003" lang="en"></civic-feedback>`,
    );
    await shows(widget, 'submit');
    expect(textOf(widget, 'heading')).to.equal('Curb');
    expect(() => button(widget, /^Back/)).to.throw();
  });

  it('goes back to the list, and keeps what is typed for another service', async () => {
    const { widget } = await list();
    button(widget, /^Curb/).click();
    await shows(widget, 'submit');
    await fill(widget, /^What is it about/, 'Chipped');
    button(widget, /^Back/).click();
    await shows(widget, 'service');
    button(widget, /^Cans/).click();
    await shows(widget, 'submit');
    expect(control(widget, /^What is it about/).value).to.equal('Chipped');
  });

  it('shows the status of a request by its number or its token', async () => {
    for (const typed of ['638344', '12345']) {
      const { widget } = await list();
      button(widget, /^I have a reference/).click();
      await shows(widget, 'submit');
      await fill(widget, /^Your reference/, typed);
      button(widget, /^Follow your case/).click();
      await shows(widget, 'case');
      expect(textOf(widget, 'case')).to.contain('638344');
      button(widget, /^Back/).click();
      await shows(widget, 'service');
    }
    const { widget } = await list();
    button(widget, /^I have a reference/).click();
    await shows(widget, 'submit');
    await fill(widget, /^Your reference/, '7');
    await consoleOf(() => submit(widget, 'failed'));
    expect(textOf(widget, 'failed')).to.match(/^There is no case/);
  });

  it('speaks XML to those who do', async () => {
    const { widget, server } = await list(
      {
        'GET /v2/services.xml': () =>
          xml(
            '<services><service><service_code>001</service_code><service_name>Cans</service_name><metadata>true</metadata></service></services>',
          ),
        'GET /v2/services/001.xml': () =>
          xml(
            '<service_definition><attributes><attribute><variable>true</variable><code>A</code><datatype>string</datatype><required>false</required><order>1</order><description>Colour</description></attribute></attributes></service_definition>',
          ),
        'POST /v2/requests.xml': () =>
          xml('<service_requests><request><token>12345</token></request></service_requests>', 201),
        'GET /v2/tokens/12345.xml': () =>
          xml('<service_requests><request><token>12345</token></request></service_requests>'),
      },
      '/v2/services.xml',
    );
    button(widget, /^Cans/).click();
    await shows(widget, 'submit');
    await fill(widget, /^Address/, 'Torget 1');
    await fill(widget, /^What is it about/, 'Left');
    await fill(widget, /^Colour/, 'Red');
    await submit(widget, 'done');
    expect(sent(server.posts[0]!.body)).to.include({ 'attribute[A]': 'Red', service_code: '001' });
    expect(textOf(widget, 'reference')).to.equal('12345');
    button(widget, /^Follow your case/).click();
    await shows(widget, 'case');
    expect(textOf(widget, 'status')).to.equal('Received');
  });

  it('says what the server says is wrong, and keeps everything', async () => {
    for (const refusal of [
      () => json([{ code: 400, description: 'jurisdiction_id was not provided.' }], { status: 400 }),
      () =>
        xml(
          '<errors><error><code>400</code><description>jurisdiction_id was not provided.</description></error></errors>',
          400,
        ),
    ]) {
      const { widget } = await list({ ...JSON_SERVER, 'POST /v2/requests.json': refusal });
      button(widget, /^Curb/).click();
      await shows(widget, 'submit');
      await fill(widget, /^Address/, 'Torget 1');
      await fill(widget, /^What is it about/, 'Chipped');
      await consoleOf(() => submit(widget, 'failed'));
      expect(textOf(widget, 'failed')).to.contain('jurisdiction_id was not provided.');
      expect(control(widget, /^What is it about/).value).to.equal('Chipped');
    }
  });

  it('sends through a relay, which gives the resident a reference of their own', async () => {
    const server = serve({
      ...JSON_SERVER,
      'POST /relay': () =>
        json({ service_request_id: '47', reference: '7K3M-Q9XD-2HFA', message: 'Thanks!' }, { status: 201 }),
    });
    const widget = await mount<CivicFeedback>(
      html`<civic-feedback
        src="/v2/services.json"
        service-code="003"
        action="/relay"
        lang="en"
      ></civic-feedback>`,
    );
    await shows(widget, 'submit');
    await fill(widget, /^Address/, 'Torget 1');
    await fill(widget, /^What is it about/, 'Chipped');
    await submit(widget, 'done');
    expect(server.posts.map(({ url }) => url.pathname)).to.deep.equal(['/relay']);
    expect([textOf(widget, 'reference'), textOf(widget, 'message')]).to.deep.equal([
      '7K3M-Q9XD-2HFA',
      'Thanks! (47)',
    ]);
  });

  it('is empty where there are no services', async () => {
    const events = heard('civic-error');
    serve({ 'GET /v2/services.json': () => json([]) });
    await consoleOf(async () => {
      const widget = await mount<CivicFeedback>(
        html`<civic-feedback src="/v2/services.json" lang="en"></civic-feedback>`,
      );
      await shows(widget, 'empty');
      await waitUntil(() => events.length);
    });
    expect(events[0]!.code).to.equal('empty');
  });
});
