import { type TemplateResult, html, nothing } from 'lit';
import { heading } from '../../base/heading.js';
import { picture } from '../../base/picture.js';
import type { Config } from '../../config/options.js';
import type { Poll, PollOption, PollQuestion } from '../../contracts/poll.js';
import type { LocaleController } from '../../locale/locale-controller.js';
import { choiceOf, chosenOf } from './load-poll.js';
import { rankingTemplate } from './ranking.js';

export interface QuestionContext {
  config: Config;
  locale: LocaleController;
  /** A text of the poll's own. */
  own: (text: string) => TemplateResult;
  /** Level of the question as a heading. */
  level: number;
  index: number;
}

export interface BallotContext extends QuestionContext {
  /** Choices in the order in which they were made, of this and other questions. */
  choice: readonly string[];
  /** Undefined where a blank vote is not one of this question's options. */
  blank: boolean | undefined;
  /** Whether to say what has to be changed. */
  isChecked: boolean | undefined;
  choose(choice: string, chosen: boolean): void;
  chooseBlank: (chosen: boolean) => void;
  /**
   * Lets two choices change places.
   * @param button id of the one that goes along with the first
   */
  move: (choice: string, other: string, button: string) => void;
}

/** How many choices a question takes. */
export function limitsOf({ type, min, max, options }: PollQuestion): { min: number; max: number } {
  const most = type === 'single' ? 1 : Math.max(1, Math.min(max ?? Infinity, options.length));
  return { min: Math.min(Math.max(1, min ?? 1), most), max: most };
}

function hint(question: PollQuestion, locale: LocaleController): string {
  const { min, max } = limitsOf(question);
  const between = min > 1 ? 'pollChooseBetween' : 'pollChooseUpTo';
  const many = locale.t(min === max ? 'pollChoose' : between, {
    n: max,
    min,
    max,
  });
  return question.type === 'ranked' ? `${many}. ${locale.t('pollRank')}` : many;
}

/** What has to be changed before the answer can be sent, if anything. */
function mistakeIn(
  question: PollQuestion,
  chosen: readonly string[],
  locale: LocaleController,
): string | undefined {
  const { min, max } = limitsOf(question);
  const n = chosen.length;
  if (n >= min && n <= max) return undefined;
  return n || min > 1 ? hint(question, locale) : locale.t('pollNeedOne');
}

/** The question and what is said about it. */
export function questionHeading(
  { question, description }: Pick<Poll, 'question' | 'description'>,
  { level, own }: QuestionContext,
): TemplateResult {
  return html`${heading(level, question && own(question), 'question')}
  ${description ? html`<p class="description" part="description">${own(description)}</p>` : nothing}`;
}

interface Row extends Pick<PollOption, 'description' | 'image'> {
  label: unknown;
  isChosen: boolean;
  /** In order of preference, from 1; 0 where there is none. */
  place: number;
  choose: (isChosen: boolean) => void;
}

/** What an option says, and its picture; its place among the choices where it has one. */
function optionBody(
  { label, description, image, place }: Omit<Row, 'isChosen' | 'choose'>,
  id: string,
  { own, locale, config }: QuestionContext,
): TemplateResult {
  return html`<span class="text">
      <span id="label-${id}">${label}</span>
      ${description ? html`<span class="muted" id="detail-${id}">${own(description)}</span>` : nothing}
    </span>
    ${place ? html`<span class="mark" id="place-${id}">${locale.t('pollPlace', { n: place })}</span>` : nothing}
    ${picture(image, config)}`;
}

/** The options as a list to read, where there is nothing to choose. */
export function optionsTemplate(question: PollQuestion, context: QuestionContext): TemplateResult {
  const { own, index } = context;
  return html`${questionHeading(question, context)}
    <ul class="answers" role="list" part="options">
      ${question.options.map(
        (option, i) =>
          html`<li class="answer" part="option">
            ${optionBody({ ...option, label: own(option.label), place: 0 }, `${index}-${i}`, context)}
          </li>`,
      )}
    </ul>`;
}

/** A question with its options to choose from. */
export function ballotTemplate(question: PollQuestion, context: BallotContext): TemplateResult {
  const { locale, own, index, choice, blank, isChecked } = context;
  const chosen = chosenOf(question, choice);
  const mistake = isChecked && mistakeIn(question, chosen, locale);
  const isSingle = question.type === 'single';
  const rows: Row[] = question.options.map((option) => {
    const id = choiceOf(question, option);
    const place = chosen.indexOf(id) + 1;
    return {
      ...option,
      label: own(option.label),
      isChosen: place > 0,
      place: question.type === 'ranked' ? place : 0,
      choose: (isChosen) => context.choose(id, isChosen),
    };
  });
  if (blank !== undefined) {
    const label = locale.t('pollBlankChoice');
    rows.push({ label, isChosen: blank, place: 0, choose: context.chooseBlank });
  }
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
    <p class="error" part="error" id="error-${index}" ?hidden=${!mistake}>${mistake || nothing}</p>
    <div class="options" part="options">
      ${rows.map((row, i) => {
        const id = `${index}-${i}`;
        const described = [row.description && `detail-${id}`, mistake && !i && `error-${index}`];
        return html`<label class="option ${row.isChosen ? 'chosen' : ''}" part="option">
          <input
            type=${isSingle ? 'radio' : 'checkbox'}
            name="choice-${index}"
            .checked=${row.isChosen}
            aria-labelledby="label-${id} place-${id}"
            aria-describedby=${described.filter(Boolean).join(' ') || nothing}
            @change=${(event: Event) => row.choose((event.target as HTMLInputElement).checked)}
          />
          ${optionBody(row, id, context)}
        </label>`;
      })}
    </div>
    ${question.type === 'ranked' && chosen.length > 1 ? rankingTemplate(question, chosen, context) : nothing}
  </fieldset>`;
}
