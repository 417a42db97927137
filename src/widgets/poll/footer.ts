import { type TemplateResult, html, nothing } from 'lit';
import type { LocaleController } from '../../locale/locale-controller.js';
import type { LoadedPoll } from './load-poll.js';
import { phaseOf, whenInWords } from './phase.js';

/** What is known about the poll as a whole: until when, how many. */
export function factsTemplate(data: LoadedPoll, locale: LocaleController): TemplateResult | typeof nothing {
  const { poll, questions } = data;
  const { blank, eligible, quorum, closes } = poll;
  const voters = poll.voters ?? questions[0]?.voters ?? undefined;
  const ends = phaseOf(data) === 'closed' ? undefined : whenInWords(locale, closes, data);
  const turnout = (voters ?? 0) + (blank ?? 0);
  const facts = [
    ends && locale.t('pollCloses', { date: ends }),
    voters === undefined ? '' : locale.t('pollVoters', { n: voters }),
    blank && locale.t('pollBlank', { n: blank }),
    eligible &&
      turnout &&
      locale.t('pollTurnout', { n: eligible, percent: locale.percent(turnout / eligible) }),
    quorum &&
      locale.t('pollQuorum', { n: quorum.voters }) +
        (voters === undefined
          ? ''
          : ` (${locale.t(turnout < quorum.voters ? 'pollMissed' : 'pollReached')})`),
  ].filter(Boolean);
  return facts.length ? html`<p>${facts.join(' · ')}</p>` : nothing;
}
