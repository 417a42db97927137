import { type TemplateResult, html } from 'lit';
import { plain } from '../../internal/text.js';
import type { PollQuestion } from '../../contracts/poll.js';
import { choiceOf } from './load-poll.js';
import type { BallotContext } from './question.js';

/** What was chosen, in order of preference, with buttons that change it. */
export function rankingTemplate(
  question: PollQuestion,
  chosen: readonly string[],
  { locale, own, index, move }: BallotContext,
): TemplateResult {
  return html`<p class="label" id="order-${index}">${locale.t('pollOrder')}</p>
    <ol class="order" part="order" aria-labelledby="order-${index}">
      ${chosen.map((id, i) => {
        const label = question.options.find((option) => choiceOf(question, option) === id)!.label;
        const above = chosen[i - 1];
        // By place, so that the focus goes along with the answer.
        return html`<li>
          <div class="hint">
            <span class="text">${own(label)}</span>
            <button
              type="button"
              class="button"
              part="move"
              id="up-${index}-${i}"
              aria-label=${locale.t('pollUp', { name: plain(label), n: i + 1 })}
              aria-disabled=${!above}
              @click=${() => above && move(id, above, `up-${index}-${i - 1}`)}
            >
              ↑
            </button>
          </div>
        </li>`;
      })}
    </ol>`;
}
