import { Hono } from 'hono';
import { withPlainBreaks } from '../forms/text-value.js';
import { languageOf, prefersHtml } from '../http/accept.js';
import { readForm, textOf } from '../http/body.js';
import { pageAddress } from '../http/page-address.js';
import { uuidOf } from '../http/uuid.js';
import { messagesIn } from '../messages.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { hasRating, keepRating, type Rating } from './store.js';

const longestComment = 2000;

/** What people think of a page: a rating, and perhaps later a comment that follows it. */
export function ratingRoutes(server: Server): Hono {
  const routes = new Hono();

  routes.post('/', async (c) => {
    server.countSend(c);
    const form = await readForm(c, { maxBytes: 64_000 });
    const db = await server.database();
    const id = uuidOf(form, 'submission') ?? crypto.randomUUID();
    if (!(await hasRating(db, id))) await keepRating(db, readRating(id, form), server.now());
    if (prefersHtml(c)) return new Response(null, { status: 303, headers: { Location: '/tack' } });
    const language = languageOf(c);
    return c.json({ message: messagesIn(language).ratingThanks }, 201, {
      'Cache-Control': 'no-store',
      'Content-Language': language,
    });
  });

  return routes;
}

function readRating(id: string, form: FormData): Rating {
  const rating = textOf(form, 'rating') ?? null;
  const comment = withPlainBreaks(textOf(form, 'comment') ?? '').trim() || null;
  if (rating === null && comment === null) {
    throw Problem.invalid({ name: 'rating', message: (m) => m.field.requiredChoice });
  }
  if (rating !== null && !/^(yes|no|[1-5])$/.test(rating)) {
    throw Problem.invalid({ name: 'rating', message: (m) => m.field.rating });
  }
  if (comment !== null && comment.length > longestComment) {
    throw Problem.invalid({ name: 'comment', message: (m) => m.field.tooLong(longestComment) });
  }
  const follows = uuidOf(form, 'follows') ?? null;
  return { id, rating, comment, follows, page: pageAddress(textOf(form, 'page')) };
}
