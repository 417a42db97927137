import { expect, html, waitUntil } from '@open-wc/testing';
import '../../../src/widgets/poll/define.js';
import type { CivicPoll } from '../../../src/widgets/poll/poll.js';
import { mount, startServer } from '../../helpers/mount.js';
describe('probe', () => {
  for (let i=0;i<3;i++) it('shows', async () => {
    const t=performance.now();
    const server = startServer();
    const poll = await mount<CivicPoll>(html`<civic-poll src="/api/polls/badplats"></civic-poll>`);
    await waitUntil(() => poll.shadowRoot!.querySelector('fieldset'), 'x', {timeout: 8000});
    console.log(performance.now()-t, poll.shadowRoot!.textContent!.replace(/\s+/g,' '));
    expect(server.requests.length).to.equal(1);
  });
});
