import { Hono } from 'hono';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { withDefaults } from './definition.js';
import { formPage } from './form-page.js';

/** Every form has a page at `/formular/:id`, and at its own `url` where that is a plain path of this site. */
export function formPages(server: Server): Hono {
  const forms = new Map(server.town.forms.map((form) => [form.id, withDefaults(form)]));
  const routes = new Hono();

  routes.get('/formular/:id', (c) => {
    const form = forms.get(c.req.param('id'));
    if (!form) throw Problem.notFound();
    return formPage(server, form);
  });

  for (const form of forms.values()) {
    if (/^\/[\w/-]+$/.test(form.url ?? '')) routes.get(form.url!, () => formPage(server, form));
  }

  return routes;
}
