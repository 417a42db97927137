import { Hono } from 'hono';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { publishedForm } from './form-book.js';
import { formPage } from './form-page.js';

/** Every published form has a page at `/formular/:id`; at its own `url`, see `formAt`. */
export function formPages(server: Server): Hono {
  const routes = new Hono();

  routes.get('/formular/:id', async (c) => {
    const form = await publishedForm(server, c.req.param('id'));
    if (!form) throw Problem.notFound();
    return formPage(server, form);
  });

  return routes;
}
