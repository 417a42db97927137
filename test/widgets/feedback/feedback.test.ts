import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { configure } from '../../../src/config/page-config.js';
import type { Receipt } from '../../../src/contracts/submission.js';
import ar from '../../../src/locale/ar.js';
import { registerMessages } from '../../../src/locale/registry.js';
import type { CivicFeedback } from '../../../src/widgets/feedback/feedback.js';
import { isAccessible } from '../../helpers/accessible.js';
import { json, later } from '../../helpers/answers.js';
import { press } from '../../helpers/browser.js';
import { heard, mount, startServer } from '../../helpers/mount.js';
import { body, consoleOf } from '../../helpers/page.js';
import { everything, formOf, report } from './forms.js';
import {
  attach,
  button,
  choice,
  control,
  fallbackShown,
  fill,
  fillReport,
  focused,
  hasControl,
  open,
  part,
  root,
  sent,
  shows,
  submit,
  textOf,
  tick,
  tidy,
} from './view.js';

registerMessages('ar', ar);

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const NAMES = ['civic-feedback-loaded', 'civic-feedback-submitted', 'civic-error'] as const;
const listed = (widget: CivicFeedback) =>
  [...part(widget, 'summary')!.querySelectorAll('li')].map((each) => tidy(each.textContent));
const types = (events: Event[]) => events.map(({ type }) => type);
const text = (name: string, content = 'x', type = 'text/plain') => new File([content], name, { type });

