import type { Context } from 'hono';
import type { Database } from '../database/database.js';
import { textOf, textsOf } from '../http/body.js';
import type { Sentence } from '../messages.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { checkSolution } from './challenge.js';
import { spend, type Proof } from './proof.js';
import { checkStamp, stampField } from './stamp.js';

export interface Gate {
  /** What a proof has to be for: a form's id. */
  purpose: string;
  challengeUrl: string;
  /** A plain HTML form sent it, so that a page can be the answer. */
  forPage: boolean;
}

/**
 * Whether something that a form sent gets in. A page's script brings the solved challenge. A plain HTML form can't:
 * from a page of ours it brings the stamp of when the page was made; from anywhere else nothing, and then few an
 * address get in at once, the others through our page once more. Nobody is turned away for being quick: who is
 * quicker than people are waits here until they would be.
 */
export async function passGate(
  c: Context,
  server: Server,
  gate: Gate,
  sent: FormData,
): Promise<Proof | undefined> {
  if (server.challenge === false) return undefined;
  const proof = await proofIn(c, server, gate, sent);
  if (proof) await waitFor(server, proof);
  return proof;
}

/** For `also` of what is kept: the proof goes with it, or nothing does. */
export async function spendAtGate(db: Database, gate: Gate, proof: Proof | undefined): Promise<void> {
  if (proof && !(await spend(db, proof))) throw refused(gate, (m) => m.field.challengeOld);
}

async function proofIn(c: Context, server: Server, gate: Gate, sent: FormData): Promise<Proof | undefined> {
  const altcha = textOf(sent, 'altcha');
  if (altcha !== undefined) {
    const proof = await checkSolution(server, gate.purpose, altcha);
    if (typeof proof === 'object') return proof;
    throw refused(gate, (m) => (proof === 'old' ? m.field.challengeOld : m.field.challengeWrong));
  }
  if (!gate.forPage) throw refused(gate, (m) => m.field.challengeMissing);
  const stamp = textsOf(sent, stampField)[0];
  if (stamp !== undefined) {
    const proof = await checkStamp(server, gate.purpose, stamp);
    if (!proof) throw refused(gate, (m) => m.field.challengeOld);
    return proof;
  }
  if (!server.takePlain(c)) throw refused(gate, (m) => m.field.sendAgain);
  return undefined;
}

async function waitFor(server: Server, proof: Proof): Promise<void> {
  const least = (server.challenge ? server.challenge.leastSeconds : 0) * 1000;
  const rest = least - (server.now().getTime() - proof.issued.getTime());
  if (rest > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(rest, least)));
}

function refused(gate: Gate, message: Sentence): Problem {
  return new Problem(422, 'invalid', {
    kind: 'challenge',
    errors: [{ name: 'altcha', message }],
    members: { challengeUrl: gate.challengeUrl },
  });
}
