import type { Post } from '../contracts/post.js';
import { atOnce } from '../internal/steps.js';
import { htmlToLine } from '../internal/text.js';
import { activitypub, isActivityPub } from './activitypub.js';
import { type Json, object } from './json.js';
import { isMastodon, mastodon, poll as entity } from './mastodon.js';

/**
 * A poll of a social network (a Mastodon status with a poll, the poll by itself, or an ActivityStreams `Question`, also in
 * the activity that created it) in the members of our own contract: it can be read here, not voted in. Undefined where
 * it is none.
 */
export function socialPoll(json: unknown, base: string): Json | undefined {
  const root = object(json);
  const read = isMastodon(json) ? mastodon : isActivityPub(json) ? activitypub : undefined;
  const post: Partial<Post> | undefined =
    'votes_count' in root ? { poll: entity(root) } : read && atOnce(read(json, base)).posts[0];
  const { poll, url, title, warning, html = '', language } = post ?? {};
  return poll
    ? {
        ...poll,
        id: url ?? '',
        question: title || warning || htmlToLine(html),
        type: poll.multiple ? 'multiple' : 'single',
        options: poll.options.map((option, i) => ({ ...option, id: String(i) })),
        url,
        language,
        // Closed before its time, or without a word of when.
        isOver: [root, root.poll, root.object].map(object).some(({ expired, closed }) => expired || closed),
      }
    : undefined;
}