describe('<civic-feedback>', () => {
  describe('states', () => {
    it('is pending: keeps the room of three fields, shows the fallback, says so', async () => {
      const server = startServer({ town: { forms: [report] } });
      server.break('slow');
      const widget = await mount<CivicFeedback>(
        html`<civic-feedback src="/api/forms/report" lang="en" heading="Tell us"
          ><a href="/form">Form</a></civic-feedback
        >`,
      );
      expect(fallbackShown(widget)).to.equal(true);
      expect(root(widget).querySelectorAll('.skeleton')).to.have.length(3);
      expect(root(widget).querySelector('[role=status]')!.textContent).to.equal('Loading…');
      const em = parseFloat(getComputedStyle(widget).fontSize);
      expect(root(widget).querySelector('.civic')!.getBoundingClientRect().height).to.be.closeTo(
        27.9 * em,
        1,
      );
      await isAccessible(widget);
      server.repair();
      await shows(widget, 'submit');
    });

    it('shows the form, what it is for, and says so once', async () => {
      const events = heard(...NAMES);
      const { widget } = await open(report);
      expect(fallbackShown(widget)).to.equal(false);
      expect(root(widget).querySelector('h2')!.textContent).to.equal('Report or ask');
      expect(textOf(widget, 'intro')).to.equal('Thank you for getting in touch.');
      expect(textOf(widget, 'about')).to.equal(
        'Why we ask: We read it to make the service better. How long we keep it: Deleted after 24 months. How we handle personal data',
      );
      const [privacy] = part(widget, 'about')!.querySelectorAll('a');
      expect(privacy!.href).to.equal(`${location.origin}/privacy`);
      expect(part(widget, 'about')!.compareDocumentPosition(part(widget, 'field')!)).to.equal(
        Node.DOCUMENT_POSITION_FOLLOWING,
      );
      expect(textOf(widget, 'submit')).to.equal('Send the report');
      await waitUntil(() => events.length);
      expect(types(events)).to.deep.equal(['civic-feedback-loaded']);
      expect(events[0]).to.have.property('form', 'report');
      await isAccessible(widget);
    });

    it('takes its heading and level from the page', async () => {
      startServer({ town: { forms: [report] } });
      const widget = await mount<CivicFeedback>(
        html`<civic-feedback
          src="/api/forms/report"
          lang="en"
          heading="Tell us"
          heading-level="4"
        ></civic-feedback>`,
      );
      await shows(widget, 'submit');
      expect(root(widget).querySelector('h4')!.textContent).to.equal('Tell us');
      await submit(widget, 'summary');
      expect(root(widget).querySelector('h5')!.textContent).to.equal('There are 2 problems');
    });

    it('fails with a sentence, the fallback and a way out', async () => {
      const events = heard(...NAMES);
      const server = startServer({ town: { forms: [report] } });
      server.break(500);
      const lines = await consoleOf(async () => {
        const widget = await mount<CivicFeedback>(
          html`<civic-feedback src="/api/forms/report" lang="en"><a href="/form">Form</a></civic-feedback>`,
        );
        await shows(widget, 'failed');
        await waitUntil(() => events.length);
        expect(fallbackShown(widget)).to.equal(true);
        await isAccessible(widget);
        server.repair();
        button(widget, /Try again/).click();
        await shows(widget, 'submit');
        expect(fallbackShown(widget)).to.equal(false);
      });
      await waitUntil(() => events.length === 2);
      expect(types(events)).to.deep.equal(['civic-error', 'civic-feedback-loaded']);
      expect(lines).to.have.length(1);
    });

    it('is empty where the definition has no fields', async () => {
      const events = heard(...NAMES);
      startServer({ before: () => json({ id: 'none', fields: [] }) });
      await consoleOf(async () => {
        const widget = await mount<CivicFeedback>(
          html`<civic-feedback src="/none" lang="en"><a href="/form">Form</a></civic-feedback>`,
        );
        await shows(widget, 'empty');
        await waitUntil(() => events.length);
        expect(fallbackShown(widget)).to.equal(true);
        expect(textOf(widget, 'empty')).to.equal('There is nothing to fill in here yet.');
        await isAccessible(widget);
      });
      expect((events[0] as HTMLElementEventMap['civic-error']).code).to.equal('empty');
    });

    it('leaves out a field that it can’t read, and says which', async () => {
      const events = heard('civic-error');
      const fields = [
        { name: 'a', type: 'text', label: 'Good' },
        { name: 'b', type: 'hologram', label: 'Bad' },
      ];
      startServer({ before: () => json({ id: 'mixed', submitUrl: '/send', fields }) });
      await consoleOf(async () => {
        const widget = await mount<CivicFeedback>(
          html`<civic-feedback src="/mixed" lang="en"></civic-feedback>`,
        );
        await shows(widget, 'submit');
        await waitUntil(() => events.length);
        expect(root(widget).querySelectorAll('[part~=field]')).to.have.length(1);
      });
      expect(events).to.have.length(1);
      expect(events[0]!.code).to.equal('format');
      expect(events[0]!.problems).to.have.length(1);
      expect((events[0]!.problems[0] as { path: string }).path).to.equal('fields[1].type');
    });

    it('fails where no field can be read, or nothing says where to send', async () => {
      for (const form of [
        { id: 'x', submitUrl: '/send', fields: [{ type: 'text' }] },
        { id: 'x', fields: [{ name: 'a', type: 'text' }] },
        { id: 'x', submitUrl: 'javascript:alert(1)', fields: [{ name: 'a', type: 'text' }] },
        { id: 'x', submitUrl: '/send', fields: 'none' },
        null,
      ]) {
        const events = heard('civic-error');
        startServer({ before: () => json(form) });
        await consoleOf(async () => {
          const widget = await mount<CivicFeedback>(
            html`<civic-feedback src="/bad" lang="en"></civic-feedback>`,
          );
          await shows(widget, 'failed');
          await waitUntil(() => events.length);
        });
        expect(events[0]!.code).to.equal('format');
      }
    });

    it('shows the fallback and nothing else without an address', async () => {
      const widget = await mount<CivicFeedback>(
        html`<civic-feedback><a href="/form">Form</a></civic-feedback>`,
      );
      expect(fallbackShown(widget)).to.equal(true);
      expect(tidy(root(widget).querySelector('.civic')!.textContent)).to.equal('');
    });

    it('sends to `action` what the definition has no address for', async () => {
      const server = startServer({
        before: ({ method }) =>
          method === 'POST' ? json({ reference: 'R' }) : json(formOf({ name: 'a', type: 'text' })),
      });
      const widget = await mount<CivicFeedback>(
        html`<civic-feedback src="/form" action="/post/here" lang="en"></civic-feedback>`,
      );
      await shows(widget, 'submit');
      await submit(widget, 'done');
      expect(server.posts.map(({ url }) => url.pathname)).to.deep.equal(['/post/here']);
    });
  });

  describe('fields', () => {
    it('shows each type as what a browser has for it', async () => {
      const { widget } = await open(everything);
      expect(control(widget, /^Name/).type).to.equal('text');
      expect(control(widget, /^Name/).autocomplete).to.equal('name');
      expect(control(widget, /^Name/).maxLength).to.equal(-1);
      expect(control(widget, /^Story/).localName).to.equal('textarea');
      expect(control(widget, /^E-mail/).type).to.equal('email');
      expect(control(widget, /^Phone/).type).to.equal('tel');
      expect(control(widget, /^Web page/).type).to.equal('url');
      expect(control(widget, /^How many/).inputMode).to.equal('decimal');
      expect(control(widget, /^When/).type).to.equal('date');
      expect([control(widget, /^When/).min, control(widget, /^When/).max]).to.deep.equal([
        '2026-01-01',
        '2026-12-31',
      ]);
      expect([...control(widget, /^Where/).options].map((each) => each.text)).to.deep.equal([
        'Choose',
        'North',
        'South',
      ]);
      expect(control(widget, /^Summer/).type).to.equal('radio');
      expect(control(widget, /^Winter/).checked).to.equal(true);
      expect(control(widget, /^Water/).type).to.equal('checkbox');
      expect(choice(widget, '4 of 5').type).to.equal('radio');
      expect(control(widget, /^I have read the rules/).checked).to.equal(false);
      expect(control(widget, /^Photos/).multiple).to.equal(true);
      expect(control(widget, /^Photos/).accept).to.equal('image/png,.txt');
      expect(control(widget, /^Address or place/).type).to.equal('text');
      expect(tidy(root(widget).querySelector('h3')!.textContent)).to.equal('About you');
      expect(root(widget).querySelector('[name=source]')).to.equal(null);
      await isAccessible(widget);
    });

    it('marks what is optional, not what is required, and ties help to its field', async () => {
      const { widget } = await open(report);
      const labels = [...root(widget).querySelectorAll('[part~=label]')].map((each) =>
        tidy(each.textContent),
      );
      expect(labels).to.deep.equal([
        'What is it about?',
        'Your message',
        'Do you want an answer? (optional)',
      ]);
      const message = control(widget, /^Your message/);
      const said = message
        .getAttribute('aria-describedby')!
        .split(' ')
        .map((id) => tidy(root(widget).getElementById(id)!.textContent));
      expect(said).to.deep.equal(['No personal data.', '200 characters left']);
      expect(message.getAttribute('aria-required')).to.equal('true');
      const group = root(widget).querySelector('fieldset')!;
      expect(group.getAttribute('role')).to.equal('radiogroup');
      expect(tidy(group.querySelector('legend')!.textContent)).to.match(/^Do you want/);
    });

    it('sends every type as a plain form would, empty ones not at all', async () => {
      const { widget, server } = await open(everything);
      await fill(widget, /^Name/, ' Anna ');
      await fill(widget, /^Story/, 'One\n two ');
      await fill(widget, /^E-mail/, 'a@b.se');
      await fill(widget, /^How many/, '1 000,5');
      await fill(widget, /^When/, '2026-05-17');
      await fill(widget, /^Where/, 's');
      await tick(widget, /^Summer/);
      await tick(widget, /^Water/);
      await tick(widget, /^Parks/);
      choice(widget, '4 of 5').click();
      await tick(widget, /^I have read/);
      await fill(widget, /^Address/, 'Torget 1');
      root(widget).querySelector('summary')!.click();
      await fill(widget, /^Latitude/, '59,334');
      await fill(widget, /^Longitude/, '18.06');
      await submit(widget, 'done');
      const { body: posted } = server.posts[0]!;
      expect(posted).to.be.instanceOf(URLSearchParams);
      const { submission, ...rest } = sent(posted);
      expect(submission).to.match(UUID);
      expect(rest).to.deep.equal({
        name: 'Anna',
        story: 'One\n two ',
        email: 'a@b.se',
        people: '1000.5',
        day: '2026-05-17',
        area: 's',
        season: 's',
        topics: ['a', 'c'],
        grade: '4',
        rules: 'on',
        'place.text': 'Torget 1',
        'place.lat': '59.334',
        'place.long': '18.06',
        source: 'web',
        page: location.origin + location.pathname,
      });
    });

    it('takes files, more of them, and lets go of one', async () => {
      // WebKitGTK can't read a sending with files back, which a server in the page has to.
      const form = new FormData();
      form.set('file', text('x.txt'));
      const readable = await new Request('/', { method: 'POST', body: form })
        .arrayBuffer()
        .catch(() => undefined);
      const { widget, server } = await open(everything, {
        before: ({ method }) => (method === 'POST' && !readable ? json({}, { status: 201 }) : undefined),
      });
      await tick(widget, /^I have read/);
      await attach(widget, /^Photos/, text('one.txt'));
      await attach(widget, /^Photos/, text('two.txt'));
      await attach(widget, /^Photos/, text('three.txt'));
      const names = () => [...root(widget).querySelectorAll('.files bdi')].map((each) => each.textContent);
      expect(names()).to.deep.equal(['one.txt', 'two.txt', 'three.txt']);
      await isAccessible(widget);
      await submit(widget, 'summary');
      expect(listed(widget)).to.deep.equal(['Photos – Choose at most 2.']);
      button(widget, /Remove two.txt/).click();
      await waitUntil(() => !part(widget, 'summary'));
      expect(names()).to.deep.equal(['one.txt', 'three.txt']);
      expect(focused(widget)).to.equal(control(widget, /^Photos/));
      await submit(widget, 'done');
      const { body: posted } = server.posts[0]!;
      expect(posted).to.be.instanceOf(FormData);
      expect(sent(posted).photo).to.deep.equal(['file:one.txt', 'file:three.txt']);
    });

    it('says which file is too large or of another type', async () => {
      const { widget } = await open(everything);
      await tick(widget, /^I have read/);
      await attach(widget, /^Photos/, text('long.txt', 'x'.repeat(51)));
      await submit(widget, 'summary');
      expect(listed(widget)[0]).to.match(/^Photos – long.txt is larger than /);
      button(widget, /Remove long.txt/).click();
      await attach(widget, /^Photos/, text('run.exe', 'x', 'application/x-dosexec'));
      await submit(widget, 'summary');
      expect(listed(widget)).to.deep.equal(['Photos – run.exe is not of an accepted type.']);
    });

    it('counts down as one types, cuts nothing, and says it when one pauses', async () => {
      const { widget } = await open(report);
      const message = control(widget, /^Your message/);
      message.focus();
      await sendKeys({ type: 'abc' });
      const count = root(widget).querySelector('.count')!;
      await waitUntil(() => tidy(count.textContent) === '197 characters left');
      const status = root(widget).querySelector('[role=status]')!;
      expect(tidy(status.textContent)).to.equal('');
      await waitUntil(() => tidy(status.textContent) === '197 characters left', 'not said', {
        timeout: 3000,
      });
      await fill(widget, /^Your message/, 'x'.repeat(201));
      expect(message.value).to.have.length(201);
      expect(tidy(count.textContent)).to.equal('1 character too many');
      await fill(widget, /^What is it about/, 'streets');
      await submit(widget, 'summary');
      expect(listed(widget)).to.deep.equal(['Your message – 1 character too many']);
    });

    it('says that a date of which only a part is there is not whole', async () => {
      const { widget } = await open(formOf({ name: 'day', type: 'date', label: 'When?' }));
      const day = control(widget, /^When/);
      day.focus();
      await sendKeys({ type: '1' });
      // Not every engine writes into the parts of a date when it is driven: then what it would say of it.
      if (!day.validity.badInput) Object.defineProperty(day, 'validity', { value: { badInput: true } });
      await submit(widget, 'summary');
      expect(listed(widget)).to.deep.equal(['When? – Enter a whole date.']);
    });

    it('names the limits of numbers and dates in the resident’s language', async () => {
      const { widget } = await open(everything);
      await tick(widget, /^I have read/);
      await fill(widget, /^How many/, '5001');
      await fill(widget, /^When/, '2025-12-31');
      await submit(widget, 'summary');
      expect(listed(widget)).to.deep.equal([
        'How many? – Enter 5,000 or less.',
        'When? – Choose January 1, 2026 or a later day.',
      ]);
    });

    it('labels a scale with words where it has them', async () => {
      const { widget } = await open(
        formOf({
          name: 'g',
          type: 'rating',
          label: 'Grade',
          options: [
            { value: '1', label: 'Bad' },
            { value: '5', label: 'Good' },
          ],
        }),
      );
      const scale = [...root(widget).querySelectorAll<HTMLInputElement>('[type=radio]')];
      expect(scale.map((each) => each.ariaLabel)).to.deep.equal([
        'Bad',
        '2 of 5',
        '3 of 5',
        '4 of 5',
        'Good',
      ]);
    });
  });

  describe('showIf', () => {
    it('neither shows, asks for nor sends what it hides, and keeps what stood there', async () => {
      const { widget, server } = await open(report);
      expect(hasControl(widget, /^E-mail/)).to.equal(false);
      await fillReport(widget);
      await tick(widget, /^Yes/);
      expect(hasControl(widget, /^E-mail/)).to.equal(true);
      await submit(widget, 'summary');
      expect(listed(widget)).to.deep.equal(['E-mail – Fill in this field.']);
      await fill(widget, /^E-mail/, 'a@b.se');
      await tick(widget, /^No/);
      expect(hasControl(widget, /^E-mail/)).to.equal(false);
      await tick(widget, /^Yes/);
      expect(control(widget, /^E-mail/).value).to.equal('a@b.se');
      await tick(widget, /^No/);
      await submit(widget, 'done');
      expect(sent(server.posts[0]!.body)).to.not.have.property('email');
    });

    it('forgets the error of a field that goes away', async () => {
      const { widget } = await open(report);
      await fillReport(widget);
      await tick(widget, /^Yes/);
      await submit(widget, 'summary');
      await tick(widget, /^No/);
      await waitUntil(() => !part(widget, 'summary'));
    });
  });

  describe('mistakes', () => {
    it('lists them as buttons that lead to the fields, and takes the focus there', async () => {
      const { widget, server } = await open(report);
      await submit(widget, 'summary');
      expect(server.posts).to.have.length(0);
      expect(focused(widget)).to.equal(part(widget, 'summary')!.querySelector('h3'));
      expect(textOf(widget, 'summary')).to.match(/^There are 2 problems/);
      expect(listed(widget)).to.deep.equal([
        'What is it about? – Choose an answer.',
        'Your message – Fill in this field.',
      ]);
      expect(root(widget).querySelector('[href^="#"]')).to.equal(null);
      const message = control(widget, /^Your message/);
      expect(message.getAttribute('aria-invalid')).to.equal('true');
      expect(message.getAttribute('aria-describedby')).to.match(/-error$/);
      const error = root(widget).getElementById(message.getAttribute('aria-describedby')!.split(' ').at(-1)!);
      expect(tidy(error!.textContent)).to.equal('Fill in this field.');
      await isAccessible(widget);
      button(widget, /^Your message/).click();
      expect(focused(widget)).to.equal(message);
    });

    it('lets go of each as it is corrected', async () => {
      const { widget } = await open(report);
      await submit(widget, 'summary');
      await fill(widget, /^Your message/, 'Now there is one');
      expect(listed(widget)).to.deep.equal(['What is it about? – Choose an answer.']);
      expect(control(widget, /^Your message/).hasAttribute('aria-invalid')).to.equal(false);
      await fill(widget, /^What is it about/, 'schools');
      expect(part(widget, 'summary')).to.equal(null);
    });

    it('does not move the button away from under the pointer when a field is left for it', async () => {
      const { widget } = await open(report);
      await submit(widget, 'summary');
      control(widget, /^Your message/).focus();
      const press = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
      part(widget, 'submit')!.dispatchEvent(press);
      expect(press.defaultPrevented).to.equal(true);
    });

    it('marks a group of choices', async () => {
      const { widget } = await open(
        formOf(
          {
            name: 'a',
            type: 'radio',
            label: 'One',
            required: true,
            options: [{ value: '1', label: 'First' }],
          },
          {
            name: 'b',
            type: 'checkboxes',
            label: 'Several',
            required: true,
            options: [{ value: '1', label: 'Box' }],
          },
          { name: 'c', type: 'rating', label: 'Grade', required: true },
          { name: 'd', type: 'checkbox', label: 'Agreed', required: true },
          { name: 'e', type: 'location', label: 'Place', required: true },
          { name: 'f', type: 'file', label: 'File', required: true },
        ),
      );
      await submit(widget, 'summary');
      expect(listed(widget)).to.have.length(6);
      const [radios] = root(widget).querySelectorAll('[role=radiogroup]');
      expect(radios!.getAttribute('aria-invalid')).to.equal('true');
      expect(radios!.getAttribute('aria-required')).to.equal('true');
      for (const label of [/^Box/, /^Agreed/, /^Address/, /^File/]) {
        expect(control(widget, label).getAttribute('aria-invalid')).to.equal('true');
      }
      await isAccessible(widget);
      for (const [name, label] of [
        ['One', /^First/],
        ['Several', /^Box/],
        ['Agreed', /^Agreed/],
        ['Place', /^Address/],
      ] as const) {
        button(widget, new RegExp(`^${name}`)).click();
        expect(focused(widget)).to.equal(control(widget, label));
      }
    });

    it('shows what the server says of a field there, and of anything else in the list', async () => {
      const events = heard('civic-error');
      const errors = [
        { name: 'message', message: 'We know this <b>already</b>.' },
        { name: 'altogether', message: 'Something else.' },
        { nonsense: true },
      ];
      let refuse = true;
      const { widget, server } = await open(report, {
        before: ({ method }) =>
          method === 'POST' && refuse
            ? json({ title: 'No', status: 422, errors }, { status: 422 })
            : undefined,
      });
      await fillReport(widget);
      await consoleOf(() => submit(widget, 'summary'));
      expect(listed(widget)).to.deep.equal([
        'Your message – We know this <b>already</b>.',
        'Something else.',
      ]);
      expect(textOf(widget, 'error')).to.equal('We know this <b>already</b>.');
      expect(focused(widget)).to.equal(part(widget, 'summary')!.querySelector('h3'));
      expect(part(widget, 'failed')).to.equal(null);
      await waitUntil(() => events.length);
      expect(events.map(({ code }) => code)).to.deep.equal(['rejected']);
      await isAccessible(widget);
      refuse = false;
      await submit(widget, 'done');
      const [first, second] = server.posts.map((post) => sent(post.body).submission);
      expect(first).to.equal(second);
    });

    it('takes a real refusal of the server', async () => {
      // The server knows no number like this one, the widget takes it for a word.
      const { widget } = await open(formOf({ name: 'mail', type: 'email', label: 'E-mail' }));
      await fill(widget, /^E-mail/, 'å@b.se');
      await consoleOf(() => submit(widget, 'summary'));
      expect(listed(widget)[0]).to.match(/^E-mail – /);
      expect(control(widget, /^E-mail/).getAttribute('aria-invalid')).to.equal('true');
    });
  });

  describe('sending', () => {
    it('sends once, shows the reference, moves the focus there and says so once', async () => {
      const events = heard(...NAMES);
      const { widget, server } = await open(report);
      await fillReport(widget);
      await submit(widget, 'done');
      expect(server.posts).to.have.length(1);
      expect(server.posts[0]!.url.pathname).to.equal('/api/forms/report/submissions');
      const reference = textOf(widget, 'reference');
      expect(reference).to.match(/^[\dA-Z]{4}-[\dA-Z]{4}-[\dA-Z]{4}$/);
      expect(part(widget, 'reference')!.localName).to.equal('output');
      await waitUntil(() => focused(widget) === root(widget).querySelector('h3'));
      expect(textOf(widget, 'message')).to.not.equal('');
      expect(root(widget).querySelector('h2')!.textContent).to.equal('Report or ask');
      expect(root(widget).querySelector('form')).to.equal(null);
      await waitUntil(() => events.length === 2);
      const submitted = events[1] as HTMLElementEventMap['civic-feedback-submitted'];
      expect([submitted.type, submitted.form, submitted.reference]).to.deep.equal([
        'civic-feedback-submitted',
        'report',
        reference,
      ]);
      expect(part(widget, 'done')!.querySelector('a')).to.equal(null);
      await isAccessible(widget);
    });

    it('sends once however often one presses', async () => {
      const { widget, server } = await open(report);
      await fillReport(widget);
      server.break('slow', 'POST');
      const send = part<HTMLButtonElement>(widget, 'submit')!;
      send.click();
      send.click();
      await widget.updateComplete;
      expect(send.disabled).to.equal(false);
      expect(send.getAttribute('aria-disabled')).to.equal('true');
      expect(tidy(send.textContent)).to.equal('Sending…');
      expect(tidy(root(widget).querySelector('[role=status]')!.textContent)).to.equal('Sending…');
      send.click();
      await isAccessible(widget);
      server.repair();
      await shows(widget, 'done');
      expect(server.posts).to.have.length(1);
    });

    it('keeps everything when the network fails, and the same number when it is sent again', async () => {
      const events = heard('civic-error');
      const { widget, server } = await open(report);
      await fillReport(widget, 'Keep this');
      server.break('network', 'POST');
      await consoleOf(() => submit(widget, 'failed'));
      expect(textOf(widget, 'failed')).to.match(/^There seems to be no connection/);
      await waitUntil(() => focused(widget) === part(widget, 'failed'));
      expect(part(widget, 'failed')!.getAttribute('role')).to.equal('status');
      expect(control(widget, /^Your message/).value).to.equal('Keep this');
      expect(control(widget, /^What is it about/).value).to.equal('streets');
      expect(tidy(part(widget, 'submit')!.textContent)).to.equal('Send the report');
      await isAccessible(widget);
      expect(events.map(({ code }) => code)).to.deep.equal(['network']);
      server.repair();
      await submit(widget, 'done');
      expect(events).to.have.length(1);
      const numbers = server.posts.map((post) => sent(post.body).submission);
      expect(numbers).to.have.length(2);
      expect(numbers[0]).to.equal(numbers[1]);
    });

    it('is stored once where only the answer was lost', async () => {
      let lost = true;
      const { widget, server } = await open(report, {
        before: async (request) => {
          if (request.method !== 'POST' || !lost) return undefined;
          lost = false;
          await server.ask(request.url, {
            method: 'POST',
            body: new URLSearchParams(await request.text()),
            headers: request.headers,
          });
          throw new TypeError('The connection broke.');
        },
      });
      await fillReport(widget);
      await consoleOf(() => submit(widget, 'failed'));
      const first = server.posts[0]!.body as URLSearchParams;
      const kept = (await (
        await server.ask('/api/forms/report/submissions', { method: 'POST', body: first })
      ).json()) as Receipt;
      await submit(widget, 'done');
      expect(textOf(widget, 'reference')).to.equal(kept.reference);
    });

    it('says what can be done about each way to fail', async () => {
      const answers: [number, RegExp, string][] = [
        [429, /^There are many visitors/, 'busy'],
        [503, /^There are many visitors/, 'busy'],
        [413, /^This is too much/, 'http'],
        [500, /^Your answer was not sent/, 'http'],
        [409, /^Something needs to be changed.*Closed since May/, 'rejected'],
      ];
      for (const [status, sentence, code] of answers) {
        const events = heard('civic-error');
        const { widget } = await open(report, {
          before: ({ method }) =>
            method === 'POST' ? json({ detail: 'Closed since May.' }, { status }) : undefined,
        });
        await fillReport(widget);
        await consoleOf(() => submit(widget, 'failed'));
        expect(textOf(widget, 'failed')).to.match(sentence);
        await waitUntil(() => events.length);
        expect(events.map((event) => event.code)).to.deep.equal([code]);
        widget.remove();
      }
    });

    it('does not thank for an answer that it can’t read, and does for one that says little', async () => {
      let answer = new Response('<p>Sign in</p>', { headers: { 'content-type': 'text/html' } });
      const { widget } = await open(report, {
        before: ({ method }) => (method === 'POST' ? answer.clone() : undefined),
      });
      await fillReport(widget);
      await consoleOf(() => submit(widget, 'failed'));
      answer = new Response(null, { status: 204 });
      await submit(widget, 'done');
      expect(textOf(widget, 'message')).to.equal('Thank you, we have received it.');
      expect(part(widget, 'reference')).to.equal(null);
      expect(part(widget, 'done')!.querySelector('a')).to.equal(null);
    });

    it('links to the case only where the definition has a page for cases, and never to a script', async () => {
      for (const [caseUrl, statusUrl] of [
        [null, '/case/1'],
        ['/cases', 'javascript:alert(1)'],
      ]) {
        startServer({
          before: ({ method }) =>
            method === 'POST'
              ? json({ reference: 'R1', statusUrl })
              : json({ ...formOf({ name: 'a', type: 'text' }), submitUrl: '/send', caseUrl }),
        });
        const widget = await mount<CivicFeedback>(
          html`<civic-feedback src="/form" lang="en"></civic-feedback>`,
        );
        await shows(widget, 'submit');
        await submit(widget, 'done');
        expect(part(widget, 'done')!.querySelector('a')).to.equal(null);
      }
    });

    it('copies the reference, or marks it where that is not allowed', async () => {
      const { widget } = await open(report);
      await fillReport(widget);
      await submit(widget, 'done');
      const { clipboard } = navigator;
      const written: string[] = [];
      let allowed = true;
      const writeText = (value: string) =>
        allowed
          ? Promise.resolve(void written.push(value))
          : Promise.reject(new DOMException('No', 'NotAllowedError'));
      Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
      try {
        button(widget, /^Copy reference/).click();
        await waitUntil(() => tidy(root(widget).querySelector('[role=status]')!.textContent) === 'Copied');
        expect(written).to.deep.equal([textOf(widget, 'reference')]);
        expect(part(widget, 'done')!.textContent).to.contain('Copied');
        allowed = false;
        button(widget, /^Copy reference/).click();
        await waitUntil(() => getSelection()!.type === 'Range');
      } finally {
        Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
        getSelection()!.removeAllRanges();
      }
    });

    it('starts anew with another number', async () => {
      const { widget, server } = await open(report);
      await fillReport(widget);
      await submit(widget, 'done');
      button(widget, /^Write another/).click();
      await shows(widget, 'submit');
      await waitUntil(() => focused(widget) === control(widget, /^What is it about/));
      expect(control(widget, /^Your message/).value).to.equal('');
      await fillReport(widget, 'Another');
      await submit(widget, 'done');
      const numbers = server.posts.map((post) => sent(post.body).submission);
      expect(new Set(numbers).size).to.equal(2);
    });

    it('keeps nothing on the device', async () => {
      const { widget } = await open(report);
      await fillReport(widget);
      await submit(widget, 'done');
      expect([localStorage.length, sessionStorage.length, document.cookie]).to.deep.equal([0, 0, '']);
    });
  });

  describe('keyboard', () => {
    it('is filled in and sent with the keyboard alone', async () => {
      const { widget, server } = await open(report);
      const before = document.createElement('button');
      widget.before(before);
      before.focus();
      await press('Tab');
      expect(focused(widget)!.localName).to.equal('a');
      await press('Tab');
      expect(focused(widget)!.localName).to.equal('a');
      await press('Tab');
      expect(focused(widget)).to.equal(control(widget, /^What is it about/));
      await press('S');
      await press('Tab');
      await sendKeys({ type: 'By hand' });
      await press('Tab');
      await press(' ');
      await press('Tab');
      expect(focused(widget)).to.equal(part(widget, 'submit'));
      await press('Enter');
      await shows(widget, 'done');
      const { submission: _, page: __, ...rest } = sent(server.posts[0]!.body);
      expect(rest).to.deep.equal({ area: 'streets', message: 'By hand', reply: 'no' });
      before.remove();
    });

    it('sends on Enter in a line, not in a longer text, once, and without a submit event', async () => {
      const { widget, server } = await open(
        formOf(
          { name: 'line', type: 'text', label: 'Line' },
          { name: 'long', type: 'textarea', label: 'Long' },
        ),
      );
      const submits: Event[] = [];
      root(widget).addEventListener('submit', (event) => submits.push(event));
      control(widget, /^Long/).focus();
      await press('Enter');
      expect(control(widget, /^Long/).value).to.equal('\n');
      control(widget, /^Line/).focus();
      server.break('slow', 'POST');
      await press('Enter');
      await press('Enter');
      await waitUntil(() => server.posts.length);
      server.repair();
      await shows(widget, 'done');
      expect(server.posts).to.have.length(1);
      expect(submits).to.have.length(0);
    });

    it('never reaches a form that the whole page is in', async () => {
      startServer({ town: { forms: [report] } });
      const heardOutside: string[] = [];
      const page = body(
        '<form><input name="page"><civic-feedback src="/api/forms/report" lang="en"></civic-feedback></form>',
      );
      const form = page.querySelector('form')!;
      for (const type of ['submit', 'keydown', 'keypress']) {
        form.addEventListener(type, (event) => {
          event.preventDefault();
          if (!(event instanceof KeyboardEvent) || event.key === 'Enter') heardOutside.push(type);
        });
      }
      const widget = page.querySelector('civic-feedback')!;
      await shows(widget, 'submit');
      control(widget, /^Your message/).focus();
      await press('Enter');
      await tick(widget, /^Yes/);
      control(widget, /^E-mail/).focus();
      await press('Enter');
      await shows(widget, 'summary');
      button(widget, /^Your message/).focus();
      await press('Enter');
      part(widget, 'submit')!.click();
      expect(heardOutside).to.deep.equal([]);
      expect([...new FormData(form).keys()]).to.deep.equal(['page']);
    });
  });

  describe('change under way', () => {
    it('goes on when it is moved while it loads, and keeps what is typed when it is moved later', async () => {
      const server = startServer({ town: { forms: [report] } });
      server.break('slow');
      const events = heard(...NAMES);
      const widget = await mount<CivicFeedback>(
        html`<civic-feedback src="/api/forms/report" lang="en"></civic-feedback>`,
      );
      const elsewhere = body('');
      elsewhere.append(widget);
      server.repair();
      await shows(widget, 'submit');
      await fill(widget, /^Your message/, 'Still here');
      body('').append(widget);
      await widget.updateComplete;
      expect(control(widget, /^Your message/).value).to.equal('Still here');
      await waitUntil(() => events.length);
      expect(types(events)).to.deep.equal(['civic-feedback-loaded']);
      expect(server.requests).to.have.length(1);
      await fill(widget, /^What is it about/, 'streets');
      await submit(widget, 'done');
    });

    it('keeps what has the same name when the address changes', async () => {
      const other = { ...report, id: 'other', title: 'Other', fields: report.fields.slice(1, 2) };
      const server = startServer({ town: { forms: [report, other] } });
      const widget = await mount<CivicFeedback>(
        html`<civic-feedback src="/api/forms/report" lang="en"></civic-feedback>`,
      );
      await shows(widget, 'submit');
      await fillReport(widget, 'Take me along');
      server.break('network', 'POST');
      await consoleOf(() => submit(widget, 'failed'));
      server.repair();
      widget.src = '/api/forms/other';
      await waitUntil(() => root(widget).querySelector('h2')?.textContent === 'Other');
      expect(part(widget, 'failed')).to.equal(null);
      expect(control(widget, /^Your message/).value).to.equal('Take me along');
      await submit(widget, 'done');
      const [first, second] = server.posts.map((post) => sent(post.body));
      expect(second).to.include({ message: 'Take me along' });
      expect(second).to.not.have.property('area');
      expect(second!.submission).to.not.equal(first!.submission);
    });

    it('says nothing of a form that another one has replaced while it was sent', async () => {
      const other = { ...report, id: 'other', title: 'Other' };
      const server = startServer({ town: { forms: [report, other] } });
      const widget = await mount<CivicFeedback>(
        html`<civic-feedback src="/api/forms/report" lang="en"></civic-feedback>`,
      );
      await shows(widget, 'submit');
      await fillReport(widget);
      const events = heard('civic-feedback-submitted', 'civic-error');
      server.break('slow', 'POST');
      part(widget, 'submit')!.click();
      widget.src = '/api/forms/other';
      await waitUntil(() => root(widget).querySelector('h2')?.textContent === 'Other');
      server.repair();
      await waitUntil(() => events.length);
      expect(part(widget, 'done')).to.equal(null);
      expect(types(events)).to.deep.equal(['civic-feedback-submitted']);
    });

    it('leaves the focus with a resident who has gone elsewhere meanwhile', async () => {
      const { widget, server } = await open(report);
      await fillReport(widget);
      server.break('slow', 'POST');
      part(widget, 'submit')!.click();
      const search = body('<input>').querySelector('input')!;
      search.focus();
      server.repair();
      await shows(widget, 'done');
      await widget.updateComplete;
      expect(document.activeElement).to.equal(search);
    });

    it('shows the last address where the first answers late', async () => {
      const late = later<Response>();
      startServer({
        before: ({ url }) =>
          url.endsWith('/slow')
            ? late.promise
            : json({ ...formOf({ name: 'a', type: 'text' }), submitUrl: '/s', title: 'Second' }),
      });
      const events = heard(...NAMES);
      const widget = await mount<CivicFeedback>(
        html`<civic-feedback src="/slow" lang="en"></civic-feedback>`,
      );
      widget.src = '/fast';
      await shows(widget, 'submit');
      late.resolve(json({ ...formOf({ name: 'b', type: 'text' }), submitUrl: '/s', title: 'First' }));
      await nextFrame();
      await widget.updateComplete;
      expect(root(widget).querySelector('h2')!.textContent).to.equal('Second');
      expect(types(events)).to.deep.equal(['civic-feedback-loaded']);
    });

    it('keeps what is typed when it is fetched again', async () => {
      const { widget, server } = await open(report);
      await fillReport(widget, 'Typed');
      configure({ debug: true });
      await waitUntil(() => server.requests.length === 2);
      await waitUntil(() => !widget.isUpdatePending);
      expect(control(widget, /^Your message/).value).to.equal('Typed');
      expect(control(widget, /^What is it about/).value).to.equal('streets');
    });

    it('holds nothing once it is removed', async () => {
      const { widget } = await open(report);
      const running = new Set<unknown>();
      const { setTimeout: start, clearTimeout: stop } = globalThis;
      globalThis.setTimeout = ((...args: Parameters<typeof start>) => {
        const timer = start(...args);
        running.add(timer);
        return timer;
      }) as typeof start;
      globalThis.clearTimeout = (timer) => {
        running.delete(timer);
        stop(timer);
      };
      try {
        await fill(widget, /^Your message/, 'abc');
        expect(running.size).to.equal(1);
        widget.remove();
        expect(running.size).to.equal(0);
      } finally {
        Object.assign(globalThis, { setTimeout: start, clearTimeout: stop });
      }
    });
  });

  describe('strangers', () => {
    it('never shows or sends a form whose address the page does not allow', async () => {
      const events = heard(...NAMES);
      const server = startServer({
        before: () =>
          json({
            ...formOf({ name: 'a', type: 'text', label: 'A' }),
            submitUrl: 'https://evil.example/take',
          }),
      });
      const lines = await consoleOf(async () => {
        const widget = await mount<CivicFeedback>(
          html`<civic-feedback src="/form" action="/ours" lang="en"><a href="/x">Form</a></civic-feedback>`,
        );
        await waitUntil(() => events.length);
        expect(fallbackShown(widget)).to.equal(true);
        expect(tidy(root(widget).querySelector('.civic')!.textContent)).to.equal('');
      });
      expect((events[0] as HTMLElementEventMap['civic-error']).code).to.equal('not-allowed');
      expect(lines.join()).to.contain('https://evil.example');
      expect(server.posts).to.have.length(0);
    });

    it('asks again at sending', async () => {
      const server = startServer({
        before: () =>
          json({ ...formOf({ name: 'a', type: 'text', label: 'A' }), submitUrl: 'https://api.example/take' }),
      });
      configure({ allow: 'https://api.example' });
      const widget = await mount<CivicFeedback>(
        html`<civic-feedback src="/form" lang="en"></civic-feedback>`,
      );
      await shows(widget, 'submit');
      await consoleOf(async () => {
        configure({ allow: '' });
        await submit(widget, 'failed');
      });
      expect(server.posts).to.have.length(0);
    });

    it('shows markup in texts as text', async () => {
      const evil = '<img src=x onerror=alert(1)><b>B</b>';
      const { widget } = await open({
        ...formOf(
          { name: '"><script>', type: 'text', label: evil, help: evil },
          { name: 'b', type: 'radio', label: evil, options: [{ value: evil, label: evil }] },
          { name: 'c', type: 'select', label: evil, options: [{ value: evil, label: evil }] },
        ),
        title: evil,
        purpose: evil,
        privacyUrl: 'javascript:alert(1)',
        introHtml:
          '<p onclick="alert(1)">Safe<script>alert(1)</script><img src="https://tracker.example/x.png"></p>',
      });
      expect(root(widget).querySelector('img, script, [onclick]')).to.equal(null);
      expect([...root(widget).querySelectorAll('b')].map((each) => each.textContent)).to.deep.equal([
        'Why we ask:',
      ]);
      expect(root(widget).querySelector('h2')!.textContent).to.equal(evil);
      expect(part(widget, 'about')!.querySelector('a')).to.equal(null);
      expect(tidy(part(widget, 'intro')!.textContent)).to.equal('Safe');
    });

    it('can’t have its own fields overwritten', async () => {
      const { widget, server } = await open(
        formOf({ name: 'submission', type: 'text', label: 'S' }, { name: 'page', type: 'text', label: 'P' }),
      );
      await fill(widget, /^S/, 'mine');
      await fill(widget, /^P/, 'mine');
      await submit(widget, 'done');
      const body = server.posts[0]!.body!;
      expect(body.getAll('submission')).to.have.length(1);
      expect(body.get('submission')).to.match(UUID);
      expect(body.getAll('page')).to.deep.equal([location.origin + location.pathname]);
    });
  });

  describe('languages', () => {
    it('speaks Arabic from right to left around a form in English', async () => {
      startServer({ town: { forms: [report] } });
      const widget = await mount<CivicFeedback>(
        html`<civic-feedback src="/api/forms/report" lang="ar"></civic-feedback>`,
      );
      await shows(widget, 'submit');
      const inside = root(widget).querySelector<HTMLElement>('.civic')!;
      expect([inside.lang, inside.dir]).to.deep.equal(['ar', 'rtl']);
      const label = part(widget, 'label')!.querySelector('bdi')!;
      expect(label.lang).to.equal('en');
      await submit(widget, 'summary');
      const field = root(widget).querySelector('.wrong')!;
      expect(getComputedStyle(field).borderRightWidth).to.not.equal('0px');
      await isAccessible(widget);
    });

    it('changes language without losing anything', async () => {
      const { widget } = await open(report);
      await fill(widget, /^Your message/, 'Stays');
      await submit(widget, 'summary');
      widget.lang = 'ar';
      await waitUntil(() => tidy(part(widget, 'error')!.textContent) === ar.formChooseOne);
      expect(control(widget, /^Your message/).value).to.equal('Stays');
    });
  });

  it('reads what autofill wrote without saying so', async () => {
    const { widget, server } = await open(formOf({ name: 'name', type: 'text', label: 'Name' }));
    control(widget, /^Name/).value = 'Anna';
    await submit(widget, 'done');
    expect(sent(server.posts[0]!.body).name).to.equal('Anna');
  });

  it('breaks no strict policy: no style attribute anywhere', async () => {
    const { widget } = await open(everything);
    expect(root(widget).querySelector('[style], style')).to.equal(null);
  });
});
