import { type TemplateResult, html, nothing } from 'lit';
import { heading } from '../../base/heading.js';
import { relativeTime } from '../../base/relative-time.js';
import type { Card, Post, PostPoll, Quote } from '../../contracts/post.js';
import { plain } from '../../internal/text.js';
import { directionOf } from '../../locale/registry.js';
import { contentOf } from './content.js';
import { type MediaContext, mayLoad, mediaTemplate } from './media.js';

export interface PostContext extends MediaContext {
  /** Level of a post's own title. */
  level: number;
  revealed: ReadonlySet<Post>;
  reveal(post: Post): void;
}

const date = (post: Post): Date | undefined => (post.published ? new Date(post.published) : undefined);

/** A name for the article, where it has no title to be called by. */
function label(post: Post, { locale }: PostContext): string {
  const name = post.authors[0]?.name || post.source?.name || '';
  const at = date(post);
  if (!name) return post.title ?? locale.t('feedUntitled');
  return at ? locale.t('feedPost', { name, date: locale.date(at) }) : locale.t('feedPostUndated', { name });
}

function time(post: Post, { locale }: PostContext, linked: boolean): TemplateResult | typeof nothing {
  const at = date(post);
  if (!at) {
    return linked && post.url
      ? html`<a class="open" href=${post.url}>${locale.t('feedReadMore')}</a>`
      : nothing;
  }
  const full = locale.date(at, { dateStyle: 'full', timeStyle: 'short' });
  const inner = html`<time
    datetime=${post.published!}
    title=${full}
    .textContent=${relativeTime(at, locale)}
  ></time>`;
  return linked && post.url ? html`<a class="open" href=${post.url} rel="noopener">${inner}</a>` : inner;
}

function byline(post: Post, context: PostContext): TemplateResult {
  const { locale } = context;
  const [author] = post.authors;
  const name = plain(author?.name || post.source?.name || '');
  const avatar =
    author?.avatar && mayLoad(author.avatar, context) && !context.broken.has(author.avatar)
      ? author.avatar
      : undefined;
  const marks = [post.pinned && 'feedPinned', post.replyTo && 'feedReply'].filter(
    (key) => key === 'feedPinned' || key === 'feedReply',
  );
  return html`<div class="byline" part="byline">
    ${avatar ? html`<img class="avatar" part="avatar" loading="lazy" decoding="async" referrerpolicy="no-referrer" src=${avatar} alt="" width="40" height="40" />` : nothing}
    <div>
      ${name ? html`<bdi class="author" part="author" .textContent=${name}></bdi>` : nothing}
      <div class="muted">
        ${time(post, context, !post.title)}${marks.map((key) => html` · ${locale.t(key)}`)}
      </div>
    </div>
  </div>`;
}

function card(found: Card, context: PostContext): TemplateResult {
  const image =
    found.image && mayLoad(found.image.url, context) && !context.broken.has(found.image.url)
      ? found.image
      : undefined;
  return html`<a class="card" part="card" href=${found.url} rel="noopener nofollow ugc"
    >${image ? html`<img loading="lazy" decoding="async" referrerpolicy="no-referrer" src=${image.url} alt=${image.alt ?? ''} />` : nothing}<strong
      .textContent=${plain(found.title)}
    ></strong
    >${found.summary ? html`<span .textContent=${plain(found.summary)}></span>` : nothing}</a
  >`;
}

function poll(found: PostPoll, { locale }: PostContext): TemplateResult {
  const total = found.voters || found.options.reduce((sum, option) => sum + (option.votes ?? 0), 0);
  return html`<ul class="poll" part="poll">
    ${found.options.map(
      ({ label: text, votes }) =>
        html`<li>
          <bdi>${plain(text)}</bdi>
          ${
            typeof votes === 'number'
              ? html`<span class="muted"
                  >${locale.percent(total ? votes / total : 0)}, ${locale.t('feedVotes', { n: votes })}</span
                >`
              : nothing
          }
        </li>`,
    )}
  </ul>`;
}

function quote(found: Quote, { locale }: PostContext): TemplateResult {
  if (found.state && found.state !== 'shown')
    return html`<p class="quote muted" part="quote">${locale.t('feedQuoteGone')}</p>`;
  return html`<blockquote class="quote" part="quote" dir="auto">
    ${found.text ? html`<p>${plain(found.text)}</p>` : nothing}
    ${found.url ? html`<a href=${found.url} rel="noopener nofollow ugc">${plain(found.author || found.url)}</a>` : found.author}
  </blockquote>`;
}

function counts(post: Post, { locale }: PostContext): TemplateResult | typeof nothing {
  const { replies, boosts, likes } = post.counts ?? {};
  const texts = [
    replies ? locale.t('feedReplies', { n: replies }) : '',
    boosts ? locale.t('feedBoosts', { n: boosts }) : '',
    likes ? locale.t('feedLikes', { n: likes }) : '',
  ].filter(Boolean);
  return texts.length
    ? html`<p class="muted counts" part="counts" .textContent=${texts.join(' · ')}></p>`
    : nothing;
}

function body(post: Post, context: PostContext): TemplateResult {
  const { locale } = context;
  const content = contentOf(post);
  const language = post.language || undefined;
  return html`<div
      class="content"
      part="content"
      lang=${language ?? nothing}
      dir=${language ? directionOf(language) : 'auto'}
    >
      ${content.nodes}
    </div>
    ${
      content.cut && post.url
        ? html`<p>
            <a class="open" href=${post.url} rel="noopener"
              >${locale.t('feedReadMore')}<span class="visually-hidden">: ${plain(post.title ?? '')}</span></a
            >
          </p>`
        : nothing
    }
    ${mediaTemplate(content.media, context, context.revealed.has(post), () => context.reveal(post))}
    ${post.poll ? poll(post.poll, context) : nothing} ${post.quote ? quote(post.quote, context) : nothing}
    ${post.card ? card(post.card, context) : nothing}`;
}

/** One post: an article with its permalink and time. */
export function postTemplate(post: Post, context: PostContext): TemplateResult {
  const { locale } = context;
  const title = post.title ? plain(post.title) : '';
  const language = post.language || nothing;
  const hidden = post.warning || (post.sensitive ? locale.t('feedSensitive') : '');
  return html`<article part="post" tabindex="-1" aria-label=${title || label(post, context)}>
    ${post.boostedBy ? html`<p class="muted">${locale.t('feedShared', { name: plain(post.boostedBy.name) })}</p>` : nothing}
    ${
      title
        ? heading(
            context.level,
            post.url
              ? html`<a
                  class="open"
                  href=${post.url}
                  rel="noopener"
                  lang=${language}
                  dir="auto"
                  .textContent=${title}
                ></a>`
              : html`<span lang=${language} dir="auto" .textContent=${title}></span>`,
            'title',
          )
        : nothing
    }
    ${byline(post, context)}
    ${
      hidden
        ? html`<details class="warning">
            <summary>${plain(hidden)}</summary>
            ${body(post, context)}
          </details>`
        : body(post, context)
    }
    ${post.action ? html`<p><a class="button primary open" part="action" href=${post.action.url} rel="noopener">${plain(post.action.label)}</a></p>` : nothing}
    ${counts(post, context)}
  </article>`;
}
