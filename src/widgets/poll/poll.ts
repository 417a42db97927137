import { type TemplateResult, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CivicElement } from '../../base/civic-element.js';
import { heading } from '../../base/heading.js';
import { type LoadContext, LoadController } from '../../base/load-controller.js';
import { empty, waiting } from '../../base/states.js';
import { inWords, languageOf, words } from '../../base/words.js';
import type { Poll, PollQuestion } from '../../contracts/poll.js';
import { SourceError } from '../../internal/errors.js';
import { notAllowed, send } from '../../internal/request.js';
import type { MessageKey } from '../../locale/messages.js';
import { baseStyles } from '../../theme/base.styles.js';
import { fieldStyles } from '../../theme/fields.styles.js';
import { type Ballot, ballotFor, dropBallot, forgetBallot, keepBallot } from './ballots.js';
import { type LoadedPoll, chosenOf, isCounted, loadPoll, readPoll } from './load-poll.js';
import { CivicPollLoadedEvent, CivicPollVotedEvent } from './poll.events.js';
import { pollStyles } from './poll.styles.js';
import {
  type QuestionContext,
  ballotTemplate,
  limitsOf,
  optionsTemplate,
  questionHeading,
} from './question.js';
import { resultsTemplate } from './results.js';

type Phase = 'scheduled' | 'open' | 'closed';

/** What a resident has filled in and asked for. */
interface Form {
  choice: readonly string[];
  isBlank: boolean;
  code: string;
  /** Results before voting; the ballot again after it, to change a vote. */
  wanted?: 'ballot' | 'results' | undefined;
  /** What has to be changed, by question id; `code` for the voting code. */
  mistakes: Readonly<Record<string, string>>;
  problem?: SourceError | undefined;
}

const UNTOUCHED: Form = { choice: [], isBlank: false, code: '', mistakes: {} };

/** Seconds between two updates of the results, at least. */
const MIN_REFRESH = 5;

const isSeveral = ({ questions }: Poll): boolean => !!questions?.length;

const isSame = (a: readonly string[], b: readonly string[] | undefined): boolean =>
  a.length === b?.length && a.every((each, i) => each === b[i]);

/**
 * A question to the residents, their votes and the results.
 *
 * @summary A poll with single, multiple or ranked choice, whose results are text first.
 * @tag civic-poll
 * @fires {CivicPollLoadedEvent} civic-poll-loaded - The poll is there. Once per load.
 * @fires {CivicPollVotedEvent} civic-poll-voted - A resident's vote was counted.
 * @fires {CivicErrorEvent} civic-error - The poll could not be read, or a vote not be counted.
 * @slot - Shown until the poll is there, and when there is none: usually a link to it.
 * @csspart base - Everything.
 * @csspart heading - The heading above the poll.
 * @csspart question - The question.
 * @csspart description - What is said about the question.
 * @csspart phase - When the poll opens, or that it has closed.
 * @csspart ballot - One question with its options.
 * @csspart options - The options.
 * @csspart option - One option.
 * @csspart image - The picture of an option.
 * @csspart error - What has to be changed before the vote can be counted.
 * @csspart vote - The "Vote" button.
 * @csspart outcome - The heading above the results, or the thanks for a vote.
 * @csspart results - The results.
 * @csspart result - The result of one option.
 * @csspart bar - Its bar.
 * @csspart mine - What marks the resident's own choice.
 * @csspart actions - The buttons.
 * @csspart footer - How many voted, and by which rules.
 * @csspart pending - The space kept while the poll is fetched.
 * @csspart failed - The sentence when it could not be fetched.
 * @csspart retry - The button beside it.
 * @csspart empty - The sentence when there is nothing to vote on.
 * @cssprop [--civic-poll-bar=--civic-accent] - Colour of the bars.
 * @cssprop [--civic-accent=#0b5cad] - Colour of the button, of what is chosen and of the bars.
 * @cssprop [--civic-on-accent=#fff] - Text on the button.
 * @cssprop [--civic-surface=transparent] - Background of an option.
 * @cssprop [--civic-border] - Lines around options.
 * @cssprop [--civic-radius=0.5em] - Corners.
 * @cssprop [--civic-space=1em] - Space between options.
 */
export class CivicPoll extends CivicElement {
  static override styles = [baseStyles, fieldStyles, pollStyles];

