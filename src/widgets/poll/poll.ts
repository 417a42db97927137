import { type TemplateResult, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CivicElement } from '../../base/civic-element.js';
import { heading } from '../../base/heading.js';
import { type LoadContext, LoadController } from '../../base/load-controller.js';
import { empty, waiting } from '../../base/states.js';
import { languageOf, words } from '../../base/words.js';
import type { Poll, PollQuestion } from '../../contracts/poll.js';
import { SourceError } from '../../internal/errors.js';
import { notAllowed } from '../../internal/request.js';
import type { MessageKey } from '../../locale/messages.js';
import { baseStyles } from '../../theme/base.styles.js';
import { fieldStyles } from '../../theme/fields.styles.js';
import { type Ballot, ballotFor, forgetBallot, keepBallot } from './ballots.js';
import { castVote } from './cast-vote.js';
import { factsTemplate } from './footer.js';
import { type Form, UNTOUCHED, withChoice } from './form.js';
import { type LoadedPoll, chosenOf, isCounted, loadPoll } from './load-poll.js';
import { type Phase, phaseOf, showsResults, whenInWords, whyHidden } from './phase.js';
import { CivicPollLoadedEvent, CivicPollVotedEvent } from './poll.events.js';
import { pollStyles } from './poll.styles.js';
import { type QuestionContext, ballotTemplate, optionsTemplate, questionHeading } from './question.js';
import { resultsTemplate } from './results.js';
import { dropToken, takeToken } from './sign-in.js';

/** Seconds between two updates of the results, at least. */
const MIN_REFRESH = 5;

