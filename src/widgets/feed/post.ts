import type { Card, Emoji, Person, Post, PostPoll, Quote } from '../../contracts/post.js';
import { h } from '../../internal/dom.js';
import { plain } from '../../internal/text.js';
import { directionOf } from '../../locale/registry.js';
import { contentOf } from './content.js';
import { LAZY, type MediaContext, mayLoad, mediaOf } from './media.js';

export interface PostContext extends MediaContext {
  /** Level of a post's own title. */
  level: number;
  /** Whether somebody asked for the post's pictures. */
  isRevealed: boolean;
  /** Dates and numbers, which browsers take long to write for the first time: once the post is there to be read. */
  later: (write: () => void) => void;
}

/** How a date is written out. One way for all: each takes browsers a while to prepare. */
const DATE = { dateStyle: 'long', timeStyle: 'short' } as const;

type Part = Node | string | false | null | undefined;

/** Of titles, names and labels, what can be read at a glance. */
const brief = (text: string): string => plain(text).replace(/^([^]{300})[^]+/u, '$1…');

const OUT = { rel: 'noopener nofollow ugc' } as const;

/** A link to the post itself. */
const permalink = (
  url: string,
  attributes: Record<string, string | undefined>,
  ...children: Part[]
): HTMLElement => h('a', { class: 'open', href: url, rel: 'noopener', ...attributes }, ...children);

function nameOf(post: Post): string {
  return brief(post.authors[0]?.name || post.source?.name || '');
}

/** A name for the article, where it has no title to be called by. */
function label(article: HTMLElement, post: Post, { locale, later }: PostContext): void {
  const name = nameOf(post);
  article.ariaLabel = locale.t(name ? 'feedPostUndated' : 'feedUntitled', { name });
  const { published } = post;
  if (!name || !published) return;
  later(() => {
    article.ariaLabel = locale.t('feedPost', { name, date: locale.date(published, DATE) });
  });
}

/** `:shortcodes:` as their pictures, where those may be fetched; each picture is called by its code. */
function withEmojis(text: string, emojis: readonly Emoji[] | null | undefined, context: PostContext): Part[] {
  if (!emojis?.length) return [text];
  return text.split(/(:\w+:)/).map((piece) => {
    const found = emojis.find(({ shortcode }) => piece === `:${shortcode}:`);
    if (!found || !mayLoad(found.url, context)) return piece;
    return h('img', { class: 'emoji', ...LAZY, src: found.url, alt: piece, title: piece });
  });
}

function paintEmojis(root: Node, { emojis }: Post, context: PostContext): void {
  if (!emojis?.length) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (text.data.includes(':'))
      text.replaceWith(
        ...withEmojis(text.data, emojis, context).filter((part): part is Node | string => !!part),
      );
  }
}

function time(post: Post, { locale, later }: PostContext): Part {
  if (!post.published) return !post.title && post.url && permalink(post.url, {}, locale.t('feedReadMore'));
  const at = new Date(post.published);
  const shown = h('time', { datetime: post.published });
  later(() => {
    shown.textContent = locale.relative(at);
    shown.title = locale.date(at, DATE);
  });
  return post.title || !post.url ? shown : permalink(post.url, {}, shown);
}

function avatar(person: Person | undefined, context: PostContext): Part {
  if (!person?.avatar || !mayLoad(person.avatar, context)) return undefined;
  return h('img', {
    class: 'avatar',
    part: 'avatar',
    ...LAZY,
    src: person.avatar,
    alt: '',
    width: 40,
    height: 40,
  });
}

const isEdited = ({ published, updated }: Post): boolean =>
  !!published && !!updated && Date.parse(updated) - Date.parse(published) > 60_000;

function byline(post: Post, context: PostContext): HTMLElement {
  const { locale } = context;
  const marks = [
    post.pinned && locale.t('feedPinned'),
    post.replyTo && locale.t('feedReply'),
    !post.title && isEdited(post) && locale.t('feedEdited'),
  ].filter(Boolean);
  const name = nameOf(post);
  const face = avatar(post.authors[0], context);
  return h(
    'div',
    { class: face ? 'byline faced' : 'byline', part: 'byline' },
    face,
    name && h('bdi', { class: 'author', part: 'author' }, name),
    h('span', { class: 'muted' }, time(post, context), marks.map((mark) => ` · ${String(mark)}`).join('')),
  );
}

function card({ url, title, summary, image }: Card, context: PostContext): HTMLElement {
  return h(
    'a',
    { class: 'card', part: 'card', href: url, ...OUT },
    image && mayLoad(image.url, context) && h('img', { ...LAZY, src: image.url, alt: image.alt ?? '' }),
    h('strong', {}, brief(title)),
    summary && h('span', {}, brief(summary)),
  );
}

