import { type TemplateResult, html, nothing } from 'lit';
import type { Config, MediaRule } from '../../config/options.js';
import type { Media } from '../../contracts/post.js';
import type { LocaleController } from '../../locale/locale-controller.js';

export interface MediaContext {
  config: Config;
  locale: LocaleController;
  rule: MediaRule;
  /** Addresses that failed to load: blocked by the page's policy, or gone. */
  broken: ReadonlySet<string>;
}

/** Whether the browser may fetch something without being asked. */
export function mayLoad(url: string, { config, rule }: MediaContext): boolean {
  return rule === 'always' || (rule === 'auto' && config.mayRead(url));
}

const addresses = (media: Media): string[] =>
  [media.preview, media.url].filter((url) => typeof url === 'string');

const link = (media: Media, text: string): TemplateResult =>
  html`<a class="file" part="file" href=${media.url} rel="noopener nofollow ugc">${text}</a>`;

function picture(media: Media, { locale, broken }: MediaContext): TemplateResult {
  const source = media.preview ?? media.url;
  const alt = media.alt || locale.t('mediaNoAlt');
  if (broken.has(source)) return link(media, `${locale.t('mediaOpen')}: ${alt}`);
  return html`<img
    part="image"
    loading="lazy"
    decoding="async"
    referrerpolicy="no-referrer"
    src=${source}
    alt=${alt}
    width=${media.width ?? nothing}
    height=${media.height ?? nothing}
  />`;
}

function player(media: Media, { locale, broken }: MediaContext): TemplateResult {
  const label = media.alt || media.title || '';
  const isAudio = media.type === 'audio';
  // HLS plays in few browsers without a library: its picture and a way out serve everybody.
  if (broken.has(media.url) || /\.m3u8($|\?)/.test(media.url)) {
    return link(media, [locale.t(isAudio ? 'mediaAudio' : 'mediaVideo'), label].filter(Boolean).join(': '));
  }
  if (isAudio)
    return html`<audio controls preload="none" src=${media.url} aria-label=${label || nothing}></audio>`;
  return html`<video
    controls
    playsinline
    preload="none"
    ?loop=${media.type === 'animation'}
    .muted=${media.type === 'animation'}
    src=${media.url}
    poster=${media.preview ?? nothing}
    aria-label=${label || nothing}
    width=${media.width ?? nothing}
    height=${media.height ?? nothing}
  >
    ${media.captions?.map((track) => html`<track kind="captions" src=${track.url} srclang=${track.lang ?? nothing} label=${track.label ?? nothing} />`)}
  </video>`;
}

function file(media: Media, { locale }: MediaContext): TemplateResult {
  const name =
    media.title ||
    media.alt ||
    decodeURIComponent(/[^/?#]*(?=$|[?#])/.exec(media.url)?.[0] ?? '') ||
    media.url;
  return link(media, media.bytes ? `${name} (${locale.bytes(media.bytes)})` : name);
}

/**
 * A post's pictures, films, sounds and files. What would need a request to somebody whom neither the webmaster nor
 * the visitor chose is a button that says whom it would ask.
 */
export function mediaTemplate(
  all: readonly Media[],
  context: MediaContext,
  revealed: boolean,
  reveal: () => void,
): TemplateResult | typeof nothing {
  if (!all.length) return nothing;
  const files = all.filter((media) => media.type === 'file');
  const visible = context.rule === 'none' ? [] : all.filter((media) => media.type !== 'file');
  const shown = visible.filter((media) => revealed || addresses(media).every((url) => mayLoad(url, context)));
  const waiting = visible.filter((media) => !shown.includes(media));
  const host = waiting.length ? new URL(waiting[0]!.preview ?? waiting[0]!.url).host : '';
  return html`<div class="media" part="media">
    ${shown.map((media) => (media.type === 'image' ? picture(media, context) : player(media, context)))}
    ${
      waiting.length
        ? html`<button type="button" class="button reveal" part="reveal" @click=${reveal}>
            ${context.locale.t('mediaShow', { n: waiting.length, host })}
          </button>`
        : nothing
    }
    ${files.map((media) => file(media, context))}
  </div>`;
}
