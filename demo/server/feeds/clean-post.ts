import type { Media, Person, Post } from '../../../src/contracts/post.js';
import { cleanHtml } from './clean-html.js';

/**
 * A post whose every picture is what `picture` makes of its address, and whose addresses need no base. Pictures are
 * what a browser fetches by itself; films and sounds it fetches when somebody plays them.
 */
export function cleanPost(post: Post, picture: (url: string) => string | undefined): Post {
  const { base, html, summary } = post;
  const lifted: Media[] = [];
  const clean: Post = {
    ...post,
    ...(html !== undefined && { html: cleanHtml(html, base, picture) }),
    authors: post.authors.map((person) => withAvatar(person, picture)),
  };
  delete clean.base;
  if (summary !== undefined) {
    // A summary is sent as text, so its pictures go where all others are.
    clean.summary = cleanHtml(summary, base, (url, alt) => {
      if (post.title && post.url) lifted.push({ type: 'image', url, alt });
      return undefined;
    });
  }
  const media = [...(post.media ?? []), ...lifted.filter(({ url }) => !isAmong(url, post.media))];
  if (post.media || media.length > 0) clean.media = media.flatMap((each) => withPictures(each, picture));
  if (post.boostedBy) clean.boostedBy = withAvatar(post.boostedBy, picture);
  if (post.card?.image) {
    const url = picture(post.card.image.url);
    clean.card = { ...post.card, image: url === undefined ? undefined : { ...post.card.image, url } };
  }
  if (post.emojis) {
    clean.emojis = post.emojis.flatMap(({ shortcode, url }) => {
      const found = picture(url);
      return found === undefined ? [] : [{ shortcode, url: found }];
    });
  }
  return clean;
}

/** The addresses of all pictures that a post shows. */
export function picturesOf(post: Post): string[] {
  const found = new Set<string>();
  cleanPost(post, (url) => {
    found.add(url);
    return url;
  });
  return [...found];
}

function isAmong(url: string, media: Post['media']): boolean {
  return (media ?? []).some((each) => each.url === url || each.preview === url);
}

function withAvatar(person: Person, picture: (url: string) => string | undefined): Person {
  return person.avatar ? { ...person, avatar: picture(person.avatar) } : person;
}

function withPictures(media: Media, picture: (url: string) => string | undefined): Media[] {
  const preview = media.preview ? { preview: picture(media.preview) } : {};
  if (media.type !== 'image') return [{ ...media, ...preview }];
  const url = picture(media.url);
  return url === undefined ? [] : [{ ...media, ...preview, url }];
}
