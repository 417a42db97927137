import { Hono, type Context } from 'hono';
import { newChallenge } from '../challenge/challenge.js';
import type { Gate } from '../challenge/gate.js';
import { prefersHtml } from '../http/accept.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { passOn } from './pass-on.js';
import type { Relay } from './options.js';
import { relayToOther } from './relay-other.js';
import { relayToOwn } from './relay-own.js';

/**
 * Open311 for a page: the key stays here. What a page asks, at `/api/open311`:
 *
 * | request | what |
 * | --- | --- |
 * | `POST /api/open311/requests` | a service request to the town's own server, `/open311/v2` |
 * | `POST /api/open311/RELAY/requests` | one to another server that the relays' file names `RELAY` |
 * | `GET /api/open311/RELAY/services.json`, `…/services/CODE.json`, `…/requests/ID.json`, `…/requests.json`, `…/tokens/TOKEN.json` | that server's answers, for pages that its CORS keeps out; `.xml` alike, as that server has it |
 *
 * A widget so has `src="/open311/v2/services.json" action="/api/open311/requests"` for the town's own services, and
 * `src="/api/open311/RELAY/services.json" action="/api/open311/RELAY/requests"` for another server's.
 *
 * **Sent**: `application/x-www-form-urlencoded` (or `multipart/form-data`), the arguments of GeoReport v2's POST by
 * their own names: `service_code`, `lat` and `long` (or `address_string`, or `address_id`), `description`, `email`,
 * `first_name`, `last_name`, `phone`, `media_url`, `attribute[CODE]`, and for several values `attribute[CODE][]`
 * repeated. The town's own services also take `media`, pictures (multipart). No `api_key` and no `jurisdiction_id`:
 * they are added here, and ignored where they are sent. Of ours: `submission` (UUID) and `page` as for a form,
 * `website` (the honeypot, empty), and `altcha` where it is asked for.
 *
 * **Answered** with `201` and JSON:
 *
 * ```json
 * { "service_request_id": "4711002938", "token": null, "service_notice": null,
 *   "reference": "7K3M-Q9XD-2HFA", "message": "Tack! …", "statusUrl": "/api/submissions/7K3M-Q9XD-2HFA", "language": "sv" }
 * ```
 *
 * `service_request_id` is public: anybody may ask for its status at `requests/ID.json`. A service of type `batch`
 * gives `token` instead; `tokens/TOKEN.json` then tells the id. `reference` and `statusUrl` are the resident's own way
 * back, as after a form; another server's requests have none. Where `Accept` prefers HTML: `303` to a page.
 *
 * **Failures** are problem details as everywhere in `/api`: `422` with `errors` by the names that were sent
 * (`description`, `lat`, `attribute[CODE]`), `404` for a service that is not there, `429`, and `502`, `504` when the
 * other server does not take it. Type `urn:problem-type:civic:challenge` (`422`, `errors` name `altcha`) asks for a
 * proof of work and carries `challengeUrl`: solve it and send again with the same `submission`. Type
 * `urn:problem-type:civic:unclear` (`502`): the other server may have taken it and will not be asked twice.
 * The same `submission` again gives the first answer again, with its first status; while the first is under way, `503`
 * with `Retry-After`.
 */
export function relayRoutes(server: Server): Hono {
  const routes = new Hono();
  const relayOf = (c: Context): Relay => {
    const relay = server.open311.relays?.find(({ id }) => id === c.req.param('relay'));
    if (!relay) throw Problem.notFound();
    return relay;
  };

  routes.post('/requests', (c) => relayToOwn(c, server));

  routes.get('/:relay/challenge', async (c) => {
    const { purpose } = gateOf(c, relayOf(c).id);
    return c.json(await newChallenge(server, purpose), 200, { 'Cache-Control': 'no-store' });
  });
  routes.post('/:relay/requests', (c) => {
    const relay = relayOf(c);
    return relayToOther(c, server, relay, gateOf(c, relay.id));
  });
  routes.get('/:relay/:path{.+}', (c) => passOn(c, server, relayOf(c), c.req.param('path')));

  return routes;
}

function gateOf(c: Context, relay: string): Gate {
  return {
    purpose: `open311:${relay}`,
    challengeUrl: `/api/open311/${relay}/challenge`,
    forPage: prefersHtml(c),
  };
}
