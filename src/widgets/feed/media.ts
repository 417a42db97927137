import type { Config, MediaRule } from '../../config/options.js';
import type { Media } from '../../contracts/post.js';
import { h } from '../../internal/dom.js';
import type { LocaleController } from '../../locale/locale-controller.js';

export interface MediaContext {
  config: Config;
  locale: LocaleController;
  rule: MediaRule;
}

/** Whether the browser may fetch something without being asked. */
export function mayLoad(url: string, { config, rule }: MediaContext): boolean {
  return rule === 'always' || (rule === 'auto' && config.mayRead(url));
}

const addresses = (media: Media): string[] =>
  [media.preview, media.url].filter((url) => typeof url === 'string');

/** Attributes of every picture: fetched late, and without telling from which page. */
export const LAZY = { loading: 'lazy', decoding: 'async', referrerpolicy: 'no-referrer' } as const;

function link(url: string, text: string): HTMLElement {
  return h('a', { class: 'file', part: 'file', href: url, rel: 'noopener nofollow ugc' }, text);
}

function picture({ url, preview, alt, width, height }: Media, { locale }: MediaContext): HTMLElement {
  const text = alt || locale.t('mediaNoAlt');
  return h('img', {
    part: 'image',
    ...LAZY,
    src: preview ?? url,
    alt: text,
    width,
    height,
    'data-href': url,
  });
}

function player(media: Media, { locale }: MediaContext): HTMLElement {
  const { url, preview, width, height } = media;
  const label = media.alt || media.title;
  const isAudio = media.type === 'audio';
  const text = [locale.t(isAudio ? 'mediaAudio' : 'mediaVideo'), label].filter(Boolean).join(': ');
  // A page to watch it on, or HLS, which few browsers play without a library: a picture and a way out.
  if (/\.m3u8($|\?)/.test(url) || /html|mpegurl/i.test(media.mime ?? '')) {
    return h(
      'p',
      { class: 'file' },
      preview && h('img', { part: 'image', ...LAZY, src: preview, alt: label ?? '', width, height }),
      link(url, text),
    );
  }
  const common = {
    controls: true,
    preload: 'none',
    src: url,
    'aria-label': label,
    'data-href': url,
    'data-text': text,
  };
  if (isAudio) return h('audio', common);
  const isAnimation = media.type === 'animation';
  const video = h(
    'video',
    { ...common, playsinline: true, loop: isAnimation, poster: preview, width, height },
    ...(media.captions ?? []).map(({ url: src, lang, label: name }) =>
      h('track', { kind: 'captions', src, srclang: lang, label: name }),
    ),
  );
  video.muted = isAnimation;
  return video;
}

function nameOf(url: string): string {
  const name = /[^/?#]*(?=$|[?#])/.exec(url)?.[0] ?? '';
  try {
    return decodeURIComponent(name) || url;
  } catch {
    return name;
  }
}

function file({ url, title, alt, bytes }: Media, { locale }: MediaContext): HTMLElement {
  const name = title || alt || nameOf(url);
  return link(url, bytes ? `${name} (${locale.bytes(bytes)})` : name);
}

/** Puts a link where a picture or a film was that the page's policy blocks, or that is gone. */
export function replaceBroken(element: Element, { locale }: MediaContext): void {
  const { href, text } = (element as HTMLElement).dataset;
  if (!href) element.remove();
  else element.replaceWith(link(href, text ?? `${locale.t('mediaOpen')}: ${element.getAttribute('alt')}`));
}

/**
 * A post's pictures, films, sounds and files. What would need a request to somebody whom neither the webmaster nor
 * the visitor chose is a button that says whom it would ask.
 */
export function mediaOf(
  all: readonly Media[],
  context: MediaContext,
  isRevealed: boolean,
): HTMLElement | undefined {
  if (!all.length) return undefined;
  const files = all.filter((media) => media.type === 'file');
  const visible = context.rule === 'none' ? [] : all.filter((media) => media.type !== 'file');
  const shown = visible.filter(
    (media) => isRevealed || addresses(media).every((url) => mayLoad(url, context)),
  );
  const waiting = visible.filter((media) => !shown.includes(media));
  const host = waiting[0] && new URL(waiting[0].preview ?? waiting[0].url).host;
  if (!shown.length && !waiting.length && !files.length) return undefined;
  return h(
    'div',
    { class: 'media', part: 'media' },
    ...shown.map((media) => (media.type === 'image' ? picture(media, context) : player(media, context))),
    host &&
      h(
        'button',
        { type: 'button', class: 'button reveal', part: 'reveal' },
        context.locale.t('mediaShow', { n: waiting.length, host }),
      ),
    ...files.map((media) => file(media, context)),
  );
}
