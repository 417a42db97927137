import type { PollOption } from '../../../src/contracts/poll.js';
import { textsOf } from '../http/body.js';
import { attributes, markup, type Html } from '../markup.js';
import type { Messages } from '../messages.js';
import type { FieldError } from '../problem.js';
import { questionsOf, type Question, type StoredPoll } from './definition.js';

export interface Sent {
  form: FormData;
  errors: readonly FieldError[];
}

export interface Filling {
  /** A ballot that could not be cast, to be corrected. */
  sent?: Sent | undefined;
  /** Of somebody who has signed in. */
  token?: string | undefined;
}

/** A plain form. Its ballot number makes a second press of the button harmless, so the page is never cached. */
export function ballotForm(poll: StoredPoll, messages: Messages, { sent, token }: Filling): Html {
  const { page } = messages;
  const ballot = (sent && textsOf(sent.form, 'ballot')[0]) || crypto.randomUUID();
  const blank = sent && textsOf(sent.form, 'blank').includes('1');
  const code = sent && textsOf(sent.form, 'code')[0];
  const signedIn = token ?? (sent && textsOf(sent.form, 'token')[0]);
  const questions = questionsOf(poll);
  return markup`<form method="post" action="${poll.voteUrl ?? `/api/polls/${poll.id}/votes`}">
    ${sent && errorSummary(sent.errors, messages)}
    <input type="hidden" name="ballot" value="${ballot}">
    ${signedIn && markup`<input type="hidden" name="token" value="${signedIn}">`}
    <div id="choice">${questions.map((question) => questionField(question, messages, sent))}</div>
    ${
      poll.allowBlank &&
      markup`<div class="field">
        <div class="choice">
          <input${attributes({ type: 'checkbox', name: 'blank', value: '1', id: 'blank', checked: blank })}>
          <label for="blank">${page.blank}</label>
        </div>
      </div>`
    }
    ${
      poll.ballotPolicy === 'code' &&
      markup`<div class="field">
        <label for="code">${page.codeLabel}</label>
        <input${attributes({
          id: 'code',
          name: 'code',
          value: code,
          required: true,
          autocomplete: 'off',
          autocapitalize: 'characters',
          spellcheck: 'false',
          'aria-describedby': 'code-help',
        })}>
        <p class="help" id="code-help">${page.codeHelp}</p>
      </div>`
    }
    ${poll.ballotPolicyText && markup`<p class="help">${poll.ballotPolicyText}</p>`}
    <p><button type="submit">${page.vote}</button></p>
    ${poll.privacyUrl && markup`<p><a href="${poll.privacyUrl}">${page.privacy}</a></p>`}
  </form>`;
}

function errorSummary(errors: readonly FieldError[], messages: Messages): Html {
  const target = (name: string): string => (name === 'code' || name === 'blank' ? name : 'choice');
  return markup`<div class="error-summary" role="alert">
    <p>${messages.page.errors}</p>
    <ul>
      ${errors.map(({ name, message }) => markup`<li><a href="#${target(name)}">${message(messages)}</a></li>`)}
    </ul>
  </div>`;
}

function questionField(question: Question, messages: Messages, sent: Sent | undefined): Html {
  const name = question.id === undefined ? 'choice' : `choice.${question.id}`;
  const chosen = sent ? textsOf(sent.form, name) : [];
  const { min, max } = question;
  const howMany = question.type === 'single' ? undefined : messages.field.choiceCount(min, max);
  return markup`<fieldset class="field">
    <legend>${question.id === undefined ? messages.page.yourChoice : question.text}</legend>
    ${question.id !== undefined && question.description && markup`<p>${question.description}</p>`}
    ${howMany && markup`<p class="help">${howMany}</p>`}
    ${
      question.type === 'ranked'
        ? Array.from({ length: max }, (_, place) =>
            rankSelect(question, name, place, chosen[place], messages),
          )
        : question.options.map((option) => choice(question, name, option, chosen))
    }
  </fieldset>`;
}

function choice(question: Question, name: string, option: PollOption, chosen: readonly string[]): Html {
  const value = question.choice(option.id);
  const id = `choice-${value}`;
  const type = question.type === 'single' ? 'radio' : 'checkbox';
  return markup`<div class="choice">
    <input${attributes({ type, name, value, id, checked: chosen.includes(value) })}>
    <label for="${id}">${option.label}</label>
    ${option.description && markup`<p class="help">${option.description}</p>`}
    ${option.image && markup`<img src="${option.image.url}" alt="${option.image.alt}" loading="lazy" />`}
  </div>`;
}

function rankSelect(
  question: Question,
  name: string,
  place: number,
  chosen: string | undefined,
  messages: Messages,
): Html {
  const id = `${name}-${place + 1}`;
  return markup`<div class="field">
    <label for="${id}">${messages.page.rank(place + 1)}</label>
    <select id="${id}" name="${name}">
      <option value="">${messages.page.choose}</option>
      ${question.options.map((option) => {
        const value = question.choice(option.id);
        return markup`<option${attributes({ value, selected: value === chosen })}>${option.label}</option>`;
      })}
    </select>
  </div>`;
}
