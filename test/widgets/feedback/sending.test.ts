import { expect, waitUntil } from '@open-wc/testing';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { CivicFeedback } from '../../../src/widgets/feedback/feedback.js';
import { isAccessible } from '../../helpers/accessible.js';
import { json } from '../../helpers/answers.js';
import { startServer } from '../../helpers/mount.js';
import { body, consoleOf } from '../../helpers/page.js';
import { formOf, report } from './forms.js';
import { attach, control, fill, fillReport, open, part, root, sent, shows, submit, textOf } from './view.js';

const hmacSignatureSecret = 'secret';
const challenge = (expiresAt = Date.now() / 1000 + 60) =>
  createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: 10,
    counter: 20,
    deriveKey,
    expiresAt,
    hmacSignatureSecret,
  });
const guarded = { ...report, challengeUrl: '/challenge' };

/** A form with a challenge, and how often that was fetched. */
async function withChallenge(
  answer: () => Response | Promise<Response>,
  refuses: () => boolean = () => false,
) {
  let fetched = 0;
  const opened = await open(guarded, {
    before: ({ url, method }) => {
      if (new URL(url).pathname === '/challenge') {
        fetched++;
        return answer();
      }
      // The server has no challenge here, and leaves it out.
      if (method !== 'POST') return json({ ...guarded, submitUrl: '/sent' });
      return refuses()
        ? json({ status: 422, errors: [{ name: 'altcha', message: 'Too old.' }] }, { status: 422 })
        : json({ reference: 'R' }, { status: 201 });
    },
  });
  return { ...opened, fetched: () => fetched };
}

const proofs = ({ server }: Awaited<ReturnType<typeof open>>) =>
  server.posts.map(({ body: posted }) => {
    const altcha = posted!.get('altcha');
    return altcha && (JSON.parse(atob(altcha as string)) as Parameters<typeof verifySolution>[0]);
  });

