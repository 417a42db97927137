import { described, type Server } from '../server.js';
import { deliverMail } from '../mail/deliver-mail.js';
import { deliverWebhook } from '../webhooks/deliver-webhook.js';
import { DeliveryError } from './delivery-error.js';
import { claimDue, postpone, settle, type Delivery } from './outbox.js';

const batch = 20;
/** Less than a claim lasts, so that nobody begins it while it is under way. */
const patience = 20_000;

/** Delivers what is due; gives how many were tried. At least once each: a crash after one was taken sends it again. */
export async function deliverDue(server: Server): Promise<number> {
  const db = await server.database();
  const deliveries = await claimDue(db, server.now(), batch);
  await Promise.all(deliveries.map((delivery) => attempt(server, delivery)));
  return deliveries.length;
}

async function attempt(server: Server, delivery: Delivery): Promise<void> {
  const db = await server.database();
  try {
    const signal = AbortSignal.timeout(patience);
    await unlessAborted(signal, deliver(server, delivery, signal));
    await settle(db, delivery.id);
  } catch (error) {
    const isExpected = error instanceof DeliveryError;
    const failure = isExpected ? error.message : 'It failed on this side; see the log.';
    const isHopeless = isExpected && error.isHopeless;
    const again = await postpone(db, delivery, failure, { now: server.now(), isHopeless });
    if (again && isExpected) return;
    const { id, payload } = delivery;
    const what = isExpected ? { failure } : described(error);
    server.log({ level: 'error', event: 'delivery', delivery: id, kind: payload.kind, again, ...what });
  }
}

function deliver(server: Server, delivery: Delivery, signal: AbortSignal): Promise<void> {
  const { payload } = delivery;
  return payload.kind === 'mail'
    ? deliverMail(server, delivery, payload, signal)
    : deliverWebhook(server, delivery, payload, signal);
}

function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DeliveryError('It took too long.')), { once: true });
    work.then(resolve, reject);
  });
}
