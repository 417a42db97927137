import type { Context } from 'hono';
import { passGate, spendAtGate, type Gate } from '../challenge/gate.js';
import { checkHoneypot } from '../challenge/honeypot.js';
import type { Proof } from '../challenge/proof.js';
import type { Database } from '../database/database.js';
import { languageOf, prefersHtml } from '../http/accept.js';
import { readForm, textOf, textsOf } from '../http/body.js';
import { uuidOf } from '../http/uuid.js';
import { Problem } from '../problem.js';
import { described, type Server } from '../server.js';
import { UpstreamError, type UpstreamAnswer } from '../upstream.js';
import type { Relay } from './options.js';
import { relayed, type Relayed } from './relayed.js';

const bodyLimits = { maxBytes: 64_000 };
const maxAnswerBytes = 100_000;
const patience = 12_000;
/** What failed before anything of the request was on its way. */
const neverSent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;
const passedOn =
  /^(service_code|lat|long|address_string|address_id|description|email|first_name|last_name|phone|media_url|attribute\[[^\]]+\](\[\d*\])?)$/;

/**
 * A request from a page to another server, with our key. It is claimed before it is sent. When the connection breaks
 * in the middle nobody can know whether it arrived: then it is not sent again, and the resident is told so.
 */
export async function relayToOther(c: Context, server: Server, relay: Relay, gate: Gate): Promise<Response> {
  server.countSend(c);
  const sent = await readForm(c, bodyLimits);
  const submission = uuidOf(sent, 'submission') ?? crypto.randomUUID();
  const db = await server.database();
  const answer = (await firstAnswer(db, relay, submission, server.now())) ?? (await send());
  if (prefersHtml(c)) return new Response(null, { status: 303, headers: { Location: '/tack' } });
  return relayed(c, languageOf(c), answer);

  async function send(): Promise<Relayed> {
    checkHoneypot({ fields: [] }, sent);
    const code = textOf(sent, 'service_code');
    if (code === undefined) {
      throw Problem.invalid({ name: 'service_code', message: (m) => m.field.requiredChoice });
    }
    if (relay.services.length > 0 && !relay.services.includes(code)) throw Problem.notFound();
    const proof = relay.challenge ? await passGate(c, server, gate, sent) : undefined;
    if (!(await claim(db, relay, submission, gate, proof, server.now()))) throw underWay();
    const forget = (): Promise<unknown> =>
      db.query('DELETE FROM open311_relayed WHERE relay = $1 AND submission = $2', [relay.id, submission]);
    let answered: Relayed;
    try {
      answered = readAnswer(server, relay, await ask(server, relay, sent));
    } catch (error) {
      if (!(error instanceof UpstreamError)) {
        await forget();
        throw error;
      }
      server.log({ level: 'error', event: 'open311-relay', relay: relay.id, ...described(error) });
      if (!isUnsent(error)) throw new Problem(502, 'relayUnclear', { kind: 'unclear' });
      await forget();
      throw new Problem(502, 'relayFailed');
    }
    await db.query('UPDATE open311_relayed SET answer = $3 WHERE relay = $1 AND submission = $2', [
      relay.id,
      submission,
      JSON.stringify(answered),
    ]);
    return answered;
  }
}

async function firstAnswer(
  db: Database,
  relay: Relay,
  submission: string,
  now: Date,
): Promise<Relayed | undefined> {
  const [row] = await db.query<{ answer: string | null; at: Date }>(
    'SELECT answer, at FROM open311_relayed WHERE relay = $1 AND submission = $2',
    [relay.id, submission],
  );
  if (!row) return undefined;
  if (row.answer !== null) return JSON.parse(row.answer) as Relayed;
  if (now.getTime() - row.at.getTime() < patience * 2) throw underWay();
  throw new Problem(502, 'relayUnclear', { kind: 'unclear' });
}

function underWay(): Problem {
  return new Problem(503, 'tooMany', { headers: { 'Retry-After': '5' } });
}

function claim(
  db: Database,
  relay: Relay,
  submission: string,
  gate: Gate,
  proof: Proof | undefined,
  now: Date,
): Promise<boolean> {
  return db.transaction(async (transaction) => {
    const rows = await transaction.query(
      `INSERT INTO open311_relayed (relay, submission, answer, at) VALUES ($1, $2, NULL, $3)
       ON CONFLICT DO NOTHING RETURNING submission`,
      [relay.id, submission, now.toISOString()],
    );
    if (rows.length > 0) await spendAtGate(transaction, gate, proof);
    return rows.length > 0;
  });
}

function ask(server: Server, relay: Relay, sent: FormData): Promise<UpstreamAnswer> {
  const form = new URLSearchParams({ api_key: relay.apiKey });
  if (relay.jurisdiction !== undefined) form.set('jurisdiction_id', relay.jurisdiction);
  for (const name of new Set(sent.keys())) {
    if (passedOn.test(name)) for (const value of textsOf(sent, name)) form.append(name, value);
  }
  if (!server.open311.ask) throw new Problem(502, 'relayFailed');
  return server.open311.ask(`${relay.endpoint}requests.${relay.format}`, {
    form,
    signal: AbortSignal.timeout(patience),
    maxBytes: maxAnswerBytes,
  });
}

function isUnsent(error: UpstreamError): boolean {
  const code = (error.cause as { code?: unknown } | undefined)?.code;
  return error.failure === 'refused' || (typeof code === 'string' && neverSent.test(code));
}

/** @throws {Problem} when it says that the request was not taken */
function readAnswer(server: Server, relay: Relay, { status, body }: UpstreamAnswer): Relayed {
  const text = new TextDecoder().decode(body);
  if (status >= 200 && status < 300) {
    return {
      service_request_id: valuesIn(text, 'service_request_id')[0] ?? null,
      token: valuesIn(text, 'token')[0] ?? null,
      service_notice: valuesIn(text, 'service_notice')[0] ?? null,
    };
  }
  if (status === 400 || status === 422) {
    const [first = ''] = valuesIn(text, 'description');
    const said = first.slice(0, 300);
    throw said
      ? Problem.invalid({ name: 'description', message: () => said })
      : new Problem(422, 'relayRefused');
  }
  server.log({ level: 'error', event: 'open311-relay', relay: relay.id, status });
  throw status === 404 ? Problem.notFound() : new Problem(502, 'relayFailed');
}

/** The values of a member, in JSON or XML. Numbers with zeros in front are in neither a mistake here. */
function valuesIn(text: string, name: string): string[] {
  const inJson = new RegExp(`"${name}"\\s*:\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(\\d+))`, 'g');
  const inXml = new RegExp(`<${name}>\\s*(?:<!\\[CDATA\\[)?([^<\\]]+?)(?:\\]\\]>)?\\s*</${name}>`, 'g');
  const json = [...text.matchAll(inJson)].map(([, quoted, number]) =>
    quoted === undefined ? (number ?? '') : unquoted(quoted),
  );
  const xml = [...text.matchAll(inXml)].map(([, content = '']) => decoded(content));
  return [...json, ...xml].map((value) => value.trim()).filter(Boolean);
}

function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return '';
  }
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function decoded(xml: string): string {
  return xml.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '');
}
