import { type TemplateResult, html, nothing } from 'lit';
import { heading } from '../../base/heading.js';
import { picture } from '../../base/picture.js';
import { words } from '../../base/words.js';
import type { Config } from '../../config/options.js';
import type { Poll, PollOption, PollQuestion } from '../../contracts/poll.js';
import type { LocaleController } from '../../locale/locale-controller.js';
import { choiceOf, chosenOf } from './load-poll.js';

export interface QuestionContext {
  config: Config;
  locale: LocaleController;
  /** What the poll's own texts are in, where that is not what the widget's are in. */
  language: string | undefined;
  /** Level of the question as a heading. */
  level: number;
  index: number;
}

export interface BallotContext extends QuestionContext {
  /** Choices in the order in which they were made, of this and other questions. */
  choice: readonly string[];
  /** Undefined where a blank vote is not one of this question's options. */
  blank: boolean | undefined;
  mistake: string | undefined;
  choose(choice: string, chosen: boolean): void;
  chooseBlank: (chosen: boolean) => void;
}

/** How many choices a question takes. */
export function limitsOf({ type, min, max, options }: PollQuestion): { min: number; max: number } {
  const most = type === 'single' ? 1 : Math.max(1, Math.min(max ?? Infinity, options.length));
  return { min: Math.min(Math.max(1, min ?? 1), most), max: most };
}

function hint(question: PollQuestion, locale: LocaleController): string {
  const { min, max } = limitsOf(question);
  if (question.type === 'ranked') return locale.t(min === max ? 'pollRankAll' : 'pollRank', { n: max });
  if (max === 1) return locale.t('pollChooseOne');
  if (min === max) return locale.t('pollChoose', { n: max });
  return min > 1 ? locale.t('pollChooseBetween', { min, max }) : locale.t('pollChooseUpTo', { n: max });
}

/** The question and what is said about it. */
export function questionHeading(
  { question, description }: Pick<Poll, 'question' | 'description'>,
  { level, language }: QuestionContext,
): TemplateResult {
  return html`${heading(level, question && words(question, language), 'question')}
  ${description ? html`<p class="description" part="description">${words(description, language)}</p>` : nothing}`;
}

/** The options as a list to read, where there is nothing to choose. */
export function optionsTemplate(question: PollQuestion, context: QuestionContext): TemplateResult {
  const { language, config } = context;
  return html`${questionHeading(question, context)}
    <ul class="answers" role="list" part="options">
      ${question.options.map(
        ({ label, description, image }) =>
          html`<li class="answer" part="option">
            <span class="text">
              <span class="name">${words(label, language)}</span>
              ${description ? html`<span class="muted">${words(description, language)}</span>` : nothing}
            </span>
            ${picture(image, config)}
          </li>`,
      )}
    </ul>`;
}

interface Row {
  label: unknown;
  detail?: string | null | undefined;
  image?: PollOption['image'];
  isChosen: boolean;
  /** In order of preference, from 1; 0 where there is none. */
  place: number;
  choose: (isChosen: boolean) => void;
}

/** A question with its options to choose from. */
export function ballotTemplate(question: PollQuestion, context: BallotContext): TemplateResult {
  const { locale, language, index, choice, blank, mistake } = context;
  const own = question.options.map((option) => choiceOf(question, option));
  const chosen = chosenOf(question, choice);
  const rows: Row[] = question.options.map(({ label, description: detail, image }, i) => ({
    label: words(label, language),
    detail,
    image,
    isChosen: chosen.includes(own[i]!),
    place: question.type === 'ranked' ? chosen.indexOf(own[i]!) + 1 : 0,
    choose: (isChosen) => context.choose(own[i]!, isChosen),
  }));
  if (blank !== undefined) {
    const label = locale.t('pollBlankChoice');
    rows.push({ label, isChosen: blank, place: 0, choose: context.chooseBlank });
  }
  const isSingle = question.type === 'single';
  return html`<fieldset
    class=${mistake ? 'wrong' : nothing}
    part="ballot"
    aria-describedby="hint-${index} error-${index}"
  >
    <legend>${questionHeading({ question: question.question }, context)}</legend>
    ${questionHeading({ description: question.description }, context)}
    <div class="hint muted">
      <span id="hint-${index}">${hint(question, locale)}</span>
      ${
        isSingle
          ? nothing
          : html`<span role="status"
              >${chosen.length ? locale.t('pollChosen', { n: chosen.length }) : nothing}</span
            >`
      }
    </div>
    <p class="error" part="error" id="error-${index}" ?hidden=${!mistake}>${mistake}</p>
    <div class="options" part="options">
      ${rows.map((row, i) => rowTemplate(row, `${index}-${i}`, isSingle, mistake && !i ? `error-${index}` : '', context))}
    </div>
  </fieldset>`;
}

function rowTemplate(
  row: Row,
  id: string,
  isSingle: boolean,
  error: string,
  context: BallotContext,
): TemplateResult {
  const { locale, language, config, index } = context;
  const { label, detail, image, isChosen, place } = row;
  const described = `${detail ? `detail-${id}` : ''} ${error}`.trim();
  return html`<label class="option ${isChosen ? 'chosen' : ''}" part="option">
    <input
      type=${isSingle ? 'radio' : 'checkbox'}
      name="choice-${index}"
      .checked=${isChosen}
      aria-labelledby="label-${id} place-${id}"
      aria-describedby=${described || nothing}
      @change=${(event: Event) => row.choose((event.target as HTMLInputElement).checked)}
    />
    <span class="text">
      <span class="name" id="label-${id}">${label}</span>
      ${detail ? html`<span class="muted" id="detail-${id}">${words(detail, language)}</span>` : nothing}
    </span>
    <span class="mark" id="place-${id}" ?hidden=${!place}
      >${place ? locale.t('pollPlace', { n: place }) : nothing}</span
    >
    ${picture(image, config)}
  </label>`;
}