const isSeveral = ({ questions }: Poll): boolean => !!questions?.length;

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
 * @csspart order - What was chosen, in order of preference.
 * @csspart move - The buttons that change the order.
 * @csspart vote - The "Vote" button.
 * @csspart outcome - The heading above the results, or the thanks for a vote.
 * @csspart results - The results.
 * @csspart result - The result of one option.
 * @csspart bar - Its bar.
 * @csspart table - The results as a table, or the rounds of a ranked question.
 * @csspart mine - What marks the resident's own choice.
 * @csspart actions - The buttons.
 * @csspart footer - How many voted, and by which rules.
 * @csspart tools - The small buttons: table, pause, share.
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

  /** Seconds between updates of the results while the poll is open, at least 5; 0 for none. Rests while the page is hidden, and when the resident says so. */
  @property({ type: Number }) refresh = 0;

  @state() private form = UNTOUCHED;

  #ballot: Ballot | undefined;
  #voteUrl: string | null | undefined;
  #id: string | undefined;
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
    takeToken();
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override get showsFallback(): boolean {
    const { data } = this.#load;
    // Where nobody can vote here, the link to where they can stays.
    return !data?.questions.length || !(data.poll.voteUrl || data.poll.url);
  }

  protected override willUpdate(): void {
    this.#hadFocus = !!this.shadowRoot?.activeElement;
    const { id, voteUrl } = this.#load.data?.poll ?? {};
    // One that has closed need not say any more where to vote.
    if (id === this.#id) return;
    this.#id = id;
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
        ${data ? this.#renderPoll(data) : waiting(this.locale, this.#load, 3)}
      </div>`;
  }

  get #hasVoted(): boolean {
    return !!this.#ballot?.voted;
  }

  #canVote({ voteUrl, ballotPolicy }: Poll): boolean {
    return !!voteUrl && this.config.value.maySend(voteUrl) && (ballotPolicy !== 'login' || !!takeToken());
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

  #renderPoll(data: LoadedPoll): unknown {
    const { poll, questions } = data;
    if (!questions.length) return empty(this.locale, 'pollEmpty');
    const { wanted, problem } = this.form;
    const phase = phaseOf(data);
    const isShown = showsResults(data);
    const wantsBallot = this.#hasVoted ? wanted === 'ballot' : wanted !== 'results';
    const isBallot = phase === 'open' && this.#canVote(poll) && wantsBallot;
    const hasResults = !isBallot && (this.#hasVoted || phase === 'closed' || isShown);
    const actions = phase === 'open' ? this.#actions(poll, isShown, isBallot) : [];
    return html`${phase === 'open' ? nothing : this.#renderPhase(data, phase)}
    ${isSeveral(poll) ? questionHeading(poll, { ...this.#context(poll, 0), level: this.#level }) : nothing}
    ${
      isBallot
        ? this.#renderBallot(data)
        : hasResults
          ? this.#renderResults(data, phase, isShown)
          : questions.map((question, i) => optionsTemplate(question, this.#context(poll, i)))
    }
    ${problem ? html`<p class="error" part="error" role="alert">${this.#explain(problem)}</p>` : nothing}
    ${actions.length ? html`<div class="actions" part="actions">${actions}</div>` : nothing}
    ${this.#renderFooter(data, phase, hasResults && isShown)}`;
  }

  #renderPhase(data: LoadedPoll, phase: Phase): TemplateResult {
    const { locale } = this;
    const { opens, closes } = data.poll;
    const isClosed = phase === 'closed';
    const date = whenInWords(locale, isClosed ? closes : opens, data) ?? '';
    const reason = locale.t(isClosed ? 'pollClosed' : 'pollOpens', { date });
    const isTooLate = isClosed && !this.#hasVoted && this.form.choice.length > 0;
    return html`<p class="phase" part="phase">${reason}</p>
      ${isTooLate ? html`<p>${locale.t('pollRejected', { reason })}</p>` : nothing}`;
  }

  #renderBallot({ poll, questions }: LoadedPoll): TemplateResult {
    const { locale } = this;
    const { choice, isBlank, code, codeMistake, isChecked } = this.form;
    const wrongCode = codeMistake ?? (isChecked && !code.trim() ? locale.t('pollNeedCode') : '');
    const several = isSeveral(poll);
    const allowsBlank = typeof poll.blank === 'number';
    return html`${questions.map((question, i) =>
      ballotTemplate(question, {
        ...this.#context(poll, i),
        choice,
        blank: allowsBlank && !several ? isBlank : undefined,
        isChecked: isChecked && !isBlank,
        choose: (id, isChosen) => this.#choose(question, id, isChosen),
        chooseBlank: this.#chooseBlank,
        move: this.#move,
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
        ? html`<div class="code ${wrongCode ? 'wrong' : ''}">
            <label class="label" for="code">${locale.t('pollCodeLabel')}</label>
            <p class="error" part="error" id="error-code" ?hidden=${!wrongCode}>${wrongCode}</p>
            <input
              class="input"
              id="code"
              autocomplete="off"
              autocapitalize="characters"
              spellcheck="false"
              .value=${code}
              aria-required="true"
              aria-invalid=${!!wrongCode}
              aria-describedby="error-code"
              @input=${this.#onCode}
            />
          </div>`
        : nothing
    }`;
  }

  #renderResults({ poll, questions }: LoadedPoll, phase: Phase, isShown: boolean): TemplateResult {
    const { locale } = this;
    const several = isSeveral(poll);
    const thanks = this.#hasVoted ? locale.t('pollThanks') : '';
    const level = this.#context(poll, 0).level + (several ? 0 : 1);
    const choice = (this.#hasVoted && this.#ballot?.choice) || [];
    return html`${several ? nothing : questionHeading(questions[0]!, this.#context(poll, 0))}
      <div class="outcome ${thanks ? 'thanks' : ''}">
        ${heading(level, thanks || locale.t('pollResults'), 'outcome')}
      </div>
      ${
        isShown
          ? questions.map((question, i) => {
              const { isTable } = this.form;
              const context = { ...this.#context(poll, i, 1), voters: poll.voters, choice, isTable };
              return html`${several ? questionHeading(question, context) : nothing}
              ${resultsTemplate(question, context)}`;
            })
          : html`<p>${locale.t(whyHidden(poll, phase))}</p>`
      }`;
  }

  /** The buttons of a poll that is open. */
  #actions(poll: Poll, isShown: boolean, isBallot: boolean): TemplateResult[] {
    const { locale } = this;
    const { wanted, isVoting } = this.form;
    const { ballotPolicy, changeable, loginUrl, results, url } = poll;
    const button = (key: MessageKey, act: () => unknown) =>
      html`<button type="button" class="button" @click=${act}>${locale.t(key)}</button>`;
    // Where to come back to is what a sign-in knows from the referrer.
    const link = (key: MessageKey, href: string) =>
      html`<a class="button primary" href=${href} referrerpolicy="no-referrer-when-downgrade"
        >${locale.t(key)}</a
      >`;
    const back = () => button('pollBack', () => this.#show());
    if (isBallot) {
      const vote = html`<button
        type="button"
        class="button primary"
        part="vote"
        aria-disabled=${!!isVoting}
        @click=${this.#vote}
      >
        ${locale.t(isVoting ? 'pollVoting' : 'pollVote')}
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
    } else if (ballotPolicy === 'login' && loginUrl && !takeToken())
      buttons.push(link('pollSignIn', loginUrl));
    else if (!this.#canVote(poll) && url) buttons.push(link('pollElsewhere', url));
    return buttons;
  }

  #renderFooter(data: LoadedPoll, phase: Phase, hasResults: boolean): TemplateResult {
    const { locale } = this;
    const { isTable, isPaused, shared } = this.form;
    const { poll } = data;
    const { privacyUrl, url, results } = poll;
    const isOpen = phase === 'open';
    const isWaiting = isOpen && !showsResults(data) && !this.#hasVoted && results !== 'always';
    const rules = [
      poll.voteUrl && phase !== 'closed' && this.#policy(poll),
      isWaiting && locale.t(whyHidden(poll, phase)),
      isOpen && this.#renderMemory(poll),
    ].filter(Boolean);
    return html`<div class="footer muted" part="footer">
      ${factsTemplate(data, locale)}
      ${rules.length ? html`<p>${rules.map((rule) => [rule, ' '])}</p>` : nothing}
      ${privacyUrl ? html`<p><a href=${privacyUrl}>${locale.t('formPrivacy')}</a></p>` : nothing}
      <div class="tools" part="tools">
        ${hasResults ? this.#toggle('pollTable', isTable, () => this.#set({ isTable: !isTable })) : nothing}
        ${isOpen && this.refresh > 0 ? this.#toggle('pollPause', isPaused, () => this.#set({ isPaused: !isPaused })) : nothing}
        ${
          url
            ? html`<button type="button" class="link-button" @click=${() => this.#share(url)}>
                ${locale.t('pollShare')}
              </button>`
            : nothing
        }
        <span role="status">${shared}</span>
      </div>
    </div>`;
  }

  /** Without storage the town's own words may promise more than there is. */
  #policy(poll: Poll): unknown {
    const { ballotPolicy, ballotPolicyText } = poll;
    const { locale } = this;
    const key = { open: 'pollOpen', code: 'pollCode', login: 'pollLogin', browser: 'pollBrowser' } as const;
    const isPageOnly =
      ballotPolicy === 'browser' && this.config.value.storage === 'none' && !this.#ballot?.isKept;
    return html`${ballotPolicyText ? this.#own(poll)(ballotPolicyText) : locale.t(key[ballotPolicy])}
    ${isPageOnly ? locale.t('pollBrowserPage') : nothing}`;
  }

  /** Where the page keeps nothing on the device, the resident may. */
  #renderMemory({ ballotPolicy }: Poll): unknown {
    const ballot = this.#ballot;
    if (ballotPolicy !== 'browser' || !ballot?.voted || this.config.value.storage !== 'none')
      return undefined;
    const act = () => {
      if (ballot.isKept) forgetBallot(this.#voteUrl!, ballot);
      else keepBallot(this.#voteUrl!, ballot, 'local');
      this.requestUpdate();
    };
    return this.#toggle('pollRemember', ballot.isKept, act);
  }

  #toggle(key: MessageKey, isOn: boolean | undefined, act: () => void): TemplateResult {
    return html`<button type="button" class="link-button" aria-pressed=${!!isOn} @click=${act}>
      ${this.locale.t(key)}
    </button>`;
  }

  #explain({ code, problems, message }: SourceError): string {
    if (code === 'rejected') {
      const said = problems.flatMap((problem) => (problem as { message?: string }).message ?? []);
      return this.locale.t('pollRejected', { reason: said.join(' ') || message });
    }
    return this.locale.t(code === 'busy' ? 'failedBusy' : 'pollFailed');
  }

  async #fetch(context: LoadContext): Promise<LoadedPoll & { again?: boolean }> {
    const before = this.#load.data;
    try {
      const fresh = await loadPoll(this.src, context);
      const current = this.#load.data;
      if (!current) return fresh;
      // A vote was counted meanwhile, whose answer is newer; or only that answer may carry the results.
      const isLess =
        fresh.poll.results === 'after-vote' && !fresh.questions.some(isCounted) && showsResults(current);
      return current !== before || isLess ? current : { ...fresh, again: true };
    } finally {
      this.#loadedAt = Date.now();
    }
  }

  #loaded({ again, poll, questions, problems }: LoadedPoll & { again?: boolean }): void {
    if (again) return;
    const url = this.src;
    if (!questions.length) {
      return this.fail(new SourceError('empty', 'The poll has no options.', { url }));
    }
    this.dispatchEvent(new CivicPollLoadedEvent(poll.id));
    if (problems.length)
      this.fail(new SourceError('format', 'Part of the poll was left out.', { url, problems }));
    if (poll.voteUrl && !this.config.value.maySend(poll.voteUrl)) this.fail(notAllowed(poll.voteUrl));
  }

  /** Asks again when the poll has opened or closed, and for newer results; says anew how long there is. */
  #schedule(): void {
    clearTimeout(this.#timer);
    const { data, busy } = this.#load;
    if (!data || busy) return;
    const { poll, skew } = data;
    const changes = [poll.opens, poll.closes].map((time) => Date.parse(time ?? '') - skew + this.#lag);
    const due = Math.min(
      ...changes.filter((time) => time > this.#loadedAt),
      this.refresh > 0 && !this.form.isPaused && phaseOf(data) === 'open'
        ? this.#loadedAt + Math.max(MIN_REFRESH, this.refresh) * 1000
        : Infinity,
    );
    if (due === Infinity) return;
    // In short steps: timers stand still while a device sleeps.
    const wait = Math.min(30_000, Math.max(1000, due - Date.now()));
    this.#timer = setTimeout(() => {
      if (document.hidden) this.#schedule();
      else if (Date.now() < due) this.requestUpdate();
      else void this.#load.reload();
    }, wait);
  }

  #choose(question: PollQuestion, id: string, isChosen: boolean): void {
    this.#set({ choice: withChoice(this.form.choice, question, id, isChosen), isBlank: false });
  }

  readonly #chooseBlank = (isBlank: boolean): void => {
    this.#set(isBlank ? { isBlank, choice: [] } : { isBlank });
  };

  readonly #move = async (id: string, other: string, button: string): Promise<void> => {
    const change = (each: string) => (each === id ? other : each === other ? id : each);
    this.#set({ choice: this.form.choice.map(change) });
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#${button}`)?.focus();
  };

  readonly #onCode = (event: Event): void => {
    this.#set({ code: (event.target as HTMLInputElement).value, codeMistake: undefined });
  };

  async #share(url: string): Promise<void> {
    // The address itself, where there is no other way.
    let shared = url;
    try {
      // Missing where a browser has nothing to share with.
      if ((navigator as Partial<Navigator>).share) {
        await navigator.share({ url });
        shared = '';
      } else {
        await navigator.clipboard.writeText(url);
        shared = this.locale.t('formCopied');
      }
    } catch {
      // Not here, or they thought better of it.
    }
    this.#set({ shared });
  }

  #needsCode({ ballotPolicy }: Poll): boolean {
    return ballotPolicy === 'code' && !this.#ballot?.voted;
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    // As in a form of the page; but no form's `submit`, which a sandboxed frame does not have.
    if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    void this.#vote();
  };

  readonly #vote = async (): Promise<void> => {
    const { data } = this.#load;
    if (!data || this.form.isVoting) return;
    this.#set({ isChecked: true });
    if ((await this.#focusMistake()) || this.form.isVoting) return;
    const { choice: all, isBlank } = this.form;
    const choice = isBlank ? [] : data.questions.flatMap((question) => chosenOf(question, all));
    if (!(await this.#send(data.poll, choice))) return;
    this.dispatchEvent(new CivicPollVotedEvent(data.poll.id, choice));
  };

  /** Sends the ballot, and shows what comes back. */
  async #send(poll: Poll, choice: readonly string[] | undefined): Promise<boolean> {
    this.#set({ isVoting: true, problem: undefined });
    const cast = await castVote(poll, this.#ballot!, choice, this.form.code, this.config.value);
    const { isCounted: isDone, answer, error } = cast;
    this.#set({ isVoting: false });
    // Another poll may have taken its place meanwhile.
    if (this.#load.data && this.#voteUrl === poll.voteUrl) {
      if (isDone) {
        if (answer) this.#load.replace({ ...answer, again: true });
        await this.#show();
      } else if (error) {
        this.#refuse(error);
        await this.updateComplete;
      }
    }
    if (error) this.fail(error);
    return isDone;
  }

  #refuse(error: SourceError): void {
    const named = (wanted: string) =>
      (error.problems as readonly { name?: string; message?: string }[]).find(({ name }) => name === wanted);
    const code = named('code');
    // Then signing in again is the way.
    if (named('token')) dropToken();
    if (code) {
      this.#set({ codeMistake: code.message || this.locale.t('pollNeedCode') });
      void this.#focusMistake();
    } else this.#set({ problem: error });
    // Not open yet, or closed: then the poll says so itself.
    if (error.status === 409) void this.#load.reload();
  }

  #voteAgain(): void {
    this.#ballot = ballotFor(this.#voteUrl!, this.config.value.storage);
    this.#set(UNTOUCHED);
    void this.#show();
  }

  async #show(wanted?: Form['wanted']): Promise<void> {
    const choice = wanted === 'ballot' ? this.#ballot?.choice : this.form.choice;
    this.#set({ wanted, choice: choice ?? [], isChecked: false, problem: undefined });
    await this.updateComplete;
    this.#focus('outcome', 'question');
  }

  #set(change: Partial<Form>): void {
    this.form = { ...this.form, ...change };
  }

  /** @returns whether there is one */
  async #focusMistake(): Promise<boolean> {
    await this.updateComplete;
    const wrong = this.renderRoot.querySelector<HTMLElement>('.wrong input');
    wrong?.focus();
    return !!wrong;
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