function poll(
  { options, voters, multiple, closes }: PostPoll,
  post: Post,
  context: PostContext,
): HTMLElement {
  const { locale } = context;
  // Where people chose several, percentages are of people: without their number there are none.
  const total = voters || (multiple ? NaN : options.reduce((sum, { votes }) => sum + (votes ?? 0), 0));
  const share = (votes: number) => locale.percent(Math.min(1, votes / total || 0));
  const closed = closes && Date.parse(closes) < Date.now();
  return h(
    'ul',
    { class: 'poll', part: 'poll', role: 'list' },
    ...options.map(({ label: text, votes }) =>
      h(
        'li',
        {},
        h('bdi', {}, ...withEmojis(brief(text), post.emojis, context)),
        typeof votes === 'number' &&
          votes >= 0 &&
          h(
            'span',
            { class: 'muted' },
            (Number.isNaN(total) ? '' : `${share(votes)}, `) + locale.t('feedVotes', { n: votes }),
          ),
      ),
    ),
    !!closes &&
      h(
        'li',
        { class: 'muted' },
        locale.t(closed ? 'pollClosed' : 'pollCloses', { date: locale.date(closes) }),
      ),
  );
}

function quote({ state, text, url, author }: Quote, { locale }: PostContext): HTMLElement {
  if (state && state !== 'shown')
    return h('p', { class: 'quote muted', part: 'quote' }, locale.t('feedQuoteGone'));
  return h(
    'blockquote',
    { class: 'quote', part: 'quote', dir: 'auto' },
    text && h('p', {}, brief(text)),
    url ? h('a', { href: url, ...OUT }, brief(author || url)) : brief(author ?? ''),
  );
}

function counts({ counts: found }: Post, { locale, later }: PostContext): Part {
  const [replies = 0, boosts = 0, likes = 0] = [found?.replies, found?.boosts, found?.likes].map((count) =>
    Math.max(0, count ?? 0),
  );
  if (!(replies + boosts + likes)) return undefined;
  const shown = h('p', { class: 'muted counts', part: 'counts' });
  later(() => {
    const texts = [
      replies && locale.t('feedReplies', { n: replies }),
      boosts && locale.t('feedBoosts', { n: boosts }),
      likes && locale.t('feedLikes', { n: likes }),
    ];
    shown.textContent = texts.filter(Boolean).join(' · ');
  });
  return shown;
}

function body(post: Post, context: PostContext): Part[] {
  const { locale } = context;
  if (post.unavailable) return [h('p', { class: 'muted' }, locale.t('feedUnavailable'))];
  const { text, media, cut } = contentOf(post);
  const content = h('div', {
    class: 'content',
    part: 'content',
    lang: post.language,
    dir: post.language ? directionOf(post.language) : 'auto',
  });
  content.append(text);
  paintEmojis(content, post, context);
  const rest = h('span', { class: 'visually-hidden' }, `: ${brief(post.title ?? '')}`);
  return [
    !!content.firstChild && content,
    cut && !!post.url && h('p', {}, permalink(post.url, {}, locale.t('feedReadMore'), rest)),
    mediaOf(media, context, context.isRevealed),
    post.poll && poll(post.poll, post, context),
    post.quote && quote(post.quote, context),
    post.card && card(post.card, context),
  ];
}

/**
 * One post: an article with its permalink and time, as an item of a list.
 *
 * Plain elements instead of a template: a post never changes but as a whole, there may be thousands, and Lit's marks
 * and spaces would double its nodes (33 instead of 80 for a typical one).
 */
export function postElement(post: Post, context: PostContext): HTMLLIElement {
  const { locale, level } = context;
  const title = brief(post.title ?? '');
  const language = { lang: post.language, dir: 'auto' };
  const hidden = plain(post.warning ?? '') || (post.sensitive ? locale.t('feedSensitive') : '');
  const parts = body(post, context);
  const boosted =
    post.boostedBy &&
    h('p', { class: 'muted' }, locale.t('feedShared', { name: brief(post.boostedBy.name) }));
  const heading =
    title &&
    h(
      `h${Math.min(6, Math.max(2, level))}` as 'h3',
      { class: 'heading', part: 'title' },
      post.url ? permalink(post.url, language, title) : h('span', language, title),
    );
  const action =
    post.action &&
    h(
      'p',
      {},
      h(
        'a',
        { class: 'button primary open', part: 'action', href: post.action.url, rel: 'noopener' },
        brief(post.action.label),
      ),
    );
  const article = h(
    'article',
    { part: 'post', tabindex: -1, 'aria-label': title },
    boosted,
    heading,
    byline(post, context),
    ...(hidden
      ? [
          h(
            'details',
            { class: 'warning' },
            h('summary', {}, ...withEmojis(hidden, post.emojis, context)),
            ...parts,
          ),
        ]
      : parts),
    action,
    counts(post, context),
  );
  if (!title) label(article, post, context);
  return h('li', { class: title ? null : 'untitled' }, article);
}
