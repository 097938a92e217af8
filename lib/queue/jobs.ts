import 'server-only'
import type { Tx } from '@/lib/db'
import { enqueue, type Job } from './enqueue'

// What the worker is asked to do about money. Of each kind one job waits per payment, reversal or organization.

type Row = { orgId: string; id: string }
type When = {
  inMs: number
  keepTime?: boolean
  /** PaySimple has answered about it already, with nothing certain. */
  asked?: boolean
}
// On a bad day hundreds are in doubt at once. Those about which nobody knows anything come first, then those that were
// asked about and are asked about again, and the mail last.
const PRIORITY = { unasked: 0, asked: 10, email: 20 }
// Real time, not the product's clock: the queue lives in it.
const queued = ({ inMs, keepTime = false, asked = false }: When) => ({
  runAt: new Date(Date.now() + inMs),
  keepTime,
  priority: asked ? PRIORITY.asked : PRIORITY.unasked,
})

/** The worker asks PaySimple about a payment in doubt, or charges one that nobody has taken upon himself yet. */
export const reconcilePaymentJob = ({ orgId, id: paymentId }: Row, when: When): Job => ({
  ...{
    task: 'reconcile-payment',
    payload: { orgId, paymentId },
    jobKey: `reconcile-payment:${orgId}:${paymentId}`,
    ...queued(when),
  },
})

/** The worker asks PaySimple about a void or refund in doubt. */
export const reconcileReversalJob = ({ orgId, id: reversalId }: Row, when: When): Job => ({
  ...{
    task: 'reconcile-reversal',
    payload: { orgId, reversalId },
    jobKey: `reconcile-reversal:${orgId}:${reversalId}`,
  },
  ...queued(when),
})

/** The worker compares the organization's payments with PaySimple. */
export const syncJob = (orgId: string, when: When): Job => ({
  ...{ task: 'sync-org', payload: { orgId }, jobKey: `sync:${orgId}`, ...queued(when) },
})

/** The worker sends an e-mail of the outbox. */
export const emailJob = ({ orgId, id: emailId }: Row): Job => ({
  ...{ task: 'send-email', payload: { orgId, emailId }, jobKey: `email:${emailId}`, maxAttempts: 14 },
  ...{ ...queued({ inMs: 0, keepTime: true }), priority: PRIORITY.email },
})

/** Queues one `reconcilePaymentJob`. */
export const queueReconcilePayment = (tx: Tx, payment: Row, when: When) =>
  enqueue(tx, [reconcilePaymentJob(payment, when)])
/** Queues one `reconcileReversalJob`. */
export const queueReconcileReversal = (tx: Tx, reversal: Row, when: When) =>
  enqueue(tx, [reconcileReversalJob(reversal, when)])
/** Queues one `syncJob`. */
export const queueSync = (tx: Tx, orgId: string, when: When) => enqueue(tx, [syncJob(orgId, when)])