  /** Seconds between updates of the results while the poll is open, at least 5; 0 for none. Rests while the page is hidden. */
  @property({ type: Number }) refresh = 0;

  @state() private form = UNTOUCHED;
  @state() private voting = false;

  #ballot: Ballot | undefined;
  #voteUrl: string | null | undefined;
  #hadFocus = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #loadedAt = 0;
  /** After closing time, so that the server agrees that it is; and not for every open page in the same moment. */
  readonly #lag = 1500 + Math.random() * 2000;

  readonly #load = new LoadController<LoadedPoll & { again?: boolean }>({
    host: this,
    load: (context) => this.#fetch(context),
    loaded: (data) => this.#loaded(data),
    failed: (error) => {
      // An update that fails leaves what is shown, and comes again.
      if (!this.#load.data) this.fail(error);
    },
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override get showsFallback(): boolean {
    return !this.#load.data?.questions.length;
  }

  protected override willUpdate(): void {
    this.#hadFocus = !!this.shadowRoot?.activeElement;
    const { data } = this.#load;
    const voteUrl = data?.poll.voteUrl;
    if (!data || voteUrl === this.#voteUrl) return;
    this.#voteUrl = voteUrl;
    this.#ballot = voteUrl ? ballotFor(voteUrl, this.config.value.storage) : undefined;
    this.form = UNTOUCHED;
  }

  protected override updated(): void {
    if (this.isConnected) this.#schedule();
    // What had the focus has made way for something else.
    if (this.#hadFocus && !this.shadowRoot?.activeElement) this.#focus('outcome', 'question');
  }

  protected override renderContent(): unknown {
    const { data, pending } = this.#load;
    return html`${heading(this.headingLevel, this.heading)}
      <div
        class="poll ${data && isSeveral(data.poll) ? 'several' : ''}"
        aria-busy=${pending}
        @keydown=${this.#onKeydown}
      >
        ${this.#renderState()}
      </div>`;
  }

  /** By the server's clock. */
  #phaseOf({ poll, skew }: LoadedPoll): Phase {
    const now = Date.now() + skew;
    if (now < Date.parse(poll.opens ?? '')) return 'scheduled';
    return now >= Date.parse(poll.closes ?? '') ? 'closed' : 'open';
  }

  get #hasVoted(): boolean {
    return !!this.#ballot?.voted && this.form.wanted !== 'ballot';
  }

  #canVote({ voteUrl, ballotPolicy }: Poll): boolean {
    return !!voteUrl && this.config.value.maySend(voteUrl) && ballotPolicy !== 'login';
  }

