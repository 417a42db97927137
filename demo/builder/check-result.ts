import { html, nothing, type TemplateResult } from 'lit';
import type { Finding } from '../../src/doctor.js';
import type { State } from './state.js';
import { type Words, filled } from './words/words.js';

/** A finding in the builder's language, where it has words for it. */
function sentence({ code, message, values }: Finding, words: Words): string {
  const own = words.findings[code];
  return own ? filled(own, values) : message;
}

/** What the check of an address found, for an editor and for whoever they tell. */
export function checkResult(checked: NonNullable<State['checked']>, words: Words): TemplateResult {
  if (checked === 'busy') return html`<p>${words.checking}</p>`;
  if (checked === 'nothing') return html`<p class="error">${words.checkNone}</p>`;
  const { report, isGuess } = checked;
  return html`<p class=${report.ok ? 'good' : 'error'}>
      ${report.ok ? filled(words.checkGood, { items: report.items, format: report.format ?? '' }) : words.checkBad}
    </p>
    ${
      report.problems.length
        ? html`<ul>
            ${report.problems.map(
              (problem) =>
                html`<li class=${problem.level}>
                  ${sentence(problem, words)}
                  ${
                    problem.tell
                      ? html`<br /><span class="tell"
                            >${words.checkTell} <span lang="en" dir="ltr">${problem.tell}</span></span
                          >`
                      : nothing
                  }
                </li>`,
            )}
          </ul>`
        : nothing
    }
    ${
      isGuess && !report.ok
        ? html`<p>${words.checkLimits}</p>
            <p><code dir="ltr">npx civic-widgets check ${report.url}</code></p>`
        : nothing
    }`;
}
