import type { MiddlewareHandler } from 'hono';

/** Anyone's page may read and send, without credentials; so may a sandboxed frame, whose origin is `null`. */
export const cors: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'OPTIONS') {
    c.res = new Response(null, {
      status: 204,
      headers: {
        'Access-Control-Allow-Methods': 'GET, HEAD, POST',
        'Access-Control-Allow-Headers': '*',
        'Access-Control-Max-Age': '86400',
      },
    });
  } else {
    await next();
  }
  c.res.headers.set('Access-Control-Allow-Origin', '*');
  c.res.headers.set('Access-Control-Expose-Headers', 'Age, Date, ETag, Link, Retry-After');
};
