import type { Context } from 'hono';
import { messagesIn, type Language } from '../messages.js';

/** What a page is told of a request that was taken. */
export interface Relayed {
  service_request_id: string | null;
  token: string | null;
  service_notice: string | null;
  reference?: string;
  statusUrl?: string;
}

export function relayed(c: Context, language: string, answer: Relayed): Response {
  const { receipt } = messagesIn(language as Language);
  return c.json({ ...answer, message: receipt, language }, 201, {
    'Cache-Control': 'no-store',
    'Content-Language': language,
  });
}