describe('<civic-feedback> sending', () => {
  describe('proof of work', () => {
    it('begins when somebody begins to write, and is sent along', async () => {
      const opened = await withChallenge(async () => json(await challenge()));
      expect(opened.fetched()).to.equal(0);
      await fillReport(opened.widget);
      expect(opened.fetched()).to.equal(1);
      await submit(opened.widget, 'done');
      expect(opened.fetched()).to.equal(1);
      const [proof] = proofs(opened);
      expect(
        (await verifySolution({ ...(proof as object), deriveKey, hmacSignatureSecret } as never)).verified,
      ).to.equal(true);
    });

    it('is made anew when it has expired', async () => {
      let first = true;
      const opened = await withChallenge(async () => {
        const expires = first ? Date.now() / 1000 - 10 : undefined;
        first = false;
        return json(await challenge(expires));
      });
      await fillReport(opened.widget);
      await submit(opened.widget, 'done');
      expect(opened.fetched()).to.equal(2);
      expect(opened.server.posts).to.have.length(1);
    });

    it('is made anew, once, when the server does not take it', async () => {
      let refusals = 1;
      const opened = await withChallenge(
        async () => json(await challenge()),
        () => refusals-- > 0,
      );
      await fillReport(opened.widget);
      await submit(opened.widget, 'done');
      const [first, second] = opened.server.posts.map((post) => sent(post.body));
      expect(first!.submission).to.equal(second!.submission);
      expect(opened.fetched()).to.equal(2);
    });

    it('does without where it can’t be had, and says what the server says then', async () => {
      for (const answer of [
        () => json({}, { status: 500 }),
        () => json({ parameters: {} }),
        () => json(null),
      ]) {
        const opened = await withChallenge(answer, () => true);
        await fillReport(opened.widget);
        await consoleOf(() => submit(opened.widget, 'summary'));
        expect(proofs(opened)).to.deep.equal([null, null]);
        expect(textOf(opened.widget, 'summary')).to.contain('Too old.');
        expect(control(opened.widget, /^Your message/).value).to.equal('The lamp is broken');
      }
    });
  });

  it('sends what only a program fills in', async () => {
    const { widget, server } = await open(report);
    const trap = root(widget).querySelector<HTMLInputElement>('[name=website]')!;
    expect([trap.tabIndex, trap.autocomplete, trap.ariaHidden]).to.deep.equal([-1, 'off', 'true']);
    await fillReport(widget);
    trap.value = 'https://spam.example';
    part<HTMLButtonElement>(widget, 'submit')!.click();
    await waitUntil(() => server.posts.length);
    expect(sent(server.posts[0]!.body).website).to.equal('https://spam.example');
  });

  it('takes over what was typed into a plain form in its slot', async () => {
    startServer({ town: { forms: [report] } });
    const page = body(`<civic-feedback src="/api/forms/report" lang="en">
      <form method="post" action="/api/forms/report/submissions">
        <input type="hidden" name="submission" value="1">
        <select name="area"><option value="">-</option><option value="schools" selected>S</option></select>
        <textarea name="message">Typed early</textarea>
        <input type="radio" name="reply" value="yes" checked><input name="email" value="a@b.se">
      </form></civic-feedback>`);
    const widget = page.querySelector<CivicFeedback>('civic-feedback')!;
    await shows(widget, 'submit');
    expect(page.querySelector('form')!.checkVisibility()).to.equal(false);
    expect(control(widget, /^Your message/).value).to.equal('Typed early');
    expect(control(widget, /^What is it about/).value).to.equal('schools');
    expect(control(widget, /^E-mail/).value).to.equal('a@b.se');
    await submit(widget, 'done');
  });

  describe('pictures', () => {
    const picture = async (): Promise<File> => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 4;
      canvas.getContext('2d')!.fillRect(0, 0, 4, 4);
      const blob = await new Promise<Blob>((resolve) =>
        canvas.toBlob((made) => resolve(made!), 'image/jpeg'),
      );
      const exif = Uint8Array.from('\xff\xe1\0\x0cExif\0\0GPS!', (letter) => letter.charCodeAt(0));
      const joined = new Blob([blob.slice(0, 2), exif, blob.slice(2)]);
      return new File([await joined.arrayBuffer()], 'lamp.jpg', { type: 'image/jpeg' });
    };
    const sending = async (keepLocation: boolean) => {
      const file = await picture();
      const opened = await open(formOf({ name: 'photo', type: 'file', label: 'Photo', keepLocation }), {
        before: ({ method }) => (method === 'POST' ? json({ reference: 'R' }, { status: 201 }) : undefined),
      });
      await attach(opened.widget, /^Photo/, file);
      return { ...opened, file };
    };

    it('are shown before they are sent, drawn rather than addressed', async () => {
      const { widget } = await sending(false);
      const canvas = root(widget).querySelector('canvas')!;
      await waitUntil(() => canvas.height === 128);
      const { data } = canvas.getContext('2d')!.getImageData(64, 64, 1, 1);
      expect([...data]).to.deep.equal([0, 0, 0, 255]);
      expect(root(widget).querySelector('[src]')).to.equal(null);
      await isAccessible(widget);
    });

    it('are sent without what they say of their place', async () => {
      const { widget, server, file } = await sending(false);
      await submit(widget, 'done');
      const posted = (server.posts[0]!.body as FormData).get('photo') as File;
      expect(posted.size).to.equal(file.size - 14);
      expect(await posted.text()).to.not.contain('GPS!');
    });

    it('are sent as they are where the form asks for it', async () => {
      const { widget, server, file } = await sending(true);
      await submit(widget, 'done');
      expect(((server.posts[0]!.body as FormData).get('photo') as File).size).to.equal(file.size);
    });

    it('show that they are on their way', async () => {
      const { widget, server } = await sending(false);
      server.break('slow', 'POST');
      part<HTMLButtonElement>(widget, 'submit')!.click();
      await waitUntil(() => root(widget).querySelector('progress'));
      expect(root(widget).querySelector('progress')!.getAttribute('aria-label')).to.equal('Sending…');
      await isAccessible(widget);
      server.repair();
      await shows(widget, 'done');
      expect(root(widget).querySelector('progress')).to.equal(null);
    });
  });

  it('marks nothing wrong that was only looked at', async () => {
    const { widget } = await open(report);
    await fill(widget, /^Your message/, '');
    expect(part(widget, 'summary')).to.equal(null);
  });
});
