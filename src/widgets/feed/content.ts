import type { Media, Post } from '../../contracts/post.js';
import { type SafeHtml, sanitizeHtml } from '../../internal/sanitize.js';

export interface PostContent {
  text: DocumentFragment;
  media: readonly Media[];
  /** There is more to read at the post's own address. */
  cut: boolean;
}

/** Characters of an article that are shown; a post of a social network is shown whole. */
const EXCERPT = 320;
/** Characters of markup that are looked at: a book in a post would keep the page busy, and nobody reads it here. */
const MAX_MARKUP = 50_000;

/** What a post says and shows, sanitized when it is shown. */
export function contentOf(post: Post): PostContent {
  const isArticle = !!post.title && !!post.url;
  const html = (isArticle && post.summary) || post.html || '';
  const { nodes, images }: SafeHtml = sanitizeHtml(html.slice(0, MAX_MARKUP), post.base);
  const own = post.media ?? [];
  const known = new Set(own.flatMap((each) => [each.url, each.preview]));
  const media = [
    ...own,
    ...images
      .filter(({ url }) => !known.has(url))
      .map(({ url, alt }): Media => ({ type: 'image', url, alt })),
  ];
  const text = document.createDocumentFragment();
  text.append(...nodes);
  const cut = (isArticle && shorten(text, EXCERPT)) || html.length > MAX_MARKUP;
  return { text, media, cut: cut || (isArticle && !!post.summary) };
}

/** Ends the text at a word near the length given, and takes away what follows. */
function shorten(box: DocumentFragment, length: number): boolean {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  let left = length;
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (node.data.length <= left) {
      left -= node.data.length;
      continue;
    }
    const space = node.data.lastIndexOf(' ', left);
    node.data = `${node.data.slice(0, space > left / 2 ? space : left).trimEnd()}…`;
    const range = document.createRange();
    range.setStartAfter(node);
    range.setEndAfter(box.lastChild!);
    range.deleteContents();
    return true;
  }
  return false;
}