  /** Whether the poll's rule and the numbers are there to show results. */
  #isShown(data: LoadedPoll): boolean {
    const { results } = data.poll;
    const phase = this.#phaseOf(data);
    if (!data.questions.some(isCounted) || phase === 'scheduled' || results === 'never') return false;
    return results !== 'after-close' || phase === 'closed';
  }

  get #level(): number {
    return this.heading ? this.headingLevel + 1 : this.headingLevel;
  }

  /** Texts of the poll's own. */
  #own({ language }: Poll): (text: string) => TemplateResult {
    return (text) => words(text, languageOf(this.locale, language));
  }

  #context(poll: Poll, index: number, deeper = 0): QuestionContext {
    const { locale } = this;
    const level = this.#level + (isSeveral(poll) && poll.question ? 1 : 0) + deeper;
    return { config: this.config.value, locale, own: this.#own(poll), level, index };
  }

  #renderState(): unknown {
    const { data } = this.#load;
    if (!data) return waiting(this.locale, this.#load, 3);
    if (!data.questions.length) return empty(this.locale, 'pollEmpty');
    const { poll, questions } = data;
    const { wanted, problem } = this.form;
    const phase = this.#phaseOf(data);
    const isShown = this.#isShown(data);
    const isBallot = phase === 'open' && this.#canVote(poll) && !this.#hasVoted && wanted !== 'results';
    const main = () => {
      if (isBallot) return this.#renderBallot(data);
      if (this.#hasVoted || phase === 'closed' || isShown) return this.#renderResults(data, isShown);
      return questions.map((question, i) => optionsTemplate(question, this.#context(poll, i)));
    };
    const actions = phase === 'open' ? this.#actions(poll, isShown, isBallot) : [];
    return html`${phase === 'open' ? nothing : this.#renderPhase(poll, phase)}
    ${isSeveral(poll) ? questionHeading(poll, { ...this.#context(poll, 0), level: this.#level }) : nothing}
    ${main()}
    ${problem ? html`<p class="error" part="error" role="alert">${this.#explain(problem)}</p>` : nothing}
    ${actions.length ? html`<div class="actions" part="actions">${actions}</div>` : nothing}
    ${this.#renderFooter(data, phase, isShown)}`;
  }

  #renderPhase({ opens, closes }: Poll, phase: Phase): TemplateResult {
    const isClosed = phase === 'closed';
    const date = inWords(this.locale, isClosed ? closes : opens) ?? '';
    return html`<p class="phase" part="phase">
      ${this.locale.t(isClosed ? 'pollClosed' : 'pollOpens', { date })}
    </p>`;
  }

  #renderBallot({ poll, questions }: LoadedPoll): TemplateResult {
    const { locale } = this;
    const { choice, isBlank, code, mistakes } = this.form;
    const several = isSeveral(poll);
    const allowsBlank = typeof poll.blank === 'number';
    return html`${questions.map((question, i) =>
      ballotTemplate(question, {
        ...this.#context(poll, i),
        choice,
        blank: allowsBlank && !several ? isBlank : undefined,
        mistake: mistakes[question.id],
        choose: (id, isChosen) => this.#choose(question, id, isChosen),
        chooseBlank: this.#chooseBlank,
      }),
    )}
    ${
      allowsBlank && several
        ? html`<label class="choice">
            <input
              type="checkbox"
              .checked=${isBlank}
              @change=${(event: Event) => this.#chooseBlank((event.target as HTMLInputElement).checked)}
            />
            ${locale.t('pollBlankChoice')}
          </label>`
        : nothing
    }
    ${
      this.#needsCode(poll)
        ? html`<div class="code ${mistakes.code ? 'wrong' : ''}">
            <label class="label" for="code">${locale.t('pollCodeLabel')}</label>
            <p class="error" part="error" id="error-code" ?hidden=${!mistakes.code}>${mistakes.code}</p>
            <input
              class="input"
              id="code"
              autocomplete="off"
              autocapitalize="characters"
              spellcheck="false"
              .value=${code}
              aria-required="true"
              aria-invalid=${!!mistakes.code}
              aria-describedby="error-code"
              @input=${this.#onCode}
            />
          </div>`
        : nothing
    }`;
  }

  #renderResults({ poll, questions }: LoadedPoll, isShown: boolean): TemplateResult {
    const { locale } = this;
    const several = isSeveral(poll);
    const thanks = this.#hasVoted ? locale.t('pollThanks') : '';
    const level = this.#context(poll, 0).level + (several ? 0 : 1);
    const choice = (this.#hasVoted && this.#ballot?.choice) || [];
    return html`${several ? nothing : questionHeading(questions[0]!, this.#context(poll, 0))}
      <div class="outcome ${thanks ? 'thanks' : ''}">
        ${heading(level, thanks || locale.t('pollResults'), 'outcome')}
      </div>
      ${isShown ? nothing : html`<p>${this.#whyHidden(poll)}</p>`}
      ${
        isShown
          ? questions.map((question, i) => {
              const context = { ...this.#context(poll, i, 1), voters: poll.voters, choice };
              return html`${several ? questionHeading(question, context) : nothing}
              ${resultsTemplate(question, context)}`;
            })
          : nothing
      }`;
  }

  #whyHidden({ results }: Poll): string {
    const key = {
      'after-vote': 'pollAfterVote',
      'after-close': 'pollAfterClose',
      never: 'pollHidden',
      always: 'pollHidden',
    } as const;
    return this.locale.t(key[results]);
  }

  /** The buttons of a poll that is open. */
  #actions(poll: Poll, isShown: boolean, isBallot: boolean): TemplateResult[] {
    const { locale } = this;
    const { wanted } = this.form;
    const { ballotPolicy, changeable, loginUrl, results, url } = poll;
    const button = (key: MessageKey, act: () => unknown) =>
      html`<button type="button" class="button" @click=${act}>${locale.t(key)}</button>`;
    const link = (key: MessageKey, href: string) =>
      html`<a class="button primary" href=${href}>${locale.t(key)}</a>`;
    const back = () => button('pollBack', () => this.#show());
    if (isBallot) {
      const vote = html`<button
        type="button"
        class="button primary"
        part="vote"
        aria-disabled=${this.voting}
        @click=${this.#vote}
      >
        ${locale.t(this.voting ? 'pollVoting' : 'pollVote')}
      </button>`;
      if (wanted) return [vote, back()];
      return isShown ? [vote, button('pollShowResults', () => this.#show('results'))] : [vote];
    }
    const buttons = wanted ? [back()] : [];
    if (this.#hasVoted) {
      // The answer to the same ballot carries them.
      if (!isShown && results === 'after-vote')
        buttons.push(button('pollShowResults', () => this.#send(poll, this.#ballot?.choice)));
      if (changeable) buttons.push(button('pollChange', () => this.#show('ballot')));
      else if (ballotPolicy === 'open') buttons.push(button('pollAgain', () => this.#voteAgain()));
    } else if (ballotPolicy === 'login' && loginUrl) buttons.push(link('pollSignIn', loginUrl));
    else if (!this.#canVote(poll) && url) buttons.push(link('pollElsewhere', url));
    return buttons;
  }

  #renderFooter({ poll, questions }: LoadedPoll, phase: Phase, isShown: boolean): TemplateResult {
    const { locale } = this;
    const { blank, eligible, quorum, closes, privacyUrl } = poll;
    const voters = poll.voters ?? questions[0]?.voters ?? undefined;
    const isOpen = phase === 'open';
    const ends = phase === 'closed' ? undefined : inWords(locale, closes);
    const facts = [
      ends && locale.t('pollCloses', { date: ends }),
      ...(voters === undefined
        ? []
        : [
            locale.t('pollVoters', { n: voters }),
            blank && locale.t('pollBlank', { n: blank }),
            eligible &&
              locale.t('pollTurnout', {
                n: eligible,
                percent: locale.percent((voters + (blank ?? 0)) / eligible),
              }),
          ]),
      quorum && locale.t('pollQuorum', { n: quorum.voters }),
    ].filter(Boolean);
    const isWaiting = isOpen && !isShown && !this.#hasVoted && poll.results !== 'always';
    const rules = [
      phase !== 'closed' && this.#policy(poll),
      isWaiting && this.#whyHidden(poll),
      isOpen && this.#renderMemory(poll),
    ].filter(Boolean);
    return html`<div class="footer muted" part="footer">
      ${facts.length ? html`<p>${facts.join(' · ')}</p>` : nothing}
      ${rules.length ? html`<p>${rules.map((rule) => [rule, ' '])}</p>` : nothing}
      ${privacyUrl ? html`<p><a href=${privacyUrl}>${locale.t('formPrivacy')}</a></p>` : nothing}
    </div>`;
  }

  #policy(poll: Poll): unknown {
    const { ballotPolicy, ballotPolicyText } = poll;
    if (ballotPolicyText) return this.#own(poll)(ballotPolicyText);
    const isPageOnly = this.config.value.storage === 'none' && !this.#ballot?.isKept;
    const browser = isPageOnly ? 'pollBrowserPage' : 'pollBrowser';
    const key = { open: 'pollOpen', code: 'pollCode', login: 'pollLogin', browser } as const;
    return this.locale.t(key[ballotPolicy]);
  }

  /** Where the page keeps nothing on the device, the resident may. */
  #renderMemory({ ballotPolicy }: Poll): unknown {
    const ballot = this.#ballot;
    if (ballotPolicy !== 'browser' || !ballot?.voted || this.config.value.storage !== 'none')
      return undefined;
    const { locale } = this;
    const act = () => {
      if (ballot.isKept) forgetBallot(this.#voteUrl!, ballot);
      else keepBallot(this.#voteUrl!, ballot, 'local');
      this.requestUpdate();
    };
    return html`${ballot.isKept ? locale.t('pollRemembered') : nothing}
      <button type="button" class="link-button" @click=${act}>
        ${locale.t(ballot.isKept ? 'pollForget' : 'pollRemember')}
      </button>`;
  }

  #explain({ code, problems, message }: SourceError): string {
    if (code === 'rejected') {
      const said = problems.flatMap((problem) => (problem as { message?: string }).message ?? []);
      return this.locale.t('pollRejected', { reason: said.join(' ') || message });
    }
    return this.locale.t(code === 'busy' ? 'failedBusy' : code === 'timeout' ? 'pollTimeout' : 'pollFailed');
  }

  async #fetch(context: LoadContext): Promise<LoadedPoll & { again?: boolean }> {
    const before = this.#load.data;
    try {
      const fresh = await loadPoll(this.src, context);
      const current = this.#load.data;
      if (!current) return fresh;
      // A vote was counted meanwhile, whose answer is newer; or only that answer may carry the results.
      const isLess =
        fresh.poll.results === 'after-vote' && !fresh.questions.some(isCounted) && this.#isShown(current);
      return current !== before || isLess ? current : { ...fresh, again: true };
    } finally {
      this.#loadedAt = Date.now();
    }
  }

  #loaded({ again, poll, questions }: LoadedPoll & { again?: boolean }): void {
    if (again) return;
    if (!questions.length) {
      return this.fail(new SourceError('empty', 'The poll has no options.', { url: this.src }));
    }
    this.dispatchEvent(new CivicPollLoadedEvent(poll.id));
    if (poll.voteUrl && !this.config.value.maySend(poll.voteUrl)) this.fail(notAllowed(poll.voteUrl));
  }

  /** Asks again when the poll has opened or closed, and for newer results. */
  #schedule(): void {
    clearTimeout(this.#timer);
    const { data, busy } = this.#load;
    if (!data || busy) return;
    const { poll, skew } = data;
    const changes = [poll.opens, poll.closes].map((time) => Date.parse(time ?? '') - skew + this.#lag);
    const due = Math.min(
      ...changes.filter((time) => time > this.#loadedAt),
      this.refresh > 0 && this.#phaseOf(data) === 'open'
        ? this.#loadedAt + Math.max(MIN_REFRESH, this.refresh) * 1000
        : Infinity,
    );
    if (due === Infinity) return;
    // In short steps: timers stand still while a device sleeps.
    const wait = Math.min(30_000, Math.max(1000, due - Date.now()));
    this.#timer = setTimeout(() => {
      if (document.hidden || Date.now() < due) this.#schedule();
      else void this.#load.reload();
    }, wait);
  }

  #choose(question: PollQuestion, id: string, isChosen: boolean): void {
    const others = this.form.choice.filter(
      (each) => each !== id && (question.type !== 'single' || !chosenOf(question, [each]).length),
    );
    this.#set({ choice: isChosen ? [...others, id] : others, isBlank: false });
    this.#settle(question.id);
  }

  readonly #chooseBlank = (isBlank: boolean): void => {
    const { choice, mistakes } = this.form;
    this.#set({ isBlank, choice: isBlank ? [] : choice });
    this.#settle(...Object.keys(mistakes).filter((name) => name !== 'code'));
  };

  readonly #onCode = (event: Event): void => {
    this.#set({ code: (event.target as HTMLInputElement).value });
    this.#settle('code');
  };

  /** What was changed is no mistake until it is looked at again. */
  #settle(...names: string[]): void {
    const mistakes = Object.entries(this.form.mistakes).filter(([name]) => !names.includes(name));
    this.#set({ mistakes: Object.fromEntries(mistakes) });
  }

  #needsCode({ ballotPolicy }: Poll): boolean {
    return ballotPolicy === 'code' && !this.#ballot?.voted;
  }

  #findMistakes({ poll, questions }: LoadedPoll): Record<string, string> {
    const { locale } = this;
    const { choice, isBlank, code } = this.form;
    const mistakes: Record<string, string> = {};
    for (const question of isBlank ? [] : questions) {
      const { min, max } = limitsOf(question);
      const n = chosenOf(question, choice).length;
      if (n > max) mistakes[question.id] = locale.t('pollNeedMax', { n: max });
      else if (n < min)
        mistakes[question.id] = min > 1 ? locale.t('pollNeedMin', { n: min }) : locale.t('pollNeedOne');
    }
    if (this.#needsCode(poll) && !code.trim()) mistakes.code = locale.t('pollNeedCode');
    return mistakes;
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    // As in a form of the page; but no form's `submit`, which a sandboxed frame does not have.
    if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    void this.#vote();
  };

  readonly #vote = async (): Promise<void> => {
    const { data } = this.#load;
    if (!data || this.voting) return;
    const mistakes = this.#findMistakes(data);
    this.#set({ mistakes });
    if (Object.keys(mistakes).length) return this.#focusMistake();
    const { choice: all, isBlank } = this.form;
    const choice = isBlank ? [] : data.questions.flatMap((question) => chosenOf(question, all));
    if (!(await this.#send(data.poll, choice))) return;
    this.dispatchEvent(new CivicPollVotedEvent(data.poll.id, choice));
  };

  /**
   * Sends the ballot, and shows what comes back.
   * @param choice undefined where it is not known any more: a ballot that was counted is known by its number
   */
  async #send(poll: Poll, choice: readonly string[] | undefined): Promise<boolean> {
    const { storage, fetch, maySend } = this.config.value;
    const { code } = this.form;
    const voteUrl = poll.voteUrl!;
    const ballot = this.#ballot!;
    // The same number with other content would change nothing.
    if (poll.changeable && choice && (ballot.voted || ballot.sent) && !isSame(choice, ballot.sent))
      ballot.revision++;
    ballot.sent = choice;
    const body = new URLSearchParams(choice?.map((each) => ['choice', each]));
    if (choice?.length === 0) body.set('blank', '1');
    body.set('ballot', ballot.id);
    if (poll.changeable) body.set('revision', String(ballot.revision));
    if (code && poll.ballotPolicy === 'code') body.set('code', code.trim());
    const keep = () => {
      if (storage !== 'none' || ballot.isKept) keepBallot(voteUrl, ballot, storage);
    };
    keep();
    this.voting = true;
    this.#set({ problem: undefined });
    let answer: LoadedPoll | undefined;
    let error: SourceError | undefined;
    try {
      const { json, headers } = await send(voteUrl, body, { fetch, allowed: maySend });
      answer = readPoll({ json, url: voteUrl, headers });
    } catch (reason) {
      error = SourceError.from(reason, voteUrl);
    }
    this.voting = false;
    // `format` is an answer that can't be read: the vote was taken all the same.
    const isCounted = answer || error?.code === 'format';
    if (isCounted) {
      ballot.voted = true;
      ballot.choice = choice;
      keep();
      // Whoever votes next has another ballot, as these policies allow.
      if (/^(open|code)$/.test(poll.ballotPolicy)) dropBallot(voteUrl, ballot);
    }
    // Another poll may have taken its place meanwhile.
    if (this.#load.data && this.#voteUrl === voteUrl) {
      if (isCounted) {
        if (answer) this.#load.replace({ ...answer, again: true });
        await this.#show();
      } else if (error) {
        this.#refuse(error);
        await this.updateComplete;
      }
    }
    if (error) this.fail(error);
    return !!isCounted;
  }

  #refuse(error: SourceError): void {
    const code = error.problems
      .map((problem) => problem as { name?: string; message?: string })
      .find(({ name }) => name === 'code');
    if (code) {
      this.#set({ mistakes: { code: code.message || this.locale.t('pollNeedCode') } });
      void this.#focusMistake();
    } else this.#set({ problem: error });
    // Not open yet, or closed: then the poll says so itself.
    if (error.status === 409) void this.#load.reload();
  }

  #voteAgain(): void {
    this.#ballot = ballotFor(this.#voteUrl!, this.config.value.storage);
    this.form = UNTOUCHED;
    void this.#show();
  }

  async #show(wanted?: Form['wanted']): Promise<void> {
    const choice = wanted === 'ballot' ? this.#ballot?.choice : this.form.choice;
    this.#set({ wanted, choice: choice ?? [], mistakes: {}, problem: undefined });
    await this.updateComplete;
    this.#focus('outcome', 'question');
  }

  #set(change: Partial<Form>): void {
    this.form = { ...this.form, ...change };
  }

  async #focusMistake(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.wrong input')?.focus();
  }

  /** Moves the focus to the first of these parts that is there, unless the resident has gone elsewhere. */
  #focus(...parts: string[]): void {
    const active = (this.getRootNode() as Document | ShadowRoot).activeElement;
    const target = parts
      .map((part) => this.renderRoot.querySelector<HTMLElement>(`[part='${part}']`))
      .find(Boolean);
    if (!target || (active && active !== this && active !== document.body)) return;
    target.tabIndex = -1;
    target.focus();
  }
}
